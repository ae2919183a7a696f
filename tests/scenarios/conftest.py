"""A database of each kind, and Microsoft's side, for every scenario."""

from collections.abc import AsyncIterator

import pytest

from tests.databases import ENGINES, fresh_database
from tests.fakes.teams import FakeMicrosoft


@pytest.fixture(params=ENGINES)
async def url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The SQLAlchemy URL of an empty database."""
    async with fresh_database(request.param) as fresh:
        yield fresh


@pytest.fixture
async def microsoft() -> AsyncIterator[FakeMicrosoft]:
    """Microsoft's side, on loopback."""
    async with FakeMicrosoft() as fake:
        yield fake
