"""A challenge is its owner's: kept, changed, skipped, and read by month."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from community.challenge import ChallengeState, ToolUser
from community.views import Challenge, MonthView
from storage.challenges import add_challenge, change_challenge, move_challenge, note_hint
from storage.organizations import add_community, set_community
from storage.schema import challenges
from storage.scope import Scope
from storage.sealing import CannotUnseal
from storage.transactions import Database
from storage.views.challenges import (
    PAGE_SIZE,
    load_challenge,
    load_month,
    load_my_challenges,
)
from tests.storage.seeds import LATER, MONTH, NOW, RING, UNTIL, College, college, question

TORONTO = ZoneInfo("America/Toronto")
PARIS = {"name": "Autre", "time_zone": "Europe/Paris", "locale": "fr_FR"}


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def add(
    database: Database, seeded: College, month: date = MONTH, words: str | None = "Comment?", **more: Any
) -> str:
    scope = more.pop("scope", seeded.scope)
    person = more.pop("person", seeded.person)
    at = more.pop("at", NOW)
    made = await database.write(
        lambda conn: add_challenge(scope, conn, RING, person, month, UNTIL, at, question=words, **more)
    )
    assert made is not None
    return made


async def read(database: Database, seeded: College, challenge: str) -> Challenge | None:
    return await database.read(lambda conn: load_challenge(seeded.scope, conn, RING, challenge))


async def test_it_comes_back_with_whose_it_is(database: Database, seeded: College) -> None:
    assert await read(database, seeded, seeded.challenge) == Challenge(
        challenge_id=seeded.challenge,
        owner_id=seeded.person,
        community_id=seeded.scope.community_id or "",
        community="CAP alpha",
        month=MONTH,
        until=UNTIL,
        state=ChallengeState.OPEN,
        question=question("alpha"),
        tool_user=ToolUser.ME,
        hint_given=False,
        changed_at=NOW,
    )
    assert await read(database, seeded, "none") is None


async def test_a_month_may_be_skipped_without_a_word(database: Database, seeded: College) -> None:
    made = await add(database, seeded, words=None)
    found = await read(database, seeded, made)
    assert found is not None
    assert (found.state, found.question, found.tool_user) == (ChallengeState.SKIPPED, None, None)


async def test_it_needs_a_person_and_a_community(database: Database, seeded: College) -> None:
    def add_for(scope: Scope, person: str) -> Any:
        return lambda conn: add_challenge(scope, conn, RING, person, MONTH, UNTIL, NOW, question="Comment?")

    assert await database.write(add_for(Scope(seeded.scope.organization_id), seeded.person)) is None
    assert await database.write(add_for(Scope(seeded.scope.organization_id, "none"), seeded.person)) is None
    assert await database.write(add_for(seeded.scope, "nobody")) is None


async def test_changing_opens_it_again(database: Database, seeded: College) -> None:
    skipped = ChallengeState.SKIPPED
    assert await database.write(lambda conn: move_challenge(seeded.scope, conn, seeded.challenge, skipped, NOW))
    found = await read(database, seeded, seeded.challenge)
    assert found is not None
    assert (found.state, found.question) == (skipped, question("alpha"))  # the words as they were
    new = ("Comment écrire ?", ToolUser.NO_TOOL, UNTIL - timedelta(days=1), LATER)
    assert await database.write(lambda conn: change_challenge(seeded.scope, conn, RING, seeded.challenge, *new))
    found = await read(database, seeded, seeded.challenge)
    assert found is not None
    assert (found.question, found.tool_user, found.until, found.changed_at) == new
    assert found.state is ChallengeState.OPEN
    assert not await database.write(lambda conn: change_challenge(seeded.scope, conn, RING, "none", *new))


async def test_a_hint_is_noted(database: Database, seeded: College) -> None:
    assert await database.write(lambda conn: note_hint(seeded.scope, conn, seeded.challenge))
    found = await read(database, seeded, seeded.challenge)
    assert found is not None
    assert found.hint_given
    assert not await database.write(lambda conn: note_hint(seeded.scope, conn, "none"))


async def test_a_question_moved_to_another_row_does_not_open(database: Database, seeded: College) -> None:
    other = await add(database, seeded)
    sealed = select(challenges.c.question_sealed).where(challenges.c.id == seeded.challenge).scalar_subquery()
    swap = update(challenges).where(challenges.c.id == other).values(question_sealed=sealed)
    await database.write(lambda conn: conn.execute(swap))
    with pytest.raises(CannotUnseal):
        await read(database, seeded, other)


async def test_the_month_in_course(database: Database, seeded: College) -> None:
    found = await database.read(lambda conn: load_month(seeded.scope, conn, RING, seeded.person, NOW))
    assert found is not None
    assert (found.month, found.until, found.learners) == (MONTH, UNTIL, "élèves alpha")
    assert found.open is not None
    assert found.open.challenge_id == seeded.challenge
    theirs = await database.read(lambda conn: load_month(seeded.scope, conn, RING, seeded.colleague, NOW))
    assert theirs is not None
    assert theirs.open is None
    nowhere = Scope(seeded.scope.organization_id)
    assert await database.read(lambda conn: load_month(nowhere, conn, RING, seeded.person, NOW)) is None


@pytest.mark.parametrize(
    ("zone", "now", "month"),
    [
        ("America/Toronto", datetime(2025, 10, 1, 3, 59, tzinfo=UTC), date(2025, 9, 1)),  # still September there
        ("America/Toronto", datetime(2025, 10, 1, 4, 0, tzinfo=UTC), date(2025, 10, 1)),
        ("Europe/Paris", datetime(2025, 9, 30, 21, 59, tzinfo=UTC), date(2025, 9, 1)),
        ("Europe/Paris", datetime(2025, 9, 30, 22, 0, tzinfo=UTC), date(2025, 10, 1)),
        ("America/Toronto", datetime(2025, 11, 29, 12, 0, tzinfo=UTC), date(2025, 12, 1)),  # past the last school day
    ],
)
async def test_the_month_is_the_communitys_own(
    database: Database, seeded: College, zone: str, now: datetime, month: date
) -> None:
    await database.write(lambda conn: set_community(seeded.scope, conn, "time_zone", zone))
    found = await database.read(lambda conn: load_month(seeded.scope, conn, RING, seeded.person, now))
    assert found is not None
    assert found.month == month
    assert found.until >= month


async def test_what_is_open_comes_before_what_was_left(database: Database, seeded: College) -> None:
    await database.write(lambda conn: move_challenge(seeded.scope, conn, seeded.challenge, ChallengeState.SKIPPED, NOW))

    async def month(person: str) -> MonthView:
        found = await database.read(lambda conn: load_month(seeded.scope, conn, RING, person, NOW))
        assert found is not None
        return found

    found = await month(seeded.person)
    assert found.open is None
    assert found.left is not None
    assert found.left.challenge_id == seeded.challenge
    earlier = await add(database, seeded, date(2025, 9, 1))
    found = await month(seeded.person)
    assert found.open is not None
    assert found.open.challenge_id == earlier  # open since September
    assert found.left is None
    nobodys = await month(seeded.colleague)
    assert (nobodys.open, nobodys.left) == (None, None)


async def test_my_challenges_newest_month_first_a_page_at_a_time(database: Database, seeded: College) -> None:
    for n in range(1, 9):
        await add(database, seeded, date(2025, n, 1), f"Comment {n}?")
    await add(database, seeded, date(2025, 8, 1), "Comment 8 bis?", at=LATER)
    await add(database, seeded, person=seeded.colleague, words="À quelqu'un d'autre")

    async def page(number: int) -> tuple[list[str | None], int, int]:
        mine = await database.read(
            lambda conn: load_my_challenges(seeded.scope, conn, RING, seeded.person, number, NOW, TORONTO)
        )
        assert mine.month == MONTH
        assert not mine.several
        return [challenge.question for challenge in mine.challenges], mine.page, mine.pages

    first = [question("alpha"), "Comment 8 bis?", "Comment 8?", "Comment 7?", "Comment 6?", "Comment 5?"]
    assert len(first) == PAGE_SIZE
    assert await page(0) == (first, 0, 2)
    last = ["Comment 4?", "Comment 3?", "Comment 2?", "Comment 1?"]
    assert await page(1) == (last, 1, 2)
    assert await page(99) == (last, 1, 2)
    assert await page(-1) == (first, 0, 2)


async def test_nobodys_challenges_are_one_empty_page(database: Database, seeded: College) -> None:
    mine = await database.read(
        lambda conn: load_my_challenges(seeded.scope, conn, RING, seeded.colleague, 3, NOW, TORONTO)
    )
    assert (mine.challenges, mine.page, mine.pages) == ((), 0, 1)


async def test_challenges_of_several_communities_name_their_own(database: Database, seeded: College) -> None:
    other = await database.write(lambda conn: add_community(seeded.scope, conn, "autre", PARIS))
    await add(database, seeded, scope=Scope(seeded.scope.organization_id, other))
    mine = await database.read(
        lambda conn: load_my_challenges(seeded.scope, conn, RING, seeded.person, 0, NOW, TORONTO)
    )
    assert mine.several
    assert {challenge.community for challenge in mine.challenges} == {"CAP alpha", "Autre"}
