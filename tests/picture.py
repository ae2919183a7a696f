"""Take the pictures that README.md shows: ``.venv/bin/python -m tests.picture`` writes them in docs/."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Locator, Page

from tests.demo.browser import Demo, opened, pane, press, write

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
                await page.screenshot(path=DOCS / "demo.png")
                await page.locator(".slot[data-slot=right] .chooser select").select_option("facilitator")
                await write(pane(page, FACILITATOR), "suivi")
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
    await show(teacher)
    await press(team, "Poser une question")
    await peer.get_by_role("textbox").first.fill("Qui relit quoi, et combien de temps?")


async def show(teacher: Locator) -> None:
    """« Montrer à mon équipe », from the card that is there."""
    await press(teacher, "Montrer à mon équipe")


if __name__ == "__main__":
    asyncio.run(main())
