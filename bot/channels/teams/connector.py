"""Requests to the Bot Connector of a conversation: each one once, no redirects followed, within a time limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.channels.teams.credentials import BotToken
from bot.channels.teams.hosts import is_on_loopback, may_post_to
from bot.channels.teams.pool import Pool
from bot.channels.teams.wire import to_json

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10, sock_connect=5)
"""Time for one message. The lease of an outbox row is longer."""


class NotSent(Exception):
    """The request certainly did not arrive; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotTrusted(NotSent):
    """The service isn't one of those that may be posted to."""


class Unsure(Exception):
    """Nobody can say whether the request arrived; ``code`` says what happened."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """The connector's answer. ``body`` is its JSON, ``None`` when it has none that can be read."""

    status: int
    headers: Mapping[str, str]
    body: object


class Connector:
    """Asks the service behind a conversation. ``unsigned_loopback``: a service on a loopback address gets no token."""

    def __init__(self, pool: Pool, token: BotToken, hosts: frozenset[str], *, unsigned_loopback: bool) -> None:
        self._pool = pool
        self._token = token
        self._hosts = hosts
        self._unsigned_loopback = unsigned_loopback

    async def ask(
        self,
        method: str,
        service_url: str,
        *path: str,
        payload: object = None,
        limit: aiohttp.ClientTimeout = TIMEOUT,
    ) -> Answer:
        """Make one request to ``service_url`` + v3/conversations + ``path``.

        Raises :class:`NotSent`, :class:`NotTrusted`, :class:`Unsure`, and
        :class:`bot.channels.teams.credentials.NoToken`.
        """
        if not may_post_to(service_url, self._hosts):
            raise NotTrusted("untrusted_host")
        headers, token = await self._headers(service_url)
        steps = "".join("/" + quote(step, safe="") for step in path)
        url = URL(f"{str(URL(service_url)).rstrip('/')}/v3/conversations{steps}", encoded=True)
        data = None if payload is None else to_json(payload)
        try:
            async with self._pool.session().request(
                method, url, data=data, headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                if response.status == 401:
                    self._token.forget(token)
                return Answer(response.status, response.headers, await _body(response))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise Unsure(type(error).__name__) from None

    async def _headers(self, service_url: str) -> tuple[dict[str, str], str]:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self._unsigned_loopback and is_on_loopback(service_url):
            return headers, ""
        token = await self._token.get()
        return {**headers, "Authorization": f"Bearer {token}"}, token


async def _body(response: aiohttp.ClientResponse) -> Any:
    """The JSON of an answer whose status is known: what its body lacks changes nothing of what happened."""
    try:
        return await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
