"""A principal's page: sealed, one a walk, sent and taken back, erased when its school year is over."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, select, update

from community.principal import OTHER_TOOL, Ages, CameOf, Opening, Outcome, Written
from community.roles import Role
from storage.organizations import community, set_community
from storage.principal import (
    add_page,
    confirm_outcome,
    drop_page,
    page_of_walk,
    pages_sent,
    reply_to_outcome,
    rewrite_page,
    send_page,
    withdraw_page,
    write_outcome,
)
from storage.principal_upkeep import forget_pages
from storage.schema import communities, memberships, principal_pages, roles
from storage.scope import DEPLOYMENT
from storage.transactions import Database
from storage.views.people import load_person
from storage.views.principal import load_page, principals_of
from tests.storage.seeds import NOW, RING, College, college

ENDS = date(2026, 6, 30)
WRITTEN = Written(
    intent="Comparer deux réponses",
    classroom="Groupe 204",
    ages=Ages.AT_13,
    tool=OTHER_TOOL,
    opening=Opening.ASKED,
    chosen="Trois périodes",
    tool_name="Canva",
)
GO = CameOf(Outcome.GO, None, "Après la relâche.")


async def in_a_college(database: Database, work: Callable[[Connection, College], None]) -> None:
    await database.write(lambda conn: work(conn, college(conn, "alpha")))


def page(conn: Connection, ours: College, ends: date = ENDS) -> str:
    """A page of the college's ended walk, for nobody yet."""
    drop_page(ours.scope, conn, ours.page)
    made = add_page(ours.scope, conn, RING, ours.person, ours.walk, WRITTEN, ends, NOW)
    assert made is not None
    return made


async def test_what_is_written_is_read_as_it_was_and_sealed(database: Database) -> None:
    def work(conn: Connection, ours: College) -> None:
        made = page(conn, ours)
        found = load_page(ours.scope, conn, RING, made, NOW)
        assert found is not None
        assert (found.written, found.tool, found.note) == (WRITTEN, "Canva", None)
        assert (found.owner, found.principal_id, found.sent_on, found.came) == ("Ada alpha", None, None, None)
        row = conn.execute(select(principal_pages).where(principal_pages.c.id == made)).one()
        kept = " ".join(str(value) for value in row)
        for words in (WRITTEN.intent, WRITTEN.classroom, WRITTEN.chosen, WRITTEN.tool_name):
            assert words not in kept
        assert page_of_walk(ours.scope, conn, ours.walk) == made

    await in_a_college(database, work)


async def test_a_confirmation_falls_with_whatever_is_changed(database: Database) -> None:
    def work(conn: Connection, ours: College) -> None:
        made = page(conn, ours)
        assert not confirm_outcome(ours.scope, conn, made, NOW)  # there is nothing to confirm
        assert not reply_to_outcome(ours.scope, conn, RING, made, "Non")

        def stands() -> tuple[bool, str]:
            found = load_page(ours.scope, conn, RING, made, NOW)
            assert found is not None
            return found.confirmed_on is not None, found.reply

        send_page(ours.scope, conn, made, ours.facilitator, NOW)
        write_outcome(ours.scope, conn, RING, made, GO, NOW)
        confirm_outcome(ours.scope, conn, made, NOW)
        assert stands() == (True, "")
        reply_to_outcome(ours.scope, conn, RING, made, "Pas tout à fait")
        assert stands() == (False, "Pas tout à fait")
        confirm_outcome(ours.scope, conn, made, NOW)
        assert stands() == (True, "")
        write_outcome(ours.scope, conn, RING, made, CameOf(Outcome.LATER, date(2025, 11, 13)), NOW)
        assert stands() == (False, "")
        confirm_outcome(ours.scope, conn, made, NOW)
        rewrite_page(ours.scope, conn, RING, made, WRITTEN, NOW)
        assert stands() == (False, "")
        confirm_outcome(ours.scope, conn, made, NOW)
        withdraw_page(ours.scope, conn, made, NOW)
        assert stands() == (False, "")
        found = load_page(ours.scope, conn, RING, made, NOW)
        assert found is not None
        assert (found.principal_id, found.came) == (None, CameOf(Outcome.LATER, date(2025, 11, 13)))
        assert pages_sent(ours.scope, conn) == []

    await in_a_college(database, work)


async def test_a_tool_that_the_walks_version_doesnt_have_has_no_rule(database: Database) -> None:
    def work(conn: Connection, ours: College) -> None:
        made = page(conn, ours)
        rewrite_page(ours.scope, conn, RING, made, Written("a", "b", Ages.FROM_14, "lost", Opening.OPEN, "c"), NOW)
        found = load_page(ours.scope, conn, RING, made, NOW)
        assert found is not None
        assert (found.tool, found.note) == ("", None)  # the version has no such tool

    await in_a_college(database, work)


async def test_it_is_erased_after_its_last_day_where_its_community_is(database: Database) -> None:
    def work(conn: Connection, ours: College) -> None:
        made = page(conn, ours)
        last = datetime(2026, 7, 1, 3, 59, tzinfo=UTC)  # June 30, 23:59 in Québec
        found = load_page(ours.scope, conn, RING, made, last)
        assert found is not None
        assert not found.over
        assert forget_pages(DEPLOYMENT, conn, last) == []
        over = last + timedelta(minutes=1)
        found = load_page(ours.scope, conn, RING, made, over)
        assert found is not None
        assert found.over
        assert forget_pages(DEPLOYMENT, conn, over) == [(ours.scope, made)]
        assert load_page(ours.scope, conn, RING, made, over) is None

    await in_a_college(database, work)


async def test_principals_are_those_of_today_each_once(database: Database) -> None:
    def work(conn: Connection, ours: College) -> None:
        assert principals_of(ours.scope, conn, NOW) == ()
        theirs = select(memberships.c.id).where(memberships.c.person_id == ours.colleague)
        held = roles.c.membership_id.in_(theirs)
        conn.execute(update(roles).where(held).values(role=Role.PRINCIPAL.value))
        assert [each.person_id for each in principals_of(ours.scope, conn, NOW)] == [ours.colleague]
        conn.execute(update(roles).where(held).values(ends_on=NOW.date() - timedelta(days=1)))
        assert principals_of(ours.scope, conn, NOW) == ()

    await in_a_college(database, work)


async def test_it_is_off_until_the_organization_switches_it_on(database: Database) -> None:
    def work(conn: Connection, ours: College) -> None:
        def offered() -> tuple[bool, bool, bool]:
            here = community(ours.scope, conn)
            person = load_person(ours.scope, conn, ours.person, NOW)
            found = load_page(ours.scope, conn, RING, ours.page, NOW)
            assert here is not None
            assert person is not None
            assert found is not None
            return here.principal_page, person.memberships[0].principal_page, found.on

        assert offered() == (False, False, False)
        assert set_community(ours.scope, conn, "principal_page", "on")
        assert offered() == (True, True, True)
        before = conn.execute(select(communities.c.name)).scalar()
        assert set_community(ours.scope, conn, "principal_page", "off")
        assert offered() == (False, False, False)
        assert conn.execute(select(communities.c.name)).scalar() == before

    await in_a_college(database, work)
