"""Challenges; the question is sealed, and read by its owner only."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, update

from community.challenge import ChallengeState, ToolUser
from storage.belonging import are_ours
from storage.schema import challenges, communities, people
from storage.scope import Scope, new_id
from storage.sealing import KeyRing


def add_challenge(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    month: date,
    until: date,
    now: datetime,
    *,
    question: str | None = None,
    tool_user: ToolUser | None = None,
    group_id: str = "",
    follows_id: str | None = None,
    inspired_by_id: str | None = None,
) -> str | None:
    """A new challenge of this person in the scope's community: open with a question, skipped without.

    ``group_id`` is the owner's group; ``follows_id`` one's own challenge that it goes on from, ``inspired_by_id`` a
    peer's.

    Its id; ``None`` when the person or the community isn't the organization's.
    """
    if scope.community_id is None or not are_ours(scope, conn, (people, person_id), (communities, scope.community_id)):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "month": month,
        "until": until,
        "state": (ChallengeState.OPEN if question is not None else ChallengeState.SKIPPED).value,
        "question_sealed": _sealed(ring, made, question),
        "tool_user": tool_user.value if tool_user else None,
        "group_id": group_id,
        "follows_id": follows_id,
        "inspired_by_id": inspired_by_id,
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(challenges), row)
    return made


def change_challenge(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    challenge_id: str,
    question: str,
    tool_user: ToolUser,
    until: date,
    now: datetime,
) -> bool:
    """New words for a challenge, which is open from now on, until the civil date ``until``."""
    return _update(
        scope,
        conn,
        challenge_id,
        question_sealed=_sealed(ring, challenge_id, question),
        tool_user=tool_user.value,
        until=until,
        state=ChallengeState.OPEN.value,
        changed_at=now,
    )


def move_challenge(scope: Scope, conn: Connection, challenge_id: str, state: ChallengeState, now: datetime) -> bool:
    """Another state, the words as they are."""
    return _update(scope, conn, challenge_id, state=state.value, changed_at=now)


def note_hint(scope: Scope, conn: Connection, challenge_id: str) -> bool:
    """The help with the question was given: it is given once."""
    return _update(scope, conn, challenge_id, hint_given=True)


def _update(scope: Scope, conn: Connection, challenge_id: str, **values: object) -> bool:
    mine = (challenges.c.id == challenge_id) & (challenges.c.organization_id == scope.organization_id)
    return conn.execute(update(challenges).where(mine).values(**values)).rowcount == 1


def _sealed(ring: KeyRing, challenge_id: str, question: str | None) -> str | None:
    return None if question is None else ring.seal("challenges", "question_sealed", challenge_id, question)
