"""A community's versions of its guide: one in force, none ever changed, each found by those who walk it."""

from datetime import timedelta

from sqlalchemy import Connection, func, select, update

from community.guide import Guide, Jurisdiction, Moment
from community.guide_changes import GuideImport, GuideOutcome
from storage.guides import guide_in_force, import_guide, keep_guide, parsed
from storage.schema import guides, walks
from storage.scope import Scope
from storage.transactions import Database
from storage.walks import add_walk
from tests.guide import SMALL, said
from tests.storage.seeds import NOW, RING, college, organization

SHIPPED = SMALL.model_copy(update={"version": "shipped"})


def version(number: str, title: str = "Petit guide") -> Guide:
    return SMALL.model_copy(update={"version": number, "title": said(title)})


def imported(scope: Scope, conn: Connection, guide: Guide, *, dry_run: bool = False) -> GuideImport:
    done = import_guide(scope, conn, guide, NOW, shipped=SHIPPED, dry_run=dry_run)
    assert done is not None
    return done


def kept(scope: Scope, conn: Connection) -> list[tuple[str, bool]]:
    """(version, in force) of each."""
    mine = guides.c.community_id == scope.community_id
    query = select(guides.c.version, guides.c.in_force).where(mine).order_by(guides.c.version)
    return [(row.version, bool(row.in_force)) for row in conn.execute(query)]


async def test_the_last_one_imported_is_in_force(database: Database) -> None:
    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        assert guide_in_force(scope, conn) is None
        first = imported(scope, conn, version("1"))
        assert (first.outcome, first.before) == (GuideOutcome.IMPORTED, SHIPPED)
        second = imported(scope, conn, version("2", "Autre"))
        assert (second.outcome, second.before) == (GuideOutcome.IMPORTED, version("1"))
        assert kept(scope, conn) == [("1", False), ("2", True)]
        in_force = guide_in_force(scope, conn)
        assert in_force is not None
        assert in_force[1] == version("2", "Autre")

    await database.write(work)


async def test_repeated_it_changes_nothing(database: Database) -> None:
    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        imported(scope, conn, version("1"))
        before = guide_in_force(scope, conn)
        assert imported(scope, conn, version("1")).outcome is GuideOutcome.UNCHANGED
        assert guide_in_force(scope, conn) == before
        assert kept(scope, conn) == [("1", True)]

    await database.write(work)


async def test_a_version_never_changes(database: Database) -> None:
    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        imported(scope, conn, version("1"))
        imported(scope, conn, version("2"))
        for taken in ("1", "2"):
            assert imported(scope, conn, version(taken, "Autre")).outcome is GuideOutcome.TAKEN
        assert kept(scope, conn) == [("1", False), ("2", True)]
        in_force = guide_in_force(scope, conn)
        assert in_force is not None
        assert in_force[1] == version("2")

    await database.write(work)


async def test_an_older_version_comes_back_in_force(database: Database) -> None:
    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        imported(scope, conn, version("1"))
        first = guide_in_force(scope, conn)
        imported(scope, conn, version("2"))
        again = imported(scope, conn, version("1"))
        assert (again.outcome, again.before) == (GuideOutcome.AGAIN, version("2"))
        assert kept(scope, conn) == [("1", True), ("2", False)]
        assert guide_in_force(scope, conn) == first

    await database.write(work)


async def test_the_shipped_version_s_number_is_its_own(database: Database) -> None:
    """A first walk keeps the shipped guide under its number: nothing else may stand there."""

    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        assert imported(scope, conn, version("shipped", "Autre")).outcome is GuideOutcome.TAKEN
        assert keep_guide(scope, conn, SHIPPED, NOW) is not None
        assert kept(scope, conn) == [("shipped", False)]
        assert imported(scope, conn, version("shipped", "Autre")).outcome is GuideOutcome.TAKEN
        assert imported(scope, conn, SHIPPED).outcome is GuideOutcome.AGAIN
        assert kept(scope, conn) == [("shipped", True)]

    await database.write(work)


async def test_a_dry_run_says_the_same_and_writes_nothing(database: Database) -> None:
    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        imported(scope, conn, version("1"))
        imported(scope, conn, version("2"))
        for guide in (version("3"), version("1"), version("2"), version("1", "Autre")):
            told = imported(scope, conn, guide, dry_run=True)
            assert kept(scope, conn) == [("1", False), ("2", True)]
            savepoint = conn.begin_nested()
            assert imported(scope, conn, guide) == told
            savepoint.rollback()

    await database.write(work)


async def test_who_is_in_the_middle_of_another_version_is_counted(database: Database) -> None:
    def work(conn: Connection) -> None:
        seeded = college(conn, "alpha")
        scope = seeded.scope
        conn.execute(update(walks).where(walks.c.community_id == scope.community_id).values(at=None))
        imported(scope, conn, version("1"))
        found = guide_in_force(scope, conn)
        assert found is not None
        for person in (seeded.person, seeded.person, seeded.colleague):
            made = add_walk(
                scope,
                conn,
                RING,
                person,
                found[0],
                Moment.BEFORE,
                Jurisdiction.QUEBEC,
                "learn-own",
                NOW,
                project="Un projet",
            )
            assert made is not None
        ended = update(walks).where(walks.c.person_id == seeded.colleague).values(at=None, ended_at=NOW)
        assert imported(scope, conn, version("1")).walkers == 0
        assert imported(scope, conn, version("2"), dry_run=True).walkers == 2
        conn.execute(ended)
        assert imported(scope, conn, version("2")).walkers == 1
        versions = select(func.count(walks.c.guide_id.distinct())).where(walks.c.guide_id == found[0])
        assert conn.execute(versions).scalar() == 1, "they go on with theirs"

    await database.write(work)


async def test_communities_keep_theirs_apart(database: Database) -> None:
    def work(conn: Connection) -> None:
        ours, theirs = organization(conn, "alpha"), organization(conn, "omega")
        imported(ours, conn, version("1"))
        imported(theirs, conn, version("1", "Le leur"))
        mixed = Scope(ours.organization_id, theirs.community_id)
        assert import_guide(mixed, conn, version("2"), NOW, shipped=SHIPPED) is None
        assert import_guide(Scope(ours.organization_id), conn, version("2"), NOW, shipped=SHIPPED) is None
        assert guide_in_force(mixed, conn) is None
        found = guide_in_force(theirs, conn)
        assert found is not None
        assert found[1] == version("1", "Le leur")

    await database.write(work)


async def test_what_was_kept_is_read_as_it_was(database: Database) -> None:
    """The packaged guide as JSON and back, its dates and moments with it."""
    from bot.guides import packaged

    def work(conn: Connection) -> None:
        scope = organization(conn, "alpha")
        made = keep_guide(scope, conn, packaged(), NOW)
        assert made is not None
        assert keep_guide(scope, conn, packaged(), NOW + timedelta(days=1)) == made
        assert parsed(conn.execute(select(guides.c.content).where(guides.c.id == made)).scalar_one()) == packaged()

    await database.write(work)
