"""« Demander à mon équipe », over signed HTTP: asked, posted, answered by a peer, relayed, taken back."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, func, select, update

from storage.schema import memberships, people, roles, team_answers, team_questions
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.fakes.teams_activities import Sent
from tests.scenarios.house import BRUNO, CORA, House, shown
from tests.scenarios.test_channel import as_it_stands, bound, buttons, freshened, read
from tests.scenarios.test_peers import in_thread, opened, sends, to
from tests.scenarios.walks import NOTE, PROJECT, walked

ASKED = "Comment demandez-vous l'accord des familles?"
ANSWERED = "By a note in the planner, one week before."


async def ready(house: House) -> Sent:
    """The team has its channel, nobody waits, and Ada is at the end of a walk with two lines open."""
    _, told = await bound(house)
    await house.press(told, "Commencer sans moi", BRUNO)
    await house.say("help", CORA)
    end = await walked(house)
    house.news()
    return end


async def asks(house: House, end: Sent, words: str = ASKED) -> Sent:
    """The question written, read as the team will, posted; the page it leaves."""
    asked = await house.press(end, "Demander à mon équipe")
    preview = await house.press(asked, "Suivant", words=words)
    assert words in preview.text
    return await house.press(preview, "Poser la question")


async def posted(house: House) -> Sent:
    """The card in the channel."""
    (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
    return card


async def test_asked_answered_relayed_and_taken_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await ready(house)
        asked = await house.press(end, "Demander à mon équipe")
        helped = (await house.say("aide"))[-1]
        assert "le cadre légal" in read(helped).lower()
        assert NOTE not in asked.text + helped.text
        preview = await house.press(helped, "Suivant", words=ASKED)
        assert "Dans le canal de Français, signé de votre nom, Ada Tremblay :" in read(preview)
        page = await house.press(preview, "Poser la question")
        assert "Votre question à Français" in page.text
        card = await posted(house)
        assert ASKED in card.text
        assert "— Ada Tremblay, par Relais" in read(card)
        assert buttons(card) == ["Répondre"]
        assert all(text not in card.text for text in (PROJECT, NOTE))
        asking = await opened(house, card, "Répondre", CORA)
        assert ASKED in asking.text
        sent = await sends(house, asking, ANSWERED, CORA)
        assert "Ada Tremblay is getting it now." in sent.text
        assert "question's thread" in sent.text
        now = house.news()
        (told,) = to(ADA, now)
        assert "Cora Roy répond à votre question" in told.text
        assert all(words in told.text for words in (ASKED, ANSWERED))
        assert [ANSWERED in one.text for one in in_thread(card, now)] == [True]
        await freshened(house)
        assert "1 réponse, dans le fil." in as_it_stands(house, card).text
        back = await house.press(told, "Revenir au guide")
        back = back if back.text else house.news()[-1]
        assert "Vous avez fait le tour." in back.text
        mine = await house.press(told, "Ma question")
        mine = mine if mine.text else house.news()[-1]
        assert ANSWERED in mine.text
        gone = await house.press(mine, "Retirer")
        assert "C'est retiré." in gone.text
        assert ANSWERED in gone.text
        await freshened(house)
        edited = as_it_stands(house, card)
        assert "Cette question n'est plus posée ici." in edited.text
        assert ASKED not in edited.text
        late = await opened(house, card, "Répondre", CORA)  # the card as it was, still on her screen
        assert "is no longer asked" in late.text


async def test_ones_own_question_is_met_kindly(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await asks(house, await ready(house))
        card = await posted(house)
        own = await opened(house, card, "Répondre", ADA)
        assert "C'est votre propre question" in own.text
        assert "Retirer" in buttons(own)


async def test_words_typed_while_it_is_withdrawn_come_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        page = await asks(house, await ready(house))
        card = await posted(house)
        asking = await opened(house, card, "Répondre", CORA)
        preview = await house.press(asking, "Next", CORA, words=ANSWERED)
        await house.press(page, "Retirer")
        house.news()
        told = await house.press(preview, "Send", CORA)
        read_again = [told, *to(CORA, house.news())]
        assert any("is no longer asked" in one.text for one in read_again)
        assert any(ANSWERED in one.text for one in read_again)
        assert await count(house, team_answers) == 0


async def test_sent_twice_at_once_is_sent_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await ready(house)
        asked = await house.press(end, "Demander à mon équipe")
        preview = await house.press(asked, "Suivant", words=ASKED)
        press = [house.microsoft.press(preview, "Poser la question") for _ in range(2)]
        await asyncio.gather(*(house.deliver(one) for one in press))
        card = await posted(house)
        asking = await opened(house, card, "Répondre", CORA)
        preview = await house.press(asking, "Next", CORA, words=ANSWERED)
        press = [house.microsoft.press(preview, "Send", CORA) for _ in range(2)]
        await asyncio.gather(*(house.deliver(one) for one in press))
        assert (await count(house, team_questions), await count(house, team_answers)) == (1, 1)
        assert len(to(ADA, house.news())) == 1


async def test_nothing_and_too_much_are_said_so_and_nothing_is_lost(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await ready(house)
        asked = await house.press(end, "Demander à mon équipe")
        empty = await house.press(asked, "Suivant", words="  ")
        assert "Il manque une réponse ici." in empty.text
        long = "mot " * 5000
        refused = await house.press(asked, "Suivant", words=long)
        assert "Ce texte fait 19 999 caractères; la limite est de 600." in read(refused).replace("\u202f", " ")
        assert await count(house, team_questions) == 0
        preview = await house.press(asked, "Suivant", words=ASKED)
        assert "Votre question" in (await house.press(preview, "Poser la question")).text


async def test_three_are_enough(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await ready(house)
        for number in range(3):
            await asks(house, end, f"{ASKED} ({number})")
            house.news()
            house.clock.advance(timedelta(minutes=1))
        full = await house.press(end, "Demander à mon équipe")
        assert "Votre équipe a déjà trois de vos questions" in full.text
        assert "(2)" in full.text
        before = await house.press(full, "Ma question d'avant")
        assert "(1)" in before.text
        await house.press(before, "Retirer")
        still = await house.press(end, "Demander à mon équipe")
        assert "se libère le lendemain au plus tard" in still.text
        house.clock.instant = datetime(2025, 10, 8, 13, 0, tzinfo=UTC)
        await asks(house, end, "Une autre?")
        assert "Une autre?" in (await posted(house)).text


async def test_words_of_the_evening_wait_for_the_morning(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await ready(house)
        house.clock.instant = datetime(2025, 10, 11, 1, 0, tzinfo=UTC)  # Friday, 21:00 in Québec
        page = await asks(house, end)
        assert "Elle paraîtra dans le canal lundi 13 octobre à 7 h 30, signée Ada Tremblay." in read(page)
        assert [sent for sent in house.news() if sent.channel == CHANNEL.id] == []
        withdrawn = await house.press(page, "Retirer")
        assert "Elle n'est plus posée dans le canal." in withdrawn.text
        house.clock.instant = datetime(2025, 10, 13, 11, 30, tzinfo=UTC)
        assert await house.tick() == []  # taken back before it was posted: nothing says so
        await asks(house, end)
        card = await posted(house)
        house.clock.instant = datetime(2025, 10, 14, 1, 0, tzinfo=UTC)
        sent = await sends(house, await opened(house, card, "Répondre", CORA), ANSWERED, CORA)
        assert "Ada Tremblay will get it on Tuesday, October 14 at 7:30" in read(sent)
        assert to(ADA, house.news()) == []
        house.clock.instant = datetime(2025, 10, 14, 11, 30, tzinfo=UTC)
        assert ANSWERED in to(ADA, await house.tick())[0].text


async def test_who_left_the_team_no_longer_answers(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await asks(house, await ready(house))
        card = await posted(house)
        asking = await opened(house, card, "Répondre", CORA)
        mine = memberships.c.person_id.in_(select(people.c.id).where(people.c.first_name == "Cora"))
        await house.app.database.write(lambda conn: conn.execute(update(memberships).where(mine).values(team_id=None)))
        told = await house.press(asking, "Next", CORA, words=ANSWERED)
        back = [told, *to(CORA, house.news())]
        assert any(ANSWERED in one.text for one in back)  # what she wrote is given back
        assert any("is no longer asked, or isn't asked here" in one.text for one in back)
        gone = await opened(house, card, "Répondre", CORA)
        assert "is no longer asked, or isn't asked here" in gone.text
        assert await count(house, team_answers) == 0


async def test_a_question_whose_author_left_or_was_erased_is_asked_no_more(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await asks(house, await ready(house))
        card = await posted(house)
        of_ada = select(memberships.c.id).join(people).where(people.c.first_name == "Ada")
        over = update(roles).where(roles.c.membership_id.in_(of_ada)).values(ends_on=date(2025, 10, 6))
        await house.app.database.write(lambda conn: conn.execute(over))
        gone = await opened(house, card, "Répondre", CORA)
        assert "is no longer asked" in gone.text
        await freshened(house)
        assert "Cette question n'est plus posée ici." in as_it_stands(house, card).text
        await house.app.database.write(lambda conn: conn.execute(delete(team_questions)))
        gone = await opened(house, card, "Répondre", CORA)
        assert "is no longer asked" in gone.text


async def test_without_a_channel_who_runs_it_is_asked_instead(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await walked(house)
        assert not {"Demander à mon équipe", "En parler à Bruno Côté"} & set(buttons(end))
        assert "Y revenir dans une semaine" in buttons(end)
        await house.say("aide", BRUNO)
        (card,) = await house.say("guide")
        end = await house.press(card, "Revoir mon dernier tour")
        assert "En parler à Bruno Côté" in buttons(end)
        data = end.button("En parler à Bruno Côté")["data"]
        forged = data["verb"].replace("start.talk", "start.ask_team")
        pressed = house.microsoft.invoke(data["card"], forged, data["revision"], ADA)
        told = shown(await house.deliver(pressed), end)
        assert "Aucun canal n'est relié à votre groupe" in told.text
        assert buttons(told) == ["En parler à l'animation", "Revenir au guide"]


async def count(house: House, table: object) -> int:
    """How many rows."""
    return await house.app.database.read(
        lambda conn: conn.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]
    )
