"""Begin, work, commit: each work whole or not at all, whatever becomes of the others in the same commit."""

import asyncio

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from storage.facts import keep_fact, read_fact
from storage.scope import DEPLOYMENT
from storage.transactions import DATABASE_FAULTS, GROUP_LIMIT, Database, open_database
from tests.storage.works import Broken, breaks, keep, kept


async def test_what_is_committed_is_read(database: Database) -> None:
    assert await database.write(keep("a")) == "a"
    assert await database.read(lambda conn: read_fact(DEPLOYMENT, conn, "a")) == "x"


async def test_a_failing_work_is_undone_and_told_to_its_own(database: Database) -> None:
    with pytest.raises(Broken, match="mine"):
        await database.write(breaks("a", Broken("mine")))
    assert await kept(database) == []


async def test_a_statement_that_is_refused_undoes_its_work_only(database: Database) -> None:
    def twice(conn: Connection) -> None:
        keep_fact(DEPLOYMENT, conn, "b", "x")
        conn.execute(text("INSERT INTO facts (key, value) VALUES ('b', 'y')"))

    outcomes = await asyncio.gather(
        database.write(keep("a")), database.write(twice), database.write(keep("c")), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [str, IntegrityError, str]
    assert await kept(database) == ["a", "c"]


async def test_an_error_never_shows_what_was_written(database: Database) -> None:
    def twice(conn: Connection) -> None:
        for _ in range(2):
            conn.execute(text("INSERT INTO facts (key, value) VALUES (:key, :value)"), {"key": "a", "value": "mot"})

    with pytest.raises(IntegrityError) as refused:
        await database.write(twice)
    assert "mot" not in str(refused.value)


async def test_many_at_once(database: Database) -> None:
    keys = [f"k{number:03}" for number in range(3 * GROUP_LIMIT)]
    assert await asyncio.gather(*(database.write(keep(key)) for key in keys)) == keys
    assert await kept(database) == keys


async def test_each_keeps_its_own_failure_among_many(database: Database) -> None:
    works = [database.write(breaks(f"k{n}", Broken(str(n))) if n % 3 == 0 else keep(f"k{n}")) for n in range(30)]
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert [str(o) for o in outcomes] == [str(n) if n % 3 == 0 else f"k{n}" for n in range(30)]
    assert await kept(database) == sorted(f"k{n}" for n in range(30) if n % 3)


async def test_after_a_close_nothing_waits_for_ever(url: str) -> None:
    database = open_database(url)
    await database.write(keep("a"))
    await database.close()
    with pytest.raises(DATABASE_FAULTS):
        await database.write(keep("b"))
    await database.close()  # a second time does no harm


async def test_a_foreign_key_holds(database: Database) -> None:
    orphan = text("INSERT INTO tenants (channel, tenant, organization_id) VALUES ('teams', 't', 'nobody')")
    with pytest.raises(IntegrityError):
        await database.write(lambda conn: conn.execute(orphan))


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        open_database("mysql://localhost/relais")
