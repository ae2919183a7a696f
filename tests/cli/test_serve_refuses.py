"""`relais serve` starts only when it is safe to: one clear line else, exit 1, and no secret in it."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner, Result

from bot.cli import build
from bot.settings import Settings, UnreadableFile, load, refusals

KEY = "k1:" + "A" * 43 + "="
TEAMS = {"TEAMS_APP_ID": "app", "TEAMS_APP_PASSWORD": "hush-hush", "TEAMS_TENANT_ID": "tenant"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-hush", "SLACK_SIGNING_SECRET": "hush-too"}
SAFE = TEAMS | {"ENCRYPTION_KEYS": KEY}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine's, and no .env."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RELAIS_{name.upper()}", raising=False)
        monkeypatch.delenv(f"RELAIS_{name.upper()}_FILE", raising=False)


def told(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"RELAIS_{name}", value)


REFUSED = [
    ({"ENCRYPTION_KEYS": KEY}, "no channel is configured"),
    ({"TEAMS_APP_ID": "app", "ENCRYPTION_KEYS": KEY}, "RELAIS_TEAMS_APP_PASSWORD, RELAIS_TEAMS_TENANT_ID missing"),
    (TEAMS | {"SLACK_BOT_TOKEN": "xoxb-hush", "ENCRYPTION_KEYS": KEY}, "RELAIS_SLACK_SIGNING_SECRET missing"),
    (SLACK | {"TEAMS_TENANT_ID": "tenant", "ENCRYPTION_KEYS": KEY}, "half set"),
    (TEAMS, "RELAIS_ENCRYPTION_KEYS is missing"),
    (TEAMS | {"ENCRYPTION_KEYS": "k1:hush"}, "RELAIS_ENCRYPTION_KEYS is broken"),
    (TEAMS | {"ENCRYPTION_KEYS": f"{KEY},{KEY}"}, "key 2 repeats an id"),
    (TEAMS | {"ENCRYPTION_KEYS": "k1:aHVzaA=="}, "key 1 has 4 bytes; 32 are needed"),
    (SAFE | {"TEAMS_LOGIN_URL": "http://login.example"}, "RELAIS_TEAMS_LOGIN_URL must be an https address"),
    (SAFE | {"TEAMS_LOGIN_URL": "http://localhost"}, "RELAIS_TEAMS_LOGIN_URL must be an https address"),
    (SAFE | {"TEAMS_OPENID_METADATA_URL": "http://10.0.0.1/"}, "RELAIS_TEAMS_OPENID_METADATA_URL must be"),
    (SAFE | SLACK | {"SLACK_API_URL": "ftp://slack.example"}, "RELAIS_SLACK_API_URL must be an https address"),
]


@pytest.mark.parametrize(("settings", "line"), REFUSED, ids=[line for _, line in REFUSED])
def test_it_says_why_and_ends_with_1(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], line: str) -> None:
    told(monkeypatch, settings)
    result = run("serve")
    assert result.exit_code == 1
    assert line in result.output
    assert "hush" not in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("settings", [SAFE, SLACK | {"ENCRYPTION_KEYS": KEY}, SAFE | SLACK])
def test_what_is_whole_is_not_refused(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    told(monkeypatch, settings)
    assert refusals(load()) == []


def test_loopback_addresses_may_be_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, SAFE | {"TEAMS_LOGIN_URL": "http://127.0.0.1:9", "TEAMS_OPENID_METADATA_URL": "http://[::1]/x"})
    assert refusals(load()) == []


def test_a_port_that_is_no_port_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, SAFE | {"PORT": "hush"})
    with pytest.raises(ValidationError) as refused:
        load()
    assert "hush" not in str(refused.value)


def test_a_secret_is_read_from_the_file_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("RELAIS_TEAMS_APP_PASSWORD_FILE", str(tmp_path / "secret"))
    assert load().teams_app_password == "from the file"


def test_a_file_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_TEAMS_APP_PASSWORD_FILE", "nowhere")
    with pytest.raises(UnreadableFile, match="RELAIS_TEAMS_APP_PASSWORD_FILE"):
        load()


def test_settings_never_show_their_secrets() -> None:
    settings = Settings(_env_file=None, teams_app_password="hush", slack_bot_token="hush", encryption_keys="hush")
    assert "hush" not in repr(settings)


def test_an_unsupported_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, SAFE | {"DATABASE_URL": "mysql://127.0.0.1/relais"})
    result = run("serve")
    assert result.exit_code == 1
    assert "sqlite or postgresql" in result.output


def run(*command: str) -> Result:
    return CliRunner().invoke(build(), list(command))
