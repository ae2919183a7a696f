"""Walks through a guide, and what was answered on the way. Their owner's words are sealed."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from community.guide import Jurisdiction, Moment
from community.walk import Answer, Leg
from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import challenges, communities, guide_answers, guides, people, walks
from storage.scope import Scope, new_id
from storage.sealing import KeyRing


def add_walk(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    guide_id: str,
    moment: Moment,
    jurisdiction: Jurisdiction,
    at: str,
    now: datetime,
    *,
    challenge_id: str | None = None,
    project: str | None = None,
    group_id: str = "",
) -> str | None:
    """A walk of this person in the scope's community, at the question of key ``at``; its id.

    It is about a challenge of theirs, or a ``project`` in their words. ``None`` when the person, the community, the
    guide or the challenge isn't the organization's.
    """
    if scope.community_id is None:
        return None
    about = [(challenges, challenge_id)] if challenge_id is not None else []
    here = ((people, person_id), (communities, scope.community_id), (guides, guide_id), *about)
    if not are_ours(scope, conn, *here):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "guide_id": guide_id,
        "challenge_id": challenge_id,
        "project_sealed": ring.seal("walks", "project_sealed", made, project) if project else None,
        "group_id": group_id,
        "moment": moment.value,
        "jurisdiction": jurisdiction.value,
        "leg": Leg.FIRST.value,
        "at": at,
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(walks), row)
    return made


def stand_at(scope: Scope, conn: Connection, walk_id: str, leg: Leg, at: str | None, now: datetime) -> bool:
    """The walk stands at this question of this leg; with none, at its end."""
    values: dict[str, object] = {"leg": leg.value, "at": at, "changed_at": now}
    found = conn.execute(update(walks).where(_mine(scope, walk_id)).values(**values)).rowcount == 1
    if at is None:
        conn.execute(update(walks).where(_mine(scope, walk_id), walks.c.ended_at.is_(None)).values(ended_at=now))
    return found


def reword_project(scope: Scope, conn: Connection, ring: KeyRing, walk_id: str, project: str, now: datetime) -> bool:
    """What the walk is about, said otherwise."""
    sealed = ring.seal("walks", "project_sealed", walk_id, project)
    changed = update(walks).where(_mine(scope, walk_id)).values(project_sealed=sealed, changed_at=now)
    return conn.execute(changed).rowcount == 1


def give_answer(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    walk_id: str,
    question: str,
    now: datetime,
    *,
    answer: Answer | None = None,
    note: str | None = None,
) -> bool:
    """What is answered to a question from now on; what isn't given goes on standing, an empty note is none."""
    values: dict[str, object] = {"changed_at": now}
    if answer is not None:
        values["answer"] = answer.value
    row_id = _row(scope, conn, walk_id, question, now)
    if row_id is None:
        return False
    if note is not None:
        values["note_sealed"] = ring.seal("guide_answers", "note_sealed", row_id, note) if note else None
        if not note:
            values["goes"] = False
    conn.execute(update(guide_answers).where(guide_answers.c.id == row_id).values(**values))
    return True


def let_note_go(scope: Scope, conn: Connection, walk_id: str, question: str, goes: bool) -> bool:
    """Whether this note goes along when the walk is shown or taken along."""
    mine = (
        (guide_answers.c.walk_id == walk_id)
        & (guide_answers.c.question == question)
        & (guide_answers.c.organization_id == scope.organization_id)
        & guide_answers.c.note_sealed.is_not(None)
    )
    return conn.execute(update(guide_answers).where(mine).values(goes=goes)).rowcount == 1


def _row(scope: Scope, conn: Connection, walk_id: str, question: str, now: datetime) -> str | None:
    """The id of the answer's row, made if there is none; ``None`` when the walk isn't the organization's."""
    person_id = conn.execute(select(walks.c.person_id).where(_mine(scope, walk_id))).scalar()
    if person_id is None:
        return None
    this = (guide_answers.c.walk_id == walk_id) & (guide_answers.c.question == question)
    row = {
        "id": new_id(),
        "organization_id": scope.organization_id,
        "person_id": person_id,
        "walk_id": walk_id,
        "question": question,
        "changed_at": now,
    }
    if insert_new(conn, guide_answers, row):
        return str(row["id"])
    return str(conn.execute(select(guide_answers.c.id).where(this)).scalar_one())


def _mine(scope: Scope, walk_id: str) -> ColumnElement[bool]:
    return (walks.c.id == walk_id) & (walks.c.organization_id == scope.organization_id)
