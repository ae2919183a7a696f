"""Actions under a challenge: 1.1, 1.2 … Their text and their owner's note are sealed."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from community.challenge import ACTIONS_LIMIT, Readers
from storage.schema import actions, challenges
from storage.scope import Scope, new_id
from storage.sealing import KeyRing


def add_action(
    scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str, text: str, now: datetime
) -> int | None:
    """One more thing to try under this challenge, its owner's only; its rank, from 1.

    ``None`` when the challenge isn't the organization's, or has as many as there may be.
    """
    about = select(challenges.c.person_id).where(
        challenges.c.id == challenge_id, challenges.c.organization_id == scope.organization_id
    )
    person_id = conn.execute(about).scalar()
    counted = select(func.max(actions.c.ordinal)).where(actions.c.challenge_id == challenge_id)
    ordinal = (conn.execute(counted).scalar() or 0) + 1
    if person_id is None or ordinal > ACTIONS_LIMIT:
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "person_id": person_id,
        "challenge_id": challenge_id,
        "ordinal": ordinal,
        "text_sealed": ring.seal("actions", "text_sealed", made, text),
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(actions), row)
    return ordinal


def note_action(scope: Scope, conn: Connection, ring: KeyRing, action_id: str, text: str, now: datetime) -> bool:
    """The owner's note on an action, theirs only."""
    return _update(
        scope, conn, action_id, note_sealed=ring.seal("actions", "note_sealed", action_id, text), changed_at=now
    )


def turn_tried(scope: Scope, conn: Connection, action_id: str, tried: bool, now: datetime) -> bool:
    """Whether it was tried."""
    return _update(scope, conn, action_id, tried=tried, changed_at=now)


def choose_action_readers(scope: Scope, conn: Connection, action_id: str, readers: Readers, now: datetime) -> bool:
    """Who reads the action's text, never its note, from now on."""
    return _update(scope, conn, action_id, readers=readers.value, changed_at=now)


def _update(scope: Scope, conn: Connection, action_id: str, **values: object) -> bool:
    mine = (actions.c.id == action_id) & (actions.c.organization_id == scope.organization_id)
    return conn.execute(update(actions).where(mine).values(**values)).rowcount == 1
