"""A walk's other next steps over signed HTTP: a word to who runs it, something smaller, coming back in a week."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update

from storage.schema import challenges, outbox, people, walks
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.fakes.teams_activities import Sent
from tests.scenarios.house import BRUNO, DORA, ROSTER, House
from tests.scenarios.test_channel import as_it_stands, bound, buttons, freshened, kept, read, shown
from tests.scenarios.test_peers import to
from tests.scenarios.walks import NOTE, PROJECT, answered, walked

WORDS = "Avez-vous dix minutes cette semaine?"
SMALLER = "Comment commenter trois textes en une période?"
TWO_RUN_IT = ROSTER + "dora@elsewhere.example;Dora;Lavoie;animation;;fr\n"
IN_A_WEEK = datetime(2025, 10, 14, 12, 0, tzinfo=UTC)


async def rows(house: House, kind: str) -> list[tuple[str, str | None]]:
    """(state, code) of every row of a kind."""
    query = select(outbox.c.state, outbox.c.code).where(outbox.c.kind == kind).order_by(outbox.c.seq)
    return [(row.state, row.code) for row in await house.app.database.read(lambda conn: conn.execute(query).all())]


async def at_its_end(house: House) -> Sent:
    """Bruno is reachable; Ada is at the end of a walk with two lines open."""
    await house.say("aide", BRUNO)
    end = await walked(house)
    house.news()
    return end


async def test_a_word_to_who_runs_it_and_the_answer(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        asked = await house.press(end, "En parler à Bruno Côté")
        assert "vos réponses du guide n'y sont pas jointes" in asked.text
        empty = await house.press(asked, "Suivant", text=" ")
        assert "Il manque une réponse ici." in empty.text
        long = await house.press(asked, "Suivant", text="mot " * 5000)
        assert "la limite est de 600" in read(long)
        preview = await house.press(asked, "Suivant", text=WORDS)
        assert "Signé Ada Tremblay, par Relais :" in read(preview)
        sent = await house.press(preview, "Envoyer")
        assert "Bruno Côté le reçoit maintenant." in sent.text
        (letter,) = house.news()
        assert letter.conversation == BRUNO.chat
        assert WORDS in letter.text
        assert all(words not in letter.text for words in (PROJECT, NOTE, "guide", "Cadre légal"))
        back = await house.press(sent, "Revenir au guide")
        back = back if back.text else house.news()[-1]
        assert "Vous avez fait le tour." in back.text
        await house.press(letter, "Répondre", BRUNO)
        asked = to(BRUNO, house.news())[-1]
        preview = await house.press(asked, "Suivant", BRUNO, text="Jeudi midi?")
        await house.press(preview, "Envoyer", BRUNO)
        (answer,) = to(ADA, house.news())
        assert "Jeudi midi?" in answer.text


async def test_of_two_who_run_it_one_is_chosen(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, roster=TWO_RUN_IT) as house:
        await house.say("aide", DORA)
        end = await at_its_end(house)
        asked = await house.press(end, "En parler à l'animation")
        assert buttons(asked)[:2] == ["Bruno Côté", "Dora Lavoie"]
        asked = await house.press(asked, "Dora Lavoie")
        preview = await house.press(asked, "Suivant", text=WORDS)
        assert "Dora Lavoie" in preview.text
        await house.press(preview, "Envoyer")
        (letter,) = house.news()
        assert letter.conversation == DORA.chat


async def test_three_without_an_answer_are_enough(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        for _ in range(3):
            asked = await house.press(end, "En parler à Bruno Côté")
            asked = asked if asked.text else to(ADA, house.news())[-1]
            preview = await house.press(asked, "Suivant", text=WORDS)
            await house.press(preview, "Envoyer")
        await house.press(end, "En parler à Bruno Côté")
        told = to(ADA, house.news())[-1]
        assert "trois de vos mots attendent déjà une réponse" in told.text
        assert buttons(told) == ["Revenir au guide"]


async def about_a_challenge(house: House) -> Sent:
    """The end of a walk about Ada's own challenge."""
    asked = (await house.say("guide"))[-1]
    asked = await house.press(asked, "Comment commenter 28 textes sans y laisser mon dimanche?")
    return await answered(house, asked, answers=("partly", "yes", "yes", "yes", "yes", "yes"))


