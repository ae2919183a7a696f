"""What the tests beside this file share: a turn that keeps what it is given, a server set up as the app's own is."""

import json
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.channel import Channel
from bot.channels.teams.post import TeamsChannel
from bot.incoming import NOTHING, Incoming, Reply
from bot.web.server import server_arguments
from tests.fakes.teams import FakeMicrosoft

Client = TestClient[Any, Any]

JSON = "application/json; charset=utf-8"

Ask = dict[str, Any]
"""What is changed in a good request: method, headers, body (bytes) or activity (dict), authorization."""


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


def plain(answer: str) -> bool:
    """Whether an answer is what a person of ours would want a stranger to read."""
    return len(answer) <= 160 and not any(word in answer for word in ("Traceback", 'File "', ".py", "Error("))


async def send(microsoft: FakeMicrosoft, client: Client, ask: Ask) -> tuple[int, str]:
    body = ask.get("body", json.dumps(ask.get("activity", microsoft.message("défi"))).encode())
    headers = {"Content-Type": JSON, "Authorization": ask.get("authorization", microsoft.sign())}
    headers |= ask.get("headers", {})
    headers = {name: value for name, value in headers.items() if value is not None}
    request = client.request(
        ask.get("method", "POST"), "/api/messages", data=body, headers=headers, skip_auto_headers=("Content-Type",)
    )
    async with request as response:
        return response.status, await response.text()


def deep(levels: int) -> bytes:
    """JSON whose objects nest ``levels`` deep."""
    return b'{"a":' * levels + b"1" + b"}" * levels
