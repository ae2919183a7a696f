"""Organizations, whom they let in, and what is set of their communities."""

from datetime import time

import pytest
from sqlalchemy import Connection

from community.civil import WorkingHours
from community.guide import Jurisdiction
from storage.organizations import (
    NotACommunitySetting,
    TenantTaken,
    accept_tenant,
    add_community,
    add_organization,
    all_communities,
    community,
    community_by_slug,
    read_hours,
    set_community,
)
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database
from tests.storage.seeds import organization

VALUES = {"name": "CAP", "time_zone": "America/Toronto", "locale": "fr_CA"}


async def test_an_organization_is_made_once(database: Database) -> None:
    def work(conn: Connection) -> tuple[str, str, str]:
        names = ("Cégep", "Cégep", "cégep")
        first, again, other = (add_organization(DEPLOYMENT, conn, name) for name in names)
        return first, again, other

    first, again, other = await database.write(work)
    assert first == again != other


async def test_a_tenant_belongs_to_one_organization(database: Database) -> None:
    one, other = [await database.write(lambda conn, m=mark: organization(conn, m)) for mark in ("alpha", "omega")]
    await database.write(lambda conn: accept_tenant(one, conn, "teams", "t1"))
    await database.write(lambda conn: accept_tenant(one, conn, "teams", "t1"))  # repeated, it changes nothing
    with pytest.raises(TenantTaken, match="teams tenant t1"):
        await database.write(lambda conn: accept_tenant(other, conn, "teams", "t1"))
    await database.write(lambda conn: accept_tenant(other, conn, "slack", "t1"))


async def test_a_community_is_made_once_as_it_was_first_said(database: Database) -> None:
    def work(conn: Connection) -> tuple[Scope, str, str]:
        scope = Scope(add_organization(DEPLOYMENT, conn, "Cégep"))
        made = add_community(scope, conn, "cap", VALUES | {"learners": "personnes étudiantes"})
        return scope, made, add_community(scope, conn, "cap", VALUES | {"name": "Autre"})

    scope, made, again = await database.write(work)
    assert made == again
    found = await database.read(lambda conn: community_by_slug(DEPLOYMENT, conn, "cap"))
    assert found is not None
    assert (found.name, found.organization, found.learners) == ("CAP", "Cégep", "personnes étudiantes")
    assert found.hours == WorkingHours()
    assert found.scope() == Scope(scope.organization_id, made)
    assert await database.read(lambda conn: community(found.scope(), conn)) == found
    assert await database.read(lambda conn: community(scope, conn)) is None
    assert await database.read(lambda conn: community_by_slug(DEPLOYMENT, conn, "autre")) is None


async def test_a_slug_belongs_to_one_community(database: Database) -> None:
    await database.write(lambda conn: organization(conn, "alpha"))
    other = await database.write(lambda conn: organization(conn, "omega"))
    with pytest.raises(ValueError, match="alpha is taken"):
        await database.write(lambda conn: add_community(other, conn, "alpha", VALUES))


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
async def test_a_name_that_cannot_be_kept_is_refused_alike(database: Database, name: str) -> None:
    with pytest.raises(NotACommunitySetting, match="name"):
        await database.write(lambda conn: add_organization(DEPLOYMENT, conn, name))
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    with pytest.raises(NotACommunitySetting, match="tenant"):
        await database.write(lambda conn: accept_tenant(scope, conn, "teams", name))
    with pytest.raises(NotACommunitySetting, match="slug"):
        await database.write(lambda conn: add_community(scope, conn, name, VALUES))


async def test_values_name_no_other_organization(database: Database) -> None:
    def work(conn: Connection) -> Scope:
        one, other = (add_organization(DEPLOYMENT, conn, name) for name in ("Un", "Autre"))
        made = add_community(Scope(one), conn, "cap", VALUES | {"organization_id": other, "id": "mine", "slug": "x"})
        return Scope(one, made)

    scope = await database.write(work)
    found = await database.read(lambda conn: community(scope, conn))
    assert found is not None
    assert found.slug == "cap"


