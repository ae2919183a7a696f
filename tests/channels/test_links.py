"""A card leads out to our own files, or nowhere: what else it links to is never posted."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards.card import Card, Link
from bot.channels.channel import Destination, Outgoing, Refused
from bot.channels.slack.post import SlackChannel
from bot.channels.teams.post import TeamsChannel
from bot.clock import FixedClock
from bot.settings import Settings
from tests.channels.teams.stage import Turns

OURS = "https://relais.example.org"
TO = Destination("t1", "a1", "c1", {"service_url": "https://smba.trafficmanager.net/"})


@pytest.mark.parametrize(
    ("public", "url"),
    [
        (OURS, "https://evil.example/files/x"),
        (OURS, "https://relais.example.org.evil.example/files/x"),
        (OURS, "https://relais.example.org/other"),
        (OURS, "javascript:alert(1)"),
        ("", "https://relais.example.org/files/x"),
        ("", "/files/x"),
    ],
)
async def test_another_address_is_refused_before_anything_is_asked(public: str, url: str) -> None:
    settings = Settings(_env_file=None, public_url=public, slack_bot_token="x", slack_signing_secret="x")
    clock: Any = FixedClock(datetime(2025, 10, 7, tzinfo=UTC))
    turns: Any = Turns()
    card = Card(text="x", links=(Link(url, "x"),))
    for channel in (TeamsChannel(settings, turns), SlackChannel(settings, turns, clock)):
        assert await channel.post(Outgoing(TO, card, "k1", 0)) == Refused("foreign_link")
        await channel.close()
