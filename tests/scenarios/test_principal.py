"""The principal's page over signed HTTP: sent, confirmed, changed, withdrawn; brought; switched off; the year's end."""

from datetime import UTC, datetime

from tests.fakes.teams import ADA, FakeMicrosoft, Who
from tests.scenarios.house import BRUNO, CORA
from tests.scenarios.school import (
    CHOSEN,
    GONE,
    INTENT,
    PAUL,
    again,
    another_community,
    as_it_stands,
    everybody,
    follow,
    go_ahead,
    left,
    of_school,
    pages,
    plain,
    preview,
    sent,
    states,
    switch,
)
from tests.scenarios.taking import accepted, offered, said


async def test_sent_confirmed_changed_withdrawn(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house)
        seen = await preview(house, more, "Paul Lopez")
        for told in ("Paul Lopez lira ceci :", INTENT, "Groupe 204", "13 ans", "Microsoft 365 Copilot Chat", CHOSEN):
            assert told in plain(seen)
        own = await house.press(seen, "Envoyer")
        assert "Envoyée à Paul Lopez le 7 octobre." in plain(own)
        (page,) = house.news()
        assert page.conversation == PAUL.chat
        for told in (
            "Un projet d'Ada Tremblay",
            "à partir de 14 ans, vérifié en septembre 2025",
            "Les plus jeunes du groupe ont moins que cet âge.",
            "Ouverture par les services informatiques",
            "À demander",
            "ce n'est pas une demande de permission",
        ):
            assert told in plain(page)
        own, outcome = await go_ahead(house, own)
        assert "Paul Lopez peut le confirmer dans Relais." in plain(own)
        assert "On s'en est parlé, on y va." in plain(outcome)
        assert "Après la relâche." in outcome.text
        await follow(house)
        assert "Est-ce bien cela?" in as_it_stands(house, page)
        confirmed = await house.press(outcome, "C'est bien cela", PAUL)
        assert "Vous l'avez confirmé le 7 octobre." in plain(confirmed)
        (answer,) = house.news()
        assert "Paul Lopez a confirmé ce que vous aviez noté" in plain(answer)
        await follow(house)
        assert "Vous l'avez confirmé le 7 octobre." in as_it_stands(house, page)
        page_now = await house.press(answer, "Voir la page")
        (shown,) = house.news() if not page_now.text else (page_now,)
        assert "Confirmé par Paul Lopez le 7 octobre." in plain(shown)
        asked = await house.press(shown, "Changer ce que j'ai noté")
        asked = await house.press(asked, "On s'en reparle le …")
        asked = await house.press(asked, "Suivant", on="2025-11-13")
        seen = await house.press(asked, "Passer")
        changed = await house.press(seen, "Garder")
        assert "On s'en reparle le jeudi 13 novembre." in plain(changed)
        assert "Confirmé" not in changed.text
        await follow(house)
        assert "On s'en reparle le jeudi 13 novembre." in as_it_stands(house, page)
        assert "Vous l'avez confirmé" not in as_it_stands(house, page)
        out = await house.press(changed, "Retirer la page")
        assert "Elle est à vous, pour l'apporter" in plain(out)
        await follow(house)
        assert GONE in as_it_stands(house, page)
        assert INTENT not in as_it_stands(house, page)
        dropped = await house.press(out, "Effacer la page")
        assert "Cette page n'est plus là." in plain(dropped)
        assert await pages(house) == 0


