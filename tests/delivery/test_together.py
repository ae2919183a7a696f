"""Works that share a transaction: few of them, and whoever is at fault harms no other."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import Connection

from bot.delivery.together import Together
from storage.facts import keep_fact
from storage.scope import DEPLOYMENT
from storage.transactions import Database, DatabaseClosed, open_database
from tests.databases import ENGINES, fresh_database
from tests.storage.works import Broken, kept


@pytest.fixture(params=ENGINES)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with fresh_database(request.param) as url:
        opened = open_database(url)
        yield opened
        await opened.close()


class Keeping:
    """Keeps a fact for each, refuses « bad » ones, and remembers what came together."""

    def __init__(self, database: Database) -> None:
        self.batches: list[list[str]] = []
        self.together = Together(database, self._keep)

    def _keep(self, conn: Connection, keys: Sequence[str]) -> list[str]:
        self.batches.append(list(keys))
        for key in keys:
            keep_fact(DEPLOYMENT, conn, key, "x")
            if key.startswith("bad"):
                raise Broken(key)
        return [key.upper() for key in keys]


async def test_what_comes_while_one_is_under_way_goes_into_the_next(database: Database) -> None:
    keeping = Keeping(database)
    first = asyncio.ensure_future(keeping.together.do("a"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(keeping.together.do(key)) for key in ("b", "c", "d")]
    assert await asyncio.gather(first, *others) == ["A", "B", "C", "D"]
    assert keeping.batches == [["a"], ["b", "c", "d"]]
    assert await keeping.together.do("e") == "E"
    assert await kept(database) == ["a", "b", "c", "d", "e"]


async def test_one_at_fault_harms_no_other(database: Database) -> None:
    keeping = Keeping(database)
    keys = ("a", "bad1", "b", "bad2")
    outcomes = await asyncio.gather(*(keeping.together.do(key) for key in keys), return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["A", "bad1", "B", "bad2"]
    assert [type(outcome) for outcome in outcomes] == [str, Broken, str, Broken]
    assert await kept(database) == ["a", "b"]
    assert await keeping.together.do("c") == "C"


async def test_a_database_that_is_away_is_told_to_all(database: Database) -> None:
    keeping = Keeping(database)
    await database.close()
    outcomes = await asyncio.gather(*(keeping.together.do(key) for key in "abc"), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DatabaseClosed] * 3
    with pytest.raises(DatabaseClosed):
        await keeping.together.do("d")


async def test_who_no_longer_waits_is_not_worked_for(database: Database) -> None:
    keeping = Keeping(database)
    works = [asyncio.ensure_future(keeping.together.do(key)) for key in ("a", "b")]
    await asyncio.sleep(0)
    works[1].cancel()
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, asyncio.CancelledError]
    assert await kept(database) == ["a"]
