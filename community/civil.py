"""Civil time: school years, months, working hours, and the instant of a moment on the wall.

Dates here are civil dates of a place; instants are aware and in UTC. A zone is always an argument.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
SCHOOL_YEAR_STARTS_IN = 7
"""July: the month in which roles of the year before have ended and the next year's roster may be imported."""


def school_year(day: date) -> str:
    """The school year a civil date falls in, as ``"2025-2026"``."""
    first = day.year if day.month >= SCHOOL_YEAR_STARTS_IN else day.year - 1
    return f"{first}-{first + 1}"


def school_year_end(year: str) -> date:
    """The last civil date of a school year given as ``"2025-2026"``."""
    return date(int(year[5:9]), SCHOOL_YEAR_STARTS_IN, 1) - timedelta(days=1)


def school_year_start(year: str) -> date:
    """The first civil date of a school year given as ``"2025-2026"``."""
    return date(int(year[:4]), SCHOOL_YEAR_STARTS_IN, 1)


def civil_date(instant: datetime, zone: ZoneInfo) -> date:
    """The date on the wall in ``zone`` at an aware instant."""
    return instant.astimezone(zone).date()


def instant_of(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the wall in ``zone`` shows ``wall`` on ``day``.

    In a fold (clocks go back) it is the first of the two; in a gap (clocks go forward), where that moment does not
    exist, it is the first instant that does.
    """
    local = datetime.combine(day, wall.replace(fold=0), zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    # A gap: the offset before it maps past the jump, the offset after it maps before; the jump lies between.
    low, high = local.replace(fold=1).astimezone(UTC), instant
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == high.astimezone(zone).utcoffset():
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When Relais may write first to people: staff days, outside the midday pause (DOMAIN.md §7)."""

    opens: time = time(7, 30)
    closes: time = time(16, 30)
    pause_from: time = time(11, 30)
    pause_until: time = time(13, 0)


def next_day(day: date) -> date:
    """The civil date after this one."""
    return day + timedelta(days=1)


def is_staff_day(day: date) -> bool:
    """Whether people are at work: Monday to Friday, until a community has its calendar."""
    return day.weekday() < SATURDAY


def next_working_moment(now: datetime, zone: ZoneInfo, hours: WorkingHours) -> datetime:
    """``now`` itself if people are at work, else the first instant at which they are again. Aware, in UTC."""
    local = now.astimezone(zone)
    day, wall = local.date(), local.time()
    if is_staff_day(day):
        if wall < hours.opens:
            return instant_of(day, hours.opens, zone)
        if hours.pause_from <= wall < hours.pause_until:
            return instant_of(day, hours.pause_until, zone)
        if wall < hours.closes:
            return now
    day += timedelta(days=1)
    while not is_staff_day(day):
        day += timedelta(days=1)
    return instant_of(day, hours.opens, zone)


def after_working_days(now: datetime, days: int, zone: ZoneInfo, hours: WorkingHours) -> datetime:
    """The UTC instant at which people come to work on the ``days``-th staff day after today."""
    day = civil_date(now, zone)
    while days > 0:
        day += timedelta(days=1)
        days -= is_staff_day(day)
    return instant_of(day, hours.opens, zone)


def last_school_day(month: date) -> date:
    """The last staff day of the month that ``month`` falls in."""
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    day = following - timedelta(days=1)
    while not is_staff_day(day):
        day -= timedelta(days=1)
    return day


def challenge_month(today: date) -> date:
    """The first day of the month a challenge set today belongs to.

    After a month's last school day there is nothing left to try in it: the challenge is the next month's.
    """
    if today > last_school_day(today):
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return today.replace(day=1)
