"""A month of challenges with one's team, as each of its people lives it: over signed HTTP, on both databases."""

from datetime import date, timedelta

from community.budget import MONTH_LIMIT, WEEK_LIMIT
from tests.fakes.teams import ADA, CHANNEL, Conversation, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, CORA, House
from tests.scenarios.month import (
    EMILE,
    FATOU,
    GUY,
    QUESTION,
    as_it_stands,
    busiest,
    channel_bound,
    in_channel,
    keeps,
    passes,
    pressed_there,
    pushed,
    reports,
    sends,
    shows,
    team,
    until,
    walks,
)

EVERYBODY = Conversation("19:tous@thread.tacv2", "channel")
"""The channel of the whole community."""


async def test_the_month(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        # Tuesday, October 7. The first card is who runs it: unfinished, on purpose.
        first = await channel_bound(house)
        assert "inachevé exprès" in first.text

        shown, card = await shows(house, ADA)
        assert "Votre défi est montré à Français." in shown.text
        assert QUESTION in card.text
        assert "jeudi 6 novembre" in card.text

        # Peers: a question at once, the rest in the week's bundle; all of it in the thread, under their names.
        sent = await sends(house, card, "Poser une question", "Do you read them all at once?", CORA)
        assert "Ada Tremblay is getting it now." in sent.text
        (asked,) = [post for post in microsoft.posted if post.conversation == ADA.chat and "vous pose" in post.text]
        assert in_channel(house)[-1].thread == card.id
        sent = await sends(house, card, "Suggérer une piste", "Une seule couleur par texte.", EMILE)
        assert "avec ce que d'autres lui auront écrit" in sent.text
        form = await pressed_there(house, card, "J'essaie aussi", FATOU)
        tried = await house.press(
            form, "Garder", FATOU, question="Comment commenter à voix haute?", tool_user="no_tool"
        )
        assert "à vous seulement" in tried.text
        house.clock.advance(timedelta(seconds=5))
        await house.tick()
        assert len(house.edits(card)) == 1, "three changes, one edit"
        assert "Fatou Diallo l'essaie aussi." in as_it_stands(house, card).text
        assert "à voix haute" not in as_it_stands(house, card).text

        # The answer goes back to the thread, and to who asked.
        answer = await house.press(asked, "Répondre")
        answer = answer if answer.text else house.news()[-1]
        seen = await house.press(answer, "Suivant", words="Non, par petits paquets de sept.")
        assert "Cora Roy" in seen.text
        await house.press(seen, "Envoyer")
        news = house.news()
        assert {post.channel for post in news if "petits paquets" in post.text} == {CHANNEL.id, CORA.chat}

        bundle = [post for post in await until(house, date(2025, 10, 9), 12) if post.conversation == ADA.chat]
        assert len(bundle) == 1
        assert "Une seule couleur par texte." in bundle[0].text
        assert "Fatou Diallo l'essaie aussi." in bundle[0].text
        assert "Do you read" not in bundle[0].text, "what was told at once and answered isn't told again"

        # Guy lets the month go, then is away; Émile keeps one of his own.
        form = (await house.say("défi", GUY))[-1]
        assert "pas de défi en octobre" in (await house.press(form, "Pas ce mois-ci", GUY)).text
        settings = (await house.say("réglages", GUY))[-1]
        asked_until = await house.press(settings, "Faire une pause", GUY)
        paused = await house.press(asked_until, "Quatre semaines, jusqu'au 6 novembre", GUY)
        paused = await house.press(paused, "Non, rien du tout", GUY)
        assert "Je me tais jusqu'au 6 novembre, quoi qu'il arrive." in paused.text
        await keeps(house, EMILE, "Comment faire lire à voix haute?")

        # A message of Ada's is kept as a trace, once she agreed.
        await house.deliver(message_action(microsoft))
        which = house.news()[-1]
        kept = await house.press(which, "Comment faire lire à voix haute?", EMILE)
        assert "lien est gardé ici" in kept.text
        assert "marche aussi" not in kept.text
        assert house.news() == [], "she had her two messages of the week"
        (consent,) = await until(house, date(2025, 10, 13))
        assert consent.conversation == ADA.chat
        assert "marche aussi à l'oral" in consent.text
        await house.press(consent, "Oui, sans mon nom")
        notebook = (await house.say("cahier", EMILE))[-1]
        assert "marche aussi à l'oral" in notebook.text
        assert "Ada" not in notebook.text

        # The meeting moves; every open challenge and its card with it, each told in one line.
        await until(house, date(2025, 10, 21))
        house.news()
        overview = (await house.say("suivi", BRUNO))[-1]
        assert "montrés\u00a0: 2" in overview.text
        asked = await pressed_there(house, overview, "Prochaine rencontre", BRUNO)
        asked = await walks(house, asked, BRUNO, "Français", "Changer la date")
        moved = await house.press(asked, "Suivant", BRUNO, on="2025-11-13")
        assert "jeudi 13 novembre" in moved.text
        told = [post for post in [*house.news(), *await passes(house, 1)] if "jeudi 13 novembre" in post.text]
        assert {post.conversation for post in told} == {ADA.chat, EMILE.chat, FATOU.chat}
        assert "jeudi 13 novembre" in as_it_stands(house, card).text

        october = await pushed(house)  # rows that ended are forgotten after forty days

        # The day before: three presses and a sentence, then the next one in the same card.
        await until(house, date(2025, 11, 12))
        following = await reports(house, ADA, "Essayé", "Une couleur par texte suffit.", "Continuer")
        assert "Votre bilan est gardé." in following.text
        assert QUESTION in following.text
        again = await house.press(following, "Garder", question="Comment commenter sans écrire?", tool_user="me")
        assert "Comment commenter sans écrire?" in again.text
        left = await reports(house, FATOU, "Autrement que prévu", "La voix fatigue vite.", "Laisser")
        assert "C'est laissé." in left.text
        later = await house.press((await house.say("bilan", EMILE))[-1], "Pas encore", EMILE)
        assert "C'est remis" in later.text
        await passes(house, 0.05)
        house.clock.advance(timedelta(seconds=5))
        await house.tick()
        stands = as_it_stands(house, card).text
        assert "Une couleur par texte suffit." in stands
        assert "La voix fatigue vite." not in "".join(post.text for post in in_channel(house))

        # Both let the community read their reports; Bruno reads them together, each author agreeing or not.
        for who in (ADA, FATOU):
            page = (await house.say("cahier", who))[-1]
            if who is ADA:  # November has the next challenge; October is a page on
                page = await house.press(page, "Plus anciens")
            report = await pressed_in_private(house, page, "Compléter le bilan", who)
            readers = await pressed_in_private(house, report, "Changer qui le lit", who)
            await house.press(readers, "Toute la communauté", who)

        for event in microsoft.installed(BRUNO, EVERYBODY):
            await house.deliver(event)
        setup = house.news()[-1]
        await walks(house, await pressed_there(house, setup, "Relier ce canal", BRUNO), BRUNO, "COP IA")
        house.news()
        asked = (await house.say("synthèse", BRUNO))[-1]
        asked = await house.press(asked, QUESTION, BRUNO)
        assert "La voix fatigue vite. — Fatou Diallo" in asked.text
        asked = await house.press(asked, "Suivant", BRUNO, works="Une seule couleur, dite ou écrite.")
        draft = await walks(house, asked, BRUNO, "Passer", "Passer", "Demander l'accord")
        assert "La voix fatigue vite." in draft.text
        agreed = {ADA.chat: (ADA, "Oui"), FATOU.chat: (FATOU, "Oui, sans mon nom")}
        for citation in [*house.news(), *await until(house, date(2025, 11, 18))]:
            who, answer = agreed.pop(citation.conversation)
            await house.press(citation, answer, who)
        assert agreed == {}, "each was asked"
        house.clock.advance(timedelta(seconds=5))
        await house.tick()
        draft = as_it_stands(house, draft)
        posted = await published(house, draft)
        assert "Une couleur par texte suffit." in posted.text
        assert "Ada Tremblay" in posted.text
        assert "La voix fatigue vite." in posted.text
        assert "Fatou" not in posted.text

        # What each was sent first, against DOMAIN.md §7: five a month, two a week; `pytest -s` shows it.
        later_on = await pushed(house)
        counted = {name: {*october.get(name, []), *later_on.get(name, [])} for name in {*october, *later_on}}
        for name, messages in sorted(counted.items()):
            week, month = busiest([day for day, _ in messages])
            print(f"{name}: {week} in the busiest week, {month} in the busiest month: {sorted(messages)}")
            assert week <= WEEK_LIMIT
            assert month <= MONTH_LIMIT
        assert set(counted) == {"Ada", "Cora", "Émile", "Fatou"}, "Guy is away, and Bruno wrote to nobody's question"


async def published(house: House, draft: Sent) -> Sent:
    """The synthesis, posted in the channel of all."""
    await house.press(draft, "Publier", BRUNO)
    return [post for post in [*house.news(), *await passes(house, 1)] if post.channel == EVERYBODY.id][-1]


async def pressed_in_private(house: House, card: Sent, title: str, who: Who) -> Sent:
    """What a press shows, in the card's place or below it."""
    house.news()
    shown = await house.press(card, title, who)
    return shown if shown.text else house.news()[-1]


def message_action(microsoft: FakeMicrosoft) -> dict[str, object]:
    """Émile keeps a message of Ada's by the action on it."""
    payload = {
        "id": "1760000000999",
        "from": {"user": {"id": ADA.object_id, "displayName": ADA.name}},
        "body": {"contentType": "html", "content": "<p>La couleur unique marche aussi à l'oral.</p>"},
        "linkToMessage": "https://teams.example/l/message/1",
    }
    value = {"commandId": "keepTrace", "commandContext": "message", "messagePayload": payload}
    return microsoft.activity("invoke", EMILE, CHANNEL, name="composeExtension/fetchTask", value=value)
