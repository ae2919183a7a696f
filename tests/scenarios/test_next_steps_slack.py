"""A walk's next steps on Slack, by talking: asked in the channel, answered in its thread, come back to."""

from datetime import timedelta

from tests.fakes.slack import Shown
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.slack import ADA, FATOU, SlackHouse, both, labels
from tests.scenarios.test_slack_month import bound

ASKED = "Qui a <essayé> *avec* & <!channel>?"
ANSWERED = "Moi, <@U1>, en mai."


async def at_its_end(house: SlackHouse, who: str) -> Shown:
    """The six questions answered by talking, two of them open."""
    said = ("guide", "Un balado", "oui", "oui", "pas tout à fait", "pas encore", "oui", "oui")
    for text in said:
        shown = (await house.writes(text, who))[-1]
    assert "Vous avez fait le tour." in shown.words
    return shown


async def test_a_question_asked_and_answered_in_its_thread(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        await bound(house)
        end = await at_its_end(house, FATOU)
        await house.presses(end, "Demander à mon équipe", FATOU)
        preview = (await house.writes(ASKED, FATOU))[-1]
        assert "Dans le canal de Français, signé de votre nom, Fatou Diallo" in preview.words
        page = (await house.writes("oui", FATOU))[-1]
        assert "Votre question à Français" in page.words
        card = house.in_channel()[-1]
        assert labels(card.blocks) == ["Répondre"]
        assert ASKED in card.words
        await house.presses(card, "Répondre", ADA)
        preview = (await house.writes(ANSWERED, ADA))[-1]
        sent = (await house.writes("oui", ADA))[-1]
        assert "Fatou Diallo le reçoit maintenant." in sent.words
        (thread,) = house.threads()
        assert thread[0] == card.ts
        await house.moment()
        assert "1 réponse, dans le fil." in card.words
        await house.presses(page, "Retirer", FATOU)
        await house.moment()
        assert "Cette question n'est plus posée ici." in card.words


async def test_a_reminder_in_a_week(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        end = await at_its_end(house, FATOU)
        planned = await house.presses(end, "Y revenir dans une semaine", FATOU)
        assert "Je vous y ramène mardi 14 octobre" in planned.words
        house.clock.advance(timedelta(days=7))
        house.fresh()
        await house.tick()
        (told,) = [shown for shown in house.fresh() if shown.channel == house.slack.chat(FATOU)]
        assert "Vous vouliez y revenir" in told.words
        asked = await house.presses(told, "Reprendre\u00a0: Cadre légal", FATOU)
        assert "Cadre légal" in asked.words
