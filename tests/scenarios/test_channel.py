"""A channel bound to a team: set up, the facilitator's first card, a member's, changed, withdrawn; over signed HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from storage.schema import challenges
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.fakes.teams_activities import Sent, Who
from tests.scenarios.house import BRUNO, CORA, DORA, House

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


def read(sent: Sent) -> str:
    """What is read in it, its no-break spaces as plain ones."""
    return sent.text.replace("\xa0", " ")


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
        await house.press(seen, "Changer la question")
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


async def test_members_cards_wait_for_the_facilitators_first(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, told = await bound(house)
        done = await shown(house, await kept(house))
        assert "Bruno Côté y montre d'abord son défi" in done.text
        assert "jeudi 9 octobre à 7 h 30" in read(done)
        assert [sent for sent in house.news() if sent.channel == CHANNEL.id] == []
        await house.press(told, "Trouver mon défi", BRUNO)
        form = house.news()[-1]
        mine = await house.press(form, "Garder", BRUNO, question="Comment animer moins?", tool_user="no_tool")
        chosen: Any = await house.press(mine, "Montrer à un groupe", BRUNO)
        asked = await house.press(chosen, TEAM, BRUNO)
        for press in ("Passer", "Passer", "Des questions seulement", "Montrer"):
            asked = await house.press(asked, press, BRUNO)
        (first,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        assert "inachevé exprès" in first.text
        assert "Suggérer une piste" not in first.text
        house.clock.advance(timedelta(seconds=15))
        (second,) = [sent for sent in await house.tick() if sent.channel == CHANNEL.id]
        assert QUESTION in second.text


async def test_they_wait_two_working_days_at_most(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await bound(house)
        await shown(house, await kept(house))
        house.clock.instant = datetime(2025, 10, 9, 11, 29, tzinfo=UTC)
        assert [sent for sent in await house.tick() if sent.channel == CHANNEL.id] == []
        house.clock.instant = datetime(2025, 10, 9, 11, 30, tzinfo=UTC)
        (card,) = [sent for sent in await house.tick() if sent.channel == CHANNEL.id]
        assert QUESTION in card.text


async def test_what_is_withdrawn_before_it_is_posted_never_is(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await bound(house)
        done = await shown(house, await kept(house))
        gone = await house.press(done, "Retirer")
        house.clock.instant = datetime(2025, 10, 9, 12, 0, tzinfo=UTC)
        assert [sent for sent in await house.tick() if sent.channel == CHANNEL.id] == []
        await shown(house, gone)
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        assert QUESTION in card.text


async def test_at_night_a_channel_is_quiet(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        house.clock.instant = datetime(2025, 10, 11, 1, 0, tzinfo=UTC)  # Friday, 21:00
        done = await shown(house, await kept(house))
        assert "lundi 13 octobre à 7 h 30" in read(done)
        assert [sent for sent in house.news() if sent.channel == CHANNEL.id] == []
        house.clock.instant = datetime(2025, 10, 13, 11, 30, tzinfo=UTC)
        (card,) = [sent for sent in await house.tick() if sent.channel == CHANNEL.id]
        assert QUESTION in card.text


async def test_the_next_meeting_moves_everybody_with_one_line(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await house.press(told, "Prochaine rencontre", BRUNO)
        assert "Quel jour?" in house.news()[-1].text
        (late,) = await house.say("hier", BRUNO)
        assert "Je n'ai pas reconnu la date." in late.text
        (past,) = await house.say("6 octobre", BRUNO)
        assert "C'est trop tôt." in past.text
        sent = await house.say("13 novembre", BRUNO)
        mine = next(one for one in sent if one.conversation == BRUNO.chat)
        assert "jeudi 13 novembre" in mine.text
        (moved,) = [one for one in [*sent, *await house.tick()] if one.conversation == ADA.chat]
        assert f"La prochaine rencontre de {TEAM} aura lieu le jeudi 13 novembre." in moved.text
        await freshened(house)
        assert "jeudi 13 novembre" in as_it_stands(house, card).text
        form = (await house.say("défi"))[-1]
        assert "Votre défi, d'ici la rencontre du 13 novembre" in form.text
        asked = await house.press(mine, "Changer la date", BRUNO)
        none = await house.press(asked, "Retirer la date", BRUNO)
        assert "aucune date" in none.text
        form = (await house.say("défi"))[-1]
        assert "Votre défi d'octobre" in form.text


async def test_a_press_on_what_is_withdrawn_is_answered_and_the_card_freshened(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        done = await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await house.press(done, "Retirer")
        await house.press(card, "Poser une question", CORA)
        told = house.news()[-1]
        assert told.conversation == CORA.chat
        assert "This challenge isn't shown here, or no longer is." in told.text
        await freshened(house)
        assert "n'est plus montré ici" in as_it_stands(house, card).text
        await house.press(as_it_stands(house, card), "Les défis de mon équipe", CORA)
        assert house.news()[-1].conversation == CORA.chat


async def test_what_its_owner_erased_is_answered_like_what_isnt_shown(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await house.app.database.write(lambda conn: conn.execute(delete(challenges)))
        for press in ("Suggérer une piste", "Poser une question", "J'essaie aussi"):
            await house.press(card, press, CORA)
            assert "This challenge isn't shown here, or no longer is." in house.news()[-1].text
        await freshened(house)
        (edited,) = house.edits(card)
        assert "n'est plus montré ici" in edited.text


async def test_another_teams_is_answered_like_what_isnt_shown(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, roster=TWO_TEAMS) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await house.press(card, "Poser une question", CORA)
        told = house.news()[-1]
        assert told.conversation == CORA.chat
        assert "This challenge isn't shown here, or no longer is." in told.text
        assert QUESTION not in told.text
        await freshened(house)
        assert QUESTION in as_it_stands(house, card).text, "it stays for those it is shown to"
        await house.press(card, "Poser une question", DORA)
        (told,) = house.news()
        assert told.conversation == DORA.chat
        assert QUESTION not in told.text


TWO_TEAMS = """courriel;prénom;nom;rôle;équipe;langue
ada@college.example;Ada;Tremblay;membre;Français;fr
bruno@college.example;Bruno;Côté;animation;;fr
cora@college.example;Cora;Roy;membre;Mathématique;en
"""
