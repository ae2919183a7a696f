"""A guide's questions of law grow old, over the real sender and a moved clock: who keeps the guide hears it, once."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, select

from bot.guides import packaged
from community.guide import Criterion, Guide
from storage.guides import import_guide
from storage.organizations import community_by_slug, set_community
from storage.schema import outbox
from storage.scope import DEPLOYMENT, Scope
from tests.fakes.teams import ADA, FakeMicrosoft, Sent
from tests.scenarios.house import BRUNO, House

WEDNESDAY = datetime(2026, 9, 9, 14, 0, tzinfo=UTC)
NIGHT = datetime(2026, 9, 15, 6, 0, tzinfo=UTC)
"""Tuesday, 2:00 in Québec: a year to the day after the packaged questions of law were reviewed."""
MORNING = datetime(2026, 9, 15, 12, 0, tzinfo=UTC)
TITLE = "Le guide\u00a0: des questions à relire"


def reviewed(guide: Guide, on: date, **changes: object) -> Guide:
    """The guide with each question of law reviewed that day."""

    def line(criterion: Criterion) -> Criterion:
        first, *closer = (
            question.model_copy(update={"reviewed": on}) if question.reviewed else question
            for question in criterion.questions()
        )
        return criterion.model_copy(update={"first": first, "closer": tuple(closer)})

    return guide.model_copy(update={"criteria": tuple(line(each) for each in guide.criteria), **changes})


async def bring(house: House, guide: Guide) -> None:
    """Import a guide into the community."""

    def work(conn: Connection) -> None:
        assert import_guide(scope(conn), conn, guide, house.clock.now(), shipped=packaged()) is not None

    await house.app.database.write(work)


def scope(conn: Connection) -> Scope:
    found = community_by_slug(DEPLOYMENT, conn, "cop")
    assert found is not None
    return found.scope()


async def at(house: House, moment: datetime) -> list[tuple[str, str]]:
    """What is pushed at that instant: (whose conversation, what is read) of each."""
    return [(sent.conversation, sent.text) for sent in await pushed(house, moment)]


async def pushed(house: House, moment: datetime) -> list[Sent]:
    """One pulse plans, the next one sends."""
    house.clock.instant = moment
    return [*await house.tick(), *await house.tick()]


async def states(house: House) -> list[str]:
    query = select(outbox.c.state).where(outbox.c.kind == "guide_review_due").order_by(outbox.c.seq)
    return list(await house.app.database.read(lambda conn: conn.scalars(query).all()))


async def test_who_runs_the_community_hears_it_once_in_working_hours(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        for who in (ADA, BRUNO):
            await house.say("aide", who)
        assert await at(house, NIGHT - timedelta(days=1)) == []
        assert await at(house, NIGHT) == []
        assert await states(house) == ["ready"]
        ((_, text),) = await at(house, MORNING)
        assert TITLE in text
        assert "5 questions sur la loi sont à relire dans le guide réflexif de COP IA, version 2025-09." in text
        assert "La plus ancienne a été revue en septembre 2025." in text
        assert "A-2.1" in text
        assert "CNIL" not in text
        for days in (1, 7, 30, 60, 120):
            assert await at(house, MORNING + timedelta(days=days)) == []
        assert await states(house) == []  # forgotten by the outbox; that it was told is not


async def test_under_another_law_its_own_questions(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        await house.say("aide", BRUNO)
        await house.app.database.write(lambda conn: set_community(scope(conn), conn, "jurisdiction", "belgium"))
        ((_, text),) = await at(house, MORNING)
        assert "Code de droit économique" in text
        assert "A-2.1" not in text


async def test_the_owner_hears_it_and_nobody_else(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        for who in (ADA, BRUNO):
            await house.say("aide", who)
        await bring(house, packaged().model_copy(update={"version": "cop-1", "owner": ADA.email.upper()}))
        ((conversation, text),) = await at(house, MORNING)
        assert "version cop-1" in text
        (help_page,) = await house.say("aide", ADA)
        assert conversation == help_page.conversation


async def test_an_owner_relais_cannot_write_to_is_stood_in_for(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        await house.say("aide", BRUNO)
        for weeks, owner in enumerate(("nobody@college.example", ADA.email)):
            await bring(house, packaged().model_copy(update={"version": f"v{weeks}", "owner": owner}))
            ((_, text),) = await at(house, MORNING + timedelta(weeks=weeks))
            assert f"version v{weeks}" in text


async def test_what_was_read_again_meanwhile_is_not_told(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        await house.say("aide", BRUNO)
        assert await at(house, NIGHT) == []
        await bring(house, reviewed(packaged(), date(2026, 9, 14), version="2026-09"))
        assert await at(house, MORNING) == []
        assert await states(house) == ["cancelled"]
        assert await at(house, MORNING + timedelta(days=300)) == []


async def test_a_year_later_it_is_told_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        await house.say("aide", BRUNO)
        assert len(await at(house, MORNING)) == 1
        await bring(house, reviewed(packaged(), date(2026, 9, 16), version="2026-09", review_months=6))
        assert await at(house, MORNING + timedelta(days=2)) == []
        ((_, text),) = await at(house, datetime(2027, 3, 16, 14, 0, tzinfo=UTC))
        assert "version 2026-09" in text


async def test_nobody_to_tell_yet(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        assert await at(house, MORNING) == []
        await house.say("aide", BRUNO)
        ((_, text),) = await at(house, MORNING + timedelta(hours=7))
        assert TITLE in text


async def test_fewer_of_them(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, WEDNESDAY) as house:
        await house.say("aide", BRUNO)
        (told,) = await pushed(house, MORNING)
        await house.press(told, "Moins de messages comme celui-ci", BRUNO)
        (fewer,) = house.news()
        assert "les rappels de relire les questions du guide" in fewer.text
        await bring(house, packaged().model_copy(update={"version": "cop-1"}))
        assert await at(house, MORNING + timedelta(days=14)) == []
