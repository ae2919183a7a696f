"""A channel bound to a team: set up, the facilitator's first card, a member's, changed, withdrawn; over signed HTTP."""

from datetime import timedelta
from typing import Any

from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.fakes.teams_activities import Sent, Who
from tests.scenarios.house import BRUNO, CORA, House

QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
TEAM = "Français"


async def added(house: House, who: Who = BRUNO) -> list[Sent]:
    """The bot is added to the channel."""
    for event in house.microsoft.installed(who, CHANNEL):
        await house.deliver(event)
    return house.news()


async def bound(house: House) -> tuple[Sent, Sent]:
    """The channel is bound to the team: its card, and what Bruno is told."""
    (setup,) = await added(house)
    await house.press(setup, "Relier ce canal", BRUNO)
    asked = house.news()[-1]
    told = await house.press(asked, TEAM, BRUNO)
    return setup, told


async def kept(house: House, who: Who = ADA, question: str = QUESTION) -> Sent:
    """A challenge of one's own."""
    form = (await house.say("défi", who))[-1]
    return await house.press(form, "Garder" if who != CORA else "Keep it", who, question=question, tool_user="me")


async def shown(house: House, card: Sent, who: Who = ADA, wants: str = "Des pistes aussi", **said: str) -> Sent:
    """A kept challenge, shown to the team: the dialog walked to its end, with what was typed by step."""
    start = next(b for b in buttons(card) if b.startswith(("Montrer", "Show")))
    asked: Any = await house.press(card, start, who)
    asked = house.news()[-1] if not asked.text else asked
    for step in ("classroom", "sign"):
        if step in said:
            asked = await house.press(asked, "Suivant", who, **{step: said[step]})
        else:
            asked = await house.press(asked, "Passer", who)
    asked = await house.press(asked, wants, who)
    return await house.press(asked, "Montrer", who)


def buttons(sent: Sent) -> list[str]:
    """The titles of a card's buttons."""
    return [action["title"] for element in (sent.card or {}).get("body", ()) for action in element.get("actions", ())]


async def freshened(house: House) -> None:
    """A moment later, what changed is edited."""
    house.clock.advance(timedelta(seconds=5))
    await house.tick()


def as_it_stands(house: House, card: Sent) -> Sent:
    """The card as it was edited last."""
    return [card, *house.edits(card)][-1]


async def test_from_the_setup_card_to_a_card_that_stays_true(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        setup, told = await bound(house)
        assert setup.channel == CHANNEL.id
        assert "Relier ce canal" in setup.text
        assert f"Le canal est relié à {TEAM}." in told.text
        assert "Trouver mon défi" in told.text
        await freshened(house)
        assert f"Ce canal est relié à {TEAM}." in as_it_stands(house, setup).text
        assert len(house.edits(setup)) == 1
        await house.press(told, "Commencer sans moi", BRUNO)
        (began,) = house.news()
        assert "sans attendre" in began.text
        asked = await kept(house)
        done = await shown(house, asked, classroom="une 2e année", sign="Ils relisent d'eux-mêmes")
        assert "Sa carte est dans le canal" in done.text
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        assert QUESTION in card.text
        assert "une 2e année" in card.text
        assert "Ils relisent d'eux-mêmes" in card.text
        assert "Le défi d'Ada Tremblay" in card.text
        form = (await house.say("défi"))[-1]
        seen = await house.press(form, "Garder", question="Comment lire mieux?", tool_user="me")
        assert "on le change?" in seen.text.lower()
        assert "Comment lire mieux?" in seen.text
        await freshened(house)
        assert house.edits(card) == []  # not before its owner has seen it as others will
        await house.press(seen, "Changer")
        await freshened(house)
        (edited,) = house.edits(card)
        assert "Comment lire mieux?" in edited.text
        gone = await house.press(done, "Retirer")
        assert "la seule personne" in gone.text
        await freshened(house)
        *_, last = house.edits(card)
        assert last.text.splitlines()[0] == "Ce défi n'est plus montré ici."
        assert "Comment" not in last.text
        assert len(house.edits(card)) == 2
