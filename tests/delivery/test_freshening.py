"""Which edits a change makes, on both databases: one for several changes, one more for what is already being sent."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, text
from sqlalchemy.util import await_only

from bot.delivery.saying import FRESHENED_AFTER, Saying
from community.delivery import DELIVERY, OutboxState, Unsure
from community.messages import Help, InPrivate, Message
from storage.addresses import find_address, mark_unreachable, move_address
from storage.cards import find_card, note_all_posted
from storage.outbox import NO_ADDRESS, Row, claim, rescue, settle
from storage.schema import cards, outbox
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database, Work, open_database
from tests.databases import ENGINES, fresh_database
from tests.storage.posting import fence
from tests.storage.seeds import NOW, College, college

LEASE = timedelta(seconds=60)
SUBJECT = "subject-1"
LATER = NOW + FRESHENED_AFTER


@pytest.fixture(params=ENGINES)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database of each kind."""
    async with fresh_database(request.param) as url:
        opened = open_database(url)
        yield opened
        await opened.close()


@dataclass
class Channel:
    """A college's channel, and a card about a subject in it."""

    database: Database
    college: College
    card: str = ""

    async def say(self, message: Message | None = None, subject: str | None = SUBJECT, **more: Any) -> Row:
        """Put a card in the outbox, for this process to send."""
        about = message or InPrivate(address_id=self.college.address)

        def work(conn: Connection) -> Row:
            to = find_address(self.college.scope, conn, self.college.channel)
            assert to is not None
            saying = self.saying(conn)
            more.setdefault("cause", "shown")
            assert saying.say(self.college.scope, about, to, subject=subject, **more)
            return saying.rows[0]

        row = await self.database.write(work)
        self.card = row.id
        return row

    async def posted(self) -> str:
        """A card that arrived."""
        row = await self.say()
        await self.sent(row, "p1")
        return row.id

    async def sent(self, row: Row, platform_id: str | None, state: OutboxState = OutboxState.SENT) -> None:
        """What the sender notes when a row was posted, or wasn't."""

        def work(conn: Connection) -> None:
            assert settle(DEPLOYMENT, conn, row, state, NOW)
            if platform_id and row.edits is None:
                note_all_posted(DEPLOYMENT, conn, [(self.college.scope, row.id, platform_id)])

        await self.database.write(work)

    async def freshen(self, at: datetime = NOW, subject: str = SUBJECT) -> int:
        return await self.database.write(self.freshening(at, subject))

    def freshening(self, at: datetime = NOW, subject: str = SUBJECT) -> Work[int]:
        scope = Scope(self.college.scope.organization_id)
        return lambda conn: self.saying(conn, at).freshen(scope, subject)

    async def claim(self, at: datetime = LATER) -> list[Row]:
        return await self.database.write(lambda conn: claim(DEPLOYMENT, conn, "me", at, at + LEASE, 100))

    async def fence(self, row: Row, at: datetime = LATER) -> bool:
        return await self.database.write(lambda conn: fence(conn, row, at + LEASE))

    async def edits(self) -> list[Any]:
        asked = select(outbox).where(outbox.c.edits == self.card).order_by(outbox.c.seq)
        return await self.database.read(lambda conn: list(conn.execute(asked).all()))

    async def revision(self) -> int:
        found = await self.database.read(lambda conn: find_card(self.college.scope, conn, self.card))
        assert found is not None
        return found.revision

    @staticmethod
    def saying(conn: Connection, at: datetime = NOW) -> Saying:
        return Saying(conn, at, "me", at + LEASE, "r1")


@pytest.fixture
async def channel(database: Database) -> Channel:
    seeded = await database.write(lambda conn: college(conn, "alpha"))
    await database.write(lambda conn: conn.execute(delete(outbox)))
    await database.write(lambda conn: conn.execute(delete(cards).where(cards.c.id != seeded.card)))
    return Channel(database, seeded)


