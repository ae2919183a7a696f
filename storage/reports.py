"""Reports: one a challenge, its sentence and what its four doors hold sealed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from community.challenge import Readers
from community.report import Came, Door, NextStep
from storage.schema import challenges, reports
from storage.scope import Scope, new_id
from storage.sealing import KeyRing

_COLUMN = {Door.PRIDE: "pride_sealed", Door.LEARNERS: "learners_sealed", Door.STUCK: "stuck_sealed"}
"""Where each door but the trace keeps its words."""


def keep_report(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    challenge_id: str,
    came: Came,
    next_step: NextStep,
    readers: Readers,
    now: datetime,
    *,
    sentence: str | None = None,
) -> str | None:
    """The report of this challenge, made or changed; without a ``sentence``, the one that stood goes on standing.

    Its id; ``None`` when the challenge isn't the organization's.
    """
    values: dict[str, Any] = {
        "outcome": came.value,
        "next": next_step.value,
        "readers": readers.value,
        "changed_at": now,
    }
    found = _id_of(scope, conn, challenge_id)
    if found is not None:
        if sentence is not None:
            values["sentence_sealed"] = ring.seal("reports", "sentence_sealed", found, sentence)
        conn.execute(update(reports).where(reports.c.id == found).values(**values))
        return found
    about = select(challenges.c.person_id, challenges.c.community_id).where(
        challenges.c.id == challenge_id, challenges.c.organization_id == scope.organization_id
    )
    challenge = conn.execute(about).first()
    if challenge is None:
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": challenge.community_id,
        "person_id": challenge.person_id,
        "challenge_id": challenge_id,
        "sentence_sealed": None if sentence is None else ring.seal("reports", "sentence_sealed", made, sentence),
        "created_at": now,
    }
    conn.execute(insert(reports), row | values)
    return made


def fill_door(
    scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str, door: Door, text: str, now: datetime
) -> bool:
    """What is behind one of the doors from now on. A trace is no text: it is kept by storage/traces.py."""
    found = _id_of(scope, conn, challenge_id)
    if found is None:
        return False
    column = _COLUMN[door]
    values = {column: ring.seal("reports", column, found, text), "changed_at": now}
    conn.execute(update(reports).where(reports.c.id == found).values(**values))
    return True


def choose_report_readers(scope: Scope, conn: Connection, challenge_id: str, readers: Readers, now: datetime) -> bool:
    """Who reads the report, and what is behind its doors, from now on."""
    mine = (reports.c.challenge_id == challenge_id) & (reports.c.organization_id == scope.organization_id)
    changed = update(reports).where(mine).values(readers=readers.value, changed_at=now)
    return conn.execute(changed).rowcount == 1


def _id_of(scope: Scope, conn: Connection, challenge_id: str) -> str | None:
    mine = (reports.c.challenge_id == challenge_id) & (reports.c.organization_id == scope.organization_id)
    return conn.execute(select(reports.c.id).where(mine)).scalar()
