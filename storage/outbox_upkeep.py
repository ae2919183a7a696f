"""The outbox seen from outside the sending: how much is left, what came to nothing, what is old."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, not_, select, update

from community.delivery import DELIVERY, RETRIED, OutboxState
from storage.outbox import IS_LIVE, in_states
from storage.schema import outbox
from storage.scope import Deployment

_SAID_ONCE = and_(
    outbox.c.kind.in_([kind for kind, delivery in DELIVERY.items() if delivery.once]),
    outbox.c.state == OutboxState.SENT.value,
)
_NEXT_DUE = select(func.min(outbox.c.not_before)).where(IS_LIVE, outbox.c.not_before <= bindparam("by"))


def live(deployment: Deployment, conn: Connection, due_by: datetime | None = None) -> int:
    """How many rows are still to be sent; with ``due_by``, only those due by that UTC instant."""
    counted = select(func.count()).select_from(outbox).where(IS_LIVE)
    if due_by is not None:
        counted = counted.where(outbox.c.not_before <= due_by)
    return conn.execute(counted).scalar_one()


def next_due(deployment: Deployment, conn: Connection, by: datetime) -> datetime | None:
    """When the first row still to be sent is due, if that is by a UTC instant."""
    found: datetime | None = conn.execute(_NEXT_DUE, {"by": by}).scalar_one()
    return found


def listed(deployment: Deployment, conn: Connection, states: Sequence[str], limit: int) -> list[dict[str, Any]]:
    """The newest rows in these states, without their messages: for an administrator, who reads no text."""
    columns = ("id", "kind", "state", "code", "attempts", "not_before", "created_at", "request_id")
    rows = conn.execute(
        select(*(outbox.c[c] for c in columns))
        .where(outbox.c.state.in_(states))
        .order_by(outbox.c.seq.desc())
        .limit(limit)
    )
    return [dict(row._mapping) for row in rows]


def retry(deployment: Deployment, conn: Connection, ids: Iterable[str], now: datetime, expires_at: datetime) -> int:
    """Make rows that ended without arriving ready again; how many. Doubled only if the platform had them after all."""
    ended = in_states(outbox.c.state, *RETRIED)
    values = {
        "state": "ready",
        "not_before": now,
        "expires_at": expires_at,
        "lease": None,
        "leased_until": None,
        "ended_at": None,
        "code": None,
    }
    return conn.execute(update(outbox).where(outbox.c.id.in_(list(ids)), ended).values(values)).rowcount


def forget_ended(deployment: Deployment, conn: Connection, before: datetime) -> int:
    """Forget rows that ended before a UTC instant; how many. A row is how what is said once is known to have been."""
    return conn.execute(delete(outbox).where(outbox.c.ended_at < before, not_(_SAID_ONCE))).rowcount
