"""Any number of processes claim at once, and no row is claimed twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, delete
from sqlalchemy.util import await_only

from storage.outbox import Row, claim
from storage.schema import outbox
from storage.scope import DEPLOYMENT
from storage.transactions import Database, PostgresDatabase, Work, open_database
from tests.databases import fresh_database
from tests.storage.posting import LEASE, Posting, fence
from tests.storage.seeds import NOW, college


@pytest.fixture
async def posting(database: Database) -> Posting:
    seeded = await database.write(lambda conn: college(conn, "alpha"))
    await database.write(lambda conn: conn.execute(delete(outbox)))
    return Posting(database, seeded)


async def test_many_claimers_share_the_rows(posting: Posting) -> None:
    for n in range(40):
        await posting.put(f"c{n}", order_key=f"o{n % 30}")
    claimed: Counter[str] = Counter()

    async def process(name: str) -> None:
        while rows := await posting.claim(name, limit=3):
            claimed.update(rows)

    await asyncio.gather(*(process(f"p{n}") for n in range(5)))
    assert set(claimed.values()) == {1}
    assert set(claimed) == {f"c{n}" for n in range(30)}  # the younger ten wait for their elders


@pytest.fixture
async def postgres() -> AsyncIterator[PostgresDatabase]:
    async with fresh_database("postgresql") as url:
        database = open_database(url)
        assert isinstance(database, PostgresDatabase)
        yield database
        await database.close()


async def overlapping(database: PostgresDatabase, first: Work[list[Row]], second: Work[list[Row]]) -> list[list[Row]]:
    """Both works, the second done and committed while the first is done and not yet committed."""
    done, committed = asyncio.Event(), asyncio.Event()

    def waits(conn: Connection) -> list[Row]:
        rows = first(conn)
        done.set()
        await_only(committed.wait())
        return rows

    async def follows() -> list[Row]:
        await done.wait()
        rows = await database.write(second)
        committed.set()
        return rows

    return await asyncio.gather(database.write(waits), follows())


def claiming(lease: str, limit: int) -> Work[list[Row]]:
    return lambda conn: claim(DEPLOYMENT, conn, lease, NOW, NOW + LEASE, limit)


async def test_a_claim_passes_over_what_another_is_claiming(postgres: PostgresDatabase) -> None:
    seeded = await postgres.write(lambda conn: college(conn, "alpha"))
    await postgres.write(lambda conn: conn.execute(delete(outbox)))
    posting = Posting(postgres, seeded)
    for cause, order in (("a", "talk"), ("b", "talk"), ("c", "other"), ("d", "third")):
        await posting.put(cause, order_key=order)
    one, two = await overlapping(postgres, claiming("one", 2), claiming("two", 100))
    assert [row.cause for row in one] == ["a", "c"]
    assert [row.cause for row in two] == ["d"]  # « b » waits for « a », which is nobody's yet


async def test_two_processes_that_believe_a_row_theirs_send_it_once(postgres: PostgresDatabase) -> None:
    seeded = await postgres.write(lambda conn: college(conn, "alpha"))
    posting = Posting(postgres, seeded)
    await posting.put("a", NOW + LEASE, lease="me")
    row = posting.held["a"]
    both = await asyncio.gather(*(postgres.write(lambda conn: fence(conn, row, NOW + LEASE)) for _ in range(2)))
    assert sorted(both) == [False, True]
