"""The administrator's commands: done, refused in one line, safe to repeat."""

from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from bot.cli import build, opening
from storage.schema import tenants
from storage.sealing import KeyRing


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A data folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELAIS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RELAIS_TEAMS_TENANT_ID", "tenant-1")


def run(*command: str) -> Result:
    return CliRunner().invoke(build(), list(command))


def test_a_community_is_added_listed_and_set_and_adding_it_again_changes_nothing() -> None:
    for _ in range(2):
        added = run("community", "add", "cop", "--name", "COP IA", "--organization", "Collège")
        assert (added.exit_code, added.output) == (0, "cop: COP IA\n")
    assert run("community", "list").output == "cop\tCOP IA\tCollège\tAmerica/Toronto\tfr_CA\n"
    assert run("community", "set", "cop", "learners", "élèves").exit_code == 0
    assert run("community", "set", "cop", "time_zone", "Europe/Paris").exit_code == 0
    assert "Europe/Paris" in run("community", "list").output
    for value in ("on", "off"):
        switched = run("community", "set", "cop", "principal_page", value)
        assert (switched.exit_code, switched.output) == (0, f"cop: principal_page = {value}\n")


def test_a_teams_tenant_is_accepted_as_teams_writes_it_and_a_workspace_as_it_is() -> None:
    accepted = ("--tenant", "ABCDEF00-2222", "--tenant", "abcdef00-2222", "--workspace", "T0123ABCD")
    assert run("community", "add", "cop", "--name", "COP IA", *accepted).exit_code == 0
    rows = opening.run(lambda conn: conn.execute(select(tenants.c.channel, tenants.c.tenant)).all())
    assert sorted(tuple(row) for row in rows) == [("slack", "T0123ABCD"), ("teams", "abcdef00-2222")]


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("set", "nowhere", "name", "x"), "nowhere: no community has this short name"),
        (("set", "cop", "colour", "x"), "colour: one of name, time_zone"),
        (("set", "cop", "hours", "always"), "hours: always: expected as 07:30-11:30,13:00-16:30"),
        (("set", "cop", "hours", "16:30-11:30,13:00-07:30"), "each must be later than the one before"),
        (("set", "cop", "principal_page", "maybe"), "principal_page: maybe: on or off"),
        (("set", "nowhere", "principal_page", "on"), "nowhere: no community has this short name"),
        (("set", "cop", "time_zone", "Mars/Base"), "Mars/Base: not a time zone"),
        (("set", "cop", "locale", "xx"), "locale"),
        (("set", "cop", "jurisdiction", "ontario"), "jurisdiction: ontario: quebec, france, belgium"),
        (("add", "Pas un nom", "--name", "x"), "a short name is letters, digits and hyphens"),
        (("add", "other", "--name", "x", "--time-zone", "Nowhere"), "Nowhere: not a time zone"),
        (
            ("add", "other", "--name", "x", "--organization", "Collège", "--locale", "de_DE"),
            "locale: de_DE: expected as fr_CA",
        ),
        (("add", "cop", "--name", "x", "--organization", "Autre", "--tenant", "t2"), "taken by another organization"),
        (("add", "other", "--name", "x", "--organization", "Autre"), "belongs to another organization"),
    ],
)
def test_each_refusal_is_one_line_and_changes_nothing(command: tuple[str, ...], line: str) -> None:
    run("community", "add", "cop", "--name", "COP IA", "--organization", "Collège")
    before = run("community", "list").output
    refused = run("community", *command)
    assert refused.exit_code == 1
    assert line in refused.output
    assert "Traceback" not in refused.output
    assert run("community", "list").output == before


def test_a_guide_is_imported_and_whose_law_it_asks_about_is_set() -> None:
    run("community", "add", "cop", "--name", "COP IA")
    assert run("community", "set", "cop", "jurisdiction", "belgium").exit_code == 0
    template = run("import", "guide", "mine.yaml", "--template")
    assert (template.exit_code, template.output) == (0, "")
    for outcome in ("celle qui vient avec Relais", "rien ne change"):
        imported = run("import", "guide", "mine.yaml", "--community", "cop")
        assert imported.exit_code == 0
        assert outcome in imported.output


def test_wrong_usage_ends_with_2() -> None:
    assert run("community", "add").exit_code == 2
    assert run("nothing").exit_code == 2


def test_the_outbox_is_listed_and_what_is_not_there_is_not_retried() -> None:
    assert run("outbox", "list").output == ""
    refused = run("outbox", "retry", "AAAA")
    assert refused.exit_code == 1
    assert "0 of 1 made ready" in refused.output


def test_migrating_may_be_repeated() -> None:
    for _ in range(2):
        assert run("migrate").exit_code == 0


def test_a_new_key_may_be_used() -> None:
    assert KeyRing.parse(run("keys", "new").output.strip())


def test_nobody_of_an_e_mail_is_said() -> None:
    run("community", "add", "cop", "--name", "COP IA", "--organization", "Collège")
    for slug in ("cop", "nowhere"):
        refused = run("person", "unlink", "ada@college.example", "--community", slug)
        assert (refused.exit_code, "nobody of this e-mail" in refused.output) == (1, True)