async def test_ten_changes_in_a_burst_are_one_edit(channel: Channel) -> None:
    card = await channel.posted()
    assert [await channel.freshen() for _ in range(10)] == [1] + [0] * 9
    (edit,) = await channel.edits()
    assert (edit.edits, edit.order_key, edit.state, edit.not_before) == (card, card, "ready", LATER)
    assert (edit.community_id, edit.kind) == (channel.college.scope.community_id, "in_private")
    assert await channel.revision() == 1
    assert await channel.claim(LATER - timedelta(seconds=1)) == []
    assert [row.edits for row in await channel.claim()] == [card]


async def test_ten_changes_at_once_are_one_edit(channel: Channel) -> None:
    await channel.posted()
    made = await asyncio.gather(*(channel.freshen() for _ in range(10)))
    assert sorted(made) == [0] * 9 + [1]
    assert len(await channel.edits()) == 1


async def test_a_change_after_an_edit_was_taken_is_another_one_behind_it(channel: Channel) -> None:
    await channel.posted()
    await channel.freshen()
    (first,) = await channel.claim()
    assert await channel.freshen(LATER) == 1
    assert await channel.freshen(LATER) == 0
    assert await channel.claim(LATER + FRESHENED_AFTER) == []  # it waits for the one being sent
    assert await channel.fence(first)
    await channel.sent(first, None)
    (second,) = await channel.claim(LATER + FRESHENED_AFTER)
    assert second.edits == channel.card
    assert await channel.revision() == 2


async def test_what_is_not_sent_yet_says_the_change_by_itself(channel: Channel) -> None:
    row = await channel.say()
    await channel.database.write(lambda conn: settle(DEPLOYMENT, conn, row, OutboxState.READY, NOW, not_before=LATER))
    assert await channel.freshen() == 0
    assert await channel.edits() == []


async def test_what_is_being_sent_is_edited_after_it(channel: Channel) -> None:
    row = await channel.say()
    assert await channel.fence(row)
    assert await channel.freshen() == 1
    (edit,) = await channel.edits()
    assert edit.order_key == row.order_key  # whichever order it went in
    assert await channel.claim() == []
    await channel.sent(row, "p1")
    assert [claimed.edits for claimed in await channel.claim()] == [row.id]


@pytest.mark.parametrize("ended", [OutboxState.DEAD, OutboxState.UNKNOWN, OutboxState.EXPIRED, OutboxState.CANCELLED])
async def test_what_never_arrived_is_not_edited(channel: Channel, ended: OutboxState) -> None:
    await channel.sent(await channel.say(), None, ended)
    assert await channel.freshen() == 0
    assert await channel.edits() == []


async def test_an_edit_that_came_too_late_is_made_anew(channel: Channel) -> None:
    await channel.posted()
    await channel.freshen()
    (edit,) = await channel.edits()
    assert await channel.freshen(edit.expires_at) == 1
    assert len(await channel.edits()) == 2


async def test_only_cards_about_it_are_edited(channel: Channel) -> None:
    card = await channel.posted()
    await channel.sent(await channel.say(Help(), None, cause="another"), "p2")
    await channel.sent(await channel.say(Help(), "subject-2", cause="of another subject"), "p3")
    channel.card = card
    assert await channel.freshen() == 1
    assert [row.edits for row in await channel.claim()] == [card]


async def test_nothing_is_edited_where_the_bot_was_removed_and_all_of_it_when_it_is_back(channel: Channel) -> None:
    card, here = await channel.posted(), channel.college.channel
    scope = Scope(channel.college.scope.organization_id)
    await channel.database.write(lambda conn: mark_unreachable(scope, conn, here))
    assert await channel.freshen() == 0
    back = channel.database.write
    assert await back(lambda conn: channel.saying(conn).freshen_address(scope, here)) == 0
    await back(lambda conn: move_address(scope, conn, here, "c1", {}))
    assert await back(lambda conn: channel.saying(conn).freshen_address(scope, here)) == 1
    assert await back(lambda conn: channel.saying(conn).freshen_address(scope, here)) == 0  # told twice
    assert [row.edits for row in await channel.edits()] == [card]


