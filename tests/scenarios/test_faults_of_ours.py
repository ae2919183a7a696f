"""A fault of ours in one message: told in the outbox, and nobody's next message waits for it."""

import pytest
from sqlalchemy import select

from bot.channels.teams.post import TeamsChannel
from bot.showing import Showing
from community.messages import MyChallenges
from storage.schema import outbox
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.house import House


async def ended(house: House, kind: str) -> tuple[str, str]:
    found = select(outbox.c.state, outbox.c.code).where(outbox.c.kind == kind)
    return tuple(await house.app.database.read(lambda conn: conn.execute(found).one()))


async def test_a_message_that_cannot_be_drawn(
    url: str, microsoft: FakeMicrosoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = Showing.card

    def faulty(self: Showing, conn, scope, message, *more, **named):  # type: ignore[no-untyped-def]
        if isinstance(message, MyChallenges):
            raise KeyError("une question bien à elle")
        return drawn(self, conn, scope, message, *more, **named)

    async with House(url, microsoft) as house:
        await house.say("aide")
        monkeypatch.setattr(Showing, "card", faulty)
        assert await house.say("mes défis") == []
        assert len(await house.say("aide")) == 1
        assert await ended(house, "my_challenges") == ("dead", "undrawable_KeyError")


async def test_a_channel_that_breaks(url: str, microsoft: FakeMicrosoft, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("une question bien à elle")

    async with House(url, microsoft) as house:
        await house.say("aide")
        with monkeypatch.context() as patched:
            patched.setattr(TeamsChannel, "post", broken)
            assert await house.say("mes défis") == []
        assert len(await house.say("aide")) == 1
        assert await ended(house, "my_challenges") == ("dead", "fault_RuntimeError")
