"""A challenge's report and actions, in clear: who may read them is asked of community/rights.py."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from community.challenge import Readers
from community.report import Came, NextStep
from community.views import Action, Report, Trace
from storage.schema import actions, challenges, reports
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.traces import traces_of

_REPORTS = (
    select(reports, challenges.c.group_id)
    .join(challenges, challenges.c.id == reports.c.challenge_id)
    .where(reports.c.organization_id == bindparam("organization"))
)
_REPORT = _REPORTS.where(reports.c.challenge_id == bindparam("challenge"))
_REPORTS_BY = _REPORTS.where(reports.c.person_id == bindparam("person"))
_ACTIONS = select(actions).where(actions.c.organization_id == bindparam("organization"))
_UNDER = _ACTIONS.where(actions.c.challenge_id == bindparam("challenge")).order_by(actions.c.ordinal)
_ACTION = _ACTIONS.where(actions.c.id == bindparam("action"))
_ACTIONS_BY = _ACTIONS.where(actions.c.person_id == bindparam("person")).order_by(actions.c.ordinal, actions.c.id)


def load_report(
    scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str, *, mine: bool = False
) -> Report | None:
    """The report of one of the organization's challenges, with its traces; ``mine``: as its owner sees them."""
    given = {"challenge": challenge_id, "organization": scope.organization_id}
    row = conn.execute(_REPORT, given).first()
    return _report(ring, row, traces_of(scope, conn, ring, challenge_id, mine=mine)) if row is not None else None


def reports_by(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> list[Report]:
    """All of a person's reports, without their traces: for them only."""
    given = {"person": person_id, "organization": scope.organization_id}
    return [_report(ring, row, ()) for row in conn.execute(_REPORTS_BY, given)]


def load_actions(scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str) -> list[Action]:
    """The actions under one of the organization's challenges, in order, with their owner's notes."""
    given = {"challenge": challenge_id, "organization": scope.organization_id}
    return [_action(ring, row) for row in conn.execute(_UNDER, given)]


def load_action(scope: Scope, conn: Connection, ring: KeyRing, action_id: str) -> Action | None:
    """The organization's action of this id, with its owner's note."""
    row = conn.execute(_ACTION, {"action": action_id, "organization": scope.organization_id}).first()
    return _action(ring, row) if row is not None else None


def actions_by(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> list[Action]:
    """All of a person's actions, in their order under each challenge, with their notes: for them only."""
    given = {"person": person_id, "organization": scope.organization_id}
    return [_action(ring, row) for row in conn.execute(_ACTIONS_BY, given)]


def _report(ring: KeyRing, row: Any, traces: tuple[Trace, ...]) -> Report:
    def opened(column: str) -> str | None:
        return _opened(ring, "reports", row, column)

    return Report(
        report_id=row.id,
        challenge_id=row.challenge_id,
        owner_id=row.person_id,
        community_id=row.community_id,
        group_id=row.group_id,
        came=Came(row.outcome),
        next=NextStep(row.next),
        readers=Readers(row.readers),
        sentence=opened("sentence_sealed"),
        pride=opened("pride_sealed"),
        learners=opened("learners_sealed"),
        stuck=opened("stuck_sealed"),
        traces=traces,
    )


def _action(ring: KeyRing, row: Any) -> Action:
    return Action(
        action_id=row.id,
        challenge_id=row.challenge_id,
        owner_id=row.person_id,
        ordinal=row.ordinal,
        text=_opened(ring, "actions", row, "text_sealed") or "",
        tried=row.tried,
        readers=Readers(row.readers),
        note=_opened(ring, "actions", row, "note_sealed"),
    )


def _opened(ring: KeyRing, table: str, row: Any, column: str) -> str | None:
    sealed = getattr(row, column)
    return ring.unseal(table, column, row.id, sealed) if sealed is not None else None
