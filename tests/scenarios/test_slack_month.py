"""A month of a team of which some are on Slack, some on Teams and one on both: signed HTTP, both databases."""

from datetime import UTC, datetime

from tests.fakes.slack import Opened, Shown
from tests.fakes.teams import ADA as ADA_IN_TEAMS
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.month import EMILE
from tests.scenarios.slack import ADA, BRUNO, FATOU, SALON, SlackHouse, both, labels

QUESTION = "Comment <lire> *mieux* & <!channel>?"
IN_PRIVATE = "Je continue avec vous en privé."


async def bound(house: SlackHouse) -> Shown:
    """Bruno mentions Relais in the channel, binds it, dates the next meeting, lets members begin; the set-up card."""
    await house.mentions("réglages", BRUNO)
    setup = house.in_channel()[-1]
    told = await house.walks(setup, BRUNO, "Relier ce canal", "Français")
    await house.presses(told, "Prochaine rencontre", BRUNO)
    [kept] = await house.writes("6 novembre", BRUNO)
    assert "Prochaine rencontre de Français\u00a0: jeudi 6 novembre" in kept.words
    await house.presses(told, "Commencer sans moi", BRUNO)
    await house.moment()
    return setup


async def shows(house: SlackHouse) -> Shown:
    """Fatou keeps a challenge and shows it, one press and the rest by talking; the last card in the channel."""
    for text in ("défi", QUESTION, "moi"):
        kept = (await house.writes(text, FATOU))[-1]
    assert "C'est gardé." in kept.words
    await house.presses(kept, "Montrer à mon équipe", FATOU)
    for text in ("un groupe de <2e>", "passer", "des pistes aussi"):
        preview = (await house.writes(text, FATOU))[-1]
    assert "sous votre nom. On le montre?" in preview.words
    assert "un groupe de <2e>" in preview.words
    await house.writes("montrer", FATOU)
    return house.in_channel()[-1]


