"""Microsoft's signing keys: fetched without blocking, kept, and fetched again when an unknown one signs."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from yarl import URL

from bot.channels.teams.pool import NotFetched
from bot.settings import is_loopback

REFRESH_SECONDS = 24 * 3600
"""Keys are asked for again once a day (Bot Framework's documentation of authentication asks for that)."""
FLOOR_SECONDS = 60
"""Between two fetches, whoever signs with whatever unknown key."""
RETRY_SECONDS = 5
"""Between two fetches when the last one failed."""
KEY_BITS = 2048

_log = structlog.get_logger()


class KeysUnavailable(Exception):
    """No key was ever had: nothing can be verified now."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key, and the channels it may sign for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class SigningKeys:
    """The keys behind an OpenID metadata address. ``fetch_json`` raises :class:`bot.channels.teams.pool.NotFetched`."""

    def __init__(
        self,
        metadata_url: str,
        fetch_json: Callable[[str], Awaitable[Any]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._metadata_url = metadata_url
        self._fetch_json = fetch_json
        self._monotonic = monotonic
        self._keys: Mapping[str, SigningKey] = {}
        self._stale_at = 0.0
        self._not_before = float("-inf")
        self._flight: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> SigningKey | None:
        """The key named ``kid``, ``None`` if Microsoft publishes no such key. Raises :class:`KeysUnavailable`."""
        if kid in self._keys:
            if self._monotonic() >= self._stale_at:
                self._begin()  # no one waits for a refresh of what is known
            return self._keys[kid]
        flight = self._begin()
        if flight is not None:
            await asyncio.shield(flight)
        if not self._keys:
            raise KeysUnavailable
        return self._keys.get(kid)

    async def close(self) -> None:
        """Give up a fetch under way."""
        if self._flight is not None:
            self._flight.cancel()

    def _begin(self) -> asyncio.Task[None] | None:
        """The fetch under way, or a new one; ``None`` when it is too early for one."""
        if self._flight is None and self._monotonic() >= self._not_before:
            self._flight = asyncio.create_task(self._fetch())
        return self._flight

    async def _fetch(self) -> None:
        try:
            configuration = await self._fetch_json(self._metadata_url)
            document = await self._fetch_json(_keys_url(configuration, self._metadata_url))
            self._keys = _usable(document)
            self._stale_at = self._monotonic() + REFRESH_SECONDS
            self._not_before = self._monotonic() + FLOOR_SECONDS
        except NotFetched as error:
            self._not_before = self._monotonic() + RETRY_SECONDS
            _log.warning("teams.keys_not_fetched", why=str(error))
        finally:
            self._flight = None


def _keys_url(configuration: object, metadata_url: str) -> str:
    address = configuration.get("jwks_uri") if isinstance(configuration, dict) else None
    if not isinstance(address, str):
        raise NotFetched("no jwks_uri")
    try:
        url, metadata = URL(address), URL(metadata_url)
    except ValueError:
        raise NotFetched("jwks_uri is no address") from None
    plain = metadata.scheme == "http" and url.scheme == "http" and is_loopback(url.raw_host or "")
    if url.scheme != "https" and not plain:
        raise NotFetched("jwks_uri is not https")
    return address


def _usable(document: object) -> Mapping[str, SigningKey]:
    listed = document.get("keys") if isinstance(document, dict) else None
    keys = {}
    for described in listed if isinstance(listed, list) else ():
        key = _signing_key(described)
        if key is not None:
            keys[described["kid"]] = key
    if not keys:
        raise NotFetched("no usable key")
    return keys


def _signing_key(described: object) -> SigningKey | None:
    """The RSA signing key ``described`` in a JSON web key set, ``None`` if it is anything else."""
    if not isinstance(described, dict) or not isinstance(described.get("kid"), str):
        return None
    if described.get("kty") != "RSA" or described.get("use", "sig") != "sig":
        return None
    try:
        public = jwt.PyJWK(described, algorithm="RS256").key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if not isinstance(public, RSAPublicKey) or public.key_size < KEY_BITS:
        return None
    endorsements = described.get("endorsements")
    named = endorsements if isinstance(endorsements, list) else ()
    return SigningKey(public, frozenset(name for name in named if isinstance(name, str)))
