"""What peers wrote to one person, told together: one message a week at most, whose words are read when it is sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.pushing import when_read
from bot.delivery.saying import Saying
from community.civil import civil_date, instant_of
from community.messages import PeerBundle
from storage.addresses import address_of_person
from storage.peers import note_bundle, waiting_bundle
from storage.scope import Scope
from storage.views.people import load_person

THURSDAY = 3
"""The day of the week on which a bundle is told: late enough to hold a week, early enough to act on it."""
_WEEKS = 12
"""How far ahead a week without a bundle is looked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """When somebody is told, a UTC instant, ``None`` for never; alone, or ``bundled`` with other words."""

    at: datetime | None
    bundled: bool = False


def week_of(day: date) -> str:
    """The ISO week of a civil date, as ``"2025-W41"``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def is_the_next(at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a bundle due at that UTC instant is the very next there may be: another day could tell of a pause."""
    return civil_date(at, zone).weekday() == THURSDAY and at - now <= timedelta(days=8)


def bundle(saying: Saying, scope: Scope, person_id: str, words_id: str) -> Told:
    """Have these words join the bundle that waits for this person, else open that of the first week that has none."""
    joined = _join(saying, scope, person_id, words_id)
    if joined is not None:
        return joined
    person = load_person(scope, saying.conn, person_id, saying.now)
    place = person.membership(scope.community_id) if person is not None else None
    address = address_of_person(scope, saying.conn, person_id)
    if person is None or place is None or address is None:
        return Told(None)
    zone, opens = ZoneInfo(place.time_zone), (person.quiet.hours or place.hours).opens
    day = civil_date(saying.now, zone)
    day += timedelta(days=(THURSDAY - day.weekday()) % 7)
    for _ in range(_WEEKS):
        at = instant_of(day, opens, zone)
        day += timedelta(weeks=1)
        if at < saying.now:
            continue
        going = when_read(saying.conn, scope, "peer_bundle", person_id, at)
        if going.at is None:
            return Told(None)
        week = week_of(civil_date(going.at, zone))
        said = saying.say(
            scope,
            PeerBundle(bundle=week),
            address,
            cause=f"bundle:{week}",
            order_key=f"peer_bundle:{person_id}",
            not_before=going.at,
        )
        if said:
            note_bundle(scope, saying.conn, words_id, week)
            return Told(going.at, bundled=True)
        joined = _join(saying, scope, person_id, words_id)  # somebody else has just opened it
        if joined is not None:
            return joined
    return Told(None)


def _join(saying: Saying, scope: Scope, person_id: str, words_id: str) -> Told | None:
    waiting = waiting_bundle(scope, saying.conn, person_id)
    if waiting is None:
        return None
    week, at = waiting
    note_bundle(scope, saying.conn, words_id, week)
    return Told(at, bundled=True)
