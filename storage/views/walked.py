"""Walks through the guide that came to their end, as they are counted: no note, nobody's words, is read."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from community.care import EndedWalk
from community.walk import Answer, Given, lines
from storage.guides import parsed
from storage.schema import guide_answers, guides, walks
from storage.scope import Scope

_ENDED = (
    (walks.c.community_id == bindparam("community"))
    & (walks.c.organization_id == bindparam("organization"))
    & (walks.c.ended_at >= bindparam("since"))
)
_WALKS = (
    select(walks.c.id, walks.c.person_id, walks.c.ended_at, guides.c.content)
    .join(guides, guides.c.id == walks.c.guide_id)
    .where(_ENDED)
    .order_by(walks.c.ended_at, walks.c.id)
)
_ANSWERS = (
    select(guide_answers.c.walk_id, guide_answers.c.question, guide_answers.c.answer)
    .join(walks, walks.c.id == guide_answers.c.walk_id)
    .where(_ENDED, guide_answers.c.answer.is_not(None))
)


def load_walked(scope: Scope, conn: Connection, since: datetime, person_ids: Collection[str]) -> list[EndedWalk]:
    """The walks of these people in the scope's community that ended since a UTC instant, the oldest first."""
    given = {"community": scope.community_id, "organization": scope.organization_id, "since": since}
    answers: dict[str, dict[str, Given]] = {}
    for row in conn.execute(_ANSWERS, given):
        answers.setdefault(row.walk_id, {})[row.question] = Given(row.question, Answer(row.answer))
    return [
        EndedWalk(row.person_id, lines(parsed(row.content), answers.get(row.id, {})))
        for row in conn.execute(_WALKS, given)
        if row.person_id in person_ids
    ]