async def test_communities_by_organization_and_name(database: Database) -> None:
    def work(conn: Connection) -> None:
        for name, slug in (("B", "b2"), ("A", "a"), ("B", "b1")):
            scope = Scope(add_organization(DEPLOYMENT, conn, name))
            add_community(scope, conn, slug, VALUES | {"name": slug.upper()})

    await database.write(work)
    found = await database.read(lambda conn: all_communities(DEPLOYMENT, conn))
    assert [(c.organization, c.slug) for c in found] == [("A", "a"), ("B", "b1"), ("B", "b2")]


@pytest.mark.parametrize(
    ("key", "value", "attribute", "expected"),
    [
        ("name", "COP IA", "name", "COP IA"),
        ("time_zone", "Europe/Paris", "time_zone", "Europe/Paris"),
        ("locale", "en_CA", "locale", "en_CA"),
        ("learners", "élèves", "learners", "élèves"),
        ("rigour", "inquiry", "rigour", "inquiry"),
        ("jurisdiction", "belgium", "jurisdiction", Jurisdiction.BELGIUM),
        ("hours", "08:00-12:00, 13:30-17:00", "hours", WorkingHours(time(8), time(17), time(12), time(13, 30))),
    ],
)
async def test_setting(database: Database, key: str, value: str, attribute: str, expected: object) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    assert await database.write(lambda conn: set_community(scope, conn, key, value))
    found = await database.read(lambda conn: community(scope, conn))
    assert getattr(found, attribute) == expected


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("slug", "other"),
        ("organization_id", "other"),
        ("", ""),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("time_zone", "../etc/passwd"),
        ("time_zone", "America"),
        ("locale", "fr"),
        ("locale", "de_DE"),
        ("locale", "fr_CA\n"),
        ("hours", "8-12"),
        ("rigour", "strict"),
        ("rigour", ""),
        ("jurisdiction", "canada"),
        ("jurisdiction", ""),
        ("principal_page", "yes"),
        ("principal_page", ""),
        ("hours", "07:30-11:30,13:00-25:00"),
        ("hours", "07:30-11:30,11:00-16:30"),
        ("hours", "11:30-07:30,13:00-16:30"),
        ("hours", "07:30-07:30,13:00-16:30"),
        ("hours", "07:30Z-11:30,13:00-16:30"),
        ("hours", "07:30Z-11:30Z,13:00Z-16:30Z"),
        ("name", "x" * 201),
        ("name", " "),
        ("learners", "x" * 61),
    ],
)
async def test_what_cannot_be_set_is_said_and_changes_nothing(database: Database, key: str, value: str) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    before = await database.read(lambda conn: community(scope, conn))
    with pytest.raises(NotACommunitySetting):
        await database.write(lambda conn: set_community(scope, conn, key, value))
    assert await database.read(lambda conn: community(scope, conn)) == before


@pytest.mark.parametrize(
    "values", [{"locale": "fr"}, {"time_zone": "Nowhere"}, {"name": ""}, {"learners": "x" * 61}, {"hours": "9-5"}]
)
async def test_a_community_is_not_made_with_what_could_not_be_set(database: Database, values: dict[str, str]) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    with pytest.raises(NotACommunitySetting):
        await database.write(lambda conn: add_community(scope, conn, "new", VALUES | values))
    assert await database.read(lambda conn: community_by_slug(DEPLOYMENT, conn, "new")) is None


async def test_nothing_is_set_of_a_community_that_is_not_there(database: Database) -> None:
    scope = await database.write(lambda conn: organization(conn, "alpha"))
    for missing in (Scope(scope.organization_id), Scope(scope.organization_id, "nothing")):
        assert not await database.write(lambda conn, s=missing: set_community(s, conn, "name", "x"))


def test_hours_that_touch_have_no_pause() -> None:
    assert read_hours("07:30-12:00,12:00-16:30") == WorkingHours(time(7, 30), time(16, 30), time(12), time(12))
