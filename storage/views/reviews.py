"""Who is to hear that a guide's questions of law are old."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from community.civil import civil_date
from community.roles import Role
from storage.schema import communities, memberships, roles
from storage.scope import Scope

_A_DAY = timedelta(days=1)
"""No zone is a day away from UTC: rows are fetched a day wide, then held to the community's civil date."""

_RUNNING = (
    select(memberships.c.person_id, roles.c.starts_on, roles.c.ends_on, communities.c.time_zone)
    .select_from(
        roles.join(memberships, memberships.c.id == roles.c.membership_id).join(
            communities, communities.c.id == memberships.c.community_id
        )
    )
    .where(
        memberships.c.community_id == bindparam("community"),
        roles.c.organization_id == bindparam("organization"),
        roles.c.role == Role.FACILITATOR.value,
        roles.c.starts_on <= bindparam("latest"),
        roles.c.ends_on >= bindparam("earliest"),
    )
    .order_by(memberships.c.person_id)
)


def running(scope: Scope, conn: Connection, now: datetime) -> tuple[str, ...]:
    """The ids of the people who run the scope's community at the UTC instant ``now``."""
    given = {
        "community": scope.community_id,
        "organization": scope.organization_id,
        "latest": (now + _A_DAY).date(),
        "earliest": (now - _A_DAY).date(),
    }
    found = conn.execute(_RUNNING, given).all()
    held = (r.person_id for r in found if r.starts_on <= civil_date(now, ZoneInfo(r.time_zone)) <= r.ends_on)
    return tuple(dict.fromkeys(held))