async def test_not_quite_goes_back_and_is_written_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        own, _ = await sent(house, await everybody(house))
        own, outcome = await go_ahead(house, own)
        asked = await house.press(outcome, "Ce n'est pas tout à fait cela", PAUL)
        long = await house.press(asked, "Suivant", PAUL, line="mot " * 5000)
        assert "la limite est de 300" in plain(long)
        seen = await house.press(asked, "Suivant", PAUL, line="Avec un seul groupe d'abord.")
        assert "Ada Tremblay lira ceci :" in plain(seen)
        done = await house.press(seen, "Envoyer", PAUL)
        assert "Vous avez répondu à Ada Tremblay" in plain(done)
        (answer,) = house.news()
        assert answer.conversation == ADA.chat
        assert "Avec un seul groupe d'abord." in answer.text
        await house.press(answer, "Changer ce que j'ai noté")
        (again,) = house.news()
        asked = await house.press(again, "On s'en est parlé, on y va")
        seen = await house.press(asked, "Suivant", words="Avec un seul groupe.")
        await house.press(seen, "Garder")
        house.clock.instant = datetime(2025, 10, 14, 14, 0, tzinfo=UTC)  # his week's two are past
        (outcome,) = [one for one in await house.tick() if one.conversation == PAUL.chat]
        assert "Avec un seul groupe." in outcome.text
        confirmed = await house.press(outcome, "C'est bien cela", PAUL)
        assert "Vous l'avez confirmé le 14 octobre." in plain(confirmed)


