"""Copies of walks, what they show sealed; and how many walks ended, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, select, update

from community.care import Figures
from community.guide import Jurisdiction, Moment
from community.roles import Role
from community.walk import Answer, Leg
from community.walk_share import Audience, snapshot
from storage.guides import keep_guide
from storage.people import person_by_email
from storage.roster import import_roster
from storage.schema import addresses, memberships, roles, walk_shares
from storage.scope import Scope, new_id
from storage.transactions import Database
from storage.views.care import CareView, load_care
from storage.views.colleagues import load_colleagues
from storage.views.walks import load_walk
from storage.walk_shares import (
    add_walk_share,
    find_walk_share,
    read_snapshot,
    shown_since,
    standing_shares,
    withdraw_walk_share,
)
from storage.walks import add_walk, give_answer, stand_at
from tests.guide import OWN_QUESTIONS, SMALL
from tests.storage.seeds import LATER, NOW, RING, TODAY, College, college, organization
from tests.storage.test_care import crowd

LAW = SMALL.criteria[2]


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def test_a_copy_stays_as_it_was_and_is_sealed(database: Database, seeded: College) -> None:
    def work(conn: Connection) -> None:
        scope, ring = seeded.scope, RING
        before = read_snapshot(scope, conn, ring, seeded.share)
        assert before is not None
        assert give_answer(scope, conn, ring, seeded.walk, "care-own", LATER, answer=Answer.NOT_YET, note="Autre")
        assert read_snapshot(scope, conn, ring, seeded.share) == before
        (sealed,) = conn.scalars(select(walk_shares.c.snapshot_sealed).where(walk_shares.c.id == seeded.share))
        assert "alpha" not in sealed
        assert before.title not in sealed

    await database.write(work)


async def test_what_is_taken_back_is_listed_no_more_and_once(database: Database, seeded: College) -> None:
    def work(conn: Connection) -> None:
        scope = seeded.scope
        walk = load_walk(scope, conn, RING, seeded.walk)
        assert walk is not None
        team = add_walk_share(scope, conn, RING, seeded.walk, Audience.TEAM, snapshot(walk), LATER, group_id="g1")
        assert team is not None
        assert [one.share_id for one in standing_shares(scope, conn, seeded.person)] == [team, seeded.share]
        assert withdraw_walk_share(scope, conn, team, LATER)
        assert not withdraw_walk_share(scope, conn, team, LATER)
        assert [one.share_id for one in standing_shares(scope, conn, seeded.person)] == [seeded.share]
        found = find_walk_share(scope, conn, team)
        assert found is not None
        assert (found.withdrawn_at, found.group_id, found.to_id) == (LATER, "g1", None)
        assert shown_since(scope, conn, seeded.person, Audience.TEAM, NOW) == 1, "taken back, it was shown all the same"
        assert shown_since(scope, conn, seeded.person, Audience.TEAM, LATER) == 0
        since = NOW - timedelta(days=1)
        assert shown_since(scope, conn, seeded.person, Audience.PEER, since, to_id=seeded.colleague) == 1
        assert shown_since(scope, conn, seeded.person, Audience.PEER, since, to_id=seeded.facilitator) == 0

    await database.write(work)


async def test_colleagues_are_those_of_today_who_can_be_written_to(database: Database, seeded: College) -> None:
    def work(conn: Connection) -> None:
        scope = seeded.scope
        assert [one.name for one in load_colleagues(scope, conn, TODAY)] == ["Ada alpha"], "the others have no account"
        row = dict(conn.execute(select(addresses).where(addresses.c.person_id == seeded.person)).one()._mapping)
        conn.execute(insert(addresses), row | {"id": new_id(), "account": "bruno", "person_id": seeded.colleague})
        assert [one.name for one in load_colleagues(scope, conn, TODAY)] == ["Ada alpha", "Bruno alpha"]
        held = select(memberships.c.id).where(memberships.c.person_id == seeded.colleague)
        conn.execute(update(roles).where(roles.c.membership_id.in_(held)).values(role=Role.STEERING.value))
        assert [one.name for one in load_colleagues(scope, conn, TODAY)] == ["Ada alpha"]
        assert load_colleagues(scope, conn, TODAY + timedelta(days=900)) == []

    await database.write(work)


def person(scope: Scope, conn: Connection, number: int) -> str:
    found = person_by_email(scope, conn, f"français{number}@crowd.example")
    assert found is not None
    return found


def ends(scope: Scope, conn: Connection, person_id: str, at: datetime = NOW, law: Answer = Answer.NOT_YET) -> None:
    """A walk to its end, the legal frame answered so."""
    guide = keep_guide(scope, conn, SMALL, NOW)
    assert guide is not None
    first = OWN_QUESTIONS[0]
    made = add_walk(
        scope, conn, RING, person_id, guide, Moment.BEFORE, Jurisdiction.QUEBEC, first, at, project="Un pas"
    )
    assert made is not None
    assert give_answer(scope, conn, RING, made, LAW.first.key, at, answer=law, note="Rien que pour moi")
    assert stand_at(scope, conn, made, Leg.FIRST, None, at)


async def test_walks_are_counted_from_five_people_up(database: Database) -> None:
    def work(conn: Connection) -> list[Figures | None]:
        scope = organization(conn, "crowd")
        import_roster(scope, conn, crowd(("Français", 7)), TODAY)
        seen = [counted(scope, conn)]
        for number in range(4):
            ends(scope, conn, person(scope, conn, number))
        ends(scope, conn, person(scope, conn, 0), LATER)
        runs = person_by_email(scope, conn, "runs@crowd.example")
        assert runs is not None
        ends(scope, conn, runs)
        seen.append(counted(scope, conn))
        ends(scope, conn, person(scope, conn, 4), law=Answer.YES)
        seen.append(counted(scope, conn))
        ends(scope, conn, person(scope, conn, 5))
        seen.append(counted(scope, conn))
        return seen

    none, four, five, six = await database.write(work)
    assert none is None
    assert four is None, "four people, five walks, and who runs it, who isn't counted"
    assert five == Figures(6, 5, ()), "four of five have it open: it isn't named"
    assert six == Figures(7, 6, ((LAW.name, 5),))


async def test_last_years_walks_and_those_who_left_are_not_counted(database: Database) -> None:
    def work(conn: Connection) -> list[Figures | None]:
        scope = organization(conn, "crowd")
        import_roster(scope, conn, crowd(("Français", 6)), TODAY)
        for number in range(4):
            ends(scope, conn, person(scope, conn, number))
        ends(scope, conn, person(scope, conn, 4), NOW - timedelta(days=150))
        before = counted(scope, conn)
        ends(scope, conn, person(scope, conn, 5))
        five = counted(scope, conn)
        held = select(memberships.c.id).where(memberships.c.person_id == person(scope, conn, 5))
        conn.execute(update(roles).where(roles.c.membership_id.in_(held)).values(ends_on=TODAY - timedelta(days=1)))
        return [before, five, counted(scope, conn)]

    before, five, left = await database.write(work)
    assert before is None
    assert five == Figures(5, 5, ((LAW.name, 5),))
    assert left is None


def counted(scope: Scope, conn: Connection) -> Figures | None:
    care: CareView | None = load_care(scope, conn, LATER + timedelta(days=1))
    assert care is not None
    return care.walked
