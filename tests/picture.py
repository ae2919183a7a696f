"""Take the picture of the demo that README.md shows: ``.venv/bin/python -m tests.picture`` writes docs/demo.png."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Page

from tests.demo.browser import Demo, opened, pane, press, write

PICTURE = Path(__file__).parent.parent / "docs" / "demo.png"


async def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        demo = Demo(Path(data))
        await demo.start()
        try:
            async with opened(demo, viewport={"width": 1440, "height": 860}, reduced_motion="reduce") as page:
                await play(page)
                await page.screenshot(path=PICTURE)
        finally:
            await demo.stop()


async def play(page: Page) -> None:
    """A teacher keeps a challenge, a colleague begins one from the channel, their facilitator sees her settings."""
    teacher, colleague = pane(page, "Camille Turcotte"), pane(page, "Jérémie Dallaire")
    await press(teacher, "Trouver mon défi")
    await teacher.get_by_label("Ma question").fill("Comment commenter 28 textes sans y laisser mon dimanche?")
    await teacher.get_by_label("Mes élèves aussi").check()
    await press(teacher, "Garder")
    channel = pane(page, "Français, secondaire")
    await channel.get_by_label("Agir au nom de").select_option(label="Jérémie Dallaire")
    await press(channel, "@Relais défi")
    await colleague.get_by_label("Ma question").fill("Comment faire lire ceux qui ne lisent plus?")
    await write(pane(page, "Isabeau Morneau"), "réglages")


if __name__ == "__main__":
    asyncio.run(main())
