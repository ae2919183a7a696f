"""Of several pushed messages due at once, those that go first leave what is left of the week to the others."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, delete

from bot.delivery.pushing import checked, when_read
from community.quiet import Going, Why
from storage.outbox import Row, claim, put
from storage.quiet import mute
from storage.schema import muted, outbox
from storage.scope import DEPLOYMENT
from storage.transactions import Database, open_database
from tests.databases import ENGINES, fresh_database
from tests.storage.seeds import NOW, College, college, message

MONDAY = datetime(2025, 10, 13, 11, 30, tzinfo=UTC)


@pytest.fixture(params=ENGINES)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database of one's own."""
    async with fresh_database(request.param) as url:
        database = open_database(url)
        yield database
        await database.close()


@pytest.fixture
async def seeded(database: Database) -> College:
    """A college to which nothing was pushed yet."""

    def work(conn: Connection) -> College:
        made = college(conn, "alpha")
        conn.execute(delete(outbox))
        conn.execute(delete(muted))
        return made

    return await database.write(work)


def due(college: College, conn: Connection, *kinds: str) -> list[Row]:
    """Rows of these kinds, all due now, in this order."""
    rows = []
    for kind in kinds:
        more: dict[str, Any] = {"kind": kind, "priority": 1, "order_key": kind}
        row = message(college.scope, college.person, college.address, f"{kind}:{len(rows)}", **more)
        assert put(college.scope, conn, row, NOW)
        rows.append(row)
    return rows


async def test_two_of_four_go_and_the_change_of_meeting_first(database: Database, seeded: College) -> None:
    def work(conn: Connection) -> dict[str, Going]:
        rows = due(seeded, conn, "peer_bundle", "peer_question", "letter", "meeting_moved")
        assert len(claim(DEPLOYMENT, conn, "me", NOW, NOW, 100)) == 4
        return {row.kind: checked(conn, row, NOW) for row in rows}

    later = Going(MONDAY, Why.BUDGET)
    assert await database.write(work) == {
        "meeting_moved": Going(NOW),
        "letter": Going(NOW),
        "peer_question": later,
        "peer_bundle": later,
    }


async def test_what_wont_go_takes_no_room(database: Database, seeded: College) -> None:
    def work(conn: Connection) -> dict[str, Going]:
        rows = due(seeded, conn, "peer_bundle", "peer_question", "letter")
        mute(seeded.scope, conn, seeded.person, "letter", NOW)
        return {row.kind: checked(conn, row, NOW) for row in rows}

    assert await database.write(work) == {
        "letter": Going(None, Why.MUTED),
        "peer_question": Going(NOW),
        "peer_bundle": Going(NOW),
    }


async def test_what_is_told_takes_what_waits_into_account(database: Database, seeded: College) -> None:
    def work(conn: Connection) -> tuple[Going, Going]:
        due(seeded, conn, "letter", "peer_question")
        return tuple(  # type: ignore[return-value]
            when_read(conn, seeded.scope, kind, seeded.person, NOW) for kind in ("peer_bundle", "meeting_moved")
        )

    bundle, meeting = await database.write(work)
    assert bundle == Going(MONDAY, Why.BUDGET)
    assert meeting == Going(NOW)


async def test_nobody_elsewhere_is_reached(database: Database, seeded: College) -> None:
    going = await database.read(lambda conn: when_read(conn, seeded.scope, "letter", "nobody", NOW))
    assert going == Going(None, Why.LEFT)
