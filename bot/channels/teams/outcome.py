"""What the connector's answer to a post means for the outbox.

The codes are those of Microsoft's documentation, « Status codes from bot conversational APIs ».
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.channels.channel import Outcome, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.clock import Clock

NOT_THE_ADDRESS = frozenset({"ActivityNotFoundInConversation", "InvalidBotApiHost"})
"""Refusals with 403 or 404 that say nothing against the address: a card was deleted, a setting names another cloud."""

_CODE = re.compile(r"[A-Za-z0-9_.-]{1,48}")
_SECONDS = re.compile(r"\d{1,6}(\.\d{1,3})?")


def outcome(status: int, answer: object, headers: Mapping[str, str], clock: Clock) -> Outcome:
    """The outcome of a post answered with ``status`` and, if there was any, the JSON ``answer``."""
    if 200 <= status < 300:
        return Posted(identity(answer))
    code = code_of(status, answer)
    if status in (429, 412):
        return RefusedForNow(code, retry_after(headers, clock), too_fast=status == 429)
    if status == 401:
        # Our token, not this message: the next attempt goes with a new one.
        return RefusedForNow(code)
    if status >= 500:
        return UnsureOutcome(code)
    return Refused(code, unreachable=status in (403, 404) and code not in NOT_THE_ADDRESS)


def identity(answer: object) -> str | None:
    """The ``id`` that an answer gives to what was made."""
    found = answer.get("id") if isinstance(answer, dict) else None
    return found if isinstance(found, str) and found else None


def code_of(status: int, answer: object) -> str:
    """The error code in the answer's body, else the status, such as ``"http_404"``."""
    error = answer.get("error") if isinstance(answer, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else f"http_{status}"


def retry_after(headers: Mapping[str, str], clock: Clock) -> float | None:
    """Seconds to wait, of a ``Retry-After`` in seconds or as a date; ``None`` when there is none that can be read."""
    told = headers.get("Retry-After", "").strip()
    if _SECONDS.fullmatch(told):
        return float(told)
    until = _date(told)
    if until is None:
        return None
    # The sender's own clock, when it tells it, is the one its date was made by.
    now = _date(headers.get("Date", "")) or clock.now()
    return max(0.0, math.ceil((until - now).total_seconds()))


def _date(told: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(told)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
