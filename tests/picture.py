"""Take the pictures that README.md shows: ``.venv/bin/python -m tests.picture`` writes them in docs/."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.demo.browser import Demo, idle, opened, pane, press, write

DOCS = Path(__file__).parent.parent / "docs"
TEACHER, PEER, FACILITATOR = "Camille Turcotte", "Jérémie Dallaire", "Isabeau Morneau"
TEAM = "Français, secondaire"


async def main() -> None:
    """A teacher shows a challenge and a colleague asks; the same on a telephone; what their facilitator sees."""
    with tempfile.TemporaryDirectory() as data:
        demo = Demo(Path(data), past=True)
        await demo.start()
        try:
            async with opened(demo, viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as page:
                await month(page)
                for told in await page.get_by_role("alert").all():
                    await expect(told).to_be_empty()
                await page.screenshot(path=DOCS / "demo.png")
                await page.set_viewport_size({"width": 1440, "height": 1120})
                await page.get_by_role("button", name="Une semaine plus tard").click()
                await idle(page)
                await page.locator(".slot[data-slot=right] .chooser select").select_option("facilitator")
                await write(pane(page, FACILITATOR), "suivi")
                await page.mouse.click(1, 1)
                await pane(page, FACILITATOR).screenshot(path=DOCS / "overview.png")
            phone = {"width": 390, "height": 844}
            async with opened(demo, viewport=phone, device_scale_factor=2, reduced_motion="reduce") as page:
                await page.get_by_role("button", name="Canal").click()
                await page.screenshot(path=DOCS / "phone.png")
        finally:
            await demo.stop()


async def month(page: Page) -> None:
    """Keep, show, ask."""
    teacher, peer, team = pane(page, TEACHER), pane(page, PEER), pane(page, TEAM)
    await press(teacher, "défi")
    await teacher.get_by_label("Ma question").last.fill("Comment faire relire sans y passer la période?")
    await teacher.get_by_label("Mes élèves aussi").last.check()
    await press(teacher, "Garder")
    await press(teacher, "Montrer à mon équipe")
    for words in ("Groupe 205, 2e secondaire", "On relit une phrase, pas le texte."):
        await last(teacher).get_by_role("textbox").fill(words)
        await press(last(teacher), "Suivant")
    await press(last(teacher), "Des pistes aussi")
    await press(last(teacher), "Montrer")
    await press(team, "Poser une question")
    await last(peer).get_by_role("textbox").fill("Qui relit quoi, et combien de temps?")
    await press(last(peer), "Suivant")
    await press(last(peer), "Envoyer")
    await press(last(teacher), "Répondre")
    await last(teacher).get_by_role("textbox").fill("Deux à deux, cinq minutes chacun. Je vous dirai.")


def last(within: Locator) -> Locator:
    """The last message."""
    return within.get_by_role("listitem").last


if __name__ == "__main__":
    asyncio.run(main())
