"""Who sent this: the token Microsoft signs each request with."""

import json
from typing import Any

import jwt
from jwt.utils import base64url_decode

from bot.channels.teams.gate import Refusal
from bot.channels.teams.keys import KeysUnavailable, SigningKeys

LEEWAY_SECONDS = 5 * 60
"""How far clocks may disagree (Bot Framework's documentation of authentication)."""
CHANNEL = "msteams"

_OPTIONS: Any = {"require": ["exp", "nbf", "iss", "aud"], "strict_aud": True}


class TokenVerifier:
    """Verifies a request's token against one app and one issuer. Nothing but RS256 is accepted."""

    def __init__(self, keys: SigningKeys, *, app_id: str, issuer: str) -> None:
        self._keys = keys
        self._app_id = app_id
        self._issuer = issuer

    async def verify(self, authorization: str, service_url: str) -> dict[str, Any]:
        """The claims of the token in the ``authorization`` header.

        Raises :class:`bot.channels.teams.gate.Refusal`: 401 for a token that isn't Microsoft's for this app and this
        ``service_url``, 503 as long as no signing key could be had.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token or not self._app_id:
            raise Refusal(401, "a bearer token is needed")
        try:
            key = await self._keys.find(_key_name(token))
            if key is None or CHANNEL not in key.endorsements:
                raise Refusal(401, "unknown signer")
            claims: dict[str, Any] = jwt.decode(
                token,
                key.public,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options=_OPTIONS,
            )
        except KeysUnavailable:
            raise Refusal(503, "signing keys unavailable") from None
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            # Beside its own errors, PyJWT lets through those of a header nested too deep or of an absurd number.
            raise Refusal(401, "token not valid") from None
        if claims.get("serviceurl") != service_url:
            raise Refusal(401, "token of another service")
        return claims


def _key_name(token: str) -> str:
    """The key that ``token`` says it is signed with. Reads its header only: PyJWT would go through all of it twice."""
    header = json.loads(base64url_decode(token.partition(".")[0]))
    name = header.get("kid") if isinstance(header, dict) else None
    if not isinstance(name, str):
        raise jwt.InvalidTokenError("no kid")
    return name
