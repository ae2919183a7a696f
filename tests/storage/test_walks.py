"""Walks through the guide, as they are kept: on both databases."""

from datetime import timedelta

from sqlalchemy import Connection

from community.guide import Jurisdiction, Moment
from community.walk import Answer, Leg
from storage.guides import keep_guide
from storage.transactions import Database
from storage.views.walks import load_about, load_ended, load_going_on, load_walk
from storage.walks import add_walk, give_answer, let_note_go, reword_project, stand_at
from tests.guide import OWN_QUESTIONS, SMALL
from tests.storage.seeds import NOW, RING, College, college

FIRST, SECOND = OWN_QUESTIONS[:2]
WALKED = SMALL.model_copy(update={"version": "walked"})


async def test_a_walk_from_its_first_question_to_its_end(database: Database) -> None:
    def work(conn: Connection) -> None:
        here: College = college(conn, "ici")
        scope, ada = here.scope, here.colleague
        guide_id = keep_guide(scope, conn, WALKED, NOW)
        assert guide_id is not None
        assert keep_guide(scope, conn, WALKED, NOW) == guide_id, "a version is kept once"
        law = Jurisdiction.FRANCE
        walk_id = add_walk(
            scope, conn, RING, ada, guide_id, Moment.DURING, law, FIRST, NOW, project="Un balado", group_id="t1"
        )
        assert walk_id is not None
        walk = load_going_on(scope, conn, RING, ada)
        assert walk is not None
        assert (walk.walk_id, walk.at, walk.leg, walk.title) == (walk_id, FIRST, Leg.FIRST, "Un balado")
        assert (walk.moment, walk.jurisdiction, walk.guide, walk.group_id) == (Moment.DURING, law, WALKED, "t1")

        assert give_answer(scope, conn, RING, walk_id, FIRST, NOW, note="Une note")
        assert give_answer(scope, conn, RING, walk_id, FIRST, NOW, answer=Answer.PARTLY)
        assert let_note_go(scope, conn, walk_id, FIRST, True)
        assert not let_note_go(scope, conn, walk_id, SECOND, True), "there is no note"
        given = load_walk(scope, conn, RING, walk_id).answers[FIRST]  # type: ignore[union-attr]
        assert (given.answer, given.note, given.goes) == (Answer.PARTLY, "Une note", True)
        assert give_answer(scope, conn, RING, walk_id, FIRST, NOW, answer=Answer.YES, note="")
        given = load_walk(scope, conn, RING, walk_id).answers[FIRST]  # type: ignore[union-attr]
        assert (given.answer, given.note, given.goes) == (Answer.YES, None, False)

        later = NOW + timedelta(days=1)
        assert stand_at(scope, conn, walk_id, Leg.FIRST, None, later)
        assert stand_at(scope, conn, walk_id, Leg.CLOSER, SECOND, later + timedelta(days=1))
        assert stand_at(scope, conn, walk_id, Leg.CLOSER, None, later + timedelta(days=2))
        ended = load_ended(scope, conn, RING, ada)
        assert ended is not None
        assert ended.ended_at == later, "when the end was first reached"
        assert load_going_on(scope, conn, RING, ada) is None
        assert reword_project(scope, conn, RING, walk_id, "Un plus petit balado", later)
        assert load_walk(scope, conn, RING, walk_id).title == "Un plus petit balado"  # type: ignore[union-attr]

    await database.write(work)


async def test_the_last_touched_of_several_goes_on(database: Database) -> None:
    def work(conn: Connection) -> None:
        here: College = college(conn, "ici")
        scope, ada = here.scope, here.colleague
        guide_id = keep_guide(scope, conn, WALKED, NOW) or ""
        made = [
            add_walk(scope, conn, RING, ada, guide_id, Moment.BEFORE, Jurisdiction.QUEBEC, FIRST, NOW, project=project)
            for project in ("Un", "Deux")
        ]
        for number, walk_id in enumerate(reversed(made), 1):
            assert walk_id is not None
            stand_at(scope, conn, walk_id, Leg.FIRST, SECOND, NOW + timedelta(minutes=number))
        walk = load_going_on(scope, conn, RING, ada)
        assert walk is not None
        assert walk.title == "Un"
        assert load_about(scope, conn, RING, ada, "no such challenge") is None

    await database.write(work)