async def test_what_could_not_be_posted_is_posted_when_it_is_back_and_nothing_else(channel: Channel) -> None:
    here, scope = channel.college.channel, Scope(channel.college.scope.organization_id)

    async def back() -> int:
        return await channel.database.write(lambda conn: channel.saying(conn).freshen_address(scope, here))

    async def ended(cause: str, state: OutboxState, code: str) -> Row:
        row = await channel.say(cause=cause, order_key=cause, subject=cause)
        await channel.database.write(lambda conn: settle(DEPLOYMENT, conn, row, state, NOW, code=code))
        return row

    removed = await ended("removed", OutboxState.CANCELLED, NO_ADDRESS)
    refused = await ended("refused", OutboxState.DEAD, "BotNotInConversationRoster")
    await ended("refused, shown again since", OutboxState.DEAD, "BotNotInConversationRoster")
    await ended("pointless", OutboxState.CANCELLED, "pointless")
    await ended("unsure", OutboxState.UNKNOWN, "http_503")  # it may be there: never twice
    await channel.sent(await channel.say(cause="again", subject="refused, shown again since"), "p9")
    assert await back() == 3  # the one that stands is edited
    assert await back() == 0
    assert {row.id for row in await channel.claim(NOW)} == {removed.id, refused.id}


async def test_another_organizations_subject_changes_nothing_here(channel: Channel) -> None:
    await channel.posted()
    other = await channel.database.write(lambda conn: college(conn, "omega"))
    freshening = lambda conn: channel.saying(conn).freshen(other.scope, SUBJECT)  # noqa: E731
    assert await channel.database.write(freshening) == 0
    assert await channel.edits() == []


async def test_an_edit_whose_process_died_is_made_again_whatever_the_kinds_policy(channel: Channel) -> None:
    await channel.posted()
    await channel.freshen()
    (row,) = await channel.claim()
    assert DELIVERY[row.kind].unsure is Unsure.HOLD
    assert await channel.fence(row)
    later = LATER + LEASE + timedelta(seconds=1)
    await channel.database.write(lambda conn: rescue(DEPLOYMENT, conn, later))
    (again,) = await channel.claim(later)
    assert again.id == row.id


async def test_an_edit_lets_answers_pass(channel: Channel) -> None:
    await channel.posted()
    await channel.freshen()
    (edit,) = await channel.edits()
    assert edit.priority > DELIVERY["help"].priority


async def blocked(database: Database) -> None:
    """Wait until a transaction waits for another's lock."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while not await database.read(lambda conn: conn.execute(waiting).scalar()):
        pass


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_what_is_being_claimed_at_that_moment_is_edited_once_more(channel: Channel) -> None:
    await channel.posted()
    await channel.freshen()
    claimed, commit = asyncio.Event(), asyncio.Event()

    def claiming(conn: Connection) -> list[Row]:
        rows = claim(DEPLOYMENT, conn, "me", LATER, LATER + LEASE, 100)
        claimed.set()
        await_only(commit.wait())
        return rows

    taking = asyncio.create_task(channel.database.write(claiming))
    await claimed.wait()
    changing = asyncio.create_task(channel.freshen(LATER))
    await blocked(channel.database)
    commit.set()
    assert len(await taking) == 1
    assert await changing == 1  # what is claimed may be drawn before the change is committed


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_nobody_claims_what_a_change_relies_on_before_it_is_committed(channel: Channel) -> None:
    await channel.posted()
    await channel.freshen()
    changed, commit = asyncio.Event(), asyncio.Event()

    def changing(conn: Connection) -> int:
        made = channel.freshening(LATER)(conn)
        changed.set()
        await_only(commit.wait())
        return made

    change = asyncio.create_task(channel.database.write(changing))
    await changed.wait()
    assert await channel.claim() == []
    commit.set()
    assert await change == 0
    assert len(await channel.claim()) == 1
