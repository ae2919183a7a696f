"""One suite, on both engines."""

from collections.abc import AsyncIterator

import pytest

from storage.transactions import Database, open_database
from tests.databases import ENGINES, fresh_database


@pytest.fixture(params=ENGINES)
async def url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The SQLAlchemy URL of an empty database, at the newest revision."""
    async with fresh_database(request.param) as fresh:
        yield fresh


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """That database, open."""
    opened = open_database(url)
    yield opened
    await opened.close()
