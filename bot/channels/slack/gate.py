"""The gate of ``POST /slack/events``: what Slack did not sign, or is not well formed, goes no further."""

import asyncio
import json
import re
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier

from bot.clock import Clock

BODY_LIMIT = 1_000_000
"""Bytes in one request: a text of 40,000 characters, Slack's longest, comes twice and each may take six bytes."""
READ_SECONDS = 10
"""Seconds that the whole body may take to arrive."""

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

_FORM_FIELDS = 50
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Refusal(Exception):
    """A request that goes no further: the HTTP status to answer, and why, in a few words without its content."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason


class _Seconds(SignatureClock):
    """Our clock, as the SDK asks for it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()


class Gate:
    """Admits what is signed with the app's signing secret. ``clock`` must tell the real time: Slack signs with it."""

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self._verifier = SignatureVerifier(signing_secret, _Seconds(clock))

    async def admit(self, request: web.Request) -> dict[str, Any]:
        """The payload of a request that Slack signed in the last five minutes. Raises :class:`Refusal`.

        An event comes as JSON; an interaction as JSON in the form field ``payload``; a command as a form.
        """
        kind = request.content_type
        if kind not in (JSON, FORM) or (request.charset or "utf-8").lower() != "utf-8":
            raise Refusal(415, "content type")
        body = await _read(request)
        self._verify(request, body)
        try:
            return _decode(body, kind)
        except (ValueError, RecursionError):
            # No cause is kept: its message would quote what somebody wrote.
            raise Refusal(400, "malformed") from None

    def _verify(self, request: web.Request, body: bytes) -> None:
        timestamps = request.headers.getall("X-Slack-Request-Timestamp", [])
        signatures = request.headers.getall("X-Slack-Signature", [])
        if len(timestamps) != 1 or len(signatures) != 1:
            raise Refusal(401, "signature")
        # The SDK raises, instead of saying no, on a timestamp that is no number and on a signature that is not ASCII.
        if not (_TIMESTAMP.fullmatch(timestamps[0]) and _SIGNATURE.fullmatch(signatures[0])):
            raise Refusal(401, "signature")
        try:
            genuine = self._verifier.is_valid(body, timestamps[0], signatures[0])
        except UnicodeDecodeError:
            genuine = False
        if not genuine:
            raise Refusal(401, "signature")


async def _read(request: web.Request) -> bytes:
    """The raw body. Raises :class:`Refusal`."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        # aiohttp would decompress it before the signature is looked at, and answers 500 where it can't.
        raise Refusal(415, "content encoding")
    if (request.content_length or 0) > BODY_LIMIT:
        raise Refusal(413, "too large")
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > BODY_LIMIT:
                    raise Refusal(413, "too large")
    except TimeoutError:
        raise Refusal(408, "too slow") from None
    except (HttpProcessingError, ClientError, OSError):
        raise Refusal(400, "broken body") from None
    return bytes(body)


def _decode(body: bytes, kind: str) -> dict[str, Any]:
    """What the body says. Raises ``ValueError`` or ``RecursionError`` for what is no such thing."""
    text = body.decode("utf-8")
    if kind == FORM:
        pairs = parse_qsl(
            text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=_FORM_FIELDS
        )
        fields = dict(pairs)
        if len(fields) < len(pairs):
            raise ValueError("a field given twice")
        if "payload" not in fields:
            return dict(fields)
        text = fields["payload"]
    payload = json.loads(text, parse_constant=_not_json)
    if not isinstance(payload, dict):
        raise ValueError("no object")
    return payload


def _not_json(constant: str) -> NoReturn:
    raise ValueError(constant)
