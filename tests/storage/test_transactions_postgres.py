"""PostgreSQL: what it refuses is tried again only where that can help."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import await_only

from storage.transactions import DATABASE_FAULTS, SERIALIZATION_RETRIES, PostgresDatabase, Work, open_database
from tests.databases import fresh_database
from tests.storage.works import keep


@pytest.fixture
async def postgres() -> AsyncIterator[PostgresDatabase]:
    async with fresh_database("postgresql") as url:
        database = PostgresDatabase(url)
        yield database
        await database.close()


async def test_a_deadlock_is_broken_and_the_loser_tried_again(postgres: PostgresDatabase) -> None:
    for key in ("a", "b"):
        await postgres.write(keep(key, "0"))
    begun = {"a": asyncio.Event(), "b": asyncio.Event()}
    tries: list[str] = []

    def crossing(first: str, second: str) -> Work[str]:
        def work(conn: Connection) -> str:
            tries.append(first)
            add = text("UPDATE facts SET value = value || '1' WHERE key = :key")
            conn.execute(add, {"key": first})
            begun[first].set()
            if tries.count(first) == 1:
                _wait(begun[second])
            conn.execute(add, {"key": second})
            return first

        return work

    done = await asyncio.gather(postgres.write(crossing("a", "b")), postgres.write(crossing("b", "a")))
    assert done == ["a", "b"]
    assert len(tries) >= 3  # on a busy machine the second try may cross again
    values = await postgres.read(lambda conn: list(conn.scalars(text("SELECT value FROM facts ORDER BY key"))))
    assert values == ["011", "011"]


async def test_what_never_serializes_is_given_up(postgres: PostgresDatabase) -> None:
    tries = []

    def work(conn: Connection) -> None:
        tries.append(1)
        conn.execute(text("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$"))

    with pytest.raises(DBAPIError):
        await postgres.write(work)
    assert len(tries) == SERIALIZATION_RETRIES + 1


async def test_any_other_refusal_is_not_tried_again(postgres: PostgresDatabase) -> None:
    tries = []

    def work(conn: Connection) -> None:
        tries.append(1)
        conn.execute(text("SELECT 1 / 0"))

    with pytest.raises(DBAPIError):
        await postgres.write(work)
    assert len(tries) == 1


async def test_a_server_that_lets_nobody_in_is_the_databases_fault(postgres: PostgresDatabase) -> None:
    url = postgres._engine.url.set(drivername="postgresql", database="not_there")
    missing = open_database(url.render_as_string(hide_password=False))
    with pytest.raises(DATABASE_FAULTS):
        await missing.read(keep("a"))
    await missing.close()


async def test_a_broken_connection_is_the_databases_fault_and_the_next_work_has_a_new_one(
    postgres: PostgresDatabase,
) -> None:
    with pytest.raises(DATABASE_FAULTS):
        await postgres.write(lambda conn: conn.execute(text("SELECT pg_terminate_backend(pg_backend_pid())")))
    assert await postgres.write(keep("a")) == "a"


def _wait(happened: asyncio.Event) -> None:
    """Wait inside a work, as its SQL would: the loop runs on meanwhile."""
    await_only(happened.wait())
