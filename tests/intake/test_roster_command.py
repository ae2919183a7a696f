"""``relais import roster`` as one types it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from sqlalchemy import Connection
from typer.testing import CliRunner

from bot.cli.opening import run
from bot.cli.roster import add_roster
from bot.clock import FixedClock
from bot.intake.roster import read
from bot.settings import Settings
from community.roster import Column, Current
from community.roster_plan import plan
from storage.organizations import add_community, add_organization
from storage.roster import current
from storage.scope import DEPLOYMENT, Scope
from tests.intake.college import cp1252, utf8, xlsx
from tests.intake.stage import NOTHING, TODAY, WORDS, roster, told

CLOCK = FixedClock(datetime(2025, 10, 8, 3, 0, tzinfo=UTC))
"""Still the evening of October 7 where the college is."""


@dataclass
class Terminal:
    """A data folder with one community, and the command."""

    folder: Path
    scope: Scope
    settings: Settings

    def types(self, *words: str) -> tuple[int, list[str], list[str]]:
        """Exit code, lines of standard output and of standard error."""
        app = typer.Typer()
        app.callback()(lambda: None)
        add_roster(app, self.settings, WORDS.into(self.settings.locale), CLOCK)
        result = CliRunner().invoke(app, ["roster", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.stdout.splitlines(), result.stderr.splitlines()

    def imports(self, *words: str) -> tuple[int, list[str], list[str]]:
        return self.types(*words, "--community", "college")

    def file(self, name: str, content: bytes) -> str:
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)

    def current(self) -> Current:
        return run(lambda conn: current(self.scope, conn, TODAY), self.settings)


@pytest.fixture(params=["fr_CA"])
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Terminal:
    settings = Settings(data_dir=tmp_path / "data", locale=request.param, _env_file=None)

    def found(conn: Connection) -> Scope:
        organization = add_organization(DEPLOYMENT, conn, "Cégep")
        values = {"name": "Chantier IA", "time_zone": "America/Toronto", "locale": "fr_CA"}
        return Scope(organization, add_community(Scope(organization), conn, "college", values))

    return Terminal(tmp_path, run(found, settings), settings)


def totals(lines: list[str]) -> list[str]:
    return [line.rpartition("│")[0].rpartition("│")[2].strip() for line in lines if line.startswith("│")]


@pytest.mark.parametrize("content", [utf8(), cp1252(), xlsx()], ids=["utf8", "cp1252", "xlsx"])
def test_a_college_is_imported_and_again(terminal: Terminal, content: bytes) -> None:
    file = terminal.file("liste", content)
    code, out, err = terminal.imports(file)
    assert (code, err, totals(out)) == (0, [], ["35", "0", "0", "0"])
    assert out[0] == f"{file}:2: ajout\u00a0: Maude Thériault-Roy, maude.theriault-roy@cegep.example"
    remembered = terminal.current()
    assert len(remembered.memberships) == 35
    code, out, err = terminal.imports(file)
    assert (code, err, totals(out)) == (0, [], ["0", "0", "35", "0"])
    assert out[0].startswith(f"{file}:2: rien à changer\u00a0: ")
    assert terminal.current() == remembered


def test_a_dry_run_writes_nothing(terminal: Terminal) -> None:
    code, out, _ = terminal.imports(terminal.file("liste.csv", utf8()), "--dry-run")
    assert (code, totals(out)) == (0, ["35", "0", "0", "0"])
    assert out[-1] == "C'était un essai\u00a0: rien n'est écrit."
    assert terminal.current().people == {}


def test_a_refused_file_is_told_line_by_line_and_the_fixed_one_goes_through(terminal: Terminal) -> None:
    broken = terminal.file("liste.csv", roster("a@cegep.example;Anne;cheffe;;;;;;;", ";Béa;déléguée;;;;;;;"))
    for words in ([broken], [broken, "--dry-run"]):
        code, out, err = terminal.imports(*words)
        assert (code, out) == (1, [])
        assert [line.partition(": ")[0] for line in err[:-1]] == [f"{broken}:2", f"{broken}:3", f"{broken}:3"]
        assert err[1] == f"{broken}:3: Une personne déléguée doit avoir un département."
        assert err[-1] == "3 points à corriger\u00a0: rien n'est écrit."
    assert terminal.current().people == {}
    fixed = terminal.file("liste.csv", roster("a@cegep.example;Anne;;;;;;;;", "b@cegep.example;Béa;;;;;;;;"))
    assert terminal.imports(fixed)[0] == 0
    assert len(terminal.current().people) == 2


def test_who_is_missing_is_listed_then_ended(terminal: Terminal) -> None:
    two = terminal.file("deux.csv", roster("a@cegep.example;Anne;;;;;;;;", "b@cegep.example;Béa;;;;;;;;"))
    one = terminal.file("une.csv", roster("a@cegep.example;Anne R;;;;;;;;", header="courriel;nom;;;;;;;;"))
    terminal.imports(two)
    code, out, err = terminal.imports(one)
    assert (code, err, totals(out)) == (0, [], ["0", "1", "0", "1"])
    assert out[:2] == [
        f"{one}:2: changement (nom)\u00a0: Anne R, a@cegep.example",
        f"{one}: n'est plus dans le fichier\u00a0: Béa, b@cegep.example",
    ]
    assert out[-1] == "Leur participation continue. Pour y mettre fin\u00a0: --end-missing."
    code, out, _ = terminal.imports(one, "--end-missing")
    assert (code, totals(out)) == (0, ["0", "0", "1", "1"])
    assert out[1] == f"{one}: fin de la participation\u00a0: Béa, b@cegep.example"
    assert totals(terminal.imports(one, "--end-missing")[1]) == ["0", "0", "1", "0"]


def test_notices_go_to_standard_error(terminal: Terminal) -> None:
    file = terminal.file("liste.csv", roster("a@cegep.example;[red]Anne;12", header="courriel;nom;poste"))
    code, out, err = terminal.imports(file)
    assert (code, err) == (0, [f"{file}:1: Colonne inconnue, laissée de côté\u00a0: «\u00a0poste\u00a0»."])
    assert "[red]Anne" in out[0]


@pytest.mark.parametrize("terminal", ["en_CA"], indirect=True)
def test_in_english(terminal: Terminal) -> None:
    file = terminal.file("list.csv", b"email,name,team\na@cegep.example,Anne," + b"x" * 201)
    code, _, err = terminal.imports(file)
    assert (code, err) == (
        1,
        [f'{file}:2: "team" has 201 characters; 200 at most.', "1 thing to fix: nothing was written."],
    )


@pytest.mark.parametrize("terminal", ["fr_CA", "fr_FR", "en_CA"], indirect=True)
def test_the_template_imports_once_its_examples_are_replaced(terminal: Terminal) -> None:
    path = terminal.folder / "modele.csv"
    assert terminal.types("--template", str(path)) == (0, [], [])
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.splitlines()[0].count(b";") == 10
    code, _, err = terminal.imports(str(path))
    assert (code, len(err)) == (1, 5)  # an example is nobody
    path.write_bytes(raw.replace(b"@exemple.invalid", b"@cegep.example"))
    filled = read(path)
    assert filled.columns == frozenset(Column)
    assert (told(filled.faults), told(plan(filled, NOTHING).notices)) == ([], [])
    assert terminal.imports(str(path))[0] == 0
    assert len(terminal.current().memberships) == 4


def test_the_template_goes_to_standard_output_or_to_a_new_file_only(terminal: Terminal) -> None:
    code, out, _ = terminal.types("--template")
    assert (code, len(out)) == (0, 5)
    mine = terminal.file("liste.csv", b"precious")
    assert terminal.types("--template", mine)[0] == 2
    assert Path(mine).read_bytes() == b"precious"
    assert terminal.types("--template", str(terminal.folder / "nowhere" / "liste.csv"))[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("liste.csv",),
        ("--community", "college"),
        ("nowhere.csv", "--community", "college"),
        (".", "--community", "college"),
        ("--template", "--dry-run"),
        ("--nonsense",),
    ],
)
def test_wrong_usage(terminal: Terminal, words: tuple[str, ...]) -> None:
    code, out, err = terminal.types(*words)
    assert (code, out) == (2, [])
    assert err


def test_a_file_that_may_not_be_read(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    file = terminal.file("liste.csv", utf8())

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("bot.intake.roster.read", refuse)
    code, out, err = terminal.imports(file)
    assert (code, out) == (2, [])
    assert "liste.csv" in "".join(line.strip("│ ") for line in err)


def test_a_community_that_is_not_there(terminal: Terminal) -> None:
    code, out, err = terminal.types(terminal.file("liste.csv", utf8()), "--community", "cop")
    assert (code, out) == (2, [])
    assert "cop" in " ".join(err)
    assert terminal.current().people == {}
