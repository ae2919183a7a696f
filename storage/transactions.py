"""Begin, work, commit: written once, for both databases.

A piece of work is a plain synchronous function of a SQLAlchemy Core ``Connection`` that does SQL only. On SQLite one
writer thread runs it, a savepoint each, several in one commit (group commit): serial, so nothing is locked. On
PostgreSQL the same function runs in a transaction of its own through asyncpg; it locks what it decides about.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, pool
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

T = TypeVar("T")
Work = Callable[[Connection], T]
_Waiting = tuple[Work[Any], asyncio.Future[Any]]
_Told = tuple[asyncio.Future[Any], Any, BaseException | None]

DATABASE_FAULTS = (SQLAlchemyError, OSError)
"""What a database that is slow, full or away raises. Nothing of the work was kept."""
GROUP_LIMIT = 64
"""Works that share one commit at the most: a longer group would make the first of them wait."""
POSTGRES_CONNECTIONS = 10
SERIALIZATION_RETRIES = 3
"""Times a work is done again after PostgreSQL broke a deadlock."""


class DatabaseClosed(OSError):
    """The database was closed: nothing more is worked."""


class Database(Protocol):
    """Runs works, each whole or not at all."""

    dialect: str

    async def write(self, work: Work[T]) -> T:
        """Run ``work`` in a transaction and commit it. Its own exception rolls it back and is raised here.

        Raises :class:`DatabaseClosed` after :meth:`close`.
        """

    async def read(self, work: Work[T]) -> T:
        """Run ``work``, which changes nothing."""

    async def close(self) -> None:
        """Finish what was begun, then let go."""


def open_database(url: str, *, outlives_power: bool = True) -> Database:
    """The database at a SQLAlchemy URL: ``sqlite:///…`` or ``postgresql://…``; nothing is connected yet.

    ``outlives_power``: what SQLite was given is kept even if the machine dies at once, and waits for the disk each
    time. The demo does without: only the process may die.

    Raises ``ValueError`` for any other database, and for what is no URL; without the URL, which holds a password.
    """
    try:
        backend = make_url(url).get_backend_name()
    except (ArgumentError, ValueError):
        raise ValueError("the database's address can't be read: sqlite:///… or postgresql://…") from None
    if backend == "sqlite":
        return SqliteDatabase(url, outlives_power=outlives_power)
    if backend == "postgresql":
        return PostgresDatabase(url)
    raise ValueError(f"a {backend} database is not supported: sqlite or postgresql")


def sqlite_engine(url: str, *, outlives_power: bool = True) -> Engine:
    """A SQLite engine whose transactions we begin ourselves, durable at each commit."""
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)  # its owner's only, and so are the files SQLite puts beside it
    engine = create_engine(
        url, poolclass=pool.StaticPool, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 10}
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in (
            "auto_vacuum=INCREMENTAL",  # before the first table, or it never takes
            "journal_mode=WAL",
            f"synchronous={'FULL' if outlives_power else 'NORMAL'}",
            "foreign_keys=ON",
            "secure_delete=ON",
            "busy_timeout=10000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin(dbapi_connection: Any) -> None:
        dbapi_connection.driver_connection.execute("BEGIN IMMEDIATE")

    engine.dialect.do_begin = begin  # type: ignore[method-assign]  # listening to « begin » slows every statement down
    return engine


class SqliteDatabase:
    """SQLite in this process: a writer thread and a queue."""

    dialect = "sqlite"

    def __init__(self, url: str, *, outlives_power: bool = True) -> None:
        self._engine = sqlite_engine(url, outlives_power=outlives_power)
        self._works: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._connection: Connection | None = None  # the writer's, kept: to check one in and out costs a statement
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="relais-writer", daemon=True)
        self._thread.start()

    async def write(self, work: Work[T]) -> T:
        """Queue ``work`` for the next commit."""
        if self._closed:
            raise DatabaseClosed  # no thread would ever take it
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._works.put((work, done))
        return await done

    read = write

    async def close(self) -> None:
        """Commit what is queued, then close the file."""
        self._closed = True
        self._works.put(None)
        await asyncio.to_thread(self._thread.join)
        self._let_go()
        self._engine.dispose()

    def _let_go(self) -> None:
        """Have the next commit on a fresh connection: nobody knows what this one was left in."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()

    def _run(self) -> None:
        while (first := self._works.get()) is not None:
            group, ended = self._gather(first)
            self._commit(group)
            if ended:
                return

    def _gather(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        group = [first]
        while len(group) < GROUP_LIMIT:
            try:
                following = self._works.get_nowait()
            except queue.Empty:
                break
            if following is None:
                return group, True
            group.append(following)
        return group, False

    def _commit(self, group: list[_Waiting]) -> None:
        group = [(work, done) for work, done in group if not done.cancelled()]  # from now on, all run
        told: list[_Told] = []
        try:
            connection = self._connection = self._connection or self._engine.connect()
            with connection.begin():
                driver: Any = connection.connection.driver_connection  # four times cheaper for what has no parameters
                for work, done in group:
                    driver.execute("SAVEPOINT work")
                    try:
                        result = work(connection)
                        driver.execute("RELEASE work")
                        told.append((done, result, None))
                    except BaseException as error:  # noqa: BLE001  # raised to the one whose work it was
                        connection.exec_driver_sql("ROLLBACK TO work")
                        connection.exec_driver_sql("RELEASE work")
                        told.append((done, None, error))
        except Exception as error:  # noqa: BLE001  # the commit itself: nobody's work is kept
            told = [(done, None, error) for _, done in group]
            self._let_go()
        _tell(told)


def _tell(told: list[_Told]) -> None:
    """Tell each task that waits how its work ended: one call for all, as waking a loop costs more than a statement."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Told]] = {}
    for one in told:
        by_loop.setdefault(one[0].get_loop(), []).append(one)
    for loop, of_loop in by_loop.items():
        with suppress(RuntimeError):  # it was closed: nobody waits
            loop.call_soon_threadsafe(_end, of_loop)


def _end(told: list[_Told]) -> None:
    for done, result, fault in told:
        if done.done():
            continue  # cancelled meanwhile; what was begun is kept
        if fault is None:
            done.set_result(result)
        else:
            done.set_exception(RuntimeError(repr(fault)) if isinstance(fault, StopIteration) else fault)


class PostgresDatabase:
    """PostgreSQL through asyncpg: a transaction a work, any number of processes."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        from sqlalchemy.ext.asyncio import create_async_engine  # late: SQLite needs none of it

        self._engine = create_async_engine(
            make_url(url).set(drivername="postgresql+asyncpg"),
            hide_parameters=True,
            pool_size=POSTGRES_CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=False,
        )
        self._closed = False

    async def write(self, work: Work[T]) -> T:
        """Run ``work`` in a transaction; again, a few times, if PostgreSQL broke a deadlock."""
        if self._closed:
            raise DatabaseClosed  # a disposed engine would connect anew
        for attempt in range(SERIALIZATION_RETRIES + 1):
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(work)
            except DBAPIError as error:
                code = getattr(error.orig, "sqlstate", None)
                if attempt == SERIALIZATION_RETRIES or code not in ("40001", "40P01"):
                    raise
        raise AssertionError("unreachable")

    read = write

    async def close(self) -> None:
        """Close every connection."""
        self._closed = True
        await self._engine.dispose()
