"""When, and of what, a person wants to be written to first: what « mes réglages » keep."""

from datetime import date, datetime

from sqlalchemy import Connection, delete, update

from storage.dialects import insert_new
from storage.organizations import read_hours
from storage.schema import muted, people
from storage.scope import Scope


def choose_hours(scope: Scope, conn: Connection, person_id: str, hours: str | None) -> bool:
    """Their own hours, written as a community's; ``None`` for the community's.

    Raises :class:`storage.organizations.NotACommunitySetting` for hours that can't be read.
    """
    if hours is not None:
        read_hours(hours)
    return _update(scope, conn, person_id, hours=hours)


def pause(scope: Scope, conn: Connection, person_id: str, paused_until: date | None) -> bool:
    """Nothing is said first before this civil date; ``None`` ends the pause. Changes of meeting are said, at first."""
    return _update(scope, conn, person_id, paused_until=paused_until, paused_meetings=True)


def hear_of_meetings(scope: Scope, conn: Connection, person_id: str, wanted: bool) -> bool:
    """Whether a change of meeting is said even during the pause."""
    return _update(scope, conn, person_id, paused_meetings=wanted)


def may_be_signalled(scope: Scope, conn: Connection, person_id: str, wanted: bool) -> bool:
    """Whether their name may stand in « À qui faire signe »."""
    return _update(scope, conn, person_id, may_be_signalled=wanted)


def mute(scope: Scope, conn: Connection, person_id: str, of: str, now: datetime) -> bool:
    """No more messages of this kind; whether that is new."""
    row = {"person_id": person_id, "kind": of, "organization_id": scope.organization_id, "muted_at": now}
    return insert_new(conn, muted, row, {"person_id": people})


def unmute(scope: Scope, conn: Connection, person_id: str, of: str) -> bool:
    """Messages of this kind again; whether that is new."""
    theirs = (muted.c.person_id == person_id) & (muted.c.organization_id == scope.organization_id)
    return conn.execute(delete(muted).where(theirs, muted.c.kind == of)).rowcount == 1


def _update(scope: Scope, conn: Connection, person_id: str, **values: object) -> bool:
    mine = (people.c.id == person_id) & (people.c.organization_id == scope.organization_id)
    return conn.execute(update(people).where(mine).values(**values)).rowcount == 1
