"""One pooled HTTP session for all that is asked of Microsoft: keys, roster, messages."""

from typing import Any

import aiohttp

IN_FLIGHT = 64
"""Connections at most: as many as the sender has messages under way."""
KEYS_TIMEOUT = aiohttp.ClientTimeout(total=5, sock_connect=3)
"""Time for one document of the signing keys: a person's message waits for it."""


class NotFetched(Exception):
    """A JSON document could not be had; the message says why, without any of it."""


class Pool:
    """The session, opened when it is first wanted, within the running loop. A session given to it stays its owner's."""

    def __init__(self, session: aiohttp.ClientSession | None = None) -> None:
        self._given = session
        self._own: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """The session to use."""
        if self._given is not None:
            return self._given
        if self._own is None:
            self._own = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=IN_FLIGHT), cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._own

    async def fetch_json(self, url: str) -> Any:
        """The JSON document at ``url``. Redirects are not followed. Raises :class:`NotFetched`."""
        try:
            async with self.session().get(url, allow_redirects=False, timeout=KEYS_TIMEOUT) as response:
                if response.status != 200:
                    raise NotFetched(f"status {response.status}")
                return await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise NotFetched(type(error).__name__) from None

    async def close(self) -> None:
        """Close the session, unless it was given."""
        if self._own is not None:
            await self._own.close()
            self._own = None
