"""Under a challenge shown to a team: a question, ideas, answers, a try of one's own; over signed HTTP."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, update

from storage.schema import challenges, memberships, peer_words
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.fakes.teams_activities import Sent, Who
from tests.scenarios.house import BRUNO, CORA, House
from tests.scenarios.test_channel import QUESTION, as_it_stands, bound, buttons, freshened, kept, read, shown

ASKED = "À quel moment est-ce le plus long?"
IDEA = "Une grille de trois critères."
THURSDAY = datetime(2025, 10, 9, 11, 30, tzinfo=UTC)
"""Thursday 2025-10-09, 7:30 in Québec."""


async def in_channel(house: House, wants: str = "Des pistes aussi") -> Sent:
    """Ada's challenge, on its card in the team's channel."""
    _, told = await bound(house)
    await house.press(told, "Commencer sans moi", BRUNO)
    house.news()
    await shown(house, await kept(house), wants=wants)
    (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
    return card


async def opened(house: House, card: Sent, title: str, who: Who) -> Sent:
    """A button of the channel's card, pressed: what is asked in private."""
    await house.press(card, title, who)
    return to(who, house.news())[-1]


async def sends(house: House, asked: Sent, text: str, who: Who) -> Sent:
    """Words written, previewed and sent."""
    following, send = ("Next", "Send") if who is CORA else ("Suivant", "Envoyer")
    preview = await house.press(asked, following, who, words=text)
    assert text in preview.text
    return await house.press(preview, send, who)


def to(who: Who, posted: list[Sent]) -> list[Sent]:
    """What came in somebody's private chat."""
    return [sent for sent in posted if sent.conversation == who.chat]


def in_thread(card: Sent, posted: list[Sent]) -> list[Sent]:
    """What came in the thread of the channel's card."""
    return [sent for sent in posted if sent.channel == CHANNEL.id and sent.thread == card.id and sent.id != card.id]


