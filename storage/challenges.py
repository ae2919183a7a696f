"""Challenges; their words are sealed, and read by whom their owner shows them to."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, or_, select, update

from community.challenge import ChallengeState, Readers, ToolUser, Wants
from storage.belonging import are_ours
from storage.schema import challenges, communities, people
from storage.scope import Scope, new_id
from storage.sealing import KeyRing
from storage.views.groups import group_of


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
        ended_at=None,
        changed_at=now,
    )


def move_challenge(scope: Scope, conn: Connection, challenge_id: str, state: ChallengeState, now: datetime) -> bool:
    """Another state, the words as they are; any but open is an end."""
    ended = None if state is ChallengeState.OPEN else now
    return _update(scope, conn, challenge_id, state=state.value, ended_at=ended, changed_at=now)


def carry_challenge(
    scope: Scope, conn: Connection, challenge_id: str, until: date, carried_past: date, now: datetime
) -> bool:
    """« Remettre »: open as it was left, until the civil date ``until``, beyond the day ``carried_past``."""
    return _update(
        scope,
        conn,
        challenge_id,
        state=ChallengeState.OPEN.value,
        until=until,
        carried_past=carried_past,
        ended_at=None,
        changed_at=now,
    )


def show_challenge(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    challenge_id: str,
    group_id: str,
    wants: Wants,
    until: date,
    now: datetime,
    *,
    classroom: str | None = None,
    sign: str | None = None,
    hypothesis: str | None = None,
) -> bool:
    """Let a group of the scope's community read it from now on, with what its owner says of it.

    It runs until the civil date ``until``.
    """
    if group_of(scope, conn, group_id) is None:
        return False

    def sealed(column: str, text: str | None) -> str | None:
        return None if text is None else ring.seal("challenges", column, challenge_id, text)

    return _update(
        scope,
        conn,
        challenge_id,
        readers=Readers.TEAM.value,
        group_id=group_id,
        wants=wants.value,
        classroom_sealed=sealed("classroom_sealed", classroom),
        sign_sealed=sealed("sign_sealed", sign),
        hypothesis_sealed=sealed("hypothesis_sealed", hypothesis),
        until=until,
        shown_at=now,
        changed_at=now,
    )


def withdraw_challenge(scope: Scope, conn: Connection, challenge_id: str, now: datetime) -> bool:
    """Let nobody but its owner read it from now on."""
    return _update(scope, conn, challenge_id, readers=Readers.ME.value, shown_at=None, changed_at=now)


def follow_meeting(scope: Scope, conn: Connection, group_id: str, until: date) -> list[tuple[str, str]]:
    """Have the group's open challenges run until the civil date ``until``: (id, owner) of those that changed.

    One that its owner put off beyond a meeting doesn't come back before that day. None counts as touched by its owner.
    """
    open_ones = (
        (challenges.c.organization_id == scope.organization_id)
        & (challenges.c.community_id == scope.community_id)
        & (challenges.c.group_id == group_id)
        & (challenges.c.state == ChallengeState.OPEN.value)
        & (challenges.c.until != until)
        & or_(challenges.c.carried_past.is_(None), challenges.c.carried_past < until)
    )
    found = conn.execute(select(challenges.c.id, challenges.c.person_id).where(open_ones).order_by(challenges.c.id))
    moved = [(row.id, row.person_id) for row in found]
    if moved:
        conn.execute(update(challenges).where(open_ones).values(until=until))
    return moved


def note_hint(scope: Scope, conn: Connection, challenge_id: str) -> bool:
    """The help with the question was given: it is given once."""
    return _update(scope, conn, challenge_id, hint_given=True)


def _update(scope: Scope, conn: Connection, challenge_id: str, **values: object) -> bool:
    mine = (challenges.c.id == challenge_id) & (challenges.c.organization_id == scope.organization_id)
    return conn.execute(update(challenges).where(mine).values(**values)).rowcount == 1


def _sealed(ring: KeyRing, challenge_id: str, question: str | None) -> str | None:
    return None if question is None else ring.seal("challenges", "question_sealed", challenge_id, question)
