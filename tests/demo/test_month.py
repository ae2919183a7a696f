"""A month with one's team, on the page, in a browser: who keeps, shows and reports; who answers; who runs it all."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo.browser import Demo, idle, needs_browser, opened, pane, press, write

pytestmark = needs_browser

TEACHER, PEER, FACILITATOR, OTHER = "Camille Turcotte", "Jérémie Dallaire", "Isabeau Morneau", "Heather MacLeod"
TEAM = "Français, secondaire"
ITS_QUESTION = "Comment faire retravailler un texte à partir de mes numéros, sans moi?"
"""Pascale Grenon's."""
QUESTION = "Comment faire relire sans y passer la période?"


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a demo keeps once its past was played: copied for each test, which begins there."""
    folder = tmp_path_factory.mktemp("begun") / "demo"

    async def begin() -> None:
        demo = Demo(folder, past=True)
        await demo.start()
        await demo.stop()

    asyncio.run(begin())
    return folder


@pytest.fixture
async def demo(begun: Path, tmp_path: Path) -> AsyncIterator[Demo]:
    shutil.copytree(begun, tmp_path / "demo")
    demo = Demo(tmp_path / "demo", past=True)
    await demo.start()
    yield demo
    await demo.stop()


def card(within: Locator, text: str) -> Locator:
    """The last card that says this."""
    return within.get_by_role("listitem").filter(has_text=text).last


async def follow(page: Page, words: str, step: str) -> None:
    """Do what the tour points to, writing ``words`` where there is a field, until it is at ``step``."""
    title = page.get_by_role("region", name=step)
    for _ in range(12):
        if await title.is_visible():
            return
        pointed = page.locator("button.pointed")
        field = pointed.locator("xpath=ancestor::form").locator("textarea[name], input[type=text]")
        if await field.count() == 1 and not await field.input_value():
            await field.fill(words)
        options = pointed.locator("xpath=ancestor::form").get_by_role("radio")
        if await options.count():
            await options.first.check()
        await pointed.click()
        await idle(page)
    raise AssertionError(f"the tour doesn't reach « {step} »")


async def test_the_tour_leads_through_a_month(demo: Demo) -> None:
    async with opened(demo) as page:
        teacher, peer, team = pane(page, TEACHER), pane(page, PEER), pane(page, TEAM)
        await page.get_by_role("button", name="Visite guidée").click()
        await follow(page, QUESTION, "2 de 6")
        await follow(page, "Groupe 205", "3 de 6")
        await expect(card(team, f"Le défi de {TEACHER}").last).to_contain_text(QUESTION)
        await follow(page, "Qui relit quoi?", "4 de 6")
        await expect(card(team, "pose une question")).to_contain_text("Qui relit quoi?")
        await expect(card(teacher, f"{PEER} vous pose une question")).to_contain_text("Qui relit quoi?")
        await follow(page, "À deux, cinq minutes chacun.", "5 de 6")
        await expect(card(peer, f"{TEACHER} vous répond")).to_contain_text("À deux, cinq minutes chacun.")
        await expect(card(team, f"{TEACHER} répond")).to_contain_text("À deux, cinq minutes chacun.")
        await follow(page, "Relire à deux tient en dix minutes.", "6 de 6")
        await expect(page.locator("#clock")).to_contain_text("jeudi 13 novembre")
        await expect(card(team, QUESTION)).to_contain_text("Relire à deux tient en dix minutes.")
        await press(pane(page, FACILITATOR), "suivi")
        overview = card(pane(page, FACILITATOR), "Suivi de novembre")
        await expect(overview).to_contain_text(TEAM)
        await expect(overview).not_to_contain_text("Relire à deux")
        await expect(page.get_by_text("La visite est finie.")).to_be_visible()


async def test_a_peer_suggests_then_tries_too(demo: Demo) -> None:
    async with opened(demo) as page:
        teacher, team = pane(page, TEACHER), pane(page, TEAM)
        await team.get_by_label("Agir au nom de").select_option("teacher")
        shown = card(team, "Le défi de Pascale Grenon").filter(has_text="sans moi?")
        await press(shown, "Suggérer une piste")
        await teacher.get_by_role("listitem").last.get_by_role("textbox").fill("Un numéro qu'ils inventent.")
        await press(teacher, "Suivant")
        await press(teacher.get_by_role("listitem").last, "Envoyer")
        await expect(card(teacher, "C'est envoyé à Pascale Grenon.")).to_be_visible()
        await expect(card(team, "Un numéro qu'ils inventent.")).to_contain_text("suggère une piste à Pascale Grenon")

        await press(shown, "J'essaie aussi")
        await expect(teacher.get_by_label("Ma question").last).to_have_value(ITS_QUESTION)
        await teacher.get_by_role("radio", name="Moi").last.check()
        await press(teacher, "Garder")
        await expect(shown).to_contain_text(f"{TEACHER} l'essaie aussi.")


async def test_whoever_is_of_another_team_reads_and_presses_in_vain(demo: Demo) -> None:
    demo.url += "?left=other"
    async with opened(demo) as page:
        other, team = pane(page, OTHER), pane(page, TEAM)
        await write(other, "team challenges")
        await expect(other.get_by_text("Pascale Grenon")).to_have_count(0)
        await team.get_by_label("Agir au nom de").select_option("other")
        await press(card(team, "sans moi?"), "Suggérer une piste")
        await expect(other.get_by_role("listitem").last).to_contain_text("isn't shown here")
        await expect(other.get_by_text("sans moi?")).to_have_count(0)


async def test_what_is_withdrawn_is_nowhere_any_more(demo: Demo) -> None:
    async with opened(demo) as page:
        peer, team = pane(page, PEER), pane(page, TEAM)
        await expect(team.get_by_text("Comment faire grandir le cercle")).to_be_visible()
        await press(card(peer, "Votre défi est montré"), "Retirer")
        await expect(team.get_by_text("Comment faire grandir le cercle")).to_have_count(0)
        await expect(card(peer, "C'est retiré.")).to_be_visible()


async def test_who_runs_a_community_binds_a_channel_and_says_when_it_meets(demo: Demo) -> None:
    demo.url += "?left=facilitator&channel=team2"
    async with opened(demo) as page:
        facilitator, channel = pane(page, FACILITATOR), pane(page, "Anglais, langue seconde")
        await channel.get_by_label("Agir au nom de").select_option("teacher")
        await press(channel, "Relier ce canal")
        await page.locator(".slot[data-slot=right] .chooser select").select_option("teacher")
        await expect(pane(page, TEACHER).get_by_text("l'animation").last).to_be_visible()

        await channel.get_by_label("Agir au nom de").select_option("facilitator")
        await press(channel, "Relier ce canal")
        await write(facilitator, "Anglais, langue seconde")
        await expect(channel.get_by_text("Ce canal est relié à Anglais, langue seconde.")).to_be_visible()
        await press(card(facilitator, "Le canal est relié à Anglais"), "Prochaine rencontre")
        await facilitator.get_by_role("listitem").last.locator("input[type=date]").fill("2025-10-16")
        await press(facilitator, "Suivant")
        await expect(channel.get_by_text("Prochaine rencontre : jeudi 16 octobre")).to_be_visible()
        await expect(page.locator("#meeting")).to_have_text("jeudi 16 octobre")
        await page.get_by_role("button", name="Jusqu'à la prochaine rencontre").click()
        await idle(page)
        await expect(page.locator("#clock")).to_contain_text("jeudi 16 octobre, 8")


@pytest.mark.parametrize(("scene", "part"), [("cop", "principal"), ("cop", "admin"), ("college", "steering")])
async def test_some_read_nothing_of_what_is_shown(demo: Demo, scene: str, part: str) -> None:
    demo.url += f"?scene={scene}&left={part}"
    async with opened(demo) as page:
        who = page.locator(".slot[data-slot=left] .pane")
        for word in ("suivi", "défis de mon équipe", "bilan", "cahier", "synthèse"):
            await write(who, word)
        said = await who.locator(".log").inner_text()
        for name in ("Pascale", "Judith", "Renaud", "Comment "):
            assert name not in said


async def test_a_synthesis_cites_those_who_said_yes(demo: Demo) -> None:
    demo.url += "?left=facilitator&channel=everyone&right=third"
    async with opened(demo) as page:
        facilitator, channel = pane(page, FACILITATOR), pane(page, "COP IA")
        await write(facilitator, "synthèse")
        await press(last(facilitator), "Comment savoir ce qu'un élève a compris d'un texte qu'une machine peut…")
        for words in ("Demander la phrase qui arrête.", "Quand on en parle à deux.", "Qui lit vite."):
            await last(facilitator).get_by_role("textbox").fill(words)
            await press(last(facilitator), "Suivant")
        await press(last(facilitator), "Demander l'accord")
        await press(last(pane(page, "Mireille Boutin")), "Oui")
        await page.locator(".slot[data-slot=right] .chooser select").select_option("fourth")
        await press(last(pane(page, "Simon-Pierre Lessard")), "Oui, sans mon nom")
        await press(last(facilitator), "Publier")
        posted = card(channel, "Demander la phrase qui arrête.")
        await expect(posted).to_contain_text("Mireille Boutin, dans son bilan")
        await expect(posted).to_contain_text("la discussion a tenu lieu de test")
        await expect(posted).not_to_contain_text("Lessard")


async def test_a_message_of_a_colleague_is_kept_once_they_agree(demo: Demo) -> None:
    async with opened(demo) as page:
        teacher, peer, team = pane(page, TEACHER), pane(page, PEER), pane(page, TEAM)
        await team.get_by_label("Agir au nom de").select_option("teacher")
        await write(team, "Chez moi, lire à deux a suffi.")
        await team.get_by_label("Agir au nom de").select_option("peer")
        await press(team, "Garder comme trace")
        await press(last(peer), "Comment faire grandir le cercle de lecture de quatre à huit personnes?")
        await expect(last(peer)).not_to_contain_text("lire à deux a suffi")
        await press(last(teacher), "Oui")
        await expect(last(peer)).to_contain_text("Chez moi, lire à deux a suffi.")


async def test_the_tour_fits_on_a_telephone(demo: Demo) -> None:
    async with opened(demo, viewport={"width": 390, "height": 800}) as page:
        await page.get_by_role("button", name="Options").click()
        await page.get_by_role("button", name="Visite guidée").click()
        for _ in range(4):
            await page.get_by_role("button", name="Passer").click()
        await page.get_by_role("button", name="Montrez-moi où").click()
        await expect(page.get_by_role("button", name="Jusqu'à la prochaine rencontre")).to_be_focused()
        await page.keyboard.press("Enter")
        await idle(page)
        await expect(page.locator("#clock")).to_contain_text("jeudi 13 novembre")
        await expect(page.get_by_role("button", name="bilan", exact=True)).to_be_visible()
        assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def last(within: Locator) -> Locator:
    """The last message."""
    return within.get_by_role("listitem").last
