"""One call of Slack's Web API: once, with a time limit, and never again by itself.

The SDK's own client is not used for it: it raises ``AttributeError`` on an answer that is a bare text or a list (as
proxies give), two differently shaped errors elsewhere, logs whole messages when debugging, and takes half as much
processor time again *(measured: 0.20 ms a call beside 0.15)*.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

CONNECT_SECONDS = 3.0
"""Seconds for reaching Slack, waiting for a free connection included."""
CALL_SECONDS = 10.0
"""Seconds for a whole call when nobody waits for it."""
IN_FLIGHT = 64
"""Calls under way at once."""
UNREADABLE = "unreadable"

_CODE = re.compile(r"[a-z0-9_]{1,64}")


class NeverSent(Exception):
    """No connection to Slack: the call never left."""


class NoAnswer(Exception):
    """The call may have left, and nothing readable came back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack answered. ``retry_after`` is in seconds. ``body`` is empty where it is no JSON object."""

    status: int
    body: Mapping[str, Any]
    retry_after: float | None = None

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status == 200 and self.body.get("ok") is True

    @property
    def code(self) -> str:
        """Slack's word for what went wrong, else the HTTP status; :data:`UNREADABLE` for what isn't Slack's."""
        error = self.body.get("error")
        if isinstance(error, str) and _CODE.fullmatch(error):
            return error
        return f"http_{self.status}" if self.status != 200 else UNREADABLE


class WebApi:
    """Slack's Web API at ``url``, for one bot token, through one pool of connections."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/") + "/"
        self._token = token
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self,
        method: str,
        *,
        json: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        seconds: float = CALL_SECONDS,
    ) -> Answer:
        """Call a method, with JSON or, for those that take none (« users.info »), with a form.

        Raises :class:`NeverSent` and :class:`NoAnswer`.
        """
        limits = aiohttp.ClientTimeout(total=seconds, connect=min(CONNECT_SECONDS, seconds / 2))
        try:
            async with self._pool().post(
                self._url + method, json=json, data=form, timeout=limits, allow_redirects=False
            ) as response:
                return Answer(response.status, await _object(response), _seconds(response))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NeverSent(type(error).__name__) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise NoAnswer(type(error).__name__) from error

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _pool(self) -> aiohttp.ClientSession:
        # Made on the first call: a session belongs to a running loop.
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=IN_FLIGHT),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"Authorization": f"Bearer {self._token}"},
            )
        return self._session


async def _object(response: aiohttp.ClientResponse) -> Mapping[str, Any]:
    try:
        body = await response.json(content_type=None)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _seconds(response: aiohttp.ClientResponse) -> float | None:
    given = response.headers.get("Retry-After", "")
    return float(given) if given.isascii() and given.isdigit() else None