async def test_a_channel_is_set_up_and_its_card_lives(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        await house.mentions("bonjour", FATOU)
        assert [shown.words for shown in house.in_channel()] == [IN_PRIVATE]
        await house.mentions("bonjour", BRUNO)
        setup = house.in_channel()[1]
        assert labels(setup.blocks) == ["Relier ce canal"]
        await house.mentions("bonjour", BRUNO)
        assert [shown for shown in house.in_channel() if labels(shown.blocks)] == [setup], "once, unless asked for"
        refused = await house.presses(setup, "Relier ce canal", FATOU)
        assert (refused.channel, "écrivez à Bruno Côté" in refused.words) == (house.slack.chat(FATOU), True)
        bound_here = await bound(house)
        for card in (setup, bound_here):
            assert "Ce canal est relié à Français." in card.words
            assert "Prochaine rencontre\u00a0: jeudi 6 novembre." in card.words
        gone = await house.walks(setup, BRUNO, "Délier", "Délier")
        assert "C'est délié." in gone.words
        await house.moment()
        assert labels(setup.blocks) == ["Relier ce canal"]
        told = house.slack.called("chat.postEphemeral")
        assert {(line["channel"], line["user"], line["text"]) for line in told} == {
            (SALON, FATOU, IN_PRIVATE),
            (SALON, BRUNO, IN_PRIVATE),
        }


async def test_the_app_is_taken_out_of_a_channel_and_invited_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        await bound(house)
        house.slack.left.add(SALON)
        await shows(house)
        await house.moment()
        assert [shown for shown in house.in_channel() if QUESTION in shown.words] == []
        house.slack.left.clear()
        await house.mentions("bonjour", BRUNO)
        await house.moment()
        [card] = [shown for shown in house.in_channel() if QUESTION in shown.words]
        assert "Le défi de Fatou Diallo" in card.words
        assert sum("Délier" in labels(shown.blocks) for shown in house.in_channel()) == 1


async def test_in_a_form_to_its_end_and_found_again_once_it_is_closed(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        await bound(house)
        slack = house.slack
        await house.request(slack.command("défi", FATOU))
        form = slack.views[-1]
        assert "Votre défi, d'ici la rencontre du 6 novembre" in form.words
        answer = await house.request(slack.submit(form, {"question": "Quoi?", "tool_user": "me"}, FATOU))
        page = slack.answered(form, await answer.json())
        assert "C'est gardé." in page.words
        kept = house.fresh()[-1]
        assert ("C'est gardé." in kept.words, kept.channel) == (True, slack.chat(FATOU))
        page = await house.presses_in(page, "Changer la question", FATOU)
        page = await house.sends(page, FATOU, question=QUESTION, tool_user="me")
        page = await house.presses_in(page, "Montrer à mon équipe", FATOU)
        page = await house.sends(page, FATOU, classroom="un groupe de <2e>")
        for press in ("Passer", "Des pistes aussi", "Montrer"):
            page = await house.presses_in(page, press, FATOU)
        assert "Votre défi est montré à Français." in page.words
        assert QUESTION in house.in_channel()[-1].words
        page = await house.presses_in(page, "Faire le bilan", FATOU)
        page = await house.presses_in(page, "En partie", FATOU)
        page = await house.sends(page, FATOU, sentence="Une couleur <suffit>.")
        page = await house.presses_in(page, "Adapter", FATOU)
        assert fields(page) == ["question", "tool_user"]
        page = await house.presses_in(page, "Une fierté", FATOU)
        page = await house.sends(page, FATOU, text="Trois élèves & moi.")
        page = await house.presses_in(page, "Le défi suivant", FATOU)
        page = await house.sends(page, FATOU, question="Comment relire?", tool_user="no_tool")
        assert "C'est gardé." in page.words
        house.fresh()
        said = await house.request(slack.command("mes défis", FATOU))
        assert await said.json() == {"response_type": "ephemeral", "text": IN_PRIVATE}
        [listed] = house.fresh()
        assert "Comment relire?" in listed.words
        said = await house.request(slack.command("cahier", FATOU))
        assert await said.json() == {"response_type": "ephemeral", "text": IN_PRIVATE}
        assert "Trois élèves & moi." in house.fresh()[-1].words


async def test_shown_asked_about_from_teams_and_answered_by_talking(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft, EMILE, ADA_IN_TEAMS) as house:
        await bound(house)
        card = await shows(house)
        assert labels(card.blocks) == ["Suggérer une piste", "Poser une question", "J'essaie aussi"]
        assert "un groupe de <2e>" in card.words

        # Émile reads it in Teams, and asks: at once in Fatou's private chat, and in the card's thread.
        [listed] = await house.say("défis de mon équipe", EMILE)
        await house.press(listed, "Ouvrir le 1", EMILE)
        [opened] = house.news()
        await house.press(opened, "Poser une question", EMILE)
        [asked] = house.news()
        seen = await house.press(asked, "Suivant", EMILE, words="Tu lis <tout> & *vite*?")
        sent = await house.press(seen, "Envoyer", EMILE)
        assert "Fatou Diallo le reçoit maintenant." in sent.text
        question = house.slack.messages[-1]
        assert (question.channel, "Tu lis <tout> & *vite*?" in question.words) == (house.slack.chat(FATOU), True)
        assert house.threads()[-1] == (card.ts, "Tu lis <tout> & *vite*?")
        await house.presses(question, "Répondre", FATOU)
        [seen_first] = await house.writes("Non, par <sept>.", FATOU)
        assert "À Émile Gagnon, et dans le fil du défi" in seen_first.words
        await house.writes("envoyer", FATOU)
        assert house.threads()[-1] == (card.ts, "Non, par <sept>.")
        [answer] = [sent for sent in house.news() if sent.conversation == EMILE.chat]
        assert "Non, par <sept>." in answer.text

        # Ada is on both: what she begins in the channel goes on in Slack, and can be ended in Teams.
        await house.presses(card, "Suggérer une piste", ADA)
        told = house.slack.called("chat.postEphemeral")[-1]
        assert (told["channel"], told["user"], told["text"]) == (SALON, ADA, IN_PRIVATE)
        [preview] = await house.writes("Une seule <couleur>.", ADA)
        assert "L'envoyer?" in preview.words
        assert "C'est envoyé à Fatou Diallo." in (await house.say("envoyer", ADA_IN_TEAMS))[-1].text
        await house.presses(card, "J'essaie aussi", ADA)
        await house.writes("Comment lire à voix haute?", ADA)
        assert "C'est gardé." in (await house.writes("pas d'outil", ADA))[-1].words
        assert house.in_channel()[-1].words.startswith("Ada Tremblay suggère une piste")
        edits = len(house.slack.called("chat.update"))
        await house.moment()
        assert "Ada Tremblay l'essaie aussi." in card.words
        assert "Dans le fil\u00a0: 1 piste et 1 question." in card.words
        assert "à voix haute" not in card.words
        assert [call["ts"] for call in house.slack.called("chat.update")[edits:]] == [card.ts], "one edit"
        living = [call for call in house.slack.called("chat.postMessage") if "<" in call["text"]]
        assert living == [], "nothing alive in a notification"


async def test_the_months_end_by_talking(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        await bound(house)
        card = await shows(house)
        listed = (await house.writes("défis de mon équipe", FATOU))[-1]
        mine = await house.walks(listed, FATOU, "Ouvrir le 1", "Ce que j'essaie", "Ajouter une action")
        assert "Qu'essayez-vous, et avec qui?" in mine.words
        [page] = await house.writes("Un retour <oral>", FATOU)
        assert "Action 1.1, à essayer" in page.words
        page = await house.walks(page, FATOU, "Je l'ai essayée")
        assert "Action 1.1, essayée" in page.words

        house.clock.instant = datetime(2025, 11, 5, 14, tzinfo=UTC)
        assert "Où en est ce défi?" in (await house.writes("bilan", FATOU))[-1].words
        assert "Qu'est-ce que vous en gardez?" in (await house.writes("essayé", FATOU))[-1].words
        assert "telle qu'elle sera lue" in (await house.writes("Une couleur <suffit>.", FATOU))[-1].words
        following = (await house.writes("continuer", FATOU))[-1]
        assert QUESTION in following.words
        for door, text in (
            ("Une fierté", "Deux <collègues> m'ont demandé."),
            ("Pour les élèves", "Ils relisent."),
            ("Ce qui a coincé", "Le temps."),
            ("Une trace (lien)", "https://college.example/grille"),
        ):
            await house.presses(following, door, FATOU)
            following = (await house.writes(text, FATOU))[-1]
        following = (await house.writes("aucune", FATOU))[-1]  # how much of what is linked to comes from AI
        assert "https://college.example/grille" in following.words
        following = await house.presses(following, "Le défi suivant", FATOU)
        assert "la garde telle quelle" in following.words
        await house.writes("Comment relire à voix haute?", FATOU)
        assert "C'est gardé." in (await house.writes("pas d'outil", FATOU))[-1].words
        await house.moment()
        assert "Une couleur <suffit>." in card.words
        assert "Ce défi n'est plus en cours" in card.words
        notebook = (await house.writes("cahier", FATOU))[-1]
        assert "Comment relire à voix haute?" in notebook.words


async def test_settings_and_a_word_of_who_runs_it(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        for who in (FATOU, ADA, BRUNO):
            await house.writes("aide", who)
        house.clock.instant = datetime(2025, 10, 21, 14, tzinfo=UTC)
        overview = (await house.writes("suivi", BRUNO))[-1]
        asked = await house.presses(overview, "Faire signe à Fatou Diallo", BRUNO)
        assert "Un mot à Fatou Diallo" in asked.words
        await house.writes("Un café <jeudi>?", BRUNO)
        await house.writes("envoyer", BRUNO)
        [letter] = [shown for shown in house.slack.messages if "Bruno Côté vous écrit" in shown.words]
        assert (letter.channel, "Un café <jeudi>?" in letter.words) == (house.slack.chat(FATOU), True)
        await house.presses(letter, "Répondre", FATOU)
        await house.writes("Avec plaisir.", FATOU)
        await house.writes("envoyer", FATOU)
        [answer] = [shown for shown in house.slack.messages if "Fatou Diallo vous écrit" in shown.words]
        assert (answer.channel, "Avec plaisir." in answer.words) == (house.slack.chat(BRUNO), True)

        settings = (await house.writes("réglages", FATOU))[-1]
        await house.walks(settings, FATOU, "Faire une pause", "Jusqu'à une autre date")
        [again] = await house.writes("hier", FATOU)
        assert "Je n'ai pas reconnu la date." in again.words
        [paused] = await house.writes("3 novembre", FATOU)
        assert "Je me tais jusqu'au 3 novembre" in paused.words
        paused = await house.presses(paused, "Non, rien du tout", FATOU)
        settings = (await house.writes("réglages", FATOU))[-1]
        assert "3 novembre" in settings.words
        await house.walks(settings, FATOU, "Mes heures", "D'autres heures")
        [again] = await house.writes("de midi à deux heures", FATOU)
        assert "Je n'ai pas reconnu ces heures." in again.words
        [kept] = await house.writes("8 h à 11 h", FATOU)
        assert "de 8\u00a0h à 11\u00a0h" in kept.words


def fields(form: Opened) -> list[str]:
    """What there is to fill in."""
    return [block["block_id"] for block in form.view["blocks"] if block["type"] == "input"]
