"""Reports, actions and the notebook, on both databases: sealed, one a challenge, their owner's."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from community.challenge import ACTIONS_LIMIT, ChallengeState, Readers
from community.peers import WordsKind
from community.report import Came, Door, NextStep
from community.views import Noted
from storage.actions import add_action, choose_action_readers, note_action, turn_tried
from storage.challenges import add_challenge, carry_challenge, move_challenge
from storage.peers import add_words
from storage.reports import choose_report_readers, fill_door, keep_report
from storage.schema import actions, challenges, reports
from storage.transactions import Database
from storage.views.notebook import load_notebook
from storage.views.own import load_own
from storage.views.people import load_person
from storage.views.reports import load_action, load_actions, load_report
from tests.storage.seeds import LATER, MONTH, NOW, RING, UNTIL, College, college

TORONTO = ZoneInfo("America/Toronto")


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def fresh(database: Database, seeded: College, **more: Any) -> str:
    """A challenge of Ada's with nothing under it yet."""
    made = await database.write(
        lambda conn: add_challenge(
            seeded.scope, conn, RING, seeded.person, MONTH, UNTIL, NOW, question="Comment lire?", **more
        )
    )
    assert made is not None
    return made


async def test_one_report_a_challenge_and_what_is_not_given_stays(database: Database, seeded: College) -> None:
    about = await fresh(database, seeded, group_id=seeded.team)
    scope = seeded.scope

    def keep(came: Came, step: NextStep, sentence: str | None) -> Any:
        return lambda conn: keep_report(scope, conn, RING, about, came, step, Readers.TEAM, LATER, sentence=sentence)

    first = await database.write(keep(Came.TRIED, NextStep.CONTINUE, "Une chose à la fois."))
    assert await database.write(lambda conn: fill_door(scope, conn, RING, about, Door.PRIDE, "Ma grille.", LATER))
    assert await database.write(keep(Came.NOT_YET, NextStep.CARRY_OVER, None)) == first
    assert await database.write(lambda conn: choose_report_readers(scope, conn, about, Readers.COMMUNITY, LATER))
    found = await database.read(lambda conn: load_report(scope, conn, RING, about))
    assert found is not None
    assert (found.came, found.next, found.readers) == (Came.NOT_YET, NextStep.CARRY_OVER, Readers.COMMUNITY)
    assert (found.sentence, found.pride, found.learners) == ("Une chose à la fois.", "Ma grille.", None)
    assert (found.owner_id, found.group_id, found.community_id) == (seeded.person, seeded.team, scope.community_id)
    (row,) = await database.read(
        lambda conn: conn.execute(select(reports).where(reports.c.challenge_id == about)).all()
    )
    assert "Ma grille" not in repr(row)


async def test_no_report_no_door(database: Database, seeded: College) -> None:
    about = await fresh(database, seeded)
    scope = seeded.scope
    assert not await database.write(lambda conn: fill_door(scope, conn, RING, about, Door.STUCK, "x", LATER))
    assert not await database.write(lambda conn: choose_report_readers(scope, conn, about, Readers.ME, LATER))
    assert await database.read(lambda conn: load_report(scope, conn, RING, about)) is None
    nobody = keep_report
    assert (
        await database.write(
            lambda conn: nobody(scope, conn, RING, "none", Came.TRIED, NextStep.ADAPT, Readers.ME, LATER)
        )
        is None
    )


async def test_an_end_is_dated_and_taken_back_when_it_opens_again(database: Database, seeded: College) -> None:
    about = await fresh(database, seeded)

    async def row() -> Any:
        return await database.read(lambda conn: conn.execute(select(challenges).where(challenges.c.id == about)).one())

    for state in (ChallengeState.REPORTED, ChallengeState.LEFT, ChallengeState.SKIPPED):
        assert await database.write(
            lambda conn, state=state: move_challenge(seeded.scope, conn, about, state, LATER)  # type: ignore[misc]
        )
        assert ((await row()).state, (await row()).ended_at) == (state, LATER)
    later = UNTIL + timedelta(days=28)
    assert await database.write(lambda conn: carry_challenge(seeded.scope, conn, about, later, UNTIL, LATER))
    found = await row()
    assert (found.state, found.ended_at, found.until, found.carried_past) == ("open", None, later, UNTIL)


