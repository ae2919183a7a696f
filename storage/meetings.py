"""The next meeting of each group, a civil date of the community's zone. The calendar comes later."""

from datetime import date

from sqlalchemy import Connection, bindparam, delete, select, update

from community.civil import challenge_month, last_school_day
from storage.dialects import insert_new
from storage.schema import meetings
from storage.scope import Scope, new_id
from storage.views.groups import group_of

_COMING = select(meetings).where(
    meetings.c.organization_id == bindparam("organization"), meetings.c.on >= bindparam("first")
)
_OF_GROUP = _COMING.where(
    meetings.c.community_id == bindparam("community"),
    meetings.c.group_id.in_((bindparam("group"), bindparam("community"))),
)


def set_meeting(scope: Scope, conn: Connection, group_id: str, on: date | None) -> bool:
    """The next meeting of a group of the scope's community, or that none is dated; whether that changed anything."""
    if group_of(scope, conn, group_id) is None:
        return False
    mine = (
        (meetings.c.organization_id == scope.organization_id)
        & (meetings.c.community_id == scope.community_id)
        & (meetings.c.group_id == group_id)
    )
    if on is None:
        return conn.execute(delete(meetings).where(mine)).rowcount == 1
    row = {
        "id": new_id(),
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "group_id": group_id,
        "on": on,
    }
    if insert_new(conn, meetings, row):
        return True
    return conn.execute(update(meetings).where(mine, meetings.c.on != on).values(on=on)).rowcount == 1


def meeting_of(scope: Scope, conn: Connection, group_id: str, on_or_after: date) -> date | None:
    """The group's next meeting on that civil date or later, else its community's; a past one is none."""
    given = {
        "organization": scope.organization_id,
        "community": scope.community_id,
        "group": group_id,
        "first": on_or_after,
    }
    dated = {row.group_id: row.on for row in conn.execute(_OF_GROUP, given)}
    found: date | None = dated.get(group_id) or dated.get(scope.community_id or "")
    return found


def until_of(scope: Scope, conn: Connection, group_id: str, today: date) -> tuple[date, bool]:
    """The civil date to which a challenge of this group kept today runs, and whether that is a meeting's.

    No meeting dated: the last school day of the month (DOMAIN.md §4.4).
    """
    meeting = meeting_of(scope, conn, group_id, today)
    return (meeting, True) if meeting is not None else (last_school_day(challenge_month(today)), False)


def next_meetings(scope: Scope, conn: Connection, on_or_after: date) -> list[tuple[str, str, date]]:
    """The coming meetings, (community id, group id, civil date), soonest first: the scope's community's, or all."""
    wanted = _COMING if scope.community_id is None else _COMING.where(meetings.c.community_id == scope.community_id)
    given = {"organization": scope.organization_id, "first": on_or_after}
    rows = conn.execute(wanted.order_by(meetings.c.on, meetings.c.community_id, meetings.c.group_id), given)
    return [(row.community_id, row.group_id, row.on) for row in rows]
