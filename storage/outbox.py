"""The outbox: what is to be sent, claimed, fenced and settled (community/delivery.py has the states).

A row is settled by the process that holds its lease, or, once the lease has lapsed, by whoever claims next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    bindparam,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import literal_column as literally

from community.delivery import DELIVERY, LIVE, OutboxState, Unsure
from storage.dialects import insert_new
from storage.schema import addresses, cards, communities, outbox, people
from storage.scope import Deployment, Scope

NO_ADDRESS = "no_address"
"""The code of what was cancelled because nothing can be posted where it was to go."""
HOLD_KINDS = tuple(kind for kind, delivery in DELIVERY.items() if delivery.unsure is Unsure.HOLD)


@dataclass(frozen=True, slots=True)
class Row:
    """One row to send. ``message`` is the message as JSON; instants are UTC; ``edits`` is the card it replaces.

    ``thread`` is the platform's id of the message in whose thread it is posted.
    """

    id: str
    organization_id: str
    community_id: str | None
    person_id: str | None
    address_id: str
    recipient: str
    cause: str
    ordinal: int
    order_key: str
    kind: str
    message: dict[str, Any]
    edits: str | None
    priority: int
    not_before: datetime
    expires_at: datetime
    attempts: int
    lease: str | None
    request_id: str
    thread: str | None = None

    def scope(self) -> Scope:
        """The organization and community it is sent for."""
        return Scope(self.organization_id, self.community_id)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a leased row, as :func:`settle` takes it."""

    row: Row
    state: OutboxState
    not_before: datetime | None = None
    code: str | None = None


def in_states(state: Column[str], *states: OutboxState) -> ColumnElement[bool]:
    """Whether it is one of these, spelt out: with parameters in their place, no database uses a partial index."""
    spelt: list[ColumnElement[str]] = [literally(f"'{one}'") for one in states]
    return state == spelt[0] if len(spelt) == 1 else state.in_(spelt)


_COLUMNS = [outbox.c[name] for name in Row.__dataclass_fields__]
_POINTS_AT = {"address_id": addresses, "person_id": people, "community_id": communities}
_ON_A_CARD = ("id", "organization_id", "community_id", "person_id", "address_id", "message", "created_at")
_CARD = insert(cards).values(revision=0)
_before = outbox.alias("before")
IS_LIVE = in_states(outbox.c.state, *LIVE)
_READY = in_states(outbox.c.state, OutboxState.READY)
_LEASED = in_states(outbox.c.state, OutboxState.LEASED)
_SENDING = in_states(outbox.c.state, OutboxState.SENDING)
_HELD = in_states(outbox.c.state, OutboxState.LEASED, OutboxState.SENDING)
_NOTHING_BEFORE = ~exists().where(
    _before.c.order_key == outbox.c.order_key,
    _before.c.seq < outbox.c.seq,
    in_states(_before.c.state, *LIVE),
)
_CLAIMABLE = (
    select(outbox.c.seq)
    .where(_READY, outbox.c.not_before <= bindparam("now"), _NOTHING_BEFORE)
    .order_by(outbox.c.priority, outbox.c.not_before, outbox.c.seq)
    .limit(bindparam("limit"))
)
_LAPSED = outbox.c.leased_until < bindparam("now")
_AGAIN = (
    update(outbox)
    .where(_HELD, or_(_LEASED, outbox.c.kind.not_in(HOLD_KINDS), outbox.c.edits.is_not(None)))
    .values(state="ready", lease=None, leased_until=None)
)
_UNKNOWN = (
    update(outbox)
    .where(_HELD, _SENDING, outbox.c.kind.in_(HOLD_KINDS), outbox.c.edits.is_(None))
    .values(state="unknown", lease=None, leased_until=None, ended_at=bindparam("now"), code="process_died")
)
_LAPSED_AGAIN, _LAPSED_UNKNOWN = _AGAIN.where(_LAPSED), _UNKNOWN.where(_LAPSED)
_EXPIRE = (
    update(outbox)
    .where(_READY, outbox.c.expires_at <= bindparam("now"))
    .values(state="expired", ended_at=bindparam("now"), code="too_late")
)
_FENCE = (
    update(outbox)
    .where(
        outbox.c.id.in_(bindparam("of_ids", expanding=True)),
        _LEASED,
        outbox.c.lease == bindparam("of_lease"),
        _NOTHING_BEFORE,
    )
    .values(state="sending", leased_until=bindparam("until"), attempts=outbox.c.attempts + 1)
    .returning(outbox.c.id)
)
_SETTLE = update(outbox).where(
    outbox.c.id == bindparam("of_id"),
    outbox.c.lease == bindparam("of_lease"),
    _HELD,
)


