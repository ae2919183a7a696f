"""A Teams channel in an app of its own, and Microsoft on loopback."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.teams.post import TeamsChannel
from bot.settings import Settings
from tests.channels.teams.stage import Client, Turns, served
from tests.fakes.teams import FakeMicrosoft


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
async def microsoft() -> AsyncIterator[FakeMicrosoft]:
    async with FakeMicrosoft() as fake:
        yield fake


@pytest.fixture
def settings(microsoft: FakeMicrosoft) -> Settings:
    return Settings(_env_file=None, **microsoft.settings())  # type: ignore[call-arg]


@pytest.fixture
async def channel(settings: Settings, turns: Turns) -> AsyncIterator[TeamsChannel]:
    teams = TeamsChannel(settings, turns)
    yield teams
    await teams.close()


@pytest.fixture
async def client(channel: TeamsChannel) -> AsyncIterator[Client]:
    async with served(channel) as ready:
        yield ready
