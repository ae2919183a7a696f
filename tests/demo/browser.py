"""The demo as a process of its own, and a browser at its page: for the story beside this file."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import unused_port
from playwright.async_api import Locator, Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = "RELAIS_BROWSER_REQUIRED"
START_SECONDS = 60
WITHOUT_PAST = """
import functools
import bot.demo.run
bot.demo.run.run = functools.partial(bot.demo.run.run, past=False)
from bot.cli import main
main()
"""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Nothing is asked of anybody but the page."""

needs_browser = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get(REQUIRED),
    reason="NO BROWSER: the demo's page was NOT tried. Install Chromium (Debian: apt-get install chromium).",
)


class Demo:
    """The demo on a free port, its data in one folder; stopped and started as a test wants.

    ``past``: with all that happened before, as `relais demo` has it. ``page``: what is asked of its page.
    """

    def __init__(self, data: Path, *, past: bool = False, page: str = "") -> None:
        self.data = data
        self.past = past
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}/demo{page}"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Until its page can be opened."""
        command = ("demo", "--port", str(self.port), "--data", str(self.data))
        program = "from bot.cli import main; main()" if self.past else WITHOUT_PAST
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        async with asyncio.timeout(START_SECONDS):
            line = await self._process.stdout.readline()
            if b"months before" in line:
                line = await self._process.stdout.readline()
        assert f":{self.port}/demo".encode() in line, (await self._process.stderr.read()).decode()

    async def stop(self) -> None:
        """As Ctrl+C does; nothing goes wrong on the way."""
        assert self._process is not None
        self._process.terminate()
        _, told = await self._process.communicate()
        assert (self._process.returncode, told.decode()) == (0, ""), f"{self._process.returncode}: {told.decode()}"

    async def kill(self) -> None:
        """As a power cut does."""
        assert self._process is not None
        self._process.kill()
        await self._process.communicate()


@asynccontextmanager
async def opened(demo: Demo, *, restarts: bool = False, **options: Any) -> AsyncIterator[Page]:
    """A page at the demo, in French unless told otherwise, which must say nothing in the browser's console.

    ``restarts``: the demo goes away for a moment, and the browser may say that it found nobody there meanwhile.
    """
    assert CHROMIUM is not None, f"{REQUIRED} is set, and no Chromium was found"
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page(**({"locale": "fr-CA", "viewport": {"width": 1440, "height": 900}} | options))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        try:
            await page.goto(demo.url)
            await idle(page)
            yield page
        finally:
            await browser.close()
    away = "Failed to load resource: net::ERR_" if restarts else None
    assert [said for said in complaints if away is None or not said.startswith(away)] == []


async def idle(page: Page) -> None:
    """Nothing is left to send, and all of it is on the page."""
    await page.wait_for_selector("html[data-idle=true]")


def pane(page: Page, name: str) -> Locator:
    """The conversation of somebody, or a channel, by its heading."""
    return page.get_by_role("region", name=name)


async def press(within: Locator, label: str) -> None:
    """Press the last button of that name, and wait for what it does."""
    await within.get_by_role("button", name=label, exact=True).last.click()
    await idle(within.page)


async def write(within: Locator, text: str) -> None:
    """Type a message and send it with Enter."""
    box = within.locator(".compose").get_by_role("textbox")
    await box.fill(text)
    await box.press("Enter")
    await idle(within.page)
