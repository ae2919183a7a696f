"""How messages go out: the states of an outbox row, and for each kind of message its policy, window and count.

This is the one table of DESIGN.md §5; the README shows it, made from here by a test.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum
from typing import get_args

from community.files import LINK_KEPT
from community.messages import About, Message


class OutboxState(StrEnum):
    """Where a row of the outbox stands."""

    READY = "ready"
    LEASED = "leased"
    SENDING = "sending"
    SENT = "sent"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    DEAD = "dead"


LIVE = (OutboxState.READY, OutboxState.LEASED, OutboxState.SENDING)


class OutboxEvent(StrEnum):
    """What moves a row."""

    CLAIM = "claimed"
    HAND_BACK = "handed back"
    FENCE = "fenced"
    DELIVERED = "delivered"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED = "refused"
    UNSURE_RESEND = "unsure, may be sent again"
    UNSURE_HOLD = "unsure, may not be sent again"
    TOO_LATE = "too late"
    POINTLESS = "pointless"
    UNDRAWABLE = "undrawable"
    RETRY = "retried by an administrator"


TRANSITIONS: dict[tuple[OutboxState, OutboxEvent], OutboxState] = {
    (OutboxState.READY, OutboxEvent.CLAIM): OutboxState.LEASED,
    (OutboxState.READY, OutboxEvent.TOO_LATE): OutboxState.EXPIRED,
    (OutboxState.READY, OutboxEvent.POINTLESS): OutboxState.CANCELLED,
    (OutboxState.LEASED, OutboxEvent.HAND_BACK): OutboxState.READY,
    (OutboxState.LEASED, OutboxEvent.FENCE): OutboxState.SENDING,
    (OutboxState.LEASED, OutboxEvent.TOO_LATE): OutboxState.EXPIRED,
    (OutboxState.LEASED, OutboxEvent.POINTLESS): OutboxState.CANCELLED,
    (OutboxState.LEASED, OutboxEvent.UNDRAWABLE): OutboxState.DEAD,
    (OutboxState.SENDING, OutboxEvent.DELIVERED): OutboxState.SENT,
    (OutboxState.SENDING, OutboxEvent.REFUSED_FOR_NOW): OutboxState.READY,
    (OutboxState.SENDING, OutboxEvent.REFUSED): OutboxState.DEAD,
    (OutboxState.SENDING, OutboxEvent.UNSURE_RESEND): OutboxState.READY,
    (OutboxState.SENDING, OutboxEvent.UNSURE_HOLD): OutboxState.UNKNOWN,
    (OutboxState.EXPIRED, OutboxEvent.RETRY): OutboxState.READY,
    (OutboxState.UNKNOWN, OutboxEvent.RETRY): OutboxState.READY,
    (OutboxState.DEAD, OutboxEvent.RETRY): OutboxState.READY,
}

RETRIED = tuple(state for state, event in TRANSITIONS if event is OutboxEvent.RETRY)
"""What ended without arriving, and ``relais outbox retry`` sends again. No process does by itself."""


class Unsure(StrEnum):
    """What to do when nobody can say whether a message arrived."""

    RESEND = "resend"
    HOLD = "hold"


class Priority(IntEnum):
    """Which rows are claimed first; lower goes first."""

    ANSWER = 0
    NOTICE = 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one kind of message goes out.

    ``window`` is how long after its due time it may still be sent. ``counted`` messages count among the five pushed
    messages a month (DOMAIN.md §7). ``at_work`` messages wait for working hours. What is said ``once`` to a person is
    never said again: that it was sent isn't forgotten.
    """

    unsure: Unsure
    window: timedelta
    counted: bool = False
    at_work: bool = False
    priority: Priority = Priority.ANSWER
    once: bool = False


ANSWER = Delivery(Unsure.RESEND, timedelta(hours=12))
"""An answer in a talk: a question may show twice, an act happens once."""

POST = Delivery(Unsure.HOLD, timedelta(days=7), priority=Priority.NOTICE)
"""A post in a channel: never twice; edited afterwards as long as it stays true."""
FRESHENING = Delivery(Unsure.RESEND, timedelta(days=7), priority=Priority.NOTICE)
"""The edit of a card whose subject changed, whatever its kind: nobody is told of it, so it isn't counted, nor waits for
working hours. Made twice it is the same."""

