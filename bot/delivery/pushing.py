"""Writing first to somebody: when it would be read, and, when it is sent, whether it still may go.

Both ask the same rule (community/quiet.py), so that what one is told holds unless something changed meanwhile.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from community.budget import month_limit, rank
from community.civil import civil_date
from community.delivery import DELIVERY
from community.hours import moment_for
from community.quiet import Going, Why, goes, names_the_day
from community.views import Membership, PersonView
from storage.outbox import Row
from storage.pushed import Pushed, pushed
from storage.scope import Scope
from storage.views.people import load_person


def when_read(conn: Connection, scope: Scope, kind: str, person_id: str, now: datetime) -> Going:
    """When a message of this kind, said now, would reach a person of the scope's community; or why it never would."""
    person = load_person(scope, conn, person_id, now, accounts=True)
    place = _place(person, scope) if person is not None else None
    if person is None or place is None:
        return Going(None, Why.LEFT)
    return _planned(conn, scope, kind, person, place, now)


def waits_for_hours_alone(
    conn: Connection, scope: Scope, kind: str, person_id: str, due: datetime, now: datetime
) -> bool:
    """Whether nothing but a person's hours keeps what is ``due`` from them, so that the day may be told to others."""
    going = when_read(conn, scope, kind, person_id, now)
    return going.at is not None and names_the_day(going) and due <= going.at


def checked(conn: Connection, row: Row, now: datetime) -> Going:
    """When a row that is about to be sent goes: now, later, or never. For what waits for working hours."""
    if row.person_id is None or row.order_key == row.recipient:
        return Going(now)  # it answers somebody who is writing
    person = load_person(row.scope(), conn, row.person_id, now, accounts=True)
    place = _place(person, row.scope()) if person is not None else None
    if person is None or place is None:
        return Going(None, Why.LEFT)
    zone = ZoneInfo(place.time_zone)
    if not DELIVERY[row.kind].counted:
        at = moment_for(now, zone, place.hours, person.quiet.hours)
        return Going(at, Why.HOURS if at > now else None)
    others = pushed(row.scope(), conn, row.person_id)
    line = next((_line(one) for one in others if one.id == row.id), (rank(row.kind), 0))
    before = [
        one for one in others if one.id != row.id and (one.gone or (one.at <= now and _is_ahead(one, line, person)))
    ]
    return _going(row.kind, person, place, before, now)


def _planned(conn: Connection, scope: Scope, kind: str, person: PersonView, place: Membership, now: datetime) -> Going:
    """With what already waits for them, as far as it goes first."""
    assert person.person_id is not None
    mine = rank(kind)
    before = [
        one
        for one in pushed(scope, conn, person.person_id)
        if one.gone or (rank(one.kind) <= mine and one.kind not in person.quiet.fewer_of)
    ]
    return _going(kind, person, place, before, now)


def _going(kind: str, person: PersonView, place: Membership, before: list[Pushed], now: datetime) -> Going:
    zone = ZoneInfo(place.time_zone)
    days = [civil_date(one.at if one.gone else max(one.at, now), zone) for one in before]
    roles = {role for held in person.memberships for role in held.roles}
    return goes(kind, now, zone, place.hours, person.quiet, days, month_limit(roles))


def _place(person: PersonView | None, scope: Scope) -> Membership | None:
    """Their place in the scope's community; in any, where it is about none."""
    if person is None or not person.memberships:
        return None
    return person.membership(scope.community_id) if scope.community_id else person.memberships[0]


def _line(one: Pushed) -> tuple[int, int]:
    return rank(one.kind), one.seq


def _is_ahead(one: Pushed, line: tuple[int, int], person: PersonView) -> bool:
    return _line(one) < line and one.kind not in person.quiet.fewer_of
