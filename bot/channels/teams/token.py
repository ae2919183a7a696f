"""Who sent this: the token Microsoft signs each request with."""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.utils import base64url_decode

from bot.channels.teams.gate import Refusal
from bot.channels.teams.keys import KeysUnavailable, SigningKey, SigningKeys
from bot.clock import Clock, SystemClock

LEEWAY_SECONDS = 5 * 60
"""How far clocks may disagree (Bot Framework's documentation of authentication)."""
CHANNEL = "msteams"

REMEMBERED = 256
"""Tokens whose signature was found good, at most: Microsoft signs many requests with one, for up to an hour."""

_OPTIONS: Any = {"require": ["exp", "nbf", "iss", "aud"], "strict_aud": True}


@dataclass(frozen=True, slots=True)
class _Verified:
    """What a good token said, and the key it was good under."""

    kid: str
    key: SigningKey
    claims: dict[str, Any]
    until: float
    """Seconds since 1970, with the leeway."""


class TokenVerifier:
    """Verifies a request's token against one app and one issuer. Nothing but RS256 is accepted.

    A token that was good is not gone through again as long as its key is published and it hasn't expired: that would
    be a tenth of what a turn costs. ``clock`` tells the time PyJWT goes by, the machine's.
    """

    def __init__(self, keys: SigningKeys, *, app_id: str, issuer: str, clock: Clock | None = None) -> None:
        self._keys = keys
        self._app_id = app_id
        self._issuer = issuer
        self._clock = clock or SystemClock()
        self._verified: OrderedDict[bytes, _Verified] = OrderedDict()

    async def verify(self, authorization: str, service_url: str) -> dict[str, Any]:
        """The claims of the token in the ``authorization`` header.

        Raises :class:`bot.channels.teams.gate.Refusal`: 401 for a token that isn't Microsoft's for this app and this
        ``service_url``, 503 as long as no signing key could be had.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or not self._app_id:
            raise Refusal(401, "a bearer token is needed")
        try:
            verified = await self._found_good(token)
        except KeysUnavailable:
            raise Refusal(503, "signing keys unavailable") from None
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            # Beside its own errors, PyJWT lets through those of a header nested too deep or of an absurd number.
            raise Refusal(401, "token not valid") from None
        if verified.claims.get("serviceurl") != service_url:
            raise Refusal(401, "token of another service")
        return dict(verified.claims)

    async def _found_good(self, token: str) -> _Verified:
        name = hashlib.sha256(token.encode()).digest()  # the token itself is kept nowhere
        before = self._verified.get(name)
        kid = before.kid if before is not None else _key_name(token)
        key = await self._keys.find(kid)
        if key is None or CHANNEL not in key.endorsements:
            raise Refusal(401, "unknown signer")
        if before is not None and before.key is key and self._clock.now().timestamp() < before.until:
            return before
        claims: dict[str, Any] = jwt.decode(
            token,
            key.public,
            algorithms=["RS256"],
            audience=self._app_id,
            issuer=self._issuer,
            leeway=LEEWAY_SECONDS,
            options=_OPTIONS,
        )
        verified = self._verified[name] = _Verified(kid, key, claims, int(claims["exp"]) + LEEWAY_SECONDS)
        if len(self._verified) > REMEMBERED:
            self._verified.popitem(last=False)
        return verified


def _key_name(token: str) -> str:
    """The key that ``token`` says it is signed with. Reads its header only: PyJWT would go through all of it twice."""
    header = json.loads(base64url_decode(token.partition(".")[0]))
    name = header.get("kid") if isinstance(header, dict) else None
    if not isinstance(name, str):
        raise jwt.InvalidTokenError("no kid")
    return name
