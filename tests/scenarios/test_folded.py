"""A question that couldn't be told alone, decided when it was to be sent, is told with the week's others."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from storage.quiet import mute
from storage.schema import memberships, outbox, people
from storage.scope import Scope
from tests.fakes.teams import ADA, FakeMicrosoft, Sent
from tests.scenarios.house import BRUNO, CORA, House
from tests.scenarios.test_channel import bound, buttons, freshened, kept, shown

QUESTION = "Un seul critère, ou deux?"


async def asked_at_night(house: House) -> None:
    """Ada shows a challenge to her team; on Monday night Cora asks her a question."""
    for who in (ADA, CORA):
        await house.say("aide", who)
    _, told = await bound(house)
    await house.press(told, "Commencer sans moi", BRUNO)
    house.news()
    await shown(house, await kept(house), classroom="une 2e année", sign="Ils relisent.")
    (card,) = [sent for sent in house.news() if sent.channel]
    await freshened(house)
    house.clock.instant = datetime(2025, 10, 13, 23, 0, tzinfo=UTC)
    await house.press(card, "Poser une question", CORA)
    question = house.news()[-1]
    preview = await house.press(question, "Next", CORA, words=QUESTION)
    sent = await house.press(preview, "Send", CORA)
    assert "7:30" in sent.text
    await freshened(house)


def in_private(news: list[Sent]) -> list[Sent]:
    """Those with the question in them that aren't in the channel's thread."""
    return [sent for sent in news if QUESTION in sent.text and "messageid=" not in sent.path]


async def states(house: House, kind: str) -> list[tuple[str, str | None]]:
    query = select(outbox.c.state, outbox.c.code).where(outbox.c.kind == kind)
    found = await house.app.database.read(lambda conn: conn.execute(query).all())
    return [(row.state, row.code) for row in found]


async def ada(house: House) -> tuple[Scope, str]:
    query = (
        select(people.c.id, people.c.organization_id, memberships.c.community_id)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(people.c.email == "ada@college.example")
    )
    row = (await house.app.database.read(lambda conn: conn.execute(query).all()))[0]
    return Scope(row.organization_id, row.community_id), row.id


async def test_muted_meanwhile_it_is_in_the_weeks_bundle(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await asked_at_night(house)
        scope, person_id = await ada(house)
        now = house.clock.now()
        await house.app.database.write(lambda conn: mute(scope, conn, person_id, "peer_question", now))
        house.clock.instant = datetime(2025, 10, 14, 11, 30, tzinfo=UTC)
        assert in_private(await house.tick()) == []
        assert await states(house, "peer_question") == [("cancelled", "muted")]
        assert await states(house, "peer_bundle") == [("ready", None)]
        house.clock.instant = datetime(2025, 10, 16, 11, 30, tzinfo=UTC)
        (bundle,) = in_private(await house.tick())
        assert "Moins de messages comme celui-ci" in buttons(bundle)


async def test_wanted_it_goes_in_the_morning(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await asked_at_night(house)
        house.clock.instant = datetime(2025, 10, 14, 11, 30, tzinfo=UTC)
        (question,) = in_private(await house.tick())
        assert "Cora Roy" in question.text
        assert await states(house, "peer_bundle") == []
        house.clock.advance(timedelta(days=7))
        assert in_private(await house.tick()) == []
