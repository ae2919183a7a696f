"""Who somebody is today: roles hold by the civil date of each community, not by UTC's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from community.civil import WorkingHours
from community.roles import Role
from community.views import Account, Membership, OrganizationView, PersonView
from storage.addresses import link, unlink
from storage.organizations import add_community, set_community
from storage.roster import import_roster
from storage.schema import memberships, people, roles
from storage.scope import Scope
from storage.transactions import Database
from storage.views.people import load_organization, load_person
from tests.storage.seeds import NOW, TODAY, College, address_of, college, roster

EVENING = datetime(2025, 10, 8, 1, 30, tzinfo=UTC)
"""Still Tuesday October 7 in Toronto, 21:30; Wednesday in UTC and in Paris."""


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def person(database: Database, seeded: College, now: datetime = NOW, **more: bool) -> PersonView:
    found = await database.read(lambda conn: load_person(seeded.scope, conn, seeded.person, now, **more))
    assert found is not None
    return found


async def runs(database: Database, seeded: College, now: datetime = NOW) -> OrganizationView:
    return await database.read(lambda conn: load_organization(seeded.scope, conn, now))


async def hold(database: Database, role: Role, starts_on: date, ends_on: date) -> None:
    dates = {"starts_on": starts_on, "ends_on": ends_on}
    await database.write(lambda conn: conn.execute(update(roles).where(roles.c.role == role.value).values(dates)))


async def test_who_they_are(database: Database, seeded: College) -> None:
    community = seeded.scope.community_id or ""
    place = Membership(
        community_id=community,
        community_name="CAP alpha",
        group="Équipe alpha",
        facilitators=(),
        roles=frozenset({Role.MEMBER, Role.DELEGATE}),
        time_zone="America/Toronto",
        learners="élèves alpha",
        hours=WorkingHours(),
    )
    found = await person(database, seeded)
    mine = found.memberships[0]
    assert mine.group_id in mine.groups
    assert len(mine.groups) == 3, "the team, the family, the community"
    place = replace(place, group_id=mine.group_id, groups=mine.groups)
    assert found == PersonView(seeded.person, "Ada", "fr_CA", (place,), (), "enseignante alpha", "Ada alpha")
    named = await person(database, seeded, names=True)
    assert named.memberships[0].facilitators == ("Cora alpha",)
    assert await database.read(lambda conn: load_person(seeded.scope, conn, "nobody", NOW)) is None


async def test_a_group_is_the_team_else_the_family_else_the_community(database: Database, seeded: College) -> None:
    await database.write(lambda conn: conn.execute(update(memberships).values(team_id=None)))
    assert (await person(database, seeded)).memberships[0].group == "Famille alpha"
    await database.write(lambda conn: conn.execute(update(roles).values(family_id=None)))
    alone = (await person(database, seeded)).memberships[0]
    assert (alone.group, alone.group_id, alone.groups) == (
        "CAP alpha",
        seeded.scope.community_id,
        frozenset({seeded.scope.community_id}),
    )


@pytest.mark.parametrize(
    ("zone", "now", "ends_on", "holds"),
    [
        # Its last day is over in UTC, not yet in Toronto.
        ("America/Toronto", EVENING, date(2025, 10, 7), True),
        ("America/Toronto", EVENING, date(2025, 10, 6), False),
        ("Europe/Paris", EVENING, date(2025, 10, 7), False),
        # Midnight of the wall, to the second.
        ("America/Toronto", datetime(2025, 10, 8, 3, 59, 59, tzinfo=UTC), date(2025, 10, 7), True),
        ("America/Toronto", datetime(2025, 10, 8, 4, 0, tzinfo=UTC), date(2025, 10, 7), False),
        # The two ends of the world.
        ("Pacific/Kiritimati", datetime(2025, 10, 7, 9, 59, tzinfo=UTC), date(2025, 10, 7), True),
        ("Pacific/Kiritimati", datetime(2025, 10, 7, 10, 0, tzinfo=UTC), date(2025, 10, 7), False),
        ("Etc/GMT+12", datetime(2025, 10, 8, 11, 59, tzinfo=UTC), date(2025, 10, 7), True),
        ("Etc/GMT+12", datetime(2025, 10, 8, 12, 0, tzinfo=UTC), date(2025, 10, 7), False),
    ],
)
async def test_a_role_ends_with_its_last_day_there(
    database: Database, seeded: College, zone: str, now: datetime, ends_on: date, holds: bool
) -> None:
    await database.write(lambda conn: set_community(seeded.scope, conn, "time_zone", zone))
    for role in (Role.MEMBER, Role.DELEGATE, Role.FACILITATOR):
        await hold(database, role, date(2025, 9, 1), ends_on)
    assert bool((await person(database, seeded, now)).memberships) == holds
    assert bool((await runs(database, seeded, now)).communities) == holds


async def test_a_role_begins_with_its_first_day_there(database: Database, seeded: College) -> None:
    await hold(database, Role.MEMBER, date(2025, 10, 8), date(2026, 6, 30))
    assert (await person(database, seeded, EVENING)).memberships[0].roles == {Role.DELEGATE}
    midnight = datetime(2025, 10, 8, 4, 0, tzinfo=UTC)
    assert (await person(database, seeded, midnight)).memberships[0].roles == {Role.MEMBER, Role.DELEGATE}


async def test_without_a_role_there_is_no_place_and_still_a_person(database: Database, seeded: College) -> None:
    await database.write(lambda conn: conn.execute(delete(roles)))
    found = await person(database, seeded, names=True)
    assert (found.first_name, found.memberships) == ("Ada", ())
    assert await runs(database, seeded) == OrganizationView(())


async def test_a_new_school_year_is_a_new_place(database: Database, seeded: College) -> None:
    """Two memberships of one community, one of them over: one place."""
    november = date(2026, 11, 3)
    plan = await database.write(lambda conn: import_roster(seeded.scope, conn, roster("alpha"), november))
    assert not plan.faults
    now = datetime(2026, 11, 3, 17, 0, tzinfo=UTC)
    (place,) = (await person(database, seeded, now)).memberships
    assert place.roles == {Role.MEMBER, Role.DELEGATE}
    count = select(memberships.c.id).where(memberships.c.person_id == seeded.person)
    assert len(await database.read(lambda conn: conn.execute(count).all())) == 2


async def test_a_place_in_each_community_by_name(database: Database, seeded: College) -> None:
    def join(conn: Connection) -> None:
        values = {"name": "Atelier", "time_zone": "Europe/Paris", "locale": "fr_FR"}
        scope = Scope(seeded.scope.organization_id, add_community(seeded.scope, conn, "atelier", values))
        assert not import_roster(scope, conn, roster("alpha"), TODAY).faults

    await database.write(join)
    found = await person(database, seeded, names=True)
    assert [place.community_name for place in found.memberships] == ["Atelier", "CAP alpha"]
    assert [place.facilitators for place in found.memberships] == [("Cora alpha",)] * 2
    assert (await runs(database, seeded)).communities == (("Atelier", ("Cora alpha",)), ("CAP alpha", ("Cora alpha",)))


async def test_who_runs_it_is_named_once_and_in_order(database: Database, seeded: College) -> None:
    def add(conn: Connection) -> None:
        """Bruno runs it too, and Cora twice."""
        own = {"organization_id": seeded.scope.organization_id, "starts_on": TODAY, "ends_on": date(2026, 6, 30)}
        named = select(memberships.c.id).join(people, people.c.id == memberships.c.person_id)
        for n, name in enumerate(("Bruno alpha", "Cora alpha")):
            (membership,) = conn.scalars(named.where(people.c.full_name == name))
            row = own | {"id": f"r{n}", "membership_id": membership, "role": Role.FACILITATOR.value}
            conn.execute(insert(roles), row)

    await database.write(add)
    assert (await runs(database, seeded)).communities == (("CAP alpha", ("Bruno alpha", "Cora alpha")),)


async def test_linked_accounts_by_the_date_on_their_wall(database: Database, seeded: College) -> None:
    def link_another(conn: Connection) -> str:
        made = address_of(seeded.scope, conn, seeded.tenant, "personal", "another")
        link(seeded.scope, conn, made, seeded.person, "person", EVENING)
        link(seeded.scope, conn, seeded.channel, seeded.person, "person", NOW)  # not a person's own
        return made

    made = await database.write(link_another)
    first = Account("teams", date(2025, 10, 7), "email")
    assert (await person(database, seeded)).accounts == ()
    assert (await person(database, seeded, accounts=True)).accounts == (
        first,
        Account("teams", date(2025, 10, 7), "person"),
    )
    await database.write(lambda conn: unlink(seeded.scope, conn, made))
    assert (await person(database, seeded, accounts=True)).accounts == (first,)


async def test_hours_are_the_communitys(database: Database, seeded: College) -> None:
    def set_hours(conn: Connection) -> Any:
        return set_community(seeded.scope, conn, "hours", "08:00-12:00,13:00-16:00")

    await database.write(set_hours)
    hours = (await person(database, seeded)).memberships[0].hours
    assert hours.opens.hour == 8
    assert timedelta(hours=hours.closes.hour) == timedelta(hours=16)