async def test_actions_are_numbered_and_their_note_is_apart(database: Database, seeded: College) -> None:
    about = await fresh(database, seeded)
    scope = seeded.scope
    for rank in range(1, ACTIONS_LIMIT + 1):
        text = f"Essai {rank}"
        assert (
            await database.write(
                lambda conn, text=text: add_action(scope, conn, RING, about, text, LATER)  # type: ignore[misc]
            )
            == rank
        )
    assert await database.write(lambda conn: add_action(scope, conn, RING, about, "Un de trop", LATER)) is None
    listed = await database.read(lambda conn: load_actions(scope, conn, RING, about))
    assert [action.text for action in listed] == [f"Essai {rank}" for rank in range(1, ACTIONS_LIMIT + 1)]
    one = listed[2].action_id
    assert await database.write(lambda conn: note_action(scope, conn, RING, one, "Le matin.", LATER))
    assert await database.write(lambda conn: turn_tried(scope, conn, one, True, LATER))
    assert await database.write(lambda conn: choose_action_readers(scope, conn, one, Readers.TEAM, LATER))
    found = await database.read(lambda conn: load_action(scope, conn, RING, one))
    assert found is not None
    assert (found.note, found.tried, found.readers, found.ordinal) == ("Le matin.", True, Readers.TEAM, 3)
    assert found.owner_id == seeded.person
    (row,) = await database.read(lambda conn: conn.execute(select(actions).where(actions.c.id == one)).all())
    assert "Le matin" not in repr(row)
    assert "Essai" not in repr(row)


async def test_ones_own_names_what_goes_on_from_it_and_the_day_that_follows(
    database: Database, seeded: College
) -> None:
    about = await fresh(database, seeded, group_id=seeded.team)

    def own(conn: Any) -> Any:
        person = load_person(seeded.scope, conn, seeded.person, NOW)
        assert person is not None
        return load_own(seeded.scope, conn, RING, person, about, NOW)

    found = await database.read(own)
    assert (found.followed_by, found.meeting) == (None, found.next_until)  # the team's meeting comes after October
    following = await fresh(database, seeded, follows_id=about)
    assert (await database.read(own)).followed_by == following


async def test_the_notebook_is_everything_of_ones_own_and_nothing_else(database: Database, seeded: College) -> None:
    scope = seeded.scope

    def write(conn: Any) -> None:
        keep_report(
            scope, conn, RING, seeded.challenge, Came.PARTLY, NextStep.LET_GO, Readers.ME, LATER, sentence="Gardé."
        )
        fill_door(scope, conn, RING, seeded.challenge, Door.PRIDE, "Ma fierté.", LATER)
        add_action(scope, conn, RING, seeded.challenge, "Un essai.", LATER)
        add_words(scope, conn, RING, seeded.shown, seeded.person, WordsKind.IDEA, LATER, text="Ma piste.")

    await database.write(write)

    def page(person: str, number: int = 0) -> Any:
        return lambda conn: load_notebook(scope, conn, RING, person, number, TORONTO)

    mine = await database.read(page(seeded.person))
    texts = [entry.text for entry in mine.entries]
    assert mine.month == MONTH
    assert (mine.entries[0].noted, texts[0]) == (Noted.PRIDE, "Ma fierté.")
    assert {"Gardé.", "Un essai.", "Ma piste."} <= set(texts)
    assert seeded.challenge in dict(mine.reports)
    assert mine.open_one
    assert await database.read(page(seeded.person, 99)) == mine
    other = await database.read(page(seeded.colleague))
    assert not {"Gardé.", "Un essai.", "Ma piste."} & {entry.text for entry in other.entries}
    nobody = await database.read(page("nobody"))
    assert (nobody.month, nobody.entries, nobody.pages) == (None, (), 1)
    assert date(2025, 10, 1) == MONTH
