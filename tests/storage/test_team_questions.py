"""A question asked of a team, its answers, and the walk that is come back to: kept sealed, counted, called off."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.delivery import DELIVERY
from community.roles import Role
from storage.outbox import claim
from storage.pushed import pushed
from storage.returns import answered_since, call_off, find_return, times_said
from storage.schema import outbox, roles, team_answers, team_questions
from storage.scope import DEPLOYMENT
from storage.team_questions import (
    add_team_answer,
    add_team_question,
    answers_by,
    in_the_way,
    withdraw_team_question,
)
from storage.transactions import Database
from storage.views.people import load_who_runs
from storage.views.team_questions import load_asked, load_team_answer, load_team_answers, load_team_question
from tests.storage.seeds import LATER, NOW, RING, College, college

A_DAY = timedelta(days=1)


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def test_a_question_and_its_answers_are_sealed_and_come_back(database: Database, seeded: College) -> None:
    scope = seeded.scope
    question = await database.read(lambda conn: load_team_question(scope, conn, RING, seeded.question))
    assert question is not None
    assert (question.text, question.author, question.author_id) == ("Et vous, à alpha ?", "Ada alpha", seeded.person)
    assert (question.walk_id, question.group_id, question.answers) == (seeded.walk, seeded.team, 1)
    answer = await database.read(lambda conn: load_team_answer(scope, conn, RING, seeded.answer))
    assert answer is not None
    assert (answer.text, answer.author_id, answer.question) == ("Ici, à alpha", seeded.colleague, question)
    assert await database.read(lambda conn: load_team_answers(scope, conn, RING, seeded.question)) == [answer]
    for table in (team_questions, team_answers):
        sealed = await database.read(lambda conn, of=table: conn.execute(select(of.c.text_sealed)).scalars().all())
        assert all("alpha" not in each for each in sealed)
    assert await database.read(lambda conn: load_team_question(scope, conn, RING, "none")) is None
    assert await database.read(lambda conn: load_team_answers(scope, conn, RING, "none")) == []


async def test_withdrawn_once_it_goes_on_counting_for_a_day(database: Database, seeded: College) -> None:
    scope = seeded.scope

    async def counted(after: object = NOW) -> int:
        return await database.read(lambda conn: in_the_way(scope, conn, seeded.walk, after))  # type: ignore[arg-type]

    assert await counted() == 1
    second = await database.write(
        lambda conn: add_team_question(scope, conn, RING, seeded.walk, seeded.person, seeded.team, "Et ici?", LATER)
    )
    assert second is not None
    asked = await database.read(lambda conn: load_asked(scope, conn, RING, seeded.walk))
    assert [one.question_id for one in asked] == [second, seeded.question]
    for first_time in (True, False):
        done = await database.write(lambda conn: withdraw_team_question(scope, conn, second, LATER))
        assert done is first_time
    assert (await counted(LATER - A_DAY), await counted(LATER)) == (2, 1)
    asked = await database.read(lambda conn: load_asked(scope, conn, RING, seeded.walk))
    assert [one.withdrawn for one in asked] == [True, False]


async def test_a_group_of_no_such_community_is_not_asked(database: Database, seeded: College) -> None:
    made = await database.write(
        lambda conn: add_team_question(seeded.scope, conn, RING, seeded.walk, seeded.person, "none", "Et?", NOW)
    )
    assert made is None


async def test_answers_are_counted_by_person(database: Database, seeded: College) -> None:
    scope, question = seeded.scope, seeded.question
    await database.write(lambda conn: add_team_answer(scope, conn, RING, question, seeded.colleague, "Encore.", LATER))
    counts = [
        await database.read(lambda conn, of=who: answers_by(scope, conn, question, of))
        for who in (seeded.colleague, seeded.facilitator)
    ]
    assert counts == [2, 0]


async def test_a_return_waits_is_seen_and_is_called_off(database: Database, seeded: College) -> None:
    scope, person, walk = seeded.scope, seeded.person, seeded.walk
    found = await database.read(lambda conn: find_return(scope, conn, person, walk))
    assert found is not None
    assert found.at == LATER + timedelta(days=7)
    assert await database.read(lambda conn: find_return(scope, conn, seeded.colleague, walk)) is None
    assert await database.read(lambda conn: find_return(scope, conn, person, "none")) is None
    assert await database.read(lambda conn: times_said(scope, conn, "c:alpha", person)) == 1
    counted = await database.read(lambda conn: [one.kind for one in pushed(scope, conn, person)])
    assert "come_back" in counted
    for first_time in (True, False):
        assert await database.write(lambda conn: call_off(scope, conn, person, walk, LATER)) is first_time
    row = await database.read(lambda conn: conn.execute(select(outbox).where(outbox.c.id == found.row_id)).one())
    assert (row.state, row.code, row.ended_at) == ("cancelled", "called_off", LATER)
    assert await database.read(lambda conn: find_return(scope, conn, person, walk)) is None
    later = LATER + timedelta(days=8)
    claimed = await database.write(lambda conn: claim(DEPLOYMENT, conn, "l", later, later + A_DAY, 99))
    assert "come_back" not in {one.kind for one in claimed}


async def test_what_is_being_sent_is_not_called_off(database: Database, seeded: College) -> None:
    at = LATER + timedelta(days=8)
    await database.write(lambda conn: claim(DEPLOYMENT, conn, "l", at, at + A_DAY, 99))
    assert not await database.write(lambda conn: call_off(seeded.scope, conn, seeded.person, seeded.walk, at))


async def test_whether_anything_was_answered_since(database: Database, seeded: College) -> None:
    since = {
        at: await database.read(lambda conn, then=at: answered_since(seeded.scope, conn, seeded.walk, then))
        for at in (NOW - A_DAY, NOW, LATER)
    }
    assert since == {NOW - A_DAY: True, NOW: False, LATER: False}


async def test_who_runs_a_community_while_they_do(database: Database, seeded: College) -> None:
    runs = await database.read(lambda conn: load_who_runs(seeded.scope, conn, NOW))
    assert runs == {seeded.facilitator: "Cora alpha"}
    over = update(roles).where(roles.c.role == Role.FACILITATOR.value).values(ends_on=(NOW - A_DAY).date())
    await database.write(lambda conn: conn.execute(over))
    assert await database.read(lambda conn: load_who_runs(seeded.scope, conn, NOW)) == {}


def test_both_are_pushed_counted_and_in_working_hours() -> None:
    assert all(DELIVERY[kind].counted and DELIVERY[kind].at_work for kind in ("come_back", "team_answer"))
    assert not any(DELIVERY[kind].counted for kind in ("team_question", "thread_answer", "coming_back"))
