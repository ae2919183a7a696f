"""When a pushed message may reach somebody: inside hours, after a pause, within what a week and a month may hold.

Asked when it is said, so that the sender can tell when it will be read, and again when it is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from community.budget import MONTH_LIMIT, first_allowed_day
from community.civil import WorkingHours, civil_date
from community.hours import back_on, moment_for
from community.views import Quiet

SAID_DURING_A_PAUSE = frozenset({"meeting_moved"})
"""Kinds that somebody on pause may want even so: « les changements de rencontre, vous les voulez quand même? »"""


class Why(StrEnum):
    """Why a message doesn't go now."""

    HOURS = "hours"
    PAUSED = "paused"
    BUDGET = "budget"
    MUTED = "muted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Going:
    """When it goes, a UTC instant, and why not before; ``at`` is ``None`` where it never does."""

    at: datetime | None
    why: Why | None = None


def names_the_day(going: Going) -> bool:
    """Whether who writes may be told the day: their hours alone say it. The day after a pause would tell of the pause.

    What waits for the week's or the month's measure is told no day either: no day told would mean a pause.
    """
    return going.why in (None, Why.HOURS)


def is_paused(quiet: Quiet, kind: str, day: date) -> bool:
    """Whether this person wants no message of this kind on that day."""
    if quiet.until is None or day >= quiet.until:
        return False
    return not (quiet.meetings and kind in SAID_DURING_A_PAUSE)


def goes(
    kind: str,
    now: datetime,
    zone: ZoneInfo,
    hours: WorkingHours,
    quiet: Quiet,
    pushed: Sequence[date] = (),
    limit: int = MONTH_LIMIT,
) -> Going:
    """When a counted message of this kind goes to somebody, from the UTC instant ``now`` on.

    ``hours`` and ``zone`` are the community's that it is sent for; ``pushed`` are the days on which others were, or are
    to be, pushed to them, over all their communities.
    """
    if kind in quiet.fewer_of:
        return Going(None, Why.MUTED)
    moment = moment_for(now, zone, hours, quiet.hours)
    why = Why.HOURS if moment > now else None
    while True:
        day = civil_date(moment, zone)
        if quiet.until is not None and is_paused(quiet, kind, day):
            day, why = quiet.until, Why.PAUSED
        elif (allowed := first_allowed_day(pushed, day, limit)) > day:
            day, why = allowed, Why.BUDGET
        else:
            return Going(moment, why)
        moment = moment_for(back_on(day, zone), zone, hours, quiet.hours)
