"""A card in a channel stays true: over HTTP, on both databases, whatever comes between."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from bot import crash_points
from bot.delivery.saying import FRESHENED_AFTER, Saying
from community.messages import InPrivate, Message
from storage.addresses import Address, find_account, mark_unreachable, move_address
from storage.schema import outbox
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database, open_database
from tests.fakes.teams import ADA, CHANNEL, TENANT, FakeMicrosoft, Scripted, Sent
from tests.scenarios.house import KEYS, House
from tests.scenarios.process import serving
from tests.scenarios.test_crashes import let_leases_lapse

OPEN, SHUT = "Je continue avec vous en privé.", "cherchez l'application Relais"
"""What the card says while Ada's private chat is open, and when it isn't."""


class Stage:
    """A card in the channel about whether Ada can be written to: it stands for any card that stays true."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database = database
        self.now = now

    async def show(self, message: Message | None = None) -> None:
        """Put the card in the outbox; ``message``: another one."""

        def work(conn: Connection) -> None:
            scope, there = _found(conn, "channel", CHANNEL.id)
            _, mine = _found(conn, "personal", ADA.object_id)
            about = message or InPrivate(address_id=mine.id)
            assert self._saying(conn).say(scope, about, there, cause="shown", subject="s1")

        await self.database.write(work)

    async def change(self, *, open_: bool = False) -> None:
        """Ada can no longer be written to, or can again."""

        def work(conn: Connection) -> None:
            scope, mine = _found(conn, "personal", ADA.object_id)
            if open_:
                move_address(scope, conn, mine.id, mine.conversation, mine.reference)
            else:
                mark_unreachable(scope, conn, mine.id)
            self._saying(conn).freshen(scope, "s1")

        await self.database.write(work)

    def _saying(self, conn: Connection) -> Saying:
        """By a process that is gone: the next claim takes what it put."""
        return Saying(conn, self.now(), "gone", self.now() - timedelta(seconds=1), "r1")


def _found(conn: Connection, kind: str, account: str) -> tuple[Scope, Address]:
    found = find_account(DEPLOYMENT, conn, "teams", TENANT, kind, account)
    assert found is not None
    assert found[1] is not None
    return found[0], found[1]


async def shown(house: House) -> tuple[Stage, Sent]:
    """The card, posted in a channel that the bot knows."""
    await house.say("aide", conversation=CHANNEL)
    stage = Stage(house.app.database, house.clock.now)
    await stage.show()
    (card,) = await house.tick()
    assert (card.conversation, card.text) == (CHANNEL.id, OPEN)
    return stage, card


async def test_ten_changes_in_a_burst_are_one_edit(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        stage, card = await shown(house)
        for n in range(10):
            await stage.change(open_=n % 2 == 0)
        await house.tick()
        assert house.edits(card) == []  # more may follow
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        (edit,) = house.edits(card)
        assert SHUT in edit.text
        assert edit.conversation == CHANNEL.id
        house.clock.advance(timedelta(hours=1))
        await house.tick()
        assert len(house.edits(card)) == 1


async def test_a_change_while_an_edit_is_being_sent_is_another_edit(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        stage, card = await shown(house)
        await stage.change()
        house.clock.advance(FRESHENED_AFTER)
        answered = asyncio.Event()
        hanging = Scripted(200, {"id": card.id}, wait=answered)
        microsoft.script.append(hanging)
        sending = asyncio.create_task(house.app.sender.tick())
        await hanging.asked.wait()
        await stage.change(open_=True)
        answered.set()
        await sending
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        (edit,) = house.edits(card)  # the first one's answer was scripted: the connector kept only the second
        assert edit.text == OPEN


async def test_a_change_while_the_card_is_being_posted_is_edited_after(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide", conversation=CHANNEL)
        stage, answered = Stage(house.app.database, house.clock.now), asyncio.Event()
        await stage.show()
        hanging = Scripted(201, {"id": "1750"}, wait=answered)
        microsoft.script.append(hanging)
        sending = asyncio.create_task(house.app.sender.tick())
        await hanging.asked.wait()
        await stage.change()
        house.clock.advance(FRESHENED_AFTER)
        answered.set()
        await sending
        await house.tick()
        edit = microsoft.posted[-1]
        assert (edit.method, edit.id) == ("PUT", "1750")
        assert SHUT in edit.text


async def test_an_edit_nobody_is_sure_of_is_made_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        stage, card = await shown(house)
        await stage.change()
        house.clock.advance(FRESHENED_AFTER)
        microsoft.script.append(Scripted(503))
        await house.tick()
        assert house.edits(card) == []
        house.clock.advance(timedelta(minutes=1))
        await house.tick()
        (edit,) = house.edits(card)
        assert SHUT in edit.text


async def test_a_card_that_somebody_deleted_says_nothing_against_its_channel(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        stage, card = await shown(house)
        await stage.change()
        house.clock.advance(FRESHENED_AFTER)
        microsoft.script.append(Scripted(404, {"error": {"code": "ActivityNotFoundInConversation"}}))
        await house.tick()
        assert house.edits(card) == []
        (line,) = (s for s in await house.say("aide", conversation=CHANNEL) if s.channel == CHANNEL.id)
        assert line.text


@pytest.mark.parametrize(
    "point", [crash_points.SEND_AFTER_FENCE, crash_points.SEND_AFTER_POST, crash_points.SEND_AFTER_RECEIPT]
)
async def test_an_edit_is_made_whatever_dies(url: str, microsoft: FakeMicrosoft, point: str) -> None:
    async with House(url, microsoft, now=datetime.now(UTC) - timedelta(minutes=1)) as house:
        stage, card = await shown(house)
        await stage.change()  # due before the process below starts
    microsoft.posted.clear()
    settings = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        assert await relais.dies() == 70
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        await microsoft.wait_for(2 if point == crash_points.SEND_AFTER_POST else 1)
        await relais.deliver(microsoft.message("merci"))  # nothing of it is left to send
        *edits, _ = await microsoft.wait_for(3 if point == crash_points.SEND_AFTER_POST else 2)
    assert {(edit.method, edit.id) for edit in edits} == {("PUT", card.id)}
    assert all(SHUT in edit.text for edit in edits)
    database = open_database(url)
    states = await database.read(lambda conn: set(conn.scalars(select(outbox.c.state))))
    await database.close()
    assert states == {"sent"}
