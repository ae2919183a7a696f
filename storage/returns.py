"""Coming back to a walk: the one row of the outbox that waits its time, seen, called off."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, select, update
from sqlalchemy import literal_column as literally

from community.delivery import OutboxState
from storage.schema import guide_answers, outbox
from storage.scope import Scope

CALLED_OFF = "called_off"
"""The code of what whom it was for called off before it was sent."""
_WAITING = select(outbox.c.id, outbox.c.message, outbox.c.not_before).where(
    outbox.c.person_id == bindparam("person"),
    outbox.c.priority == literally("1"),  # as the index spells it
    outbox.c.organization_id == bindparam("organization"),
    outbox.c.kind == "come_back",
    outbox.c.state == literally("'ready'"),
    outbox.c.edits.is_(None),
)
_SAID = (
    select(func.count())
    .select_from(outbox)
    .where(
        outbox.c.cause == bindparam("cause"),
        outbox.c.recipient == bindparam("person"),
        outbox.c.organization_id == bindparam("organization"),
    )
)


@dataclass(frozen=True, slots=True)
class Return:
    """A walk to be come back to: the outbox row, due at a UTC instant."""

    row_id: str
    at: datetime


def find_return(scope: Scope, conn: Connection, person_id: str, walk_id: str) -> Return | None:
    """When the organization's person is to be written to about this walk, while that waits."""
    given = {"person": person_id, "organization": scope.organization_id}
    for row in conn.execute(_WAITING, given):
        if row.message["walk_id"] == walk_id:
            return Return(row.id, row.not_before)
    return None


def call_off(scope: Scope, conn: Connection, person_id: str, walk_id: str, now: datetime) -> bool:
    """They are not to be written to about this walk; whether they were to be."""
    found = find_return(scope, conn, person_id, walk_id)
    if found is None:
        return False
    ready = (outbox.c.id == found.row_id) & (outbox.c.organization_id == scope.organization_id)
    cancelled = {"state": OutboxState.CANCELLED.value, "ended_at": now, "code": CALLED_OFF}
    still = outbox.c.state == OutboxState.READY.value
    return conn.execute(update(outbox).where(ready, still).values(**cancelled)).rowcount == 1


def times_said(scope: Scope, conn: Connection, cause: str, person_id: str) -> int:
    """How often something was said to the organization's person for this cause: the ordinal of one more."""
    given = {"cause": cause, "person": person_id, "organization": scope.organization_id}
    return conn.execute(_SAID, given).scalar_one()


def answered_since(scope: Scope, conn: Connection, walk_id: str, since: datetime) -> bool:
    """Whether any answer of the organization's walk was given or changed after this UTC instant."""
    later = exists().where(
        guide_answers.c.walk_id == walk_id,
        guide_answers.c.organization_id == scope.organization_id,
        guide_answers.c.changed_at > since,
    )
    return bool(conn.execute(select(later)).scalar())
