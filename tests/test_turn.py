"""What a turn makes of what its transaction raises, the first time or after the account was looked up."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from bot.answering import Unconsumed
from bot.channels.channel import Channel
from bot.clock import FixedClock
from bot.identity import NeedsLookUp, UnknownTenant
from bot.incoming import Account, Incoming, Place, Reply, Shape, Typed, Where
from bot.pace import MESSAGES_A_MINUTE
from bot.showing import Showing
from bot.turn import Sending, Turns
from storage.transactions import Database
from tests.storage.seeds import NOW

SAID = Incoming("e1", Account("teams", "t1", "ada"), Place(Where.PERSONAL, "c1"), Typed("aide"))


class Raising:
    """A database whose works raise, and a channel that knows every account."""

    lease = "me"

    def __init__(self, *raised: Exception) -> None:
        self._raised = raised
        self._asked = 0

    async def write(self, work: Callable[..., Any]) -> Any:
        self._asked += 1
        raise self._raised[(self._asked - 1) % len(self._raised)]

    async def look_up(self, incoming: Incoming) -> Incoming:
        return incoming.with_email("ada@college.example")


def turns(stage: Raising) -> Turns:
    return Turns(cast(Database, stage), cast(Showing, None), FixedClock(NOW), cast(Sending, stage))


@pytest.mark.parametrize("raised", [[UnknownTenant()], [NeedsLookUp(), UnknownTenant()]], ids=["at once", "looked up"])
async def test_an_unknown_tenant_is_refused_however_often_it_comes(raised: list[Exception]) -> None:
    stage = Raising(*raised)
    taking = turns(stage)
    for _ in range(MESSAGES_A_MINUTE + 10):
        with pytest.raises(UnknownTenant):
            await taking.take(SAID, cast(Channel, stage))


async def test_a_forms_faults_are_shown_after_a_look_up_too() -> None:
    faults = Reply(Shape.FAULTS, None, "card", 0)
    for raised in ([Unconsumed(faults)], [NeedsLookUp(), Unconsumed(faults)]):
        stage = Raising(*raised)
        assert await turns(stage).take(SAID, cast(Channel, stage)) == faults
