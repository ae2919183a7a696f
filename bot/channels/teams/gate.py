"""The gate before the SDK: what isn't a well-formed JSON request is refused here, in a few plain words.

In this order: method, content type, size, encoding, UTF-8, depth. Then comes the token (token.py), then the shape of
the activity (shape.py). Nothing is logged of what is refused.
"""

import asyncio
import json
from typing import Any, NoReturn

from aiohttp import web

BODY_LIMIT = 512 * 1024
"""Bytes in a request. 30,000 characters fit twice (Teams repeats a text as an HTML attachment), escaped as JSON."""
BODY_SECONDS = 10
"""Time a sender has to give its whole body: aiohttp itself waits for ever for the rest of a broken chunk."""
DEPTH_LIMIT = 32
"""How deep objects and lists may nest; a Teams activity has ten levels at most."""

_EXPLAINED = {405: {"Allow": "POST"}, 401: {"WWW-Authenticate": "Bearer"}}


class Refusal(Exception):
    """A request that isn't taken: the HTTP status, and the few words it is answered with."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words

    def response(self) -> web.Response:
        """The plain answer."""
        return web.Response(status=self.status, text=self.words, headers=_EXPLAINED.get(self.status))


async def read(request: web.BaseRequest) -> dict[str, Any]:
    """The JSON object in ``request``. Raises :class:`Refusal` for anything else."""
    _check_headers(request)
    return load(await _body(request))


def load(body: bytes) -> dict[str, Any]:
    """The JSON object in ``body``. Raises :class:`Refusal` for anything else."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "not UTF-8") from None
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise Refusal(400, "nested too deep") from None
    except ValueError:
        raise Refusal(400, "not JSON") from None
    if not isinstance(found, dict):
        raise Refusal(400, "not a JSON object")
    # Fewer brackets than the limit can't nest deeper than it: most requests are not walked.
    if text.count("{") + text.count("[") > DEPTH_LIMIT and _is_deep(found):
        raise Refusal(400, "nested too deep")
    return found


def _check_headers(request: web.BaseRequest) -> None:
    if request.method != "POST":
        raise Refusal(405, "POST only")
    if len(request.headers.getall("Content-Type", ())) != 1 or request.content_type != "application/json":
        raise Refusal(415, "application/json only")
    if (request.charset or "utf-8").lower() not in ("utf-8", "utf8"):
        raise Refusal(415, "charset utf-8 only")
    if "Content-Encoding" in request.headers:
        raise Refusal(415, "no content encoding")
    if (request.content_length or 0) > BODY_LIMIT:
        raise Refusal(413, "too large")


async def _body(request: web.BaseRequest) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while chunk := await request.content.readany():
                body += chunk
                if len(body) > BODY_LIMIT:
                    raise Refusal(413, "too large")
    except TimeoutError:
        raise Refusal(408, "the body did not come") from None
    except (web.RequestPayloadError, ConnectionError):
        raise Refusal(400, "unreadable body") from None
    return bytes(body)


def _refuse_constant(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _is_deep(found: object) -> bool:
    level = [found]
    for _ in range(DEPTH_LIMIT + 1):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        if not below:
            return False
        level = below
    return True
