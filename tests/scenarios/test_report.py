"""A report over signed HTTP, on both databases: three presses and one sentence, and what comes of it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.actions import add_action
from storage.challenges import add_challenge
from storage.schema import challenges, reports
from storage.scope import Scope
from storage.sealing import KeyRing
from tests.fakes.teams import CHANNEL, FakeMicrosoft, Sent
from tests.scenarios import test_channel as channel
from tests.scenarios.house import BRUNO, CORA, KEYS, TUESDAY, House, shown

QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
SENTENCE = "Une seule chose à la fois, et mon dimanche est revenu."


async def keep(house: House, question: str = QUESTION) -> Sent:
    """A challenge kept; its card."""
    *_, form = await house.say("défi")
    return await house.press(form, "Garder", question=question, tool_user="me")


async def states(house: House) -> list[str]:
    """The states of all challenges, oldest first."""
    wanted = select(challenges.c.state).order_by(challenges.c.created_at, challenges.c.until)
    return await house.app.database.read(lambda conn: list(conn.scalars(wanted)))


async def report(house: House, came: str, sentence: str, then: str) -> Sent:
    """Three presses and one sentence; what comes of them."""
    (asked,) = await house.say("bilan")
    assert "Où en est ce défi?" in asked.text
    asked = await house.press(asked, came)
    assert "Qu'est-ce que vous en gardez?" in asked.text
    asked = await house.press(asked, "Suivant", sentence=sentence)
    assert sentence in asked.text
    assert "Vous serez la seule personne à lire ce bilan." in asked.text
    return await house.press(asked, then)


async def test_report_and_next_challenge_are_one_movement(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await keep(house)
        following = await report(house, "Essayé", SENTENCE, "Continuer")
        assert "Votre bilan est gardé." in following.text
        assert QUESTION in following.text
        assert await states(house) == ["reported"]
        pride = await house.press(following, "Une fierté")
        hub = await house.press(pride, "Garder", text="Deux collègues m'ont demandé ma grille.")
        assert "Deux collègues" in hub.text
        assert SENTENCE in hub.text
        following = await house.press(hub, "Le défi suivant")
        kept = await house.press(following, "Garder", question="Comment relire à voix haute?", tool_user="no_tool")
        assert "C'est gardé." in kept.text
        assert "28 novembre" in kept.text
        assert await states(house) == ["reported", "open"]
        again = await house.press(following, "Garder", question="Comment relire à voix haute?", tool_user="no_tool")
        assert again.text == kept.text  # the same form sent twice keeps one challenge
        assert await states(house) == ["reported", "open"]
        (notebook,) = await house.say("mon cahier")
        assert notebook.text.index("Deux collègues") < notebook.text.index(SENTENCE)
        assert "Comment relire à voix haute?" in notebook.text
        assert "prend la suite" in notebook.text


async def test_not_yet_is_carried_over_at_once_and_without_a_text(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await keep(house)
        asked = await house.press(card, "Faire le bilan")
        carried = await house.press(asked, "Pas encore")
        assert "C'est remis au 28 novembre. Le défi vous attend tel quel." in carried.text
        assert await states(house) == ["open"]
        asked = await house.press(carried, "Changer le bilan")
        carried = await house.press(asked, "Pas encore")
        assert "28 novembre" in carried.text  # not twice before its day comes
        house.clock.instant = datetime(2025, 11, 27, 14, tzinfo=UTC)
        (asked,) = await house.say("bilan")
        carried = await house.press(asked, "Pas encore")
        assert "31 décembre" in carried.text


async def test_set_aside_then_taken_up_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await keep(house)
        left = await report(house, "Autrement que prévu", SENTENCE, "Laisser")
        assert "C'est laissé. Ce que vous en aviez noté reste dans votre cahier." in left.text
        assert await states(house) == ["left"]
        (listed,) = await house.say("mes défis")
        assert "Laissé." in listed.text
        (notebook,) = await house.say("cahier")
        assert SENTENCE in notebook.text
        assert (await house.press(notebook, "Compléter le bilan")).text == ""  # the notebook stays; it comes below
        (hub,) = house.news()
        asked = await house.press(hub, "Changer le bilan")
        asked = await house.press(asked, "En partie")
        assert SENTENCE in str(asked.body)
        asked = await house.press(asked, "Suivant", sentence="Autre chose.")
        adapting = await house.press(asked, "Adapter")
        assert "à adapter; la suite" in adapting.text
        assert await states(house) == ["reported"]
        (nothing,) = await house.say("bilan")
        assert "Aucun défi n'est en cours" in nothing.text


async def test_a_link_that_is_none_then_one(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await keep(house)
        following = await report(house, "En partie", SENTENCE, "Continuer")
        asked = await house.press(following, "Une trace (lien)")
        refused = await house.press(asked, "Suivant", link="javascript:alert(1)")
        assert "Il faut une adresse web complète" in refused.text
        asked = await house.press(refused, "Suivant", link="https://exemple.quebec/grille")
        assert "UQAC" in asked.text
        hub = await house.press(asked, "Limitée : suggestions, petites corrections".replace(" :", "\u00a0:"))
        assert "https://exemple.quebec/grille" in hub.text
        asked = await house.press(hub, "Changer qui le lit")
        hub = await house.press(asked, "Toute la communauté")
        assert "Toute la communauté COP IA peut lire ce bilan." in hub.text


async def test_by_talking_in_english(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        for said in ("challenge", "How can I read better?", "me"):
            await house.say(said, CORA)
        told = [(await house.say(said, CORA))[-1] for said in ("report", "tried", "One thing at a time.", "continue")]
        assert "How did this challenge go?" in told[0].text
        assert "What do you take from it?" in told[1].text
        assert "Set it aside" in told[2].text
        assert "What comes next" in told[3].text
        (tool,) = await house.say("skip", CORA)
        assert "who uses it?" in tool.text
        (kept,) = await house.say("skip", CORA)
        assert "How can I read better?" in kept.text
        assert "November 28" in kept.text


async def test_old_cards_of_a_challenge_that_ended(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await keep(house)
        (other,) = await house.say("mes défis")
        (form,) = await house.say("défi")
        await house.press(form, "Pas ce mois-ci")
        told = await house.press(card, "Faire le bilan")
        assert "il n'y a plus de bilan à faire" in told.text
        await house.press(other, "Faire le bilan")
        (told,) = house.news()
        assert "Aucun défi n'est en cours" in told.text
        assert await house.app.database.read(lambda conn: conn.execute(select(reports)).all()) == []


async def test_several_open_are_chosen_among(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await keep(house)
        await second_open(house)
        (asked,) = await house.say("bilan")
        assert "De quel défi s'agit-il?" in asked.text
        asked = await house.press(asked, "Comment écrire?")
        assert "Comment écrire?" in asked.text
        asked = await house.press(asked, "Essayé")
        asked = await house.press(asked, "Suivant", sentence=SENTENCE)
        await house.press(asked, "Laisser")
        assert sorted(await states(house)) == ["left", "open"]


async def second_open(house: House) -> None:
    """Another open challenge of the same person, as « J'essaie aussi » makes one."""

    def work(conn: Any) -> None:
        row = conn.execute(select(challenges)).one()
        scope = Scope(row.organization_id, row.community_id)
        ring, now = KeyRing.parse(KEYS), house.clock.now()
        more = {"question": "Comment écrire?", "group_id": row.group_id}
        assert add_challenge(scope, conn, ring, row.person_id, row.month, row.until, now, **more)

    await house.app.database.write(work)


