"""``relais import guide`` as one types it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import Connection
from typer.testing import CliRunner

from bot.cli.guide import add_guide
from bot.cli.opening import run
from bot.clock import FixedClock
from bot.guides import packaged, packaged_bytes
from bot.settings import Settings
from community.guide import Guide
from storage.guides import guide_in_force
from storage.organizations import add_community, add_organization
from storage.scope import DEPLOYMENT, Scope
from tests.intake.guides import SMALL
from tests.intake.stage import WORDS

CLOCK = FixedClock(datetime(2025, 10, 8, 3, 0, tzinfo=UTC))
"""Still the evening of October 7 where the community is."""
SHIPPED = packaged().version


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
        add_guide(app, self.settings, WORDS.into(self.settings.locale), CLOCK)
        result = CliRunner().invoke(app, ["guide", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.stdout.splitlines(), result.stderr.splitlines()

    def imports(self, content: str | bytes, *words: str) -> tuple[int, list[str], list[str]]:
        raw = content.encode() if isinstance(content, str) else content
        (self.folder / "guide.yaml").write_bytes(raw)
        code, out, err = self.types(self.file, *words, "--community", "cop")
        return code, out, [line.removeprefix(f"{self.file}:") for line in err]

    @property
    def file(self) -> str:
        return str(self.folder / "guide.yaml")

    def in_force(self) -> Guide | None:
        found = run(lambda conn: guide_in_force(self.scope, conn), self.settings)
        return found[1] if found is not None else None


@pytest.fixture(params=["fr_CA"])
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Terminal:
    settings = Settings(data_dir=tmp_path / "data", locale=request.param, _env_file=None)

    def found(conn: Connection) -> Scope:
        organization = add_organization(DEPLOYMENT, conn, "Centre de services")
        values = {"name": "COP IA", "time_zone": "America/Toronto", "locale": "fr_CA"}
        return Scope(organization, add_community(Scope(organization), conn, "cop", values))

    return Terminal(tmp_path, run(found, settings), settings)


SECOND = SMALL.replace('version: "1"', 'version: "2"').replace('"Et encore?"', '"Et après?"', 1)


def test_a_guide_is_imported_and_again(terminal: Terminal) -> None:
    code, out, err = terminal.imports(SMALL)
    assert (code, err) == (0, [])
    assert out[0] == f"Version 1 (12 questions), à la place de la version {SHIPPED}."
    assert out[1] == "Ligne learn\u00a0: 2 questions ajoutées"
    assert out[7] == "Pertinence pédagogique\u00a0: 11 questions retirées"
    assert out[-1] == "Les parcours commencés, s'il y en a, continuent avec leur version."
    assert terminal.in_force() is not None
    assert terminal.imports(SMALL) == (
        0,
        ["La version 1 est déjà en vigueur, mot pour mot\u00a0: rien ne change."],
        [],
    )


def test_what_another_version_changes_is_told(terminal: Terminal) -> None:
    terminal.imports(SMALL)
    told = [
        "Version 2 (12 questions), à la place de la version 1.",
        "Ligne learn\u00a0: 1 question changée",
        "Les parcours commencés, s'il y en a, continuent avec leur version.",
    ]
    dry = terminal.imports(SECOND, "--dry-run")
    assert dry == (0, [*told, "C'était un essai\u00a0: rien n'est écrit."], [])
    before = terminal.in_force()
    assert before is not None
    assert before.version == "1"
    assert terminal.imports(SECOND) == (0, told, [])
    assert terminal.imports(SMALL)[1][0] == (
        "Version 1 (12 questions), gardée depuis un autre import, à la place de la version 2."
    )


def test_a_version_never_changes(terminal: Terminal) -> None:
    terminal.imports(SMALL)
    code, out, err = terminal.imports(SECOND.replace('version: "2"', 'version: "1"'))
    assert (code, out) == (1, [])
    assert err == [
        (
            "2:10: La version 1 est déjà gardée, avec d'autres mots. Une version ne change jamais\u00a0: "
            "donnez-lui un autre numéro."
        ),
        "1 point à corriger\u00a0: rien n'est écrit.",
    ]
    in_force = terminal.in_force()
    assert in_force is not None
    assert in_force.criteria[0].closer[0].ask.fr == "Et encore?"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  en: Small guide\n", "", "4:3: Il manque une traduction\u00a0: title.en."),
        ("key: care-deep", "key: learn-deep", "29:14: Deux fois la même clé"),
        (
            "- key: care-deep",
            "- key: care-deep\n        moments: [soir]",
            "30:19: moments\u00a0: «\u00a0soir\u00a0» n'est pas possible. Possibilités\u00a0: before, during, after.",
        ),
        (
            "does: come_back}",
            "does: come_back, otherwise: talk}",
            "82:40: Les suites tournent en rond\u00a0: talk > rest > talk.",
        ),
    ],
)
def test_a_refused_guide_leaves_the_one_in_force(terminal: Terminal, old: str, new: str, told: str) -> None:
    terminal.imports(SECOND)
    code, out, err = terminal.imports(SMALL.replace(old, new))
    assert (code, out) == (1, [])
    assert err[0].startswith(told)
    assert err[-1] == "1 point à corriger\u00a0: rien n'est écrit."
    in_force = terminal.in_force()
    assert in_force is not None
    assert in_force.version == "2"
    assert terminal.imports(SMALL)[0] == 0, "mended, it goes through"


def test_ten_megabytes_and_another_encoding_are_refused(terminal: Terminal) -> None:
    assert terminal.imports(b"a: b\n" * 2_000_000)[2][0] == "1:1: Le fichier dépasse 1 Mo\u00a0: ce n'est pas un guide."
    code, _, err = terminal.imports(SMALL.replace("Un parent", "Un père").encode("cp1252"))
    assert code == 1
    assert err[0] == "7:20: Ce caractère est illisible\u00a0: le fichier n'est pas en UTF-8. Enregistrez-le en UTF-8."
    assert terminal.in_force() is None


def test_today_is_the_communitys(terminal: Terminal) -> None:
    """A review of October 8 is to come: it is the evening of the 7th there."""
    dated = SMALL.replace("- key: care-deep", "- key: care-deep\n        reviewed: 2025-10-08")
    assert terminal.imports(dated)[2][0].endswith("Cette date n'est pas encore venue\u00a0: 2025-10-08.")
    assert terminal.imports(dated.replace("10-08", "10-07"))[0] == 0


def test_the_template_is_the_packaged_guide_and_goes_through(terminal: Terminal) -> None:
    path = terminal.folder / "mine.yaml"
    assert terminal.types(str(path), "--template") == (0, [], [])
    assert path.read_bytes() == packaged_bytes()
    code, out, _ = terminal.types(str(path), "--community", "cop")
    assert code == 0
    assert out[0] == (
        f"Version {SHIPPED} (43 questions), celle qui vient avec Relais\u00a0: "
        "elle reste en vigueur, même quand il en vient une autre."
    )
    assert terminal.in_force() == packaged()
    code, _, err = terminal.types(str(path), "--template")
    assert code == 2
    assert path.read_bytes() == packaged_bytes()
    mine = packaged_bytes().replace(b"Pourquoi changer", b"Pour quelle raison changer")
    code, _, err = terminal.imports(mine)
    assert code == 1
    assert "donnez-lui un autre numéro" in err[0]
    assert terminal.imports(mine.replace(b'version: "2025-09"', b'version: "2025-09-cop"'))[0] == 0


def test_the_template_on_standard_output(terminal: Terminal, capfdbinary: Any) -> None:
    code, out, _ = terminal.types("--template")
    assert code == 0
    assert "\n".join(out) + "\n" == packaged_bytes().decode()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("FILE",),
        ("--community", "cop"),
        ("FILE", "--community", "nobody"),
        ("missing.yaml", "--community", "cop"),
        ("--template", "--dry-run"),
        ("--template", "--community", "cop"),
        ("FILE", "--comunity", "cop"),
        (".", "--community", "cop"),
    ],
)
def test_mistyped(terminal: Terminal, words: tuple[str, ...]) -> None:
    (terminal.folder / "guide.yaml").write_text(SMALL, encoding="utf-8")
    code, out, err = terminal.types(*(terminal.file if word == "FILE" else word for word in words))
    assert (code, out) == (2, [])
    assert err
    assert terminal.in_force() is None


@pytest.mark.parametrize("terminal", ["en_CA"], indirect=True)
def test_in_english(terminal: Terminal) -> None:
    assert terminal.imports(SMALL)[1][0] == f"Version 1 (12 questions), in place of version {SHIPPED}."
    _, out, _ = terminal.imports(SECOND)
    assert out[1] == "Line learn: 1 question changed"
    _, _, err = terminal.imports(SMALL.replace("moments", "x").replace("steps:", "stepz:"))
    assert err[-2].endswith("Unknown field: stepz. Is it steps?")
    assert err[-1] == "2 things to fix: nothing was written."
