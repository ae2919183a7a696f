"""What is pressed in a channel goes on in private, with the one who pressed; the channel sees nothing of it."""

import pytest
from sqlalchemy import select, update

from bot.pressing import CHANNEL_VERBS, changes, in_channel
from storage.schema import cards, communities
from tests.fakes.teams import ADA, CHANNEL, Conversation, Delivered, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, CORA, DORA, House
from tests.scenarios.test_staying_true import shown

OTHER = Conversation("19:autre@thread.tacv2", "channel")
VERB = "start.language"
"""A conversation that is about nothing in particular stands for those that a channel's card opens."""


@pytest.fixture(autouse=True)
def pressable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pressing.CHANNEL_VERBS", frozenset({VERB}))


async def card_of(house: House) -> tuple[Sent, str]:
    """A card in the channel, and our id of it."""
    _, sent = await shown(house)
    found = select(cards.c.id).where(cards.c.platform_id == sent.id)
    return sent, str(await house.app.database.read(lambda conn: conn.execute(found).scalar_one()))


async def press(
    house: House, sent: Sent, card: str, verb: str = VERB, who: Who = ADA, revision: int = 0, where: str = CHANNEL.id
) -> Delivered:
    there = Conversation(f"{where};messageid={sent.id}", "channel")
    return await house.deliver(house.microsoft.invoke(card, verb, revision, who, there))


def told(answer: Delivered) -> str:
    """The line that only who pressed sees."""
    assert answer.status == 200, answer.text
    assert answer.body["type"] == "application/vnd.microsoft.activity.message"
    return str(answer.body["value"])


async def test_two_peers_press_and_each_goes_on_alone(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        await house.say("help", CORA)
        for who, line, asked in ((ADA, "Je continue avec vous en privé.", "langue"), (CORA, "in private", "language")):
            assert line in told(await press(house, sent, card, who=who))
            (question,) = house.news()  # and no line in the channel
            assert question.conversation == who.chat
            assert asked in question.text.lower()
        assert house.edits(sent) == []


async def test_somebody_who_never_wrote_presses(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        assert "look for the Relais app" in told(await press(house, sent, card, who=CORA))
        welcome, question = house.news()
        assert {welcome.conversation, question.conversation} == {CORA.chat}


async def test_pressed_again_and_delivered_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        there = Conversation(f"{CHANNEL.id};messageid={sent.id}", "channel")
        activity = microsoft.invoke(card, VERB, 0, ADA, there)
        assert [told(await house.deliver(activity)) for _ in range(2)] == ["Je continue avec vous en privé."] * 2
        assert len(house.news()) == 1
        await press(house, sent, card)  # another click asks again: nothing is changed by it
        assert len(house.news()) == 1


@pytest.mark.parametrize("revision", [0, 3, 2**31 - 1])
async def test_whichever_revision_was_shown_is_no_fault(url: str, microsoft: FakeMicrosoft, revision: int) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        told(await press(house, sent, card, revision=revision))
        (question,) = house.news()
        assert "langue" in question.text


@pytest.mark.parametrize(
    "verb", ["say.help", "answer.fr_CA", "form.challenge", "do.unbind", "challenge.skip_month", "start.challenge", "x"]
)
async def test_anything_else_pressed_there_is_not_for_them(url: str, microsoft: FakeMicrosoft, verb: str) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        told(await press(house, sent, card, verb))
        (line,) = house.news()
        assert line.conversation == ADA.chat
        nothing = await press(house, sent, "AAAAAAAAAAAAAAAA")
        (same,) = house.news()
        assert (line.text, told(nothing)) == (same.text, "Je continue avec vous en privé.")
        assert house.edits(sent) == []


async def test_a_card_of_another_channel_is_not_for_them(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        told(await press(house, sent, card, where=OTHER.id))
        (line,) = house.news()
        assert "langue" not in line.text
        await house.deliver(microsoft.invoke(card, VERB, 0, ADA))  # as if it were in private
        (same,) = house.news()
        assert same.text == line.text


async def test_ones_own_card_pressed_from_a_channel_shows_nothing_of_it(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide", conversation=CHANNEL)
        (form,) = await house.say("défi")
        data = form.button("Garder")["data"]
        words = {"question": "Comment lire?", "tool_user": "me"}
        activity = microsoft.invoke(data["card"], data["verb"], 0, ADA, CHANNEL, **words)
        for answer in (await house.deliver(activity), await house.deliver(activity)):
            assert told(answer) == "Je continue avec vous en privé."
        assert "Comment lire?" not in "".join(sent.text for sent in house.news())
        (listed,) = await house.say("mes défis")
        assert "Comment lire?" not in listed.text  # it was kept by nobody


async def test_who_has_no_place_in_its_community_is_told_so_in_private(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        await press(house, sent, card, who=DORA)
        (line,) = house.news()
        assert (line.conversation, "Bruno Côté" in line.text) == (DORA.chat, True)
        await house.app.database.write(
            lambda conn: conn.execute(update(cards).values(community_id=_another(conn)).where(cards.c.id == card))
        )
        await house.say("aide", BRUNO)
        told(await press(house, sent, card, who=BRUNO))
        (line,) = house.news()
        assert "langue" not in line.text


async def test_an_old_client_presses_by_message(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        sent, card = await card_of(house)
        value = {"card": card, "verb": VERB, "revision": 0}
        there = Conversation(f"{CHANNEL.id};messageid={sent.id}", "channel")
        answer = await house.deliver(microsoft.activity("message", ADA, there, value=value))
        assert (answer.status, answer.text) == (200, "")
        (question,) = house.news()
        assert question.conversation == ADA.chat


def test_only_what_opens_a_conversation_may_be_pressed_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert all(verb.startswith(("start.", "say.")) and not changes(verb) for verb in CHANNEL_VERBS)
    assert in_channel("start.suggest")
    assert in_channel("start.suggest.c1")
    assert not any(map(in_channel, ("start", "start.", "suggest", "start.challenge", "do.suggest", "start.suggested")))


def _another(conn):  # type: ignore[no-untyped-def]
    """A community of the same organization in which nobody is."""
    (mine,) = conn.execute(select(communities)).all()
    values = mine._asdict() | {"id": "another", "slug": "another", "name": "Autre"}
    conn.execute(communities.insert(), values)
    return "another"
