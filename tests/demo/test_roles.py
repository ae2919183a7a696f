"""What each role may do on the page, and may not: the demo's people, in a browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo.browser import Demo, needs_browser, opened, pane, press

pytestmark = needs_browser

ELSEWHERE = "Ce n'est pas possible ici, ou ne l'est plus."
NOBODYS = {"cop": {"principal": "Guylaine Bussières", "admin": "Stéphane Roussel"}}
NOBODYS["college"] = {"steering": "Marc-André Guilbeault", "admin": "Bao Tran"}
"""Those who keep no challenge, and read nobody's."""
CHALLENGERS = {"delegate": "Thanh Vo", "ambassador": "Béatrice Lachance-Ouellet", "cap_member": "Lucille Archambeault"}


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = Demo(tmp_path / "demo")
    await demo.start()
    yield demo
    await demo.stop()


async def play(page: Page, slot: str, part: str, name: str) -> Locator:
    """Somebody in a place of the page."""
    shown = page.locator(f".slot[data-slot={slot}] .chooser select")
    if await shown.input_value() != part:
        await shown.select_option(part)
    return pane(page, name)


@pytest.mark.parametrize("scene", ["cop", "college"])
async def test_steering_principals_and_administrators_are_asked_for_no_challenge(demo: Demo, scene: str) -> None:
    demo.url += f"?scene={scene}"
    async with opened(demo) as page:
        for part, name in NOBODYS[scene].items():
            who = await play(page, "left", part, name)
            await expect(who.get_by_role("button", name="Trouver mon défi")).to_have_count(0)
            await expect(who.get_by_role("button", name="défi", exact=True)).to_have_count(0)
            await who.get_by_role("textbox").fill("défi")
            await who.get_by_role("textbox").press("Enter")
            await expect(who.get_by_text(ELSEWHERE)).to_be_visible()
            await press(who, "qui voit quoi")
            await expect(who.get_by_role("heading", name="Qui voit quoi")).to_be_visible()


async def test_delegates_ambassadors_and_members_of_the_cap_keep_challenges(demo: Demo) -> None:
    demo.url += "?scene=college"
    async with opened(demo) as page:
        for part, name in CHALLENGERS.items():
            who = await play(page, "left", part, name)
            await press(who, "défi")
            await who.get_by_label("Ma question").last.fill(f"Comment essayer ceci, {part}?")
            await who.get_by_role("radio", name="Pas d'outil").last.check()
            await press(who, "Garder")
            await expect(who.get_by_role("heading", name="C'est gardé.")).to_be_visible()
