"""Principals' pages seen from outside: those whose school year is over are erased."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, select

from community.civil import civil_date
from storage.schema import communities, principal_pages
from storage.scope import Deployment, Scope

_A_DAY = timedelta(days=1)
"""No zone is a day away from UTC: rows are fetched a day wide, then held to each community's civil date."""


def forget_pages(deployment: Deployment, conn: Connection, now: datetime) -> list[tuple[Scope, str]]:
    """Erase the pages whose school year is over at the UTC instant ``now``; each one's scope and id."""
    rows = conn.execute(
        select(
            principal_pages.c.id,
            principal_pages.c.organization_id,
            principal_pages.c.community_id,
            principal_pages.c.deletes_on,
            communities.c.time_zone,
        )
        .join(communities, communities.c.id == principal_pages.c.community_id)
        .where(principal_pages.c.deletes_on < (now + _A_DAY).date())
        .order_by(principal_pages.c.id)
    ).all()
    over = [row for row in rows if row.deletes_on < civil_date(now, ZoneInfo(row.time_zone))]
    if over:
        conn.execute(delete(principal_pages).where(principal_pages.c.id.in_([row.id for row in over])))
    return [(Scope(row.organization_id, row.community_id), row.id) for row in over]
