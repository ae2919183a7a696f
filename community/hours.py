"""One's own working hours: chosen, typed, written as a community's are, and held to a community's when Relais writes.

Hours are times on a wall. Those of a person are always inside those of the community that is written for.
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.civil import WorkingHours, instant_of, next_working_moment

Span = tuple[time, time]
"""From when, until when."""

SHORTEST = timedelta(minutes=30)
"""Less than that a day is no time to be written to in."""
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_NOON, _DAY_HOURS = 12, 24
_ROUNDS = 60
"""How often one looks from one's own hours to the community's and back: a few weeks of days without both."""


def mornings(hours: WorkingHours) -> WorkingHours:
    """The part of a community's hours before the midday pause."""
    return of_span((hours.opens, hours.pause_from))


def afternoons(hours: WorkingHours) -> WorkingHours:
    """The part of a community's hours after the midday pause."""
    return of_span((hours.pause_until, hours.closes))


def of_span(span: Span) -> WorkingHours:
    """Hours without a pause: it is put in the middle, and lasts no time."""
    opens, closes = span
    middle = _time((_minutes(opens) + _minutes(closes)) // 2)
    return WorkingHours(opens, closes, middle, middle)


def within(span: Span, hours: WorkingHours) -> WorkingHours | None:
    """What of ``span`` is inside a community's hours, its midday pause kept; ``None`` where that is next to nothing."""
    opens, closes = max(span[0], hours.opens), min(span[1], hours.closes)
    if opens >= hours.pause_from:
        opens = max(opens, hours.pause_until)
    if closes <= hours.pause_until:
        closes = min(closes, hours.pause_from)
    if _minutes(closes) - _minutes(opens) < SHORTEST.total_seconds() / 60:
        return None
    if opens < hours.pause_from and closes > hours.pause_until:
        return WorkingHours(opens, closes, hours.pause_from, hours.pause_until)
    return of_span((opens, closes))


def read_span(text: str) -> Span | None:
    """« 8 h à 15 h », « de 8h30 à 16h », "8 to 3:30 pm": two times of a day, the first before the second.

    An end that would come before its beginning is taken for the afternoon's, as people say "8 to 3".
    """
    found = [match for match in _CLOCK.finditer(text) if match[1]]
    if len(found) != 2:
        return None
    opens, closes = (_clock(match) for match in found)
    if opens is None or closes is None:
        return None
    if closes <= opens and closes < time(_NOON) and not found[1][3]:
        closes = closes.replace(hour=closes.hour + _NOON)
    return (opens, closes) if opens < closes else None


def written(hours: WorkingHours) -> str:
    """As a community's hours are written: ``"07:30-11:30,13:00-16:30"``."""
    opens, pause_from, pause_until, closes = (
        f"{each:%H:%M}" for each in (hours.opens, hours.pause_from, hours.pause_until, hours.closes)
    )
    return f"{opens}-{pause_from},{pause_until}-{closes}"


def has_pause(hours: WorkingHours) -> bool:
    """Whether there is a pause in them at all."""
    return hours.pause_from < hours.pause_until


def moment_for(now: datetime, zone: ZoneInfo, hours: WorkingHours, own: WorkingHours | None) -> datetime:
    """The first instant from ``now`` on that is inside a community's hours and inside one's own. Aware, in UTC.

    Where the two have nothing in common, a community's hours having changed, they are the community's.
    """
    first = moment = next_working_moment(now, zone, hours)
    for _ in range(_ROUNDS if own is not None else 0):
        later = next_working_moment(moment, zone, own or hours)
        if later == moment:
            return moment
        moment = next_working_moment(later, zone, hours)
    return first


def back_on(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a civil date begins."""
    return instant_of(day, time(0), zone)


def _clock(match: re.Match[str]) -> time | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match[3].lower() == "p" else 0)
    return time(hour, minute) if hour < _DAY_HOURS and minute < 60 else None


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
