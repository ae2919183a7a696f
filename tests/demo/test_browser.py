"""What a facilitator sees of Relais in five minutes, on the page, in a browser."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo.browser import Demo, idle, needs_browser, opened, pane, press, write

pytestmark = needs_browser

TEACHER, PEER, FACILITATOR = "Camille Turcotte", "Jérémie Dallaire", "Isabeau Morneau"
TEAM = "Français, secondaire"
QUESTION = "Comment faire <b>relire</b> un texte sans y passer la période?"


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = Demo(tmp_path / "demo")
    await demo.start()
    yield demo
    await demo.stop()


async def keep(teacher: Locator, question: str) -> None:
    """Fill in the form that is open, and keep it."""
    await teacher.get_by_label("Ma question").last.fill(question)
    await teacher.get_by_role("radio", name="Mes élèves aussi").last.check()
    await press(teacher, "Garder")


async def test_a_teacher_keeps_a_challenge_finds_it_again_and_changes_it(demo: Demo) -> None:
    async with opened(demo) as page:
        teacher = pane(page, TEACHER)
        await expect(teacher.get_by_text("Bonjour Camille. Ici Relais.")).to_be_visible()
        await press(teacher, "Trouver mon défi")
        await press(teacher, "Garder")
        await expect(teacher.get_by_label("Ma question")).to_be_focused()
        await expect(teacher.get_by_label("Ma question")).to_have_attribute("aria-invalid", "true")
        await keep(teacher, QUESTION)
        await expect(teacher.get_by_role("heading", name="C'est gardé.")).to_be_visible()
        await expect(teacher.get_by_label("Ma question")).to_have_count(0)
        await expect(teacher.get_by_text(QUESTION)).to_be_visible()

    await demo.kill()
    await demo.start()
    async with opened(demo) as page:
        teacher = pane(page, TEACHER)
        await expect(teacher.get_by_role("heading", name="C'est gardé.")).to_have_count(1)
        await write(teacher, "mes défis")
        await expect(teacher.get_by_text(QUESTION).last).to_be_visible()
        await press(teacher, "défi")
        await expect(teacher.get_by_label("Ma question").last).to_have_value(QUESTION)
        await keep(teacher, "Comment relire en dix minutes?")
        await write(teacher, "Mes défis")
        await expect(teacher.get_by_text("Comment relire en dix minutes?").last).to_be_visible()


async def test_a_card_that_grows_where_it_is_stays_in_view(demo: Demo) -> None:
    async with opened(demo, viewport={"width": 1400, "height": 760}) as page:
        teacher = pane(page, "Camille Turcotte")
        await write(teacher, "défi")
        form = teacher.get_by_role("listitem").last
        await form.get_by_label("Ma question").fill("Comment faire relire sans y passer la période?")
        await press(form, "Garder")
        for label in ("Montrer à mon équipe", "Passer", "Passer", "Des pistes aussi"):
            await press(teacher.get_by_role("listitem").last, label)
            last = teacher.get_by_role("listitem").last.get_by_role("button").last
            await expect(last, f"after « {label} »").to_be_in_viewport(ratio=0.9)


async def test_relais_and_the_page_change_language(demo: Demo) -> None:
    async with opened(demo) as page:
        teacher = pane(page, TEACHER)
        await write(teacher, "langue")
        await press(teacher, "English")
        await write(teacher, "help")
        await expect(teacher.get_by_role("button", name="My challenge", exact=True)).to_be_visible()
        await page.get_by_role("link", name="English").click()
        await idle(page)
        await expect(page.get_by_role("button", name="Start afresh")).to_be_visible()
        await expect(teacher.get_by_role("button", name="My challenge", exact=True)).to_be_visible()


async def test_what_is_said_in_the_channel_goes_on_in_private(demo: Demo) -> None:
    async with opened(demo) as page:
        team, peer = pane(page, TEAM), pane(page, PEER)
        await team.get_by_label("Agir au nom de").select_option(label=PEER)
        await write(team, "Bonjour à tout le monde")
        await expect(team.get_by_text("Bonjour à tout le monde")).to_be_visible()
        await team.get_by_role("button", name="Mentionner Relais").click()
        await team.get_by_role("textbox").press_sequentially("défi")
        await team.get_by_role("textbox").press("Enter")
        await idle(page)
        await expect(team.get_by_text("Je continue avec vous en privé.")).to_be_visible()
        await expect(team.locator("li:not(.day)")).to_have_count(4)
        await expect(peer.get_by_label("Ma question")).to_be_visible()


async def test_everything_can_be_done_from_the_keyboard(demo: Demo) -> None:
    async with opened(demo) as page:
        await reach(page, "Trouver mon défi")
        await page.keyboard.press("Enter")
        await idle(page)
        await reach(page, "Ma question")
        await page.keyboard.type("Comment écrire sans souris?")
        await reach(page, "Moi")
        await page.keyboard.press("Space")
        await reach(page, "Garder")
        await page.keyboard.press("Enter")
        await idle(page)
        await expect(pane(page, TEACHER).get_by_role("heading", name="C'est gardé.")).to_be_visible()
        focused = page.locator(":focus")
        await expect(focused.get_by_text("Comment écrire sans souris?"), "focus stays with the card").to_be_visible()
        await reach(page, f"{TEACHER} écrit à Relais")
        await page.keyboard.type("aide")
        await page.keyboard.press("Enter")
        await idle(page)
        await expect(pane(page, TEACHER).get_by_text("Voici ce qui est possible.")).to_be_visible()
        await page.keyboard.press("Shift+Tab")
        assert await outlined(page), "one sees where one is"


async def reach(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called ``name``."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        named = await page.evaluate(
            "() => { const it = document.activeElement; return it.labels?.length ? it.labels[0].textContent :"
            " it.getAttribute('aria-label') ?? it.textContent; }"
        )
        if named.replace("*", "").strip() == name:
            return
    raise AssertionError(f"« {name} » is not reached by Tab")


async def outlined(page: Page) -> bool:
    """Whether a visible outline is around what has the focus."""
    style: str = await page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    return style not in ("none", "")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (640, 400)], ids=["a phone", "a laptop at 200 %"])
async def test_one_conversation_at_a_time_where_there_is_little_room(demo: Demo, width: int, height: int) -> None:
    async with opened(demo, viewport={"width": width, "height": height}) as page:
        await fits(page)
        await expect(pane(page, TEACHER)).to_be_visible()
        await expect(pane(page, PEER)).to_be_hidden()
        for tab in ("Canal", "Jérémie"):
            await page.get_by_role("button", name=tab).click()
            await fits(page)
        await expect(pane(page, TEACHER)).to_be_hidden()
        peer = pane(page, PEER)
        await press(peer, "défi")
        await expect(peer.get_by_label("Ma question")).to_be_visible()
        await page.get_by_role("button", name="Options").click()
        await page.get_by_role("button", name="Visite guidée").click()
        await fits(page)
        await expect(pane(page, TEACHER), "where the tour begins").to_be_visible()


async def test_a_tab_tells_that_there_is_news(demo: Demo) -> None:
    async with opened(demo, viewport={"width": 390, "height": 800}) as page:
        await page.get_by_role("button", name="Canal").click()
        await press(pane(page, TEAM), "@Relais défi")
        tab = page.get_by_role("button", name="Jérémie")
        await expect(tab).to_contain_text("nouveau")
        await tab.click()
        await expect(pane(page, PEER).get_by_label("Ma question")).to_be_visible()
        await page.get_by_role("button", name="Camille").click()
        await expect(page.get_by_role("button", name="Jérémie", exact=True)).to_be_visible()


async def fits(page: Page) -> None:
    """Nothing is cut off at the side."""
    assert await page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


async def test_any_two_people_and_any_channel_side_by_side(demo: Demo) -> None:
    async with opened(demo) as page:
        await pane(page, PEER).get_by_label("Jouer quelqu'un d'autre ici").select_option("facilitator")
        await pane(page, TEAM).get_by_label("Voir un autre canal ici").select_option("everyone")
        await expect(pane(page, FACILITATOR)).to_be_visible()
        await expect(pane(page, PEER)).to_be_hidden()
        channel = pane(page, "COP IA")
        await expect(channel.get_by_label("Agir au nom de")).to_have_value("facilitator")
        await press(pane(page, FACILITATOR), "aide")
        await pane(page, TEACHER).get_by_label("Jouer quelqu'un d'autre ici").select_option("facilitator")

        await page.reload()
        await idle(page)
        places = await page.locator(".slot h2").all_text_contents()
        assert places == [FACILITATOR, "COP IA", TEACHER], "two people changed places, and the address remembers"
        await page.get_by_role("link", name="English").click()
        await idle(page)
        assert await page.locator(".slot h2").all_text_contents() == places


async def test_there_is_news_for_somebody_who_is_not_shown(demo: Demo) -> None:
    async with opened(demo) as page:
        team = pane(page, TEAM)
        await team.get_by_label("Agir au nom de").select_option("other")
        await press(team, "@Relais défi")
        await expect(pane(page, TEACHER).get_by_text("Il y a du nouveau pour quelqu'un d'autre")).to_be_attached()
        chooser = pane(page, TEACHER).get_by_label("Jouer quelqu'un d'autre ici")
        await expect(chooser.locator("option[value=other]")).to_have_attribute("label", re.compile("•$"))
        await chooser.select_option("other")
        await expect(pane(page, "Heather MacLeod").get_by_label("My question")).to_be_visible()


async def test_time_goes_forward(demo: Demo) -> None:
    async with opened(demo) as page:
        clock = page.get_by_role("region", name="L'heure de la démonstration")
        await expect(clock).to_contain_text("mardi 7 octobre, 8")
        await clock.get_by_role("button", name="Demain matin").click()
        await idle(page)
        await expect(clock).to_contain_text("mercredi 8 octobre, 8")
        await press(pane(page, TEACHER), "aide")
        await expect(pane(page, TEACHER).get_by_text("mercredi 8 octobre", exact=True)).to_be_visible()


async def test_the_tour_goes_on_by_itself_and_where_one_wants(demo: Demo) -> None:
    async with opened(demo) as page:
        await page.get_by_role("button", name="Visite guidée").press("Enter")
        tour = page.get_by_role("region", name="1 de 6")
        await expect(tour).to_contain_text("Vous êtes Camille.")
        await page.get_by_role("button", name="Montrez-moi où").press("Enter")
        await expect(pane(page, TEACHER).get_by_role("button", name="défi", exact=True)).to_be_focused()
        await page.keyboard.press("Enter")
        await idle(page)
        await keep(pane(page, TEACHER), QUESTION)
        await expect(page.get_by_role("region", name="2 de 6")).to_be_visible()

        await page.reload()
        await idle(page)
        await expect(page.get_by_role("region", name="2 de 6")).to_be_visible()
        await page.get_by_role("button", name="Revenir").click()
        await expect(page.get_by_role("region", name="1 de 6")).to_be_visible()
        for _ in range(6):
            await page.get_by_role("button", name="Passer").click()
        await expect(page.get_by_text("La visite est finie.")).to_be_visible()
        await page.get_by_role("button", name="Fermer").click()
        await expect(page.get_by_text("La visite est finie.")).to_be_hidden()
        await page.get_by_role("button", name="Visite guidée").click()
        await expect(page.get_by_role("region", name="1 de 6"), "again, from the start").to_be_visible()


async def test_light_and_dark_can_both_be_read(demo: Demo) -> None:
    for scheme in ("light", "dark"):
        async with opened(demo, color_scheme=scheme) as page:
            assert await page.evaluate(FAINT) == []


FAINT = """() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = parts(color).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const color = getComputedStyle(it).backgroundColor;
      if (parts(color)[3] !== 0) return color;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort().reverse();
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) faint.push(element.textContent.trim());
  }
  return faint;
}"""
"""Texts whose contrast with their ground is under 4.5 (WCAG 2.2, 1.4.3)."""


async def test_one_may_begin_again(demo: Demo) -> None:
    async with opened(demo, restarts=True) as page:
        teacher = pane(page, TEACHER)
        await write(teacher, "aide")
        await page.get_by_role("button", name="Repartir à neuf").click()
        await page.get_by_role("dialog").get_by_role("button", name="Tout garder").click()
        await expect(teacher.locator("li:not(.day)")).to_have_count(3)
        await page.get_by_role("button", name="Repartir à neuf").click()
        async with page.expect_event("load"):
            await page.get_by_role("dialog").get_by_role("button", name="Repartir à neuf").click()
        await idle(page)
        await expect(teacher.locator("li:not(.day)")).to_have_count(1)
        await expect(teacher.get_by_text("Bonjour Camille. Ici Relais.")).to_be_visible()
        await write(teacher, "mes défis")
        await expect(teacher.locator("li:not(.day)")).to_have_count(3)