DELIVERY: dict[str, Delivery] = {
    "welcome": Delivery(Unsure.HOLD, timedelta(days=14), at_work=True, priority=Priority.NOTICE, once=True),
    "whom_to_ask": ANSWER,
    "help": ANSWER,
    "thanks": ANSWER,
    "not_understood": ANSWER,
    "too_much": Delivery(Unsure.HOLD, timedelta(minutes=10)),
    "ask": ANSWER,
    "still_for_this": ANSWER,
    "cancelled": ANSWER,
    "put_aside": ANSWER,
    "nothing_open": ANSWER,
    "file_offered": ANSWER,
    "file_given": Delivery(Unsure.RESEND, LINK_KEPT),
    "file_link": Delivery(Unsure.RESEND, LINK_KEPT),
    "file_told": ANSWER,
    "challenge_kept": ANSWER,
    "month_skipped": ANSWER,
    "my_challenges": ANSWER,
    "three_open": ANSWER,
    "actions": ANSWER,
    "notebook": ANSWER,
    "walk": ANSWER,
    "walk_lines": ANSWER,
    "walk_more": ANSWER,
    "walk_notes": ANSWER,
    "principal_page": Delivery(Unsure.RESEND, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE),
    "principal_outcome": Delivery(
        Unsure.RESEND, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE
    ),
    "own_principal_page": ANSWER,
    "principal_answer": Delivery(
        Unsure.RESEND, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE
    ),
    "team_question": POST,
    "team_asked": ANSWER,
    "team_unasked": ANSWER,
    "team_answer": Delivery(Unsure.RESEND, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE),
    "thread_answer": POST,
    "team_answer_sent": ANSWER,
    "not_answered": ANSWER,
    "smaller_kept": ANSWER,
    "coming_back": ANSWER,
    "come_back": Delivery(Unsure.RESEND, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE),
    "walk_shared": Delivery(Unsure.RESEND, timedelta(days=7), counted=True, at_work=True, priority=Priority.NOTICE),
    "walk_shared_team": POST,
    "walk_share_sent": ANSWER,
    "walk_shares": ANSWER,
    "walk_unshown": ANSWER,
    "challenge_shown": ANSWER,
    "challenge_withdrawn": ANSWER,
    "shared_card": POST,
    "not_shown": ANSWER,
    "team_challenges": ANSWER,
    "team_challenge": ANSWER,
    "own_challenge": ANSWER,
    "questions_only": ANSWER,
    "try_kept": ANSWER,
    "words_sent": ANSWER,
    "thread_words": POST,
    "peer_question": Delivery(Unsure.RESEND, timedelta(days=7), counted=True, at_work=True, priority=Priority.NOTICE),
    "peer_answer": Delivery(Unsure.RESEND, timedelta(days=7), counted=True, at_work=True, priority=Priority.NOTICE),
    "peer_bundle": Delivery(Unsure.HOLD, timedelta(days=21), counted=True, at_work=True, priority=Priority.NOTICE),
    "report_kept": ANSWER,
    "carried_over": ANSWER,
    "let_go": ANSWER,
    "nothing_to_report": ANSWER,
    "trace_kept": ANSWER,
    "trace_asked": Delivery(Unsure.HOLD, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE),
    "trace_answered": ANSWER,
    "nothing_to_trace": ANSWER,
    "channel_setup": POST,
    "channel_bound": ANSWER,
    "channel_unbound": ANSWER,
    "who_binds": ANSWER,
    "meeting_set": ANSWER,
    "meeting_moved": Delivery(Unsure.RESEND, timedelta(days=5), counted=True, at_work=True, priority=Priority.NOTICE),
    "overview": ANSWER,
    "seen_of_me": ANSWER,
    "letter_sent": ANSWER,
    "letter_unsent": ANSWER,
    "letter": Delivery(Unsure.RESEND, timedelta(days=7), counted=True, at_work=True, priority=Priority.NOTICE),
    "guide_review_due": Delivery(Unsure.HOLD, timedelta(days=21), counted=True, at_work=True, priority=Priority.NOTICE),
    "nothing_to_gather": ANSWER,
    "synthesis_draft": ANSWER,
    "citation_asked": Delivery(Unsure.HOLD, timedelta(days=14), counted=True, at_work=True, priority=Priority.NOTICE),
    "citation_answered": ANSWER,
    "synthesis": POST,
    "settings": ANSWER,
    "hours_chosen": ANSWER,
    "paused": ANSWER,
    "pause_ended": ANSWER,
    "fewer_chosen": ANSWER,
    "who_sees_what": ANSWER,
    "language_chosen": ANSWER,
    "account_unlinked": ANSWER,
    "account_linked": ANSWER,
    "not_for_you": ANSWER,
    "in_private": Delivery(Unsure.HOLD, timedelta(hours=1)),
}


def kinds() -> list[type[About]]:
    """Every kind of message, in the order of their declaration."""
    union = get_args(Message)[0]
    return list(get_args(union))
