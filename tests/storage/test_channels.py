"""What a channel is bound to, and when each group meets."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from community.challenge import ChallengeState, Wants
from storage.addresses import find_address, speak_in
from storage.challenges import add_challenge, follow_meeting, move_challenge, show_challenge, withdraw_challenge
from storage.channels import (
    bind_channel,
    channels_of,
    find_channel,
    open_channel,
    posted_in,
    stands_in,
    unbind_channel,
)
from storage.meetings import meeting_of, next_meetings, set_meeting, until_of
from storage.outbox import bring_forward, put
from storage.schema import challenges
from storage.scope import Scope
from storage.transactions import Database
from storage.views.challenges import load_month
from storage.views.sharing import load_shared, shown_to, waits_until
from tests.storage.seeds import LATER, MEETING, MONTH, NOW, RING, TODAY, UNTIL, College, college, message


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


def whole(seeded: College) -> str:
    """The community's own id, which names all of it as a group."""
    assert seeded.scope.community_id is not None
    return seeded.scope.community_id


async def test_the_first_to_bind_is_heard_and_a_change_is_made_on_purpose(database: Database, seeded: College) -> None:
    async def bind(group: str, person: str, *, instead: bool = False) -> bool:
        return await database.write(
            lambda conn: bind_channel(seeded.scope, conn, seeded.channel, group, person, LATER, instead=instead)
        )

    await database.write(lambda conn: unbind_channel(seeded.scope, conn, seeded.channel))
    assert await bind(seeded.team, seeded.facilitator)
    assert await bind(seeded.team, seeded.colleague), "the same: nothing to change"
    assert not await bind(whole(seeded), seeded.colleague)
    found = await database.read(lambda conn: find_channel(seeded.scope, conn, seeded.channel))
    assert found is not None
    assert (found.group_id, found.person_id, found.opened) == (seeded.team, seeded.facilitator, False)
    await database.write(lambda conn: open_channel(seeded.scope, conn, seeded.channel))
    assert await bind(whole(seeded), seeded.colleague, instead=True)
    found = await database.read(lambda conn: find_channel(seeded.scope, conn, seeded.channel))
    assert found is not None
    assert (found.group_id, found.person_id, found.opened) == (whole(seeded), seeded.colleague, False)
    assert await database.read(lambda conn: channels_of(seeded.scope, conn, seeded.team)) == []


async def test_a_channel_is_bound_to_a_group_of_the_community_only(database: Database, seeded: College) -> None:
    for group in ("", "nowhere", seeded.challenge):
        assert not await database.write(
            lambda conn, group=group: bind_channel(
                seeded.scope, conn, seeded.channel, group, seeded.facilitator, LATER, instead=True
            )
        )


async def test_unbound_it_is_bound_to_nothing(database: Database, seeded: College) -> None:
    assert await database.write(lambda conn: unbind_channel(seeded.scope, conn, seeded.channel))
    assert await database.read(lambda conn: find_channel(seeded.scope, conn, seeded.channel)) is None
    assert not await database.write(lambda conn: unbind_channel(seeded.scope, conn, seeded.channel))


async def test_a_channel_speaks_its_communitys_language(database: Database, seeded: College) -> None:
    await database.write(lambda conn: speak_in(seeded.scope, conn, seeded.channel, "en_CA"))
    found = await database.read(lambda conn: find_address(seeded.scope, conn, seeded.channel))
    assert found is not None
    assert found.locale == "en_CA"


async def test_what_stands_where(database: Database, seeded: College) -> None:
    def put_one(posted: str, subject: str) -> None:
        row = message(seeded.scope, None, seeded.channel, f"new:{posted}", kind="shared_card", not_before=LATER)
        rows.append(row.id)
        written.append(lambda conn: put(seeded.scope, conn, row, NOW, subject_id=subject))

    rows: list[str] = []
    written: list[object] = []
    put_one("one", seeded.challenge)
    for write in written:
        await database.write(write)  # type: ignore[arg-type]
    stands = await database.read(lambda conn: stands_in(seeded.scope, conn, seeded.challenge, seeded.channel))
    posted = await database.read(lambda conn: posted_in(seeded.scope, conn, seeded.challenge, seeded.channel))
    assert (stands, posted) == (True, False), "on its way, not there yet"
    assert await database.read(lambda conn: waits_until(seeded.scope, conn, seeded.challenge, NOW)) == LATER
    sooner = NOW + timedelta(minutes=5)
    moved = await database.write(lambda conn: bring_forward(seeded.scope, conn, seeded.channel, "shared_card", sooner))
    assert moved == 1
    assert await database.read(lambda conn: waits_until(seeded.scope, conn, seeded.challenge, NOW)) == sooner
    assert await database.read(lambda conn: waits_until(seeded.scope, conn, seeded.challenge, sooner)) is None


