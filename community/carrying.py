"""« Remettre », and the next challenge: the day a challenge runs to once the one in course is over."""

from datetime import date, timedelta

from community.civil import last_school_day


def carried_to(until: date, today: date, meeting: date | None, carried_past: date | None = None) -> date:
    """The civil day that follows ``until``: the group's next meeting where it comes later, else a month's last school
    day.

    ``meeting`` is the group's next one, if it is dated; a past one is none. ``carried_past`` is the day it was already
    carried beyond: until that day is over, it isn't carried a second time.
    """
    if carried_past is not None and today <= carried_past < until:
        return until
    after = max(until, today)
    if meeting is not None and meeting > after:
        return meeting
    day = last_school_day(after)
    while day <= after:
        day = last_school_day(_next_month(day))
    return day


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