async def test_a_question_reaches_its_owner_at_once_and_its_answer_comes_back(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        asked = await opened(house, card, "Poser une question", CORA)
        assert QUESTION in asked.text
        sent = await sends(house, asked, ASKED, CORA)
        assert "It has been sent to Ada Tremblay." in sent.text
        posted = house.news()
        (words,) = in_thread(card, posted)
        assert ASKED in words.text
        assert "— Cora Roy, par Relais" in words.text
        (told,) = to(ADA, posted)
        assert "Cora Roy vous pose une question" in told.text
        assert ASKED in told.text
        await freshened(house)
        assert "1 question" in as_it_stands(house, card).text
        await house.press(told, "Répondre")
        (answering,) = to(ADA, house.news())
        assert ASKED in answering.text
        done = await sends(house, answering, "Surtout le dimanche.", ADA)
        assert "C'est envoyé à Cora Roy." in done.text
        posted = house.news()
        assert any("Surtout le dimanche." in one.text for one in in_thread(card, posted))
        (answered,) = to(CORA, posted)
        assert "Ada Tremblay has answered you" in answered.text
        assert ASKED in answered.text


async def test_ideas_wait_for_one_bundle_and_the_next_for_the_week_after(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        sent = await sends(house, await opened(house, card, "Suggérer une piste", CORA), IDEA, CORA)
        assert "on Thursday, October 9 at 7:30" in read(sent)
        assert to(ADA, house.news()) == []
        await sends(house, await opened(house, card, "Suggérer une piste", BRUNO), "Deux couleurs.", BRUNO)
        assert to(ADA, house.news()) == []
        house.clock.instant = THURSDAY - timedelta(minutes=1)
        assert to(ADA, await house.tick()) == []
        house.clock.instant = THURSDAY
        (bundle,) = to(ADA, await house.tick())
        assert all(words in bundle.text for words in (IDEA, "Deux couleurs.", "Cora Roy", "Bruno Côté", QUESTION))
        await sends(house, await opened(house, card, "Suggérer une piste", CORA), "Un code.", CORA)
        house.clock.advance(timedelta(days=1))
        assert to(ADA, await house.tick()) == []
        house.clock.instant = THURSDAY + timedelta(days=7)
        (bundle,) = to(ADA, await house.tick())
        assert "Un code." in bundle.text
        assert IDEA not in bundle.text
        await house.press(bundle, "Répondre")
        (answering,) = to(ADA, house.news())
        await sends(house, answering, "Merci, j'essaie.", ADA)
        (answered,) = to(CORA, house.news())
        assert "Un code." in answered.text


async def test_words_of_the_evening_wait_for_the_morning(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        house.clock.instant = datetime(2025, 10, 11, 1, 0, tzinfo=UTC)  # Friday, 21:00 in Québec
        sent = await sends(house, await opened(house, card, "Poser une question", CORA), ASKED, CORA)
        assert "Ada Tremblay will get it on Monday, October 13 at 7:30" in read(sent)
        assert to(ADA, house.news()) == []
        house.clock.instant = datetime(2025, 10, 13, 11, 30, tzinfo=UTC)
        posted = await house.tick()
        assert ASKED in to(ADA, posted)[0].text
        assert ASKED in in_thread(card, posted)[0].text


async def test_what_is_withdrawn_before_the_bundle_is_not_read_to_the_team(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        house.clock.instant = datetime(2025, 10, 8, 1, 0, tzinfo=UTC)  # Tuesday, 21:00 in Québec
        await sends(house, await opened(house, card, "Poser une question", CORA), ASKED, CORA)
        await withdrawn(house)
        house.news()
        house.clock.instant = datetime(2025, 10, 8, 11, 30, tzinfo=UTC)
        posted = await house.tick()
        assert in_thread(card, posted) == []  # nothing more under what is taken back
        (told,) = to(ADA, posted)
        assert ASKED in told.text  # written to her while it was shown
        await house.press(told, "Répondre")
        (answering,) = to(ADA, house.news())
        await sends(house, answering, "Le dimanche.", ADA)
        posted = house.news()
        assert in_thread(card, posted) == []
        (answered,) = to(CORA, posted)
        assert "Le dimanche." in answered.text
        assert QUESTION not in answered.text


async def test_words_typed_while_it_is_withdrawn_come_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        asked = await opened(house, card, "Suggérer une piste", CORA)
        preview = await house.press(asked, "Next", CORA, words=IDEA)
        await withdrawn(house)
        house.news()
        gone = await house.press(preview, "Send", CORA)
        (back,) = [sent for sent in to(CORA, house.news()) if IDEA in sent.text]
        assert "Nothing was sent." in back.text
        assert gone.text == "" or QUESTION not in gone.text
        listed = await house.press(back, "My team's challenges", CORA)
        assert QUESTION not in listed.text
        house.clock.instant = THURSDAY
        assert to(ADA, await house.tick()) == []


async def test_one_tries_it_too_and_the_card_says_so(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        form = await opened(house, card, "J'essaie aussi", CORA)
        assert "will see, under your name, that you are trying it too" in read(form)
        mine = await house.press(form, "Keep it", CORA, question="How can I comment less?", tool_user="me")
        assert "How can I comment less?" in mine.text
        await freshened(house)
        edited = as_it_stands(house, card)
        assert "Cora Roy" in edited.text
        assert "How can I comment less?" not in edited.text
        again = await opened(house, card, "J'essaie aussi", CORA)
        assert "How can I comment less?" in again.text  # one's own, to change
        house.clock.instant = THURSDAY
        (bundle,) = to(ADA, await house.tick())
        assert "Cora Roy" in bundle.text
        assert "How can I comment less?" not in bundle.text


async def test_two_who_press_at_once_both_join(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        forms = {who: await opened(house, card, "J'essaie aussi", who) for who in (CORA, BRUNO)}
        await house.press(forms[CORA], "Keep it", CORA, question=QUESTION, tool_user="me")
        await house.press(forms[BRUNO], "Garder", BRUNO, question=QUESTION, tool_user="me")
        await freshened(house)
        text = as_it_stands(house, card).text
        assert "Cora Roy" in text
        assert "Bruno Côté" in text
        assert len(house.edits(card)) <= 2


async def test_the_teams_challenges_need_no_channel(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        (_, empty) = await house.say("team challenges", CORA)
        assert "No challenge is shown here yet." in empty.text
        await shown(house, await kept(house))
        house.news()
        (listed,) = await house.say("team challenges", CORA)
        assert QUESTION in listed.text
        assert "Ada Tremblay" in listed.text
        await house.press(listed, "Open 1", CORA)
        (one,) = house.news()
        await house.press(one, "Ask a question", CORA)
        (asked,) = house.news()
        sent = await sends(house, asked, ASKED, CORA)
        assert "Also in the thread" not in sent.text
        (told,) = to(ADA, house.news())
        assert ASKED in told.text
        (form,) = await house.say("challenge", CORA)
        await house.press(form, "See my team's", CORA)
        (listed,) = house.news()
        assert QUESTION in listed.text


async def test_under_ones_own_challenge_one_is_told_so(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        await house.press(card, "Suggérer une piste")
        (told,) = to(ADA, house.news())
        assert "C'est votre propre défi" in told.text
        await house.press(told, "Ce que j'essaie")
        assert to(ADA, house.news())


async def test_questions_only_is_kept_to(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house, "Des questions seulement")
        assert "Suggérer une piste" not in buttons(card)
        asked = await opened(house, card, "Poser une question", CORA)
        await sends(house, asked, ASKED, CORA)
        assert any(ASKED in sent.text for sent in house.news())


async def test_what_was_erased_is_nowhere_and_said_so(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        listed = (await house.say("team challenges", CORA))[-1]
        await house.app.database.write(
            lambda conn: (conn.execute(delete(peer_words)), conn.execute(delete(challenges)))
        )
        await house.press(card, "Poser une question", CORA)
        told = to(CORA, house.news())
        assert len(told) == 1
        await house.press(listed, "Open 1", CORA)
        (gone,) = to(CORA, house.news())
        assert "isn't shown here" in gone.text
        assert QUESTION not in gone.text


async def test_the_same_press_twice_sends_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        asked = await opened(house, card, "Poser une question", CORA)
        preview = await house.press(asked, "Next", CORA, words=ASKED)
        await house.press(preview, "Send", CORA)
        await house.press(preview, "Send", CORA)
        posted = house.news()
        assert len(in_thread(card, posted)) == 1
        assert len(to(ADA, posted)) == 1


async def withdrawn(house: House) -> None:
    """Ada takes her challenge back."""
    (listed,) = await house.say("défis de mon équipe")
    await house.press(listed, "Ouvrir le 1")
    (own,) = house.news()
    await house.press(own, "Retirer")


async def test_a_third_question_of_the_week_waits_for_the_bundle(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        for words in ("Pourquoi?", "Avec qui?"):
            await sends(house, await opened(house, card, "Poser une question", CORA), words, CORA)
            (told,) = to(ADA, house.news())
            assert words in told.text
        sent = await sends(house, await opened(house, card, "Poser une question", CORA), "Et après?", CORA)
        assert "with what others have written" in read(sent)
        posted = house.news()
        assert to(ADA, posted) == []
        assert len(in_thread(card, posted)) == 1  # the team reads it there at once
        found: list[Sent] = []
        while not found and house.clock.now() < THURSDAY + timedelta(days=14):
            house.clock.advance(timedelta(hours=12))
            found = to(ADA, await house.tick())
        assert "Et après?" in found[0].text
        assert "Pourquoi?" not in found[0].text  # told before


async def test_who_left_the_team_still_gets_the_answer_but_the_thread_does_not(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        await sends(house, await opened(house, card, "Poser une question", CORA), ASKED, CORA)
        (told,) = to(ADA, house.news())
        await house.app.database.write(lambda conn: conn.execute(update(memberships).values(team_id=None)))
        await house.press(told, "Répondre")
        (answering,) = to(ADA, house.news())
        await sends(house, answering, "Le dimanche.", ADA)
        posted = house.news()
        assert in_thread(card, posted) == []
        (answered,) = to(CORA, posted)
        assert "Le dimanche." in answered.text
        await house.press(card, "Poser une question", CORA)
        (refused,) = to(CORA, house.news())
        assert QUESTION not in refused.text