def put(
    scope: Scope,
    conn: Connection,
    row: Row,
    now: datetime,
    leased_until: datetime | None = None,
    subject_id: str | None = None,
) -> bool:
    """Put one row in the outbox, leased where it has a lease, with the card it becomes; whether it was new.

    ``subject_id`` is what that card is about, if it is to stay true.
    A row with the same cause, recipient and ordinal is let be: that is how a repeated act sends once. So is one that
    names what isn't the organization's.
    """
    if row.organization_id != scope.organization_id:
        return False
    values = {name: getattr(row, name) for name in Row.__dataclass_fields__}
    state = OutboxState.LEASED if row.lease else OutboxState.READY
    values |= {"state": state.value, "leased_until": leased_until, "created_at": now, "code": None, "ended_at": None}
    if not insert_new(conn, outbox, values, _POINTS_AT):
        return False
    if row.edits is None:
        conn.execute(_CARD, {name: values[name] for name in _ON_A_CARD} | {"subject_id": subject_id})
    return True


def claim(
    deployment: Deployment, conn: Connection, lease: str, now: datetime, leased_until: datetime, limit: int
) -> list[Row]:
    """Lease due rows, answers first, each the oldest live one of its order; rows of lapsed leases included.

    A row that was being sent when its process died may have arrived: its kind's policy says whether it is sent again.
    """
    rescue(deployment, conn, now)
    conn.execute(_EXPIRE, {"now": now})
    claimable = _CLAIMABLE
    if conn.dialect.name == "postgresql":
        claimable = claimable.with_for_update(skip_locked=True, of=outbox)
    found = [row.seq for row in conn.execute(claimable, {"now": now, "limit": limit})]
    if not found:
        return []
    conn.execute(
        update(outbox)
        .where(outbox.c.seq.in_(found), _READY)
        .values(state="leased", lease=lease, leased_until=leased_until)
    )
    mine = select(*_COLUMNS).where(outbox.c.seq.in_(found), outbox.c.lease == lease)
    return [_row(row) for row in conn.execute(mine.order_by(outbox.c.priority, outbox.c.not_before, outbox.c.seq))]


def fence_all(
    deployment: Deployment, conn: Connection, lease: str | None, ids: Iterable[str], until: datetime
) -> set[str]:
    """Commit that rows of one lease, each of another order, are about to be sent; the ids of those that may be.

    A row may be while its lease is still ours, and nothing of its order comes before it.
    """
    given = {"of_ids": sorted(ids), "of_lease": lease, "until": until}
    return set(conn.execute(_FENCE, given).scalars()) if given["of_ids"] else set()


def settle(
    deployment: Deployment,
    conn: Connection,
    row: Row,
    state: OutboxState,
    now: datetime,
    *,
    not_before: datetime | None = None,
    code: str | None = None,
) -> bool:
    """Say what became of a leased row: ended, or ready again from ``not_before``."""
    return conn.execute(_SETTLE, _settled(row, state, now, not_before, code)).rowcount == 1


def settle_all(deployment: Deployment, conn: Connection, settled: Iterable[Settled], now: datetime) -> None:
    """:func:`settle` for many."""
    conn.execute(_SETTLE, [_settled(one.row, one.state, now, one.not_before, one.code) for one in settled])


def hand_back(deployment: Deployment, conn: Connection, lease: str) -> int:
    """Make ready again what a process leased and hasn't begun to send; how many."""
    freed = update(outbox).where(_HELD, _LEASED, outbox.c.lease == lease)
    return conn.execute(freed.values(state="ready", lease=None, leased_until=None)).rowcount


def bring_forward(scope: Scope, conn: Connection, address_id: str, kind: str, at: datetime) -> int:
    """What waits to be posted at an address, of one kind, is due at this UTC instant where it would be later."""
    later = (
        (outbox.c.organization_id == scope.organization_id)
        & (outbox.c.address_id == address_id)
        & (outbox.c.kind == kind)
        & (outbox.c.not_before > at)
        & outbox.c.edits.is_(None)
    )
    return conn.execute(update(outbox).where(_READY, later).values(not_before=at)).rowcount


def rescue(deployment: Deployment, conn: Connection, now: datetime, *, all_leases: bool = False) -> None:
    """Free the rows of lapsed leases. What was being sent when its process died goes as its kind's policy says.

    An edit made twice is the same as made once: it is always sent again.

    ``all_leases``: every lease, lapsed or not: for a start where no other process can hold one.
    """
    if all_leases:
        conn.execute(_AGAIN)
        conn.execute(_UNKNOWN, {"now": now})
    else:
        conn.execute(_LAPSED_AGAIN, {"now": now})
        conn.execute(_LAPSED_UNKNOWN, {"now": now})


def _settled(
    row: Row, state: OutboxState, now: datetime, not_before: datetime | None, code: str | None
) -> dict[str, Any]:
    ready = state is OutboxState.READY
    return {
        "of_id": row.id,
        "of_lease": row.lease,
        "state": state.value,
        "not_before": not_before or row.not_before,
        "code": code,
        "ended_at": None if ready else now,
        "lease": None if ready else row.lease,
        "leased_until": None,
    }


def _row(found: Any) -> Row:
    return Row(**{name: getattr(found, name) for name in Row.__dataclass_fields__})
