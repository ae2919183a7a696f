"""What was pushed to one person, and what waits to be: what the week's and the month's measure is taken from."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select
from sqlalchemy import literal_column as literally

from community.budget import in_month
from community.civil import civil_date
from community.delivery import DELIVERY, LIVE, OutboxState
from storage.schema import outbox
from storage.scope import Scope

COUNTED = tuple(kind for kind, delivery in DELIVERY.items() if delivery.counted)
GONE = (OutboxState.SENT, OutboxState.UNKNOWN, OutboxState.SENDING)
"""States of what has, or may have, arrived."""

_PUSHED = (
    select(outbox.c.id, outbox.c.seq, outbox.c.kind, outbox.c.state, outbox.c.not_before, outbox.c.ended_at)
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.priority == literally("1"),  # as the index spells it
        outbox.c.organization_id == bindparam("organization"),
        outbox.c.kind.in_(COUNTED),
        outbox.c.edits.is_(None),
        outbox.c.state.in_([state.value for state in (*LIVE, OutboxState.SENT, OutboxState.UNKNOWN)]),
    )
    .order_by(outbox.c.seq)
)


_SAID = select(outbox.c.not_before).where(
    outbox.c.cause == bindparam("cause"),
    outbox.c.recipient == bindparam("person"),
    outbox.c.organization_id == bindparam("organization"),
)
_WAITING = _SAID.where(outbox.c.state == OutboxState.READY.value)
_PAGE_WAITS = select(outbox.c.message, outbox.c.not_before).where(
    outbox.c.person_id == bindparam("person"),
    outbox.c.priority == literally("1"),  # as the index spells it
    outbox.c.organization_id == bindparam("organization"),
    outbox.c.kind == bindparam("kind"),
    outbox.c.state == literally("'ready'"),
    outbox.c.edits.is_(None),
)


@dataclass(frozen=True, slots=True)
class Pushed:
    """One counted message: gone, or waiting. ``at`` is when it ended, else when it is due: a UTC instant."""

    id: str
    seq: int
    kind: str
    gone: bool
    at: datetime


def pushed(scope: Scope, conn: Connection, person_id: str) -> list[Pushed]:
    """What was pushed to the organization's person, or waits to be, over all communities, as long as it is kept."""
    given = {"person": person_id, "organization": scope.organization_id}
    return [
        Pushed(row.id, row.seq, row.kind, row.state in GONE, row.ended_at or row.not_before)
        for row in conn.execute(_PUSHED, given)
    ]


def written_this_month(scope: Scope, conn: Connection, person_id: str, now: datetime, zone: ZoneInfo) -> int:
    """How many messages were pushed to the person in the calendar month of the UTC instant ``now``, in ``zone``."""
    days: list[date] = [civil_date(one.at, zone) for one in pushed(scope, conn, person_id) if one.gone]
    return in_month(days, civil_date(now, zone))


def was_said(scope: Scope, conn: Connection, cause: str, person_id: str) -> bool:
    """Whether something was said to the organization's person for this cause, whatever became of it."""
    given = {"cause": cause, "person": person_id, "organization": scope.organization_id}
    return conn.execute(_SAID, given).first() is not None


def waits_until(scope: Scope, conn: Connection, cause: str, person_id: str) -> datetime | None:
    """When what was said to the organization's person for this cause is due, a UTC instant, while it waits."""
    given = {"cause": cause, "person": person_id, "organization": scope.organization_id}
    return conn.execute(_WAITING, given).scalar()


def page_waits_until(scope: Scope, conn: Connection, kind: str, person_id: str, page_id: str) -> datetime | None:
    """When what is to be said of this kind about a principal's page is due, a UTC instant, while it waits.

    Whatever it was said for: a page that was taken back and sent again is drawn as it is by then.
    """
    given = {"kind": kind, "person": person_id, "organization": scope.organization_id}
    due = (row.not_before for row in conn.execute(_PAGE_WAITS, given) if row.message["page_id"] == page_id)
    return next(due, None)
