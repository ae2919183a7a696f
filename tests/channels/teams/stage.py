"""What the tests beside this file share: a turn that keeps what it is given, a server set up as the app's own is."""

from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.channel import Channel
from bot.channels.teams.post import TeamsChannel
from bot.incoming import NOTHING, Incoming, Reply
from bot.web.server import server_arguments

Client = TestClient[Any, Any]


class Turns:
    """Keeps what it takes; answers ``reply``, or raises ``error``."""

    def __init__(self) -> None:
        self.taken: list[Incoming] = []
        self.reply: Reply = NOTHING
        self.error: Exception | None = None

    async def take(self, incoming: Incoming, channel: Channel) -> Reply:
        self.taken.append(incoming)
        if self.error is not None:
            raise self.error
        return self.reply


def served(channel: TeamsChannel) -> Client:
    """The channel behind a server told what the app tells its own."""
    app = web.Application()
    channel.add_routes(app)
    return TestClient(_Server(app, host="127.0.0.1"))


class _Server(TestServer):
    async def start_server(self, **kwargs: Any) -> None:
        await super().start_server(**(server_arguments() | kwargs))
