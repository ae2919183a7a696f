"""Questions that members ask their team at the end of a walk, and what peers answer: sealed, under their own names."""

from datetime import datetime

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from storage.belonging import are_ours
from storage.schema import communities, people, team_answers, team_questions, walks
from storage.scope import Scope, new_id
from storage.sealing import KeyRing
from storage.views.groups import group_of


def add_team_question(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    walk_id: str,
    person_id: str,
    group_id: str,
    text: str,
    now: datetime,
) -> str | None:
    """A question of this person to a group of the scope's community; its id.

    ``None`` when the walk or the person isn't the organization's, or the group none of the community.
    """
    named = ((walks, walk_id), (people, person_id), (communities, scope.community_id))
    if not are_ours(scope, conn, *named) or group_of(scope, conn, group_id) is None:
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "walk_id": walk_id,
        "group_id": group_id,
        "text_sealed": ring.seal("team_questions", "text_sealed", made, text),
        "created_at": now,
    }
    conn.execute(insert(team_questions), row)
    return made


def withdraw_team_question(scope: Scope, conn: Connection, question_id: str, now: datetime) -> bool:
    """Nobody but its author reads it from now on; whether it was asked until now."""
    asked = (
        (team_questions.c.id == question_id)
        & (team_questions.c.organization_id == scope.organization_id)
        & team_questions.c.withdrawn_at.is_(None)
    )
    return conn.execute(update(team_questions).where(asked).values(withdrawn_at=now)).rowcount == 1


def in_the_way(scope: Scope, conn: Connection, walk_id: str, after: datetime) -> int:
    """How many questions are asked of this walk, or were by its owner, of any walk, after that UTC instant."""
    counted = (
        select(func.count())
        .select_from(team_questions)
        .where(
            team_questions.c.walk_id.in_(_of_its_owner(walk_id)),
            team_questions.c.organization_id == scope.organization_id,
            or_(
                (team_questions.c.walk_id == walk_id) & team_questions.c.withdrawn_at.is_(None),
                team_questions.c.created_at > after,
            ),
        )
    )
    return conn.execute(counted).scalar_one()


def last_asked(scope: Scope, conn: Connection, walk_id: str) -> str | None:
    """The newest question of whose walk this is, of any walk of theirs; its id."""
    theirs = team_questions.c.walk_id.in_(_of_its_owner(walk_id))
    newest = (
        select(team_questions.c.id)
        .where(theirs, team_questions.c.organization_id == scope.organization_id)
        .order_by(team_questions.c.created_at.desc(), team_questions.c.id)
    )
    return conn.execute(newest.limit(1)).scalar()


def _of_its_owner(walk_id: str) -> Select[tuple[str]]:
    """The walks of whose walk this is."""
    this = walks.alias()
    return select(walks.c.id).join(this, this.c.person_id == walks.c.person_id).where(this.c.id == walk_id)


def add_team_answer(
    scope: Scope, conn: Connection, ring: KeyRing, question_id: str, person_id: str, text: str, now: datetime
) -> str | None:
    """What this person answers to a question; its id, ``None`` when either isn't the organization's."""
    if not are_ours(scope, conn, (team_questions, question_id), (people, person_id)):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "person_id": person_id,
        "question_id": question_id,
        "text_sealed": ring.seal("team_answers", "text_sealed", made, text),
        "created_at": now,
    }
    conn.execute(insert(team_answers), row)
    return made


def answers_by(scope: Scope, conn: Connection, question_id: str, person_id: str) -> int:
    """How many answers this person gave to a question."""
    counted = (
        select(func.count())
        .select_from(team_answers)
        .where(
            team_answers.c.question_id == question_id,
            team_answers.c.person_id == person_id,
            team_answers.c.organization_id == scope.organization_id,
        )
    )
    return conn.execute(counted).scalar_one()
