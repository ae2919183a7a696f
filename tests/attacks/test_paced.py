"""A platform that says « slower » many times at once makes nobody send a message twice."""

import asyncio

import pytest
from sqlalchemy import select

from bot.delivery.pacing import Pacing
from bot.delivery.sender import LONGEST_WAIT
from storage.schema import outbox
from tests.fakes.teams import CHANNEL, TENANT, FakeMicrosoft
from tests.scenarios.house import CORA, House


async def test_no_row_waits_for_its_turn_longer_than_its_lease(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        house.app.sender._pacing = Pacing(0.01)
        async with asyncio.timeout(5):
            (welcome,) = await house.say("aide")
        assert "Ici Relais" in welcome.text
        states = select(outbox.c.kind, outbox.c.state).order_by(outbox.c.seq)
        waiting = await house.app.database.read(lambda conn: conn.execute(states).all())
        assert [tuple(row) for row in waiting] == [("welcome", "sent"), ("help", "ready")]
        house.app.sender._pacing = Pacing(1e6)
        house.clock.advance(LONGEST_WAIT)
        (help_,) = await house.tick()
        assert "Voici ce qui est possible" in help_.text


async def test_the_threads_of_a_channel_share_its_pace(
    url: str, microsoft: FakeMicrosoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with House(url, microsoft) as house:
        reserved: list[tuple[str, str, str]] = []
        pacing = Pacing(1e6)

        def noted(channel: str, tenant: str, conversation: str, now: float) -> float:
            reserved.append((channel, tenant, conversation))
            return pacing.reserve(channel, tenant, conversation, now)

        monkeypatch.setattr(house.app.sender._pacing, "reserve", noted)
        for who in (CORA, CORA):
            await house.say("help", who, conversation=CHANNEL)
        assert [one for one in reserved if one[2] == CHANNEL.id] == [("teams", TENANT, CHANNEL.id)] * 2
