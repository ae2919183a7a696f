"""A whole walk through the guide on the page, on a phone, and what axe-core says of it on the way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

from tests.demo.browser import Demo, needs_browser, opened, pane, press, write

pytestmark = needs_browser

TEACHER, TEAM = "Camille Turcotte", "Français, secondaire"
PROJECT = "Faire entendre leur brouillon par une voix de synthèse"
STILL = {"reduced_motion": "reduce"}
"""What fades in would be measured while it does."""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True} | STILL


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = Demo(tmp_path / "demo")
    await demo.start()
    yield demo
    await demo.stop()


async def answer(teacher: Locator, label: str, note: str = "") -> None:
    """Answer the open question, with a note or without."""
    card = teacher.get_by_role("listitem").last
    await card.get_by_role("radio", name=label, exact=True).check()
    if note:
        await card.get_by_label("Une note, au besoin, sans nommer personne").fill(note)
    await press(card, "Suivant")


async def nothing_amiss(page: Page) -> None:
    """What axe-core finds on the page as it stands: nothing."""
    found = await Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()


async def test_a_whole_walk_on_a_phone(demo: Demo) -> None:
    async with opened(demo, **PHONE) as page:
        teacher = pane(page, TEACHER)
        await write(teacher, "guide")
        card = teacher.get_by_role("listitem").last
        await card.get_by_label("Mon projet").fill(PROJECT)
        await press(card, "Suivant")
        await expect(card.get_by_role("heading", name="Pertinence pédagogique, avant · 1 de 6")).to_be_visible()
        await nothing_amiss(page)
        await answer(teacher, "Oui")
        await answer(teacher, "Oui")
        await expect(card.get_by_text("Québec · question revue en septembre 2025")).to_be_visible()
        await answer(teacher, "Pas tout à fait", "Les voix sortent-elles de la classe?")
        await press(card, "Retour")
        await expect(card.get_by_role("radio", name="Pas tout à fait")).to_be_checked()
        await expect(card.get_by_label("Une note, au besoin, sans nommer personne")).to_have_value(
            "Les voix sortent-elles de la classe?"
        )
        await press(card, "Passer")
        await answer(teacher, "Pas encore")
        await press(card, "Plus tard")
        await write(teacher, "guide")
        await answer(teacher, "Oui")
        await answer(teacher, "Sans objet")
        card = teacher.get_by_role("listitem").last
        await expect(card.get_by_role("heading", name="Vous avez fait le tour.")).to_be_visible()
        await expect(card.get_by_text("le cadre légal et le soutien")).to_be_visible()
        await expect(card.get_by_text("Ce n'est ni une permission ni un refus.")).to_be_visible()
        await nothing_amiss(page)
        await press(card, "Regarder de plus près")
        await expect(card.get_by_role("heading", name="Cadre légal, avant · 1 de")).to_be_visible()
        await press(card, "Les six points")
        await nothing_amiss(page)
        await press(card, "Soutien")
        await answer(teacher, "Oui")
        await write(teacher, "aide")
        await write(teacher, "guide")
        await nothing_amiss(page)


async def test_the_question_can_be_answered_from_the_keyboard(demo: Demo) -> None:
    async with opened(demo, **STILL) as page:
        teacher = pane(page, TEACHER)
        await write(teacher, "guide")
        await teacher.get_by_label("Mon projet").last.fill(PROJECT)
        await press(teacher, "Suivant")
        await teacher.get_by_role("radio", name="Oui").last.focus()
        await page.keyboard.press("Space")
        await teacher.get_by_role("button", name="Suivant").last.focus()
        await page.keyboard.press("Enter")
        await expect(teacher.get_by_role("heading", name="Éthique, avant · 2 de 6")).to_be_visible()
        await nothing_amiss(page)
