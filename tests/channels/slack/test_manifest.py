"""The manifest asks for what the channel uses, and for nothing else."""

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "manifests" / "slack"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
ADDRESS = "https://relais.example.org/slack/events"


def test_everything_comes_to_the_one_entry_point() -> None:
    text = json.dumps(MANIFEST)
    assert re.findall(r"https?://[^\"]*", text) == [ADDRESS] * 3
    assert MANIFEST["settings"]["event_subscriptions"]["request_url"] == ADDRESS
    assert MANIFEST["settings"]["interactivity"] == {"is_enabled": True, "request_url": ADDRESS}
    [command] = MANIFEST["features"]["slash_commands"]
    assert (command["command"], command["url"]) == ("/relais", ADDRESS)


def test_the_events_are_those_that_are_heard() -> None:
    assert MANIFEST["settings"]["event_subscriptions"]["bot_events"] == ["app_mention", "message.im"]
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"]
    assert not MANIFEST["features"]["app_home"]["messages_tab_read_only_enabled"]


def test_no_permission_more_than_is_used() -> None:
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == [
        "app_mentions:read",
        "chat:write",
        "commands",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
    ]


def test_the_token_that_was_copied_stays_good() -> None:
    assert MANIFEST["settings"]["token_rotation_enabled"] is False
    assert MANIFEST["settings"]["socket_mode_enabled"] is False


def test_it_is_within_slacks_limits() -> None:
    shown = MANIFEST["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_page_explains_each_permission(language: str) -> None:
    page = (FOLDER / f"README.{language}.md").read_text(encoding="utf-8")
    for scope in MANIFEST["oauth_config"]["scopes"]["bot"]:
        assert f"`{scope}`" in page
    for setting in ("RELAIS_SLACK_BOT_TOKEN", "RELAIS_SLACK_SIGNING_SECRET", "manifest.json"):
        assert setting in page
