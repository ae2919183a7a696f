"""One's own walks, in clear: loaded for their owner only."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import Row

from community.guide import Jurisdiction, Moment
from community.walk import Answer, Given, Leg, Walk
from storage.guides import parsed
from storage.schema import challenges, guide_answers, guides, walks
from storage.scope import Scope
from storage.sealing import KeyRing

_WALKS = (
    select(walks, guides.c.content, challenges.c.question_sealed)
    .join(guides, guides.c.id == walks.c.guide_id)
    .outerjoin(challenges, challenges.c.id == walks.c.challenge_id)
    .where(walks.c.organization_id == bindparam("organization"))
)
_ONE = _WALKS.where(walks.c.id == bindparam("walk"))
_MINE = _WALKS.where(walks.c.person_id == bindparam("person"), walks.c.community_id == bindparam("community")).order_by(
    walks.c.changed_at.desc(), walks.c.id
)
_GOING_ON = _MINE.where(walks.c.at.is_not(None)).limit(1)
_ENDED = _MINE.where(walks.c.at.is_(None)).limit(1)
_ABOUT = _MINE.where(walks.c.challenge_id == bindparam("challenge")).limit(1)
_ANSWERS = select(guide_answers).where(
    guide_answers.c.walk_id == bindparam("walk"), guide_answers.c.organization_id == bindparam("organization")
)


def load_walk(scope: Scope, conn: Connection, ring: KeyRing, walk_id: str) -> Walk | None:
    """The organization's walk of this id, whoever's it is: whose it is, is to be asked."""
    row = conn.execute(_ONE, {"walk": walk_id, "organization": scope.organization_id}).first()
    return _walk(scope, conn, ring, row) if row is not None else None


def load_going_on(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> Walk | None:
    """The person's walk in the scope's community that is in the middle of a leg, the last touched of several."""
    row = conn.execute(_GOING_ON, _given(scope, person_id)).first()
    return _walk(scope, conn, ring, row) if row is not None else None


def load_ended(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> Walk | None:
    """The person's walk there that reached its end, the last touched of several."""
    row = conn.execute(_ENDED, _given(scope, person_id)).first()
    return _walk(scope, conn, ring, row) if row is not None else None


def load_about(scope: Scope, conn: Connection, ring: KeyRing, person_id: str, challenge_id: str) -> Walk | None:
    """The person's last walk about this challenge."""
    row = conn.execute(_ABOUT, _given(scope, person_id) | {"challenge": challenge_id}).first()
    return _walk(scope, conn, ring, row) if row is not None else None


def _given(scope: Scope, person_id: str) -> dict[str, str | None]:
    return {"person": person_id, "organization": scope.organization_id, "community": scope.community_id}


def _walk(scope: Scope, conn: Connection, ring: KeyRing, row: Row) -> Walk:  # type: ignore[type-arg]
    given = {"walk": row.id, "organization": scope.organization_id}
    answers = {
        found.question: Given(
            question=found.question,
            answer=Answer(found.answer) if found.answer is not None else None,
            note=_unsealed(ring, "guide_answers", "note_sealed", found.id, found.note_sealed),
            goes=found.goes,
        )
        for found in conn.execute(_ANSWERS, given)
    }
    question = _unsealed(ring, "challenges", "question_sealed", row.challenge_id or "", row.question_sealed)
    project = _unsealed(ring, "walks", "project_sealed", row.id, row.project_sealed)
    return Walk(
        walk_id=row.id,
        owner_id=row.person_id,
        community_id=row.community_id,
        guide=parsed(row.content),
        moment=Moment(row.moment),
        jurisdiction=Jurisdiction(row.jurisdiction),
        leg=Leg(row.leg),
        at=row.at,
        answers=answers,
        title=question or project or "",
        challenge_id=row.challenge_id,
        group_id=row.group_id,
        ended_at=row.ended_at,
        changed_at=row.changed_at,
    )


def _unsealed(ring: KeyRing, table: str, column: str, row_id: str, sealed: str | None) -> str | None:
    return ring.unseal(table, column, row_id, sealed) if sealed is not None else None
