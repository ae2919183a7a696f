"""Telling somebody what a peer wrote to them: at once where it is a direct question, else once a week, together."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting
from bot.handlers.telling import tell
from community.civil import civil_date, instant_of
from community.messages import PeerAnswer, PeerBundle, PeerQuestion
from community.peers import WordsKind
from community.quiet import Why
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


def tell_owner(acting: Acting, scope: Scope, owner_id: str, words_id: str, kind: WordsKind) -> Told:
    """Decide when the owner of a challenge learns of words under it.

    A question goes at once, within their hours, while the week and the month have room for it and they want such
    messages; ideas, tries, and what found no room wait for the week's bundle (DOMAIN.md §7).
    """
    going = when_read(acting.conn, scope, "peer_question", owner_id, acting.now)
    if kind is WordsKind.QUESTION and going.at is not None and going.why not in (Why.BUDGET, Why.PAUSED):
        due = tell(acting, scope, owner_id, PeerQuestion(words_id=words_id), cause=f"question:{words_id}")
        if due is not None:
            return Told(due)
    return _bundled(acting, scope, owner_id, words_id)


def tell_asker(acting: Acting, scope: Scope, asker_id: str, words_id: str) -> Told:
    """The answer to what somebody wrote goes to them alone, or with the week's bundle where there is no room for it."""
    going = when_read(acting.conn, scope, "peer_answer", asker_id, acting.now)
    message, cause = PeerAnswer(words_id=words_id), f"answer:{words_id}"
    if going.at is not None and going.why not in (Why.BUDGET, Why.PAUSED):
        due = tell(acting, scope, asker_id, message, cause=cause)
        if due is not None:
            return Told(due)
    return _bundled(acting, scope, asker_id, words_id)


def week_of(day: date) -> str:
    """The ISO week of a civil date, as ``"2025-W41"``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _bundled(acting: Acting, scope: Scope, person_id: str, words_id: str) -> Told:
    """Join the bundle that waits for them, else open that of the first week that has none."""
    joined = _join(acting, scope, person_id, words_id)
    if joined is not None:
        return joined
    person = load_person(scope, acting.conn, person_id, acting.now)
    place = person.membership(scope.community_id) if person is not None else None
    address = address_of_person(scope, acting.conn, person_id)
    if person is None or place is None or address is None:
        return Told(None)
    zone, opens = ZoneInfo(place.time_zone), (person.quiet.hours or place.hours).opens
    day = civil_date(acting.now, zone)
    day += timedelta(days=(THURSDAY - day.weekday()) % 7)
    for _ in range(_WEEKS):
        at = instant_of(day, opens, zone)
        day += timedelta(weeks=1)
        if at < acting.now:
            continue
        going = when_read(acting.conn, scope, "peer_bundle", person_id, at)
        if going.at is None:
            return Told(None)
        week = week_of(civil_date(going.at, zone))
        said = acting.saying.say(
            scope,
            PeerBundle(bundle=week),
            address,
            cause=f"bundle:{week}",
            order_key=f"peer_bundle:{person_id}",
            not_before=going.at,
        )
        if said:
            note_bundle(scope, acting.conn, words_id, week)
            return Told(going.at, bundled=True)
        joined = _join(acting, scope, person_id, words_id)  # somebody else has just opened it
        if joined is not None:
            return joined
    return Told(None)


def _join(acting: Acting, scope: Scope, person_id: str, words_id: str) -> Told | None:
    waiting = waiting_bundle(scope, acting.conn, person_id)
    if waiting is None:
        return None
    week, at = waiting
    note_bundle(scope, acting.conn, words_id, week)
    return Told(at, bundled=True)
