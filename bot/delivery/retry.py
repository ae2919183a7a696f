"""What becomes of a row after an attempt: decided in a value, apart from doing it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.channel import Outcome, Posted, Refused, RefusedForNow
from community.delivery import DELIVERY, TRANSITIONS, OutboxEvent, OutboxState, Unsure

FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 900.0
LONGEST_RETRY_AFTER_SECONDS = 86_400.0
"""A platform that asks for more than a day is not believed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The row's next state, when it is due again if it is ready, and the code to keep."""

    state: OutboxState
    not_before: datetime | None = None
    code: str | None = None


def decide(
    outcome: Outcome, kind: str, attempts: int, now: datetime, jitter: float, *, edits: bool = False
) -> Decision:
    """What an attempt came to. ``edits``: it was of an edit, which may be made twice whatever the kind's policy.

    ``attempts`` counts the ones made, this one included. ``jitter`` in [0, 1) spreads the waits of many rows.
    """
    match outcome:
        case Posted():
            return Decision(_after(OutboxEvent.DELIVERED))
        case RefusedForNow(code, retry_after):
            wait = backoff(attempts, jitter)
            if retry_after is not None:
                wait = max(wait, min(retry_after, LONGEST_RETRY_AFTER_SECONDS) * (1 + jitter / 10))
            return Decision(_after(OutboxEvent.REFUSED_FOR_NOW), now + timedelta(seconds=wait), code)
        case Refused(code):
            return Decision(_after(OutboxEvent.REFUSED), None, code)
    if DELIVERY[kind].unsure is Unsure.HOLD and not edits:
        return Decision(_after(OutboxEvent.UNSURE_HOLD), None, outcome.code)
    again = now + timedelta(seconds=backoff(attempts, jitter))
    return Decision(_after(OutboxEvent.UNSURE_RESEND), again, outcome.code)


def backoff(attempts: int, jitter: float) -> float:
    """Seconds to wait after the ``attempts``-th try: doubled each time, half of it spread by ``jitter``."""
    wait = min(FIRST_WAIT_SECONDS * 2.0 ** min(attempts - 1, 16), LONGEST_WAIT_SECONDS)
    return wait * (0.5 + jitter / 2)


def _after(event: OutboxEvent) -> OutboxState:
    return TRANSITIONS[OutboxState.SENDING, event]
