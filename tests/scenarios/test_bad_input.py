"""Whatever is typed or pressed: harmless, answered politely, and the next thing said works."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.fakes.teams import FakeMicrosoft, Sent
from tests.scenarios.house import BRUNO, CORA, House

HOSTILE = [
    "x" * 30_000,
    "   ",
    "\u200b\u200e\ufeff",
    "\x00\x07\x1b[31m défi",
    "**gras** [lien](http://mal.example) `code`",
    "<at>Bruno Côté</at> <script>alert(1)</script>",
    "{{DATE(2025-10-07T12:00:00Z, SHORT)}}",
    "<!channel> <@U1> &lt;",
    "'; DROP TABLE people; --",
    "😀" * 500,
    "\u202egauche à droite",
    "ligne\n" * 400,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_is_answered_politely(url: str, microsoft: FakeMicrosoft, typed: str) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        answered = await house.say(typed)
        assert len(answered) <= 1
        (form,) = await house.say("défi")
        assert "Votre défi d'octobre" in form.text


@pytest.mark.parametrize("typed", ["**gras** [x](http://mal.example)", "{{DATE(2025-10-07, SHORT)}} <at>Bruno</at>"])
async def test_peoples_words_come_back_as_they_were_typed(url: str, microsoft: FakeMicrosoft, typed: str) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        kept = await house.press(form, "Garder", question=typed, tool_user="me")
        assert typed in kept.text.replace("\u2060", "")  # a joiner keeps Teams from reading a function
        runs = _elements(kept, "TextRun")
        assert any(run["text"].replace("\u2060", "") == typed for run in runs)
        assert not any(typed in str(block.get("text")) for block in _elements(kept, "TextBlock"))


async def test_a_long_question_by_talking_is_asked_again_with_the_reason(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("défi")
        (again,) = await house.say("Comment " + "x" * 30_000)
        assert "300" in again.text
        (asked,) = await house.say("Comment lire?")
        assert "qui s'en sert?" in asked.text


async def test_five_hundred_messages_in_a_minute(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        for _ in range(500):
            answer = await microsoft.deliver(house.client, microsoft.message("aide"))
            assert answer.status in (200, 202)
        await house.app.sender.idle()
        sent = house.news()
        assert len(sent) == 60  # what a minute allows, less the first, and one polite line
        assert sum("Reprenez dans une minute." in s.text for s in sent) == 1
        (other,) = [s for s in await house.say("help", CORA) if "This is Relais" in s.text]
        assert other.conversation == CORA.chat
        house.clock.advance(timedelta(minutes=1))
        assert len(await house.say("mes défis")) == 1


async def test_a_press_on_somebody_elses_card_is_a_press_on_nothing(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide", BRUNO)
        _, form = await house.say("défi")
        theirs = form.button("Garder")["data"]
        words = {"question": "Comment?", "tool_user": "me"}
        await house.deliver(microsoft.invoke(theirs["card"], theirs["verb"], theirs["revision"], BRUNO, **words))
        (on_theirs,) = house.news()
        await house.deliver(microsoft.invoke("AAAAAAAAAAAAAAAA", theirs["verb"], 0, BRUNO, **words))
        (on_nothing,) = house.news()
        assert on_theirs.text == on_nothing.text
        (listed,) = await house.say("mes défis", BRUNO)
        assert "Comment?" not in listed.text


@pytest.mark.parametrize(
    "verb",
    ["answer.nothing", "form.challenge", "say.nothing", "still.maybe", "list.page.x", "list.page.9999", "", "x" * 60],
)
async def test_a_verb_that_means_nothing_does_nothing(url: str, microsoft: FakeMicrosoft, verb: str) -> None:
    async with House(url, microsoft) as house:
        _, asked = await house.say("langue")
        data = asked.button("English")["data"]
        answer = await house.deliver(microsoft.invoke(data["card"], verb, data["revision"], inconnu="x" * 5000))
        assert answer.status < 500
        chosen = await house.press(asked, "English")
        assert "English" in chosen.text


async def test_nothing_people_typed_lies_open_in_the_database(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        secret = "Comment canari-bleu-77 en classe?"
        await house.say("défi")
        await house.say(secret)
        await house.say("plus tard")
        await house.say("défi")
        await house.say("Moi")
        await house.say("canari-bleu-77 tapé seul")
        dump = await house.app.database.read(_everything)
        assert "canari-bleu" not in dump
        (listed,) = await house.say("mes défis")
        assert secret in listed.text


def _everything(conn) -> str:  # type: ignore[no-untyped-def]
    from storage.schema import metadata

    return "\n".join(
        str(row) for table in metadata.sorted_tables for row in conn.execute(text(f"SELECT * FROM {table}"))
    )


def _elements(sent: Sent, kind: str) -> list[dict]:  # type: ignore[type-arg]
    found: list[dict] = []  # type: ignore[type-arg]

    def walk(element: object) -> None:
        if isinstance(element, dict):
            if element.get("type") == kind:
                found.append(element)
            for child in element.values():
                walk(child)
        elif isinstance(element, list):
            for child in element:
                walk(child)

    walk(sent.card)
    return found
