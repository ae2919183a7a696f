"""SQLite: one writer thread, and commits that several works share."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError

from storage.transactions import DATABASE_FAULTS, GROUP_LIMIT, DatabaseClosed, SqliteDatabase
from tests.databases import fresh_database
from tests.storage.works import Broken, Gone, breaks, keep, kept


@pytest.fixture
async def sqlite() -> AsyncIterator[SqliteDatabase]:
    async with fresh_database("sqlite") as url:
        database = SqliteDatabase(url)
        yield database
        await database.close()


class Writer:
    """A writer thread made to wait inside a work, so that what is queued meanwhile shares one commit."""

    def __init__(self, database: SqliteDatabase) -> None:
        self._go_on = threading.Event()
        self._inside = threading.Event()
        self._task = asyncio.ensure_future(database.write(self._wait))

    def _wait(self, conn: Connection) -> None:
        self._inside.set()
        assert self._go_on.wait(10)

    async def held(self) -> None:
        assert await asyncio.to_thread(self._inside.wait, 10)

    async def let_go(self) -> None:
        self._go_on.set()
        await self._task


@contextmanager
def counting(database: SqliteDatabase) -> Iterator[list[str]]:
    """The commits and rollbacks of whole transactions, in order."""
    told: list[str] = []

    def commits(_: Any) -> None:
        told.append("commit")

    def rolls_back(_: Any) -> None:
        told.append("rollback")

    event.listen(database._engine, "commit", commits)
    event.listen(database._engine, "rollback", rolls_back)
    yield told
    event.remove(database._engine, "commit", commits)
    event.remove(database._engine, "rollback", rolls_back)


async def test_pragmas(sqlite: SqliteDatabase) -> None:
    def pragmas(conn: Connection) -> dict[str, Any]:
        names = ("synchronous", "journal_mode", "auto_vacuum", "foreign_keys", "secure_delete", "busy_timeout")
        return {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    assert await sqlite.read(pragmas) == {
        "synchronous": 2,  # FULL: a commit survives a power cut
        "journal_mode": "wal",
        "auto_vacuum": 2,  # INCREMENTAL
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }


async def test_works_that_wait_share_a_commit(sqlite: SqliteDatabase) -> None:
    writer = Writer(sqlite)
    await writer.held()
    with counting(sqlite) as told:
        works = [asyncio.ensure_future(sqlite.write(keep(f"k{n}"))) for n in range(5)]
        works.append(asyncio.ensure_future(sqlite.write(breaks("no", Broken()))))
        await asyncio.sleep(0)
        await writer.let_go()
        await asyncio.wait(works)
    assert told == ["commit", "commit"]  # the one that waited, then all six
    assert isinstance(works[-1].exception(), Broken)
    assert await kept(sqlite) == [f"k{n}" for n in range(5)]


async def test_a_group_has_a_limit(sqlite: SqliteDatabase) -> None:
    writer = Writer(sqlite)
    await writer.held()
    with counting(sqlite) as told:
        works = [asyncio.ensure_future(sqlite.write(keep(f"k{n}"))) for n in range(GROUP_LIMIT + 1)]
        await asyncio.sleep(0)
        await writer.let_go()
        await asyncio.gather(*works)
    assert told == ["commit"] * 3


async def test_a_commit_that_fails_reaches_all_of_its_group(sqlite: SqliteDatabase) -> None:
    def refused_at_commit(conn: Connection) -> None:
        conn.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        conn.execute(text("INSERT INTO tenants (channel, tenant, organization_id) VALUES ('t', 't', 'nobody')"))

    writer = Writer(sqlite)
    await writer.held()
    works = [asyncio.ensure_future(sqlite.write(keep("a"))), asyncio.ensure_future(sqlite.write(refused_at_commit))]
    works.append(asyncio.ensure_future(sqlite.write(breaks("b", Broken()))))
    await asyncio.sleep(0)
    await writer.let_go()
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [IntegrityError] * 3
    assert await kept(sqlite) == []
    await sqlite.write(keep("c"))  # and the next commit is a fresh one
    assert await kept(sqlite) == ["c"]


async def test_a_work_that_ended_its_transaction_harms_nobody_later(sqlite: SqliteDatabase) -> None:
    with pytest.raises(DATABASE_FAULTS):
        await sqlite.write(lambda conn: conn.exec_driver_sql("ROLLBACK"))
    await sqlite.write(keep("a"))
    assert await kept(sqlite) == ["a"]


async def test_who_no_longer_waits_is_not_worked_for(sqlite: SqliteDatabase) -> None:
    writer = Writer(sqlite)
    await writer.held()
    works = [asyncio.ensure_future(sqlite.write(keep(key))) for key in ("a", "b", "c")]
    await asyncio.sleep(0)
    works[1].cancel()
    await asyncio.sleep(0)
    await writer.let_go()
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [str, asyncio.CancelledError, str]
    assert await kept(sqlite) == ["a", "c"]


async def test_a_work_begun_is_finished_though_nobody_waits(sqlite: SqliteDatabase) -> None:
    writer = Writer(sqlite)
    await writer.held()
    writer._task.cancel()
    await asyncio.sleep(0)
    writer._go_on.set()
    await sqlite.write(keep("a"))
    assert await kept(sqlite) == ["a"]


async def test_the_writer_outlives_whatever_a_work_raises(sqlite: SqliteDatabase) -> None:
    with pytest.raises(Gone):
        await sqlite.write(breaks("a", Gone()))
    await sqlite.write(keep("b"))
    assert await kept(sqlite) == ["b"]


async def test_close_finishes_what_is_queued() -> None:
    async with fresh_database("sqlite") as url:
        database = SqliteDatabase(url)
        writer = Writer(database)
        await writer.held()
        works = [asyncio.ensure_future(database.write(keep(f"k{n:03}"))) for n in range(GROUP_LIMIT + 10)]
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(database.close())
        await asyncio.sleep(0)
        with pytest.raises(DatabaseClosed):
            await database.write(keep("late"))
        await writer.let_go()
        await asyncio.gather(closing, *works)
        again = SqliteDatabase(url)
        assert await kept(again) == [f"k{n:03}" for n in range(GROUP_LIMIT + 10)]
        await again.close()


async def test_a_file_that_cannot_be_opened_is_the_databases_fault(tmp_path: Any) -> None:
    (tmp_path / "relais.db").write_bytes(b"not a database, by far" * 100)
    database = SqliteDatabase(f"sqlite:///{tmp_path}/relais.db")
    for _ in range(2):  # each time anew: the thread lives
        with pytest.raises(DATABASE_FAULTS):
            await database.read(keep("a"))
    await database.close()


async def test_its_folder_is_made(tmp_path: Any) -> None:
    database = SqliteDatabase(f"sqlite:///{tmp_path}/new/folder/relais.db")
    await database.write(lambda conn: conn.execute(text("CREATE TABLE t (a INTEGER)")))
    await database.close()
    assert (tmp_path / "new/folder/relais.db").exists()


async def test_a_new_database_is_its_owners_only(tmp_path: Path) -> None:
    file = tmp_path / "data" / "relais.db"
    database = SqliteDatabase(f"sqlite:///{file}")
    await database.write(lambda conn: conn.exec_driver_sql("CREATE TABLE words (text)"))
    beside = list(file.parent.iterdir())
    assert {found.name for found in beside} >= {"relais.db", "relais.db-wal"}
    assert {found.stat().st_mode & 0o777 for found in beside} == {0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700
    await database.close()