async def test_a_challenge_is_made_smaller(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await kept(house)
        end = await about_a_challenge(house)
        asked = await house.press(end, "Essayer en plus petit")
        assert "Comment commenter 28 textes" in asked.text
        done = await house.press(asked, "Garder", words=SMALLER)
        assert "C'est changé." in done.text
        assert SMALLER in done.text
        back = await house.press(done, "Revenir au guide")
        assert SMALLER in back.text
        assert await count(house) == 1


async def test_a_challenge_that_is_shown_is_read_again_first(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        end = await about_a_challenge(house)
        asked = await house.press(end, "Essayer en plus petit")
        assert "Ce défi est montré." in asked.text
        preview = await house.press(asked, "Garder", words=SMALLER)
        assert SMALLER in preview.text
        await freshened(house)
        assert SMALLER not in as_it_stands(house, card).text
        done = await house.press(preview, "Changer la question")
        assert "Revenir au guide" in buttons(done)
        await freshened(house)
        assert SMALLER in as_it_stands(house, card).text


async def test_a_project_is_said_smaller_and_begins_a_challenge(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        asked = await house.press(end, "Essayer en plus petit")
        assert PROJECT in asked.text
        done = await house.press(asked, "Garder", words=SMALLER)
        assert "Votre projet se dit maintenant ainsi." in done.text
        (form,) = house.news()
        assert SMALLER in form.text
        challenge = await house.press(form, "Garder", question=SMALLER, tool_user="me")
        assert SMALLER in challenge.text
        back = await house.press(done, "Revenir au guide")
        assert SMALLER in back.text
        again = await house.press(back, "Essayer en plus petit")
        done = await house.press(again, "Garder", words="Un seul épisode")
        assert "Un seul épisode" in done.text
        assert house.news() == []  # a challenge is open: it isn't written over
        assert await count(house) == 1


async def test_one_comes_back_in_a_week(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        planned = await house.press(end, "Y revenir dans une semaine")
        assert "Je vous y ramène mardi 14 octobre, par un message." in planned.text
        twice = await house.press(end, "Y revenir dans une semaine")
        assert "mardi 14 octobre" in twice.text
        page = await house.press(planned, "Revenir au guide")
        assert "Relais vous y ramène mardi 14 octobre." in page.text
        assert "Y revenir dans une semaine" not in buttons(page)
        assert await rows(house, "come_back") == [("ready", None)]
        house.clock.instant = IN_A_WEEK - timedelta(minutes=1)
        assert to(ADA, await house.tick()) == []
        house.clock.instant = IN_A_WEEK
        (told,) = to(ADA, await house.tick())
        assert "Deux points restent ouverts : le cadre légal et le soutien." in read(told)
        assert NOTE not in told.text
        assert buttons(told)[-1] == "Moins de messages comme celui-ci"
        (first, *_) = buttons(told)
        asked = await house.press(told, first)
        asked = asked if asked.text else house.news()[-1]
        assert "Cadre légal" in asked.text
        assert NOTE in asked.text  # her answer, for her alone


async def test_pressed_twice_at_once_plans_one(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        press = [house.microsoft.press(end, "Y revenir dans une semaine") for _ in range(2)]
        await asyncio.gather(*(house.deliver(one) for one in press))
        assert await rows(house, "come_back") == [("ready", None)]


async def test_a_reminder_is_called_off_and_planned_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        planned = await house.press(end, "Y revenir dans une semaine")
        off = await house.press(planned, "Annuler ce rappel")
        assert "Aucun rappel n'est prévu" in off.text
        assert await rows(house, "come_back") == [("cancelled", "called_off")]
        house.clock.instant = IN_A_WEEK
        assert to(ADA, await house.tick()) == []
        house.clock.instant = datetime(2025, 10, 7, 12, 30, tzinfo=UTC)
        again = await house.press(off, "Y revenir dans une semaine")
        assert "mardi 14 octobre" in again.text
        assert await rows(house, "come_back") == [("cancelled", "called_off"), ("ready", None)]


async def test_a_walk_gone_through_again_is_not_recalled(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        await house.press(end, "Y revenir dans une semaine")
        house.clock.advance(timedelta(days=2))
        asked = (await house.say("guide"))[-1]
        page = await house.press(asked, "Revoir mon dernier tour")
        lines = await house.press(await house.press(page, "Plus…"), "Les six points")
        question = await house.press(lines, "Cadre légal")
        await house.press(question, "Suivant", answer="not_yet", note="")
        house.clock.instant = IN_A_WEEK
        assert to(ADA, await house.tick()) == []
        assert await rows(house, "come_back") == [("cancelled", "pointless")]


async def test_what_is_not_theirs_any_more_is_not_said(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        await house.press(end, "Y revenir dans une semaine")
        of_cora = update(walks).values(
            person_id=select(people.c.id).where(people.c.first_name == "Cora").scalar_subquery()
        )
        await house.app.database.write(lambda conn: conn.execute(of_cora))
        house.clock.instant = IN_A_WEEK
        assert to(ADA, await house.tick()) == []
        assert await rows(house, "come_back") == [("cancelled", "pointless")]


async def test_who_wanted_fewer_and_asks_again_is_written_to(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await at_its_end(house)
        await house.press(end, "Y revenir dans une semaine")
        house.clock.instant = IN_A_WEEK
        (told,) = to(ADA, await house.tick())
        fewer = await house.press(told, "Moins de messages comme celui-ci")
        fewer = fewer if fewer.text else house.news()[-1]
        assert "Je ne vous envoie plus les rappels du guide." in fewer.text
        asked = (await house.say("guide"))[-1]
        page = await house.press(asked, "Revoir mon dernier tour")
        planned = await house.press(page, "Y revenir dans une semaine")
        assert "mardi 21 octobre" in planned.text
        house.clock.instant = IN_A_WEEK + timedelta(days=7)
        (again,) = to(ADA, await house.tick())
        assert "Vous vouliez y revenir" in again.text


async def count(house: House) -> int:
    """How many challenges."""
    return await house.app.database.read(
        lambda conn: conn.execute(select(func.count()).select_from(challenges)).scalar_one()
    )
