from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.slack.post import SlackChannel
from bot.clock import SystemClock
from bot.incoming import NOTHING, Incoming, Reply
from bot.settings import Settings
from tests.fakes.slack import SIGNING_SECRET, TOKEN, FakeSlack


class StubTurns:
    """Turns that take everything, say what they are told to, and remember."""

    def __init__(self) -> None:
        self.taken: list[Incoming] = []
        self.reply: Reply = NOTHING
        self.error: Exception | None = None

    async def take(self, incoming: Incoming, _: object) -> Reply:
        if self.error is not None:
            raise self.error
        self.taken.append(incoming)
        return self.reply


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def turns() -> StubTurns:
    return StubTurns()


@pytest.fixture
async def channel(slack: FakeSlack, turns: StubTurns) -> AsyncIterator[SlackChannel]:
    settings = Settings(
        _env_file=None, slack_bot_token=TOKEN, slack_signing_secret=SIGNING_SECRET, slack_api_url=slack.url
    )
    made = SlackChannel(settings, turns, SystemClock())
    yield made
    await made.close()


@pytest.fixture
async def client(channel: SlackChannel, aiohttp_client: Any) -> Any:
    app = web.Application()
    channel.add_routes(app)
    server = TestServer(app, host="127.0.0.1")
    # As Relais runs aiohttp's server: it unpacks nothing before a handler could refuse it.
    await server.start_server(auto_decompress=False)
    return await aiohttp_client(server)
