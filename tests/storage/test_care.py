"""A community's month in counts and standings, words between two people, what was pushed: on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, insert, select, update

from community.care import Standing
from community.challenge import ChallengeState, Readers
from community.report import Came, NextStep
from community.roles import Role
from community.roster import Column, Roster, RosterRow
from community.views import GroupCounts
from storage.challenges import add_challenge, move_challenge
from storage.letters import add_letter, find_letter
from storage.organizations import NotACommunitySetting
from storage.people import person_by_email
from storage.pushed import pushed, written_this_month
from storage.quiet import choose_hours, may_be_signalled, pause
from storage.reports import keep_report
from storage.roster import import_roster
from storage.schema import actions, challenges, letters, outbox
from storage.scope import Scope, new_id
from storage.transactions import Database
from storage.views.care import CareView, load_care
from storage.views.people import load_person
from tests.storage.seeds import MONTH, NOW, RING, TODAY, UNTIL, College, college, message, organization

TORONTO = ZoneInfo("America/Toronto")
LATER = NOW + timedelta(days=14)


def crowd(*teams: tuple[str, int]) -> Roster:
    """So many members in each team, and one who runs it."""
    rows = [
        RosterRow(line, f"{team.lower()}{n}@crowd.example", f"{team} {n}", team, (Role.MEMBER,), team=team)
        for line, (team, n) in enumerate(((team, n) for team, count in teams for n in range(count)), 2)
    ]
    runs = RosterRow(len(rows) + 2, "runs@crowd.example", "Nadia Roy", "Nadia", (Role.FACILITATOR,))
    return Roster((*rows, runs), frozenset(Column))


@pytest.fixture
async def community(database: Database) -> Scope:
    """Five in French, two in arts, two in music, and who runs it."""

    def work(conn: Connection) -> Scope:
        scope = organization(conn, "crowd")
        plan = import_roster(scope, conn, crowd(("Français", 5), ("Arts", 2), ("Musique", 2)), TODAY)
        assert not plan.faults
        return scope

    return await database.write(work)


def id_of(scope: Scope, conn: Connection, email: str) -> str:
    found = person_by_email(scope, conn, f"{email}@crowd.example")
    assert found is not None
    return found


def keep(scope: Scope, conn: Connection, email: str, question: str | None = "Comment lire?") -> str:
    person_id = id_of(scope, conn, email)
    person = load_person(scope, conn, person_id, NOW)
    assert person is not None
    made = add_challenge(
        scope, conn, RING, person_id, MONTH, UNTIL, NOW, question=question, group_id=person.memberships[0].group_id
    )
    assert made is not None
    return made


def care(scope: Scope, conn: Connection) -> CareView:
    found = load_care(scope, conn, LATER)
    assert found is not None
    return found


def standing(scope: Scope, conn: Connection, email: str) -> Standing:
    return next(s for s in care(scope, conn).standings if s.person_id == id_of(scope, conn, email))


async def test_small_groups_are_told_together_and_only_then(database: Database, community: Scope) -> None:
    def work(conn: Connection) -> CareView:
        shown = keep(community, conn, "français0")
        conn.execute(update(challenges).where(challenges.c.id == shown).values(readers="team"))
        for email, came, following in (
            ("français1", Came.NOT_YET, NextStep.CARRY_OVER),
            ("français3", Came.PARTLY, NextStep.CARRY_OVER),
            ("français4", Came.TRIED, NextStep.CONTINUE),
        ):
            of = keep(community, conn, email)
            keep_report(community, conn, RING, of, came, following, Readers.ME, LATER, sentence=None)
        keep(community, conn, "français2", None)  # « pas ce mois-ci »
        keep(community, conn, "arts0")
        return care(community, conn)

    seen = await database.write(work)
    assert seen.counts == (GroupCounts("Français", set=4, shown=1, reported=2, carried=2),)
    assert seen.small == ("Arts", "Musique", "CAP crowd")
    assert seen.together == GroupCounts("", set=1)


async def test_too_few_between_them_are_not_told_at_all(database: Database) -> None:
    def work(conn: Connection) -> CareView:
        scope = organization(conn, "few")
        import_roster(scope, conn, crowd(("Français", 5), ("Arts", 2)), TODAY)
        return care(scope, conn)

    seen = await database.write(work)
    assert [counts.group for counts in seen.counts] == ["Français"]
    assert seen.together is None


async def test_what_the_rule_knows_of_a_member(database: Database, community: Scope) -> None:
    def work(conn: Connection) -> None:
        everybody = care(community, conn).standings
        assert len(everybody) == 9, "who runs it is not named"
        assert {s.since for s in everybody} == {TODAY}
        first = keep(community, conn, "français0")
        lying = standing(community, conn, "français0")
        assert lying == replace(lying, has_one=True, touched_on=TODAY, skipped=False, written_on=None)
        conn.execute(
            insert(actions).values(
                id=new_id(),
                organization_id=community.organization_id,
                person_id=lying.person_id,
                challenge_id=first,
                ordinal=1,
                text_sealed="x",
                created_at=LATER,
                changed_at=LATER,
            )
        )
        assert standing(community, conn, "français0").touched_on == date(2025, 10, 21)
        move_challenge(community, conn, first, ChallengeState.LEFT, LATER)
        left = standing(community, conn, "français0")
        assert (left.touched_on, left.has_one, left.skipped) == (None, True, False)
        keep(community, conn, "français1", None)
        assert standing(community, conn, "français1").skipped
        person = id_of(community, conn, "français2")
        pause(community, conn, person, date(2025, 10, 22))
        assert standing(community, conn, "français2").paused
        pause(community, conn, person, date(2025, 10, 21))
        assert not standing(community, conn, "français2").paused
        may_be_signalled(community, conn, person, False)
        assert not standing(community, conn, "français2").may_be_signalled
        runs = id_of(community, conn, "runs")
        word = add_letter(community, conn, RING, runs, person, "Un mot", NOW)
        assert standing(community, conn, "français2").written_on == TODAY
        add_letter(community, conn, RING, person, runs, "Merci", LATER, answers_id=word)
        assert standing(community, conn, "français2").written_on == TODAY

    await database.write(work)


async def test_letters_are_sealed_and_found(database: Database) -> None:
    seeded: College = await database.write(lambda conn: college(conn, "alpha"))

    def work(conn: Connection) -> None:
        made = add_letter(
            seeded.scope, conn, RING, seeded.person, seeded.facilitator, "Merci à vous", NOW, answers_id=seeded.letter
        )
        assert made is not None
        stored: Any = conn.execute(select(letters.c.text_sealed).where(letters.c.id == made)).scalar_one()
        assert "Merci" not in stored
        found = find_letter(seeded.scope, conn, RING, made)
        assert found is not None
        assert (found.author, found.to, found.text, found.answers_id) == (
            "Ada alpha",
            "Cora alpha",
            "Merci à vous",
            seeded.letter,
        )
        assert add_letter(seeded.scope, conn, RING, seeded.person, "nobody", "Merci", NOW) is None
        assert find_letter(seeded.scope, conn, RING, "nothing") is None

    await database.write(work)


async def test_what_was_pushed_is_counted_by_the_month_of_the_place(database: Database) -> None:
    seeded: College = await database.write(lambda conn: college(conn, "alpha"))

    def work(conn: Connection) -> None:
        before = pushed(seeded.scope, conn, seeded.person)
        (gone,) = [one for one in before if one.gone]
        assert gone.kind == "peer_bundle"
        assert written_this_month(seeded.scope, conn, seeded.person, NOW, TORONTO) == 1
        assert written_this_month(seeded.scope, conn, seeded.person, NOW + timedelta(days=40), TORONTO) == 0
        values = {"cause": "again", "id": new_id(), "state": "cancelled", "ended_at": NOW}
        row = message(seeded.scope, seeded.person, seeded.address, "again", kind="letter", priority=1)
        columns = {c.name for c in outbox.columns}
        given = {name: getattr(row, name) for name in row.__dataclass_fields__ if name in columns}
        conn.execute(insert(outbox).values(given | values | {"created_at": NOW}))
        assert pushed(seeded.scope, conn, seeded.person) == before, "what was cancelled doesn't count"

    await database.write(work)


async def test_hours_that_cannot_be_read_are_not_kept(database: Database) -> None:
    seeded: College = await database.write(lambda conn: college(conn, "alpha"))
    with pytest.raises(NotACommunitySetting):
        await database.write(lambda conn: choose_hours(seeded.scope, conn, seeded.person, "tard"))