async def test_an_old_card_confirms_nothing_that_was_not_read(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        own, _ = await sent(house, await everybody(house))
        own, outcome = await go_ahead(house, own)
        asked = await house.press(own, "Changer ce que j'ai noté")
        asked = await house.press(asked, "Pas cette année, et voici pourquoi")
        empty = await house.press(asked, "Suivant", why="  ")
        assert "Il manque une réponse ici." in plain(empty)
        seen = await house.press(asked, "Suivant", why="L'outil n'est pas ouvert.")
        await house.press(seen, "Garder")
        shown = await house.press(outcome, "C'est bien cela", PAUL)
        assert "L'outil n'est pas ouvert." in shown.text
        assert "Est-ce bien cela?" in plain(shown)
        assert "Vous l'avez confirmé le 7 octobre." in plain(await house.press(shown, "C'est bien cela", PAUL))


async def test_a_principal_who_never_came_is_brought_the_page(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        seen = await preview(house, await everybody(house), "Gus Aubé")
        assert "Relais ne peut pas porter de page à Gus Aubé" in plain(seen)
        own = await house.press(seen, "Garder")
        assert "Elle est à vous, pour l'apporter" in plain(own)
        assert house.news() == []
        asked = await house.press(own, "Noter ce qui en est sorti")
        asked = await house.press(asked, "On s'en reparle le …")
        for day, why in (
            ("2025-10-12", "n'est pas un jour d'école"),
            ("2025-10-06", "C'est trop tôt."),
            ("2026-07-03", "Cette date est trop loin."),
        ):
            assert why in plain(await house.press(asked, "Suivant", on=day))
        (sunday,) = await house.say("12 octobre")
        assert "n'est pas un jour d'école" in plain(sunday)
        asked = await house.press(sunday, "Suivant", on="2025-10-14")
        seen = await house.press(asked, "Passer")
        own = await house.press(seen, "Garder")
        assert "On s'en reparle le mardi 14 octobre." in plain(own)
        assert "Noté par vous; non confirmé dans Relais." in plain(own)


async def test_the_page_to_bring_is_taken_along_as_a_file(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        seen = await preview(house, await everybody(house), "Je l'apporterai moi-même")
        own = await house.press(seen, "Garder")
        consent = await offered(house, own, label="L'emporter en Word")
        assert INTENT not in str(consent.body)
        await accepted(house, consent)
        (put,) = microsoft.put
        text = said(put.content)
        assert INTENT in text
        assert CHOSEN in text
        assert "ce n'est pas une demande de permission" in text
        await house.press(own, "Effacer la page")
        again = await house.press(own, "L'emporter en Word")
        assert INTENT not in again.text


async def test_words_far_too_long_are_told_and_nothing_is_lost(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house)
        asked = await house.press(more, "La page pour la direction")
        long = await house.press(asked, "Suivant", intent="x" * 20_000)
        assert "Ce texte fait 20 000 caractères; la limite est de 300." in plain(long)
        asked = await house.press(asked, "Suivant", intent=INTENT)
        none = await house.press(asked, "Passer")
        assert "Avec quel groupe?" in plain(none)  # there is no page without
        asked = await house.press(none, "Suivant", classroom="Groupe 204")
        (asked, *_) = await house.say("plus tard")
        back = await house.press(asked, "Reprendre")
        assert "les plus jeunes du groupe" in plain(back)


async def test_off_nothing_of_it_is_offered_or_answered(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house, on=False)
        assert "La page pour la direction" not in more.text
        await switch(house)
        own, page = await sent(house, await again(house))
        own, outcome = await go_ahead(house, own)
        await switch(house, "off")
        await follow(house)
        assert GONE in as_it_stands(house, page)
        assert INTENT not in as_it_stands(house, page)
        refused = await house.press(outcome, "C'est bien cela", PAUL)
        assert "On s'en est parlé" not in refused.text
        (kept,) = [await house.press(await again(house), "La page pour la direction")]
        assert "n'est plus offerte dans votre organisation" in plain(kept)
        assert CHOSEN in kept.text
        forged = await house.press(own, "Changer ce que j'ai noté")
        assert "On s'en est parlé" not in forged.text
        await switch(house, "on")
        await follow(house)
        assert INTENT in as_it_stands(house, page)


async def test_a_principal_who_lost_the_role_gets_nothing(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house)
        house.clock.instant = datetime(2025, 10, 8, 0, 30, tzinfo=UTC)  # 20:30
        seen = await preview(house, more, "Paul Lopez")
        own = await house.press(seen, "Envoyer")
        assert "Paul Lopez la recevra mercredi 8 octobre à 7 h 30." in plain(own)
        assert house.news() == []
        await left(house, "paul@college.example")
        house.clock.instant = datetime(2025, 10, 8, 14, 0, tzinfo=UTC)
        assert await house.tick() == []
        assert await states(house, "principal_page") == ["cancelled"]
        kept = await house.press(await again(house), "La page pour la direction")
        assert "Paul Lopez ne la lit plus dans Relais." in plain(kept)


async def test_a_pause_is_told_to_nobody(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house)
        settings = (await house.say("réglages", PAUL))[-1]
        asked = await house.press(settings, "Faire une pause", PAUL)
        await house.press(asked, "Une semaine, jusqu'au 14 octobre", PAUL)
        own = await house.press(await preview(house, more, "Paul Lopez"), "Envoyer")
        assert "Paul Lopez la recevra plus tard : Relais n'écrit à chaque personne que de temps en temps" in plain(own)
        house.clock.instant = datetime(2025, 10, 15, 14, 0, tzinfo=UTC)
        (page,) = await house.tick()
        assert INTENT in page.text


async def test_withdrawn_before_morning_is_told_to_nobody(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house)
        house.clock.instant = datetime(2025, 10, 8, 0, 30, tzinfo=UTC)
        own = await house.press(await preview(house, more, "Paul Lopez"), "Envoyer")
        out = await house.press(own, "Retirer la page")
        house.clock.instant = datetime(2025, 10, 8, 14, 0, tzinfo=UTC)
        assert await house.tick() == []
        seen = await house.press(out, "Changer la page")
        for step in ("Suivant", "Suivant"):
            seen = await house.press(seen, step, intent=INTENT, classroom="Groupe 204")
        seen = await house.press(seen, "14 ou 15 ans")
        (seen,) = await house.say("pas d'outil")
        seen = await house.press(seen, "Suivant", chosen="Sans écran.")
        seen = await house.press(seen, "Paul Lopez")
        await house.press(seen, "Envoyer")
        (page,) = house.news()
        assert "Sans écran." in page.text


async def test_sent_to_another_principal_the_first_reads_it_no_more(url: str, microsoft: FakeMicrosoft) -> None:
    gus = Who("29:gus", "aaaaaaaa-0000-4000-8000-000000000009", "Gus Aubé", "gus@college.example")
    microsoft.know(gus)
    async with of_school(url, microsoft) as house:
        await house.say("aide", gus)
        own, page = await sent(house, await everybody(house))
        seen = await house.press(own, "Changer la page")
        seen = await house.press(seen, "Suivant", intent="Autre chose")
        seen = await house.press(seen, "Suivant", classroom="Groupe 205")
        seen = await house.press(seen, "18 ans et plus")
        (seen,) = await house.say("un autre outil")
        seen = await house.press(seen, "Suivant", tool_name="Canva")
        seen = await house.press(seen, "Faite")
        seen = await house.press(seen, "Suivant", chosen="Une affiche.")
        seen = await house.press(seen, "Gus Aubé")
        own = await house.press(seen, "Envoyer")
        assert "Envoyée à Gus Aubé" in plain(own)
        (other,) = house.news()
        assert other.conversation == gus.chat
        assert "le guide ne le dit pas" in plain(other)
        await follow(house)
        assert GONE in as_it_stands(house, page)
        assert "Autre chose" not in as_it_stands(house, page)


async def test_at_the_school_years_end_it_is_over_for_both(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        own, page = await sent(house, await everybody(house))
        own, outcome = await go_ahead(house, own)
        kept = next(one for one in microsoft.posted if one.id == own.id)
        house.clock.instant = datetime(2026, 7, 1, 3, 30, tzinfo=UTC)  # June 30, 23:30 in Québec
        await house.tick()
        assert await pages(house) == 1
        house.clock.instant = datetime(2026, 7, 1, 13, 0, tzinfo=UTC)
        await house.tick()
        assert await pages(house) == 0
        await follow(house)
        for card in (page, outcome):
            assert GONE in as_it_stands(house, card)
            assert "balado" not in as_it_stands(house, card)
        assert "balado" not in as_it_stands(house, kept)


async def test_somebody_elses_page_is_not_there(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        own, page = await sent(house, await everybody(house))
        await house.say("help", CORA)
        for who in (CORA, BRUNO):
            for card, title in ((page, "Qui voit quoi"), (own, "Retirer la page"), (own, "Noter ce qui en est sorti")):
                answer = await house.press(card, title, who)
                assert INTENT not in answer.text
        assert await pages(house) == 1
        assert "Ce n'est pas possible ici" in plain((await house.say("guide", PAUL))[-1])


async def test_a_principal_is_welcomed_as_one(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        await switch(house)
        said = await house.say("bonjour", PAUL)
        welcome = plain(said[0])
        assert "sa page vous arrive ici" in welcome
        assert "Trouver mon défi" not in "".join(map(plain, said))


async def test_a_principal_of_another_community_of_the_school(url: str, microsoft: FakeMicrosoft) -> None:
    lea = Who("29:lea", "aaaaaaaa-0000-4000-8000-000000000010", "Léa Caron", "lea@college.example")
    microsoft.know(lea)
    async with of_school(url, microsoft) as house:
        await house.app.database.write(lambda conn: another_community(conn, house.clock.now().date()))
        await house.say("aide", lea)
        more = await everybody(house)
        own = await house.press(await preview(house, more, "Léa Caron"), "Envoyer")
        (page,) = house.news()
        assert page.conversation == lea.chat
        assert INTENT in page.text
        asked = await house.press(own, "Noter ce qui en est sorti")
        asked = await house.press(asked, "On s'en est parlé, on y va")
        await house.press(await house.press(asked, "Passer"), "Garder")
        (outcome,) = house.news()
        assert "Vous l'avez confirmé le 7 octobre." in plain(await house.press(outcome, "C'est bien cela", lea))
        (answer,) = house.news()
        assert "Léa Caron a confirmé" in plain(answer)