async def test_the_channels_card_follows_the_report_as_far_as_its_readers(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, told = await channel.bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        house.news()
        kept = await channel.kept(house)
        done = await channel.shown(house, kept)
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        page = await house.press(kept, "Mes actions")
        page = await house.press(await house.press(page, "Ajouter une action"), "Garder", text="Avec le groupe 12.")
        page = await house.press(await house.press(page, "Écrire une note"), "Garder", text="Le matin.")
        await house.press(page, "Montrer à mon groupe")
        await channel.freshened(house)
        assert "Avec le groupe 12." in channel.as_it_stands(house, card).text
        asked = await house.press(done, "Faire le bilan")
        assert "votre groupe (français) et l'animation pourront lire" in asked.text.lower()
        asked = await house.press(await house.press(asked, "Essayé"), "Suivant", sentence=SENTENCE)
        left = await house.press(asked, "Laisser")
        await channel.freshened(house)
        assert SENTENCE in channel.as_it_stands(house, card).text
        asked = await house.press(await house.press(left, "Compléter le bilan"), "Changer qui le lit")
        hub = await house.press(asked, "Moi seulement")
        await house.press(await house.press(hub, "Une fierté"), "Garder", text="Ma grille.")
        await channel.freshened(house)
        last = channel.as_it_stands(house, card).text
        assert not any(words in last for words in (SENTENCE, "Le matin.", "Ma grille."))
        assert QUESTION in last


async def test_actions_are_tried_noted_and_kept_to_oneself(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await keep(house)
        page = await house.press(card, "Mes actions")
        asked = await house.press(page, "Ajouter une action")
        page = await house.press(asked, "Garder", text="Avec le groupe 12.")
        assert "Action 1.1, à essayer" in page.text
        assert "Montrer" not in str(page.body)  # the challenge isn't shown to anybody
        page = await house.press(page, "Je l'ai essayée")
        assert "Action 1.1, essayée" in page.text
        asked = await house.press(page, "Écrire une note")
        page = await house.press(asked, "Garder", text="Le matin.")
        assert "Le matin." in page.text
        (notebook,) = await house.say("cahier")
        assert "Avec le groupe 12." in notebook.text
        assert "Le matin." in notebook.text
        *_, other = await house.say("cahier", CORA)
        assert "Le matin." not in other.text


async def test_nobody_elses(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await keep(house)
        await house.say("aide", CORA)
        answer = await house.deliver(microsoft.press(card, "Faire le bilan", CORA))
        assert answer.status == 200
        assert all(QUESTION not in sent.text for sent in house.news())


async def test_past_nine_actions_it_is_said_before_anything_is_written(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await keep(house)
        page = await house.press(card, "Mes actions")
        data = page.button("Ajouter une action")["data"]
        for number in range(1, 10):
            asked = await house.press(page, "Ajouter une action")
            page = await house.press(asked, "Garder", text=f"Essai {number}")
        assert "Essai 9" in page.text
        stale = microsoft.invoke(data["card"], data["verb"], data["revision"])  # a telephone that shows an old page
        told = shown(await house.deliver(stale), page)
        assert "Il y a déjà neuf actions" in told.text
        assert "Essai 9" in told.text


async def test_an_action_written_while_the_ninth_was_added_is_shown_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        page = await house.press(await keep(house), "Mes actions")
        for number in range(1, 9):
            page = await house.press(await house.press(page, "Ajouter une action"), "Garder", text=f"Essai {number}")
        asked = await house.press(page, "Ajouter une action")
        await house.app.database.write(_ninth)
        told = await house.press(asked, "Garder", text="Avec le groupe 14.")
        assert "Il y a déjà neuf actions" in told.text
        assert "Avec le groupe 14." in "".join(sent.text for sent in house.news()) + told.text


def _ninth(conn: Connection) -> None:
    """Added from another device, at the same moment."""
    row = conn.execute(select(challenges.c.id, challenges.c.organization_id, challenges.c.community_id)).one()
    scope = Scope(row.organization_id, row.community_id)
    assert add_action(scope, conn, KeyRing.parse(KEYS), row.id, "Essai 9", TUESDAY) == 9


async def test_the_report_before_is_one_press_from_the_challenge_that_goes_on(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        await keep(house)
        form = await report(house, "Essayé", SENTENCE, "Continuer")
        kept = await house.press(form, "Garder", question="Comment lire mieux?", tool_user="me")
        assert "Comment lire mieux?" in kept.text
        before = await house.press(kept, "Compléter le bilan d'avant")
        assert SENTENCE in before.text
        assert "Une fierté" in before.text
