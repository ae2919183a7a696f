"""An event is seen once, however often it is delivered."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection, inspect

from storage.inbox import first_time, forget_events
from storage.scope import DEPLOYMENT
from storage.transactions import Database
from tests.storage.seeds import NOW, organization


async def test_once_a_channel_and_event(database: Database) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))

    async def seen(channel: str, event: str) -> bool:
        return await database.write(lambda conn: first_time(scope, conn, channel, event, NOW))

    assert await seen("teams", "e1")
    assert not await seen("teams", "e1")
    assert await seen("slack", "e1")
    assert await seen("teams", "e2")


async def test_delivered_twice_at_once_it_is_seen_once(database: Database) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    seen = await asyncio.gather(
        *(database.write(lambda conn: first_time(scope, conn, "teams", "e1", NOW)) for _ in range(6))
    )
    assert sorted(seen) == [False] * 5 + [True]


async def test_what_failed_was_not_seen(database: Database) -> None:
    """A turn that is undone is taken again when the platform repeats it."""
    scope = await database.write(lambda conn: organization(conn, "alpha"))

    def fails(conn: Connection) -> None:
        first_time(scope, conn, "teams", "e1", NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(fails)
    assert await database.write(lambda conn: first_time(scope, conn, "teams", "e1", NOW))


async def test_old_events_are_forgotten(database: Database) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    for n in range(4):
        at = NOW + timedelta(days=n)
        await database.write(lambda conn, n=n, at=at: first_time(scope, conn, "teams", f"e{n}", at))
    assert await database.write(lambda conn: forget_events(DEPLOYMENT, conn, NOW + timedelta(days=2))) == 2
    assert await database.write(lambda conn: first_time(scope, conn, "teams", "e1", NOW))
    assert not await database.write(lambda conn: first_time(scope, conn, "teams", "e2", NOW))


async def test_it_keeps_keys_only(database: Database) -> None:
    columns = await database.read(lambda conn: {str(c["name"]) for c in inspect(conn).get_columns("inbox")})
    assert columns == {"channel", "event_id", "organization_id", "received_at"}
