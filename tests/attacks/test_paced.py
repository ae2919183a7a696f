"""A platform that says « slower » many times at once makes nobody send a message twice."""

import asyncio

from sqlalchemy import select

from bot.delivery.pacing import Pacing
from bot.delivery.sender import LONGEST_WAIT
from storage.schema import outbox
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.house import House


async def test_no_row_waits_for_its_turn_longer_than_its_lease(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, teams_rate=0.01) as house:
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
