"""Several reports read together, over signed HTTP: whom it cites is asked, and only what is agreed to is read."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.delivery.saying import FRESHENED_AFTER
from community.challenge import Readers
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.scenarios.house import BRUNO, CORA, House, prepare
from tests.scenarios.syntheses import EVE, PAUL, ROSTER, SENTENCES, challenge_of, drafted, gathered, questions, reads

NOT_FOR_YOU = "Ce n'est pas possible ici, ou ne l'est plus."


async def test_three_authors_answer_each_in_their_own_way(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        assert "Brouillon de synthèse" in draft.text
        assert all(sentence in draft.text for sentence in SENTENCES.values())
        asked = await questions(house, draft)
        assert set(asked) == {ADA, CORA, EVE}
        assert SENTENCES[CORA] in asked[CORA].text
        assert SENTENCES[ADA] not in asked[CORA].text
        assert "Bruno Côté prépare" in asked[ADA].text
        assert "COP IA" in asked[ADA].text
        answered = await house.press(asked[ADA], "Oui", ADA)
        assert "oui, avec votre nom" in answered.text
        await house.press(asked[CORA], "Yes, without my name", CORA)
        await house.press(asked[EVE], "Non", EVE)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        seen = house.edits(draft)[-1]
        assert "Ada Tremblay\u00a0: d'accord, avec son nom" in seen.text
        assert "Cora Roy\u00a0: d'accord, sans son nom" in seen.text
        assert "Ève Morin\u00a0: la phrase n'est pas citée" in seen.text
        posted = await house.press(seen, "Publier", BRUNO)
        assert "Synthèse publiée" in posted.text
        (synthesis,) = [sent for sent in house.news() if sent.conversation == CHANNEL.id]
        assert "Par Bruno Côté" in synthesis.text
        assert SENTENCES[ADA] in synthesis.text
        assert "Ada Tremblay" in synthesis.text
        assert SENTENCES[CORA] in synthesis.text
        assert "Cora" not in synthesis.text
        assert SENTENCES[EVE] not in synthesis.text
        assert "Ève" not in synthesis.text
        assert "anonym" not in synthesis.text.lower()


async def test_minds_change_until_it_is_posted_and_then_only_to_be_told_less_of(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        asked = await questions(house, draft)
        no = await house.press(asked[ADA], "Non", ADA)
        yes = await house.press(no, "Oui, avec mon nom", ADA)
        no = await house.press(yes, "Non", ADA)
        yes = await house.press(no, "Oui, avec mon nom", ADA)
        assert "oui, avec votre nom" in yes.text
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        await house.press(house.edits(draft)[-1], "Publier", BRUNO)
        (synthesis,) = [sent for sent in house.news() if sent.conversation == CHANNEL.id]
        assert "Ada Tremblay" in synthesis.text
        late = await house.press(asked[CORA], "Yes", CORA)  # posted without it: it doesn't come in by itself
        assert "posted, without your sentence" in late.text
        unnamed = await house.press(yes, "Oui, sans mon nom", ADA)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        after = house.edits(synthesis)[-1]
        assert SENTENCES[ADA] in after.text
        assert "Ada" not in after.text
        await house.press(unnamed, "Non", ADA)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        assert SENTENCES[ADA] not in house.edits(synthesis)[-1].text


async def test_what_is_no_longer_shared_isnt_in_it(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        asked = await questions(house, draft)
        await house.press(asked[ADA], "Oui", ADA)
        await house.press(asked[EVE], "Oui", EVE)
        await reads(house.app, ADA, Readers.TEAM)  # between her yes and the posting
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        await house.press(house.edits(draft)[-1], "Publier", BRUNO)
        (synthesis,) = [sent for sent in house.news() if sent.conversation == CHANNEL.id]
        assert SENTENCES[EVE] in synthesis.text
        assert SENTENCES[ADA] not in synthesis.text
        assert "Ada" not in synthesis.text
        gone = await house.press(asked[ADA], "Oui", ADA)
        assert "Votre bilan n'est plus partagé" in gone.text


async def test_after_posting_a_report_taken_back_takes_its_sentence_out(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        asked = await questions(house, draft)
        for who, yes in ((ADA, "Oui"), (EVE, "Oui"), (CORA, "Yes")):
            await house.press(asked[who], yes, who)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        await house.press(house.edits(draft)[-1], "Publier", BRUNO)
        (synthesis,) = [sent for sent in house.news() if sent.conversation == CHANNEL.id]
        assert all(sentence in synthesis.text for sentence in SENTENCES.values())
        report = await house.app.database.read(lambda conn: challenge_of(conn, ADA))
        card = asked[ADA].button("Oui")["data"]["card"]
        await house.deliver(microsoft.invoke(card, f"start.readers.{report}", 1, ADA))
        (asking, *_) = house.edits(asked[ADA])[-1:]
        await house.press(asking, "Moi seulement", ADA)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        after = house.edits(synthesis)[-1]
        assert SENTENCES[ADA] not in after.text
        assert "Ada" not in after.text
        assert SENTENCES[EVE] in after.text
        assert "n'est plus partagée" in house.edits(draft)[-1].text
        withdrawn = await house.press(house.edits(draft)[-1], "Retirer la synthèse", BRUNO)
        assert "Synthèse retirée" in withdrawn.text
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        assert house.edits(synthesis)[-1].text == "Cette synthèse ne se lit plus ici."


async def test_two_at_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        asked = await questions(house, draft)
        await house.press(asked[EVE], "Oui", EVE)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        ready = house.edits(draft)[-1]
        await asyncio.gather(
            house.press(ready, "Publier", BRUNO),
            house.press(ready, "Publier", BRUNO),
            house.press(asked[ADA], "Oui, sans mon nom", ADA),
        )
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        posted = [s for s in microsoft.posted if s.method == "POST" and s.conversation == CHANNEL.id]
        (synthesis,) = [s for s in posted if s.text.startswith("Synthèse")]
        last = ([synthesis, *house.edits(synthesis)])[-1]
        assert SENTENCES[EVE] in last.text
        assert "Ada" not in last.text


async def test_the_rest_of_a_day_waits_and_who_asked_is_told_when(url: str, microsoft: FakeMicrosoft) -> None:
    evening = datetime(2025, 10, 7, 22, 0, tzinfo=UTC)
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        house.clock.instant = evening
        draft = await drafted(house)
        told = await house.press(draft, "Demander l'accord", BRUNO)
        assert "Ada Tremblay\u00a0: recevra la demande le mercredi 8 octobre à 7\u00a0h\u00a030" in told.text
        assert await house.tick() == []
        house.clock.instant = evening + timedelta(hours=13, minutes=30)
        assert {sent.conversation for sent in await house.tick()} == {who.chat for who in SENTENCES}


async def test_a_report_withdrawn_before_the_question_goes_is_not_asked_about(
    url: str, microsoft: FakeMicrosoft
) -> None:
    evening = datetime(2025, 10, 7, 22, 0, tzinfo=UTC)
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        house.clock.instant = evening
        draft = await drafted(house)
        await house.press(draft, "Demander l'accord", BRUNO)
        await reads(house.app, ADA, Readers.ME)
        house.clock.instant = evening + timedelta(hours=14)
        assert {sent.conversation for sent in await house.tick()} == {CORA.chat, EVE.chat}


async def test_a_draft_is_changed_and_discarded(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        asked = await house.press(draft, "Changer le texte", BRUNO)
        assert "Un critère à la fois." in str(asked.card)
        asked = await house.press(asked, "Suivant", BRUNO, works="Deux critères, au plus.")
        asked = await house.press(asked, "Passer", BRUNO)
        draft = await house.press(asked, "Passer", BRUNO)
        assert "Deux critères, au plus." in draft.text
        assert "Pour qui relit peu." in draft.text
        (which,) = await house.say("synthèse", BRUNO)
        again = await house.press(which, SENTENCES[ADA], BRUNO)
        assert "Deux critères, au plus." in again.text
        sure = await house.press(again, "Effacer le brouillon", BRUNO)
        kept = await house.press(sure, "Garder le brouillon", BRUNO)
        sure = await house.press(kept, "Effacer le brouillon", BRUNO)
        gone = await house.press(sure, "Effacer", BRUNO)
        assert "Il n'y a pas de brouillon ici." in gone.text
        old = await house.press(draft, "Demander l'accord", BRUNO)
        assert "Il n'y a pas de brouillon ici." in old.text
        (which,) = await house.say("synthèse", BRUNO)
        asked = await house.press(which, SENTENCES[ADA], BRUNO)
        assert "Qu'est-ce qui marche?" in asked.text


async def test_only_for_whom_it_is(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        for who in (ADA, PAUL):
            (told,) = await house.say("synthèse", who)
            assert told.text.startswith(NOT_FOR_YOU)
        draft = await drafted(house)
        stolen = await house.press(draft, "Demander l'accord", ADA)
        assert stolen.text == ""
        asked = await questions(house, draft)
        await house.press(asked[CORA], "Yes", ADA)  # somebody else's card
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        assert "Cora Roy\u00a0: réponse attendue" in house.edits(draft)[-1].text


async def test_who_no_longer_runs_the_community_reads_and_posts_no_draft(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        draft = await drafted(house)
        asked = await questions(house, draft)
        await house.press(asked[ADA], "Oui", ADA)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        ready = house.edits(draft)[-1]
        await prepare(house._settings.url(), house.clock.now().date(), ROSTER.replace("animation", "membre"))
        house.clock.advance(timedelta(days=1))  # a role ends with its day
        shown = await house.press(ready, "Publier", BRUNO)
        assert "Il n'y a pas de brouillon ici." in shown.text
        (told,) = await house.say("synthèse", BRUNO)
        assert told.text.startswith(NOT_FOR_YOU)
        assert [sent for sent in microsoft.posted if sent.text.startswith("Synthèse\n")] == []


async def test_nothing_to_read_together(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await gathered(house, microsoft)
        for who in (ADA, CORA):
            await reads(house.app, who, Readers.TEAM)
        (told,) = await house.say("synthèse", BRUNO)
        assert "deux personnes au moins" in told.text
