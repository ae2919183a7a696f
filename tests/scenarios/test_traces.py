"""A message kept as evidence, over signed HTTP: one's own at once, somebody else's once they said yes."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select

from bot.delivery.saying import FRESHENED_AFTER
from storage.schema import traces
from storage.traces import traces_of
from tests.fakes.teams import ADA, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, CORA, DORA, House
from tests.scenarios.syntheses import RING, scope_of

QUESTION = "Comment lire mieux?"
TEXT = "Le titre a aidé tout le monde."


async def challenged(house: House) -> None:
    """Ada has a challenge; Cora and Bruno are known."""
    _, form = await house.say("défi")
    await house.press(form, "Garder", question=QUESTION, tool_user="no_tool")
    for who in (CORA, BRUNO):
        await house.say("aide", who)
    house.news()


async def kept(house: House, microsoft: FakeMicrosoft, author: Who, text: str = f"<p>{TEXT}</p>") -> Sent:
    """What Ada sees after taking a message of ``author``'s and choosing her challenge."""
    await house.deliver(microsoft.taken(text, author=author))
    (asked,) = house.news()
    return await house.press(asked, QUESTION)


async def rows(house: House) -> list[tuple[str, str | None]]:
    """(consent, whether there is a text) of each trace."""
    found = select(traces.c.consent, traces.c.text_sealed)
    read = await house.app.database.read(lambda conn: [tuple(row) for row in conn.execute(found)])
    return [(consent, "text" if text else None) for consent, text in read]


async def told_to_others(house: House) -> list[str | None]:
    """The texts of traces as others than Ada may read them."""

    def look(conn: Connection) -> list[str | None]:
        scope = scope_of(conn)
        of = conn.scalars(select(traces.c.challenge_id)).first() or ""
        return [trace.text for trace in traces_of(scope, conn, RING, of)]

    return await house.app.database.read(look)


async def test_ones_own(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        shown = await kept(house, microsoft, ADA)
        assert "C'est gardé comme trace." in shown.text
        assert TEXT in shown.text
        assert await rows(house) == [("own", "text")]
        gone = await house.press(shown, "Ne plus le garder")
        assert "n'est pas gardé" in gone.text
        assert await rows(house) == []


async def test_somebody_elses_is_asked_about_and_shown_once_they_agree(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        shown = await kept(house, microsoft, CORA)
        assert "accord de Cora Roy" in shown.text
        assert TEXT not in shown.text
        assert await told_to_others(house) == []
        (asked,) = [*house.news(), *await house.tick()]
        assert asked.conversation == CORA.chat
        assert "Ada Tremblay would like to keep this message" in asked.text
        assert TEXT in asked.text
        assert QUESTION not in asked.text  # the challenge may be hers alone
        answered = await house.press(asked, "Yes, without my name", CORA)
        assert "without your name" in answered.text
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        seen = house.edits(shown)[-1]
        assert TEXT in seen.text
        assert "Cora" not in seen.text
        assert await told_to_others(house) == [TEXT]
        await house.press(answered, "Stop keeping it", CORA)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        assert "n'est pas gardé" in house.edits(shown)[-1].text
        assert await rows(house) == []


async def test_a_no_leaves_nothing_and_no_reason(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        shown = await kept(house, microsoft, CORA)
        (asked,) = [*house.news(), *await house.tick()]
        await house.press(asked, "No", ADA)  # the card isn't hers
        assert await rows(house) == [("asked", "text")]
        house.news()
        await house.press(asked, "No", CORA)
        assert await rows(house) == []
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        seen = house.edits(shown)[-1]
        assert "Ce message n'est pas gardé." in seen.text
        assert "Cora" not in seen.text
        late = await house.press(asked, "Yes", CORA)
        assert "isn't kept" in late.text
        assert await rows(house) == []


async def test_an_author_who_cannot_be_asked_is_not_quoted(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        shown = await kept(house, microsoft, DORA)
        assert "Seul le lien est gardé" in shown.text
        assert TEXT not in shown.text
        assert await rows(house) == [("own", None)]
        assert await house.tick() == []


async def test_two_messages_are_two_and_the_same_one_is_kept_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        await house.deliver(microsoft.taken("<p>Un</p>", author=ADA))
        await house.deliver(microsoft.taken("<p>Deux</p>", author=ADA))
        first, second = house.news()
        assert "Un" in first.text
        assert "Deux" in second.text
        assert "Deux" in (await house.press(second, QUESTION)).text
        again = await house.press(first, QUESTION)  # it was put aside: asked again, its words with it
        assert "Un" in again.text
        await house.press(again, QUESTION)
        assert await rows(house) == [("own", "text")] * 2
        old = await house.press(first, QUESTION)
        assert await rows(house) == [("own", "text")] * 2
        assert old.text or house.news()


async def test_in_the_evening_it_waits_and_without_a_challenge_it_is_said(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, now=datetime(2025, 10, 7, 22, 0, tzinfo=UTC)) as house:
        await house.say("aide", ADA)
        await house.deliver(microsoft.taken("x", author=BRUNO))
        (told,) = house.news()
        assert "écrivez «\u00a0défi\u00a0»" in told.text
        await house.say("aide", BRUNO)
        (form,) = await house.say("défi")
        await house.press(form, "Garder", question=QUESTION, tool_user="no_tool")
        shown = await kept(house, microsoft, BRUNO)
        assert "Bruno Côté recevra la question le mercredi 8 octobre à 7\u00a0h\u00a030" in shown.text
        house.clock.advance(timedelta(hours=14))
        assert {sent.conversation for sent in await house.tick()} == {BRUNO.chat}
