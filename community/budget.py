"""How often Relais writes first to one person, over all their communities (DOMAIN.md §7).

What counts is what was pushed: a reply to what somebody is doing doesn't. Dates are civil dates of their community.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from community.roles import Role

WEEK_LIMIT = 2
"""Pushed messages in an ISO week."""
MONTH_LIMIT = 5
MONTH_LIMIT_OF_AMBASSADORS = 9
"""Pushed messages in a calendar month: to a member; to who leads a family or runs a community."""

_MORE = frozenset({Role.AMBASSADOR, Role.FACILITATOR})

MERGE_ORDER = (
    "meeting_moved",
    "letter",
    "principal_page",
    "principal_outcome",
    "principal_answer",
    "peer_question",
    "peer_answer",
    "team_answer",
    "come_back",
    "walk_shared",
    "citation_asked",
    "trace_asked",
    "peer_bundle",
    "guide_review_due",
)
"""Which goes first where not all may go: a calendar change, what somebody wrote in person, what one asked to be
reminded of, then what can wait for the week's bundle, the bundle, and last what may wait for weeks. Kinds that aren't
here come after."""


def month_limit(roles: Collection[Role]) -> int:
    """How many a month for somebody of these roles, whichever communities they hold them in."""
    return MONTH_LIMIT_OF_AMBASSADORS if _MORE & set(roles) else MONTH_LIMIT


def rank(kind: str) -> int:
    """The place of a kind of message in :data:`MERGE_ORDER`."""
    return MERGE_ORDER.index(kind) if kind in MERGE_ORDER else len(MERGE_ORDER)


def allows(sent: Sequence[date], today: date, limit: int = MONTH_LIMIT) -> bool:
    """Whether one more may be pushed on ``today``, those of the dates in ``sent`` being pushed, ``limit`` a month."""
    in_week = sum(day.isocalendar()[:2] == today.isocalendar()[:2] for day in sent)
    return in_week < WEEK_LIMIT and in_month(sent, today) < limit


def first_allowed_day(sent: Sequence[date], today: date, limit: int = MONTH_LIMIT) -> date:
    """The first day from ``today`` on when one more may be pushed."""
    day = today
    while not allows(sent, day, limit):
        day += timedelta(days=1)
    return day


def in_month(sent: Sequence[date], today: date) -> int:
    """How many of these dates are of the calendar month of ``today``."""
    return sum((day.year, day.month) == (today.year, today.month) for day in sent)
