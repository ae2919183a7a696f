"""A database of each kind, and Microsoft's side, for every scenario."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.teams import FakeMicrosoft


@pytest.fixture
async def url(tmp_path) -> AsyncIterator[str]:
    """The SQLAlchemy URL of an empty database."""
    yield f"sqlite:///{tmp_path}/r.db"


@pytest.fixture
async def microsoft() -> AsyncIterator[FakeMicrosoft]:
    """Microsoft's side, on loopback."""
    async with FakeMicrosoft() as fake:
        yield fake
