"""Questions asked of a team and their answers, in clear: who may read which is asked of community/rights.py."""

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.engine import Row

from community.views import TeamAnswer, TeamQuestion
from storage.schema import people, team_answers, team_questions
from storage.scope import Scope
from storage.sealing import KeyRing

_QUESTIONS = (
    select(
        team_questions,
        people.c.full_name.label("author"),
        select(func.count())
        .select_from(team_answers)
        .where(team_answers.c.question_id == team_questions.c.id)
        .scalar_subquery()
        .label("answers"),
    )
    .join(people, people.c.id == team_questions.c.person_id)
    .where(team_questions.c.organization_id == bindparam("organization"))
)
_ONE = _QUESTIONS.where(team_questions.c.id == bindparam("question"))
_OF_WALK = _QUESTIONS.where(team_questions.c.walk_id == bindparam("walk")).order_by(
    team_questions.c.created_at.desc(), team_questions.c.id
)
_ANSWERS = (
    select(team_answers, people.c.full_name.label("author"))
    .join(people, people.c.id == team_answers.c.person_id)
    .where(team_answers.c.organization_id == bindparam("organization"))
)
_ANSWER = _ANSWERS.where(team_answers.c.id == bindparam("answer"))
_OF_QUESTION = _ANSWERS.where(team_answers.c.question_id == bindparam("question")).order_by(
    team_answers.c.created_at, team_answers.c.id
)


def load_team_question(scope: Scope, conn: Connection, ring: KeyRing, question_id: str) -> TeamQuestion | None:
    """The organization's question of this id, whoever's."""
    row = conn.execute(_ONE, {"organization": scope.organization_id, "question": question_id}).first()
    return _question(ring, row) if row is not None else None


def load_asked(scope: Scope, conn: Connection, ring: KeyRing, walk_id: str) -> list[TeamQuestion]:
    """All that was asked of the team about a walk, withdrawn or not, the newest first."""
    given = {"organization": scope.organization_id, "walk": walk_id}
    return [_question(ring, row) for row in conn.execute(_OF_WALK, given)]


def load_team_answer(scope: Scope, conn: Connection, ring: KeyRing, answer_id: str) -> TeamAnswer | None:
    """The organization's answer of this id, whoever's, with what it answers."""
    row = conn.execute(_ANSWER, {"organization": scope.organization_id, "answer": answer_id}).first()
    question = load_team_question(scope, conn, ring, row.question_id) if row is not None else None
    return _answer(ring, row, question) if row is not None and question is not None else None


def load_team_answers(scope: Scope, conn: Connection, ring: KeyRing, question_id: str) -> list[TeamAnswer]:
    """What was answered to the organization's question, the oldest first."""
    question = load_team_question(scope, conn, ring, question_id)
    if question is None:
        return []
    given = {"organization": scope.organization_id, "question": question_id}
    return [_answer(ring, row, question) for row in conn.execute(_OF_QUESTION, given)]


def _question(ring: KeyRing, row: Row) -> TeamQuestion:  # type: ignore[type-arg]
    return TeamQuestion(
        question_id=row.id,
        walk_id=row.walk_id,
        author_id=row.person_id,
        author=row.author,
        community_id=row.community_id,
        group_id=row.group_id,
        text=ring.unseal("team_questions", "text_sealed", row.id, row.text_sealed),
        withdrawn=row.withdrawn_at is not None,
        answers=row.answers,
    )


def _answer(ring: KeyRing, row: Row, question: TeamQuestion) -> TeamAnswer:  # type: ignore[type-arg]
    return TeamAnswer(
        answer_id=row.id,
        author_id=row.person_id,
        author=row.author,
        text=ring.unseal("team_answers", "text_sealed", row.id, row.text_sealed),
        question=question,
    )