async def test_a_group_meets_when_it_says_else_with_its_community(database: Database, seeded: College) -> None:
    async def of(group: str, day: date = TODAY) -> date | None:
        return await database.read(lambda conn: meeting_of(seeded.scope, conn, group, day))

    assert await of(seeded.team) == MEETING
    assert await of(whole(seeded)) is None
    december = date(2025, 12, 11)
    assert await database.write(lambda conn: set_meeting(seeded.scope, conn, whole(seeded), december))
    assert await of(seeded.team) == MEETING
    assert await of(seeded.team, MEETING) == MEETING, "the day itself still counts"
    assert await of(seeded.team, MEETING + timedelta(days=1)) == december, "a past one is none"
    assert await database.read(lambda conn: next_meetings(seeded.scope, conn, TODAY)) == [
        (whole(seeded), seeded.team, MEETING),
        (whole(seeded), whole(seeded), december),
    ]
    organization = Scope(seeded.scope.organization_id)
    assert len(await database.read(lambda conn: next_meetings(organization, conn, TODAY))) == 2
    assert not await database.write(lambda conn: set_meeting(seeded.scope, conn, whole(seeded), december))
    assert await database.write(lambda conn: set_meeting(seeded.scope, conn, whole(seeded), None))
    assert not await database.write(lambda conn: set_meeting(seeded.scope, conn, whole(seeded), None))
    assert not await database.write(lambda conn: set_meeting(seeded.scope, conn, "nowhere", december))


async def test_without_a_meeting_it_is_the_last_school_day(database: Database, seeded: College) -> None:
    async def until(group: str, day: date) -> tuple[date, bool]:
        return await database.read(lambda conn: until_of(seeded.scope, conn, group, day))

    assert await until(seeded.team, TODAY) == (MEETING, True)
    assert await until(whole(seeded), TODAY) == (date(2025, 10, 31), False)
    assert await until(seeded.team, date(2025, 11, 29)) == (date(2025, 12, 31), False), "after the month's last one"


async def test_a_new_challenge_runs_until_the_group_meets(database: Database, seeded: College) -> None:
    month = await database.read(
        lambda conn: load_month(seeded.scope, conn, RING, seeded.colleague, NOW, group_id=seeded.team)
    )
    assert month is not None
    assert (month.until, month.meeting, month.new_until) == (MEETING, True, MEETING)
    mine = await database.read(
        lambda conn: load_month(seeded.scope, conn, RING, seeded.person, NOW, group_id=seeded.team)
    )
    assert mine is not None
    assert (mine.until, mine.meeting, mine.new_until) == (UNTIL, False, MEETING), "the open one runs as it did"


async def test_open_challenges_follow_but_those_put_off_beyond(database: Database, seeded: College) -> None:
    async def add(**values: object) -> str:
        made = await database.write(
            lambda conn: add_challenge(
                seeded.scope, conn, RING, seeded.colleague, MONTH, UNTIL, NOW, question="Comment?", group_id=seeded.team
            )
        )
        assert made is not None
        if values:
            await database.write(
                lambda conn: conn.execute(challenges.update().where(challenges.c.id == made).values(**values))
            )
        return made

    follows = await add()
    beyond = await add(carried_past=MEETING)
    ended = await add()
    await database.write(lambda conn: move_challenge(seeded.scope, conn, ended, ChallengeState.LEFT, NOW))
    touched = select(challenges.c.changed_at)
    before = await database.read(lambda conn: list(conn.scalars(touched)))
    moved = await database.write(lambda conn: follow_meeting(seeded.scope, conn, seeded.team, MEETING))
    assert await database.read(lambda conn: list(conn.scalars(touched))) == before, "no act of its owner's"
    assert moved == [(follows, seeded.colleague)]
    assert await database.write(lambda conn: follow_meeting(seeded.scope, conn, seeded.team, MEETING)) == []
    later = MEETING + timedelta(days=28)
    moved = await database.write(lambda conn: follow_meeting(seeded.scope, conn, seeded.team, later))
    assert sorted(moved) == sorted([(follows, seeded.colleague), (beyond, seeded.colleague)])


async def test_shown_withdrawn_and_shown_again(database: Database, seeded: College) -> None:
    async def loaded() -> object:
        return await database.read(lambda conn: load_shared(seeded.scope, conn, RING, seeded.challenge, NOW))

    def show(conn: object) -> bool:
        return show_challenge(
            seeded.scope,
            conn,  # type: ignore[arg-type]
            RING,
            seeded.challenge,
            seeded.team,
            Wants.IDEAS,
            MEETING,
            LATER,
            classroom="une 2e année",
        )

    assert await loaded() is None
    assert await database.write(show)
    found = await database.read(lambda conn: load_shared(seeded.scope, conn, RING, seeded.challenge, NOW))
    assert found is not None
    assert found.challenge is not None
    assert (found.challenge.classroom, found.challenge.sign, found.challenge.until) == ("une 2e année", None, MEETING)
    assert (found.owner, found.group, found.by_facilitator) == ("Ada alpha", "Équipe alpha", False)
    assert await database.read(lambda conn: shown_to(seeded.scope, conn, seeded.team, NOW)) == [
        (seeded.challenge, False)
    ]
    assert await database.write(lambda conn: withdraw_challenge(seeded.scope, conn, seeded.challenge, LATER))
    assert await loaded() is None
    assert await database.read(lambda conn: shown_to(seeded.scope, conn, seeded.team, NOW)) == []


async def test_who_runs_the_community_comes_first(database: Database, seeded: College) -> None:
    await database.write(
        lambda conn: show_challenge(
            seeded.scope, conn, RING, seeded.challenge, whole(seeded), Wants.IDEAS, UNTIL, LATER
        )
    )
    assert await database.read(lambda conn: shown_to(seeded.scope, conn, whole(seeded), NOW)) == [
        (seeded.shown, True),
        (seeded.challenge, False),
    ]
