"""Take the picture of the demo that README.md shows: ``.venv/bin/python -m tests.picture`` writes docs/demo.png.

A demo of its own is started in an empty folder, and its people say what is to be seen.
"""

import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

PICTURE = Path(__file__).parent.parent / "docs" / "demo.png"
CHROMIUM = "/usr/bin/chromium"
QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        command = [sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", port, "--data", data]
        demo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert demo.stdout is not None
            address = demo.stdout.readline().removeprefix("the demo is at ").split()[0]
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1440, "height": 860}, reduced_motion="reduce")
                page.goto(f"{address}?lang=fr")
                play(page)
                page.screenshot(path=PICTURE)
                browser.close()
        finally:
            demo.terminate()
            demo.wait()


def play(page: Page) -> None:
    """A teacher keeps a challenge, a colleague begins one in the channel, who runs the community looks at its rules."""
    teacher, peer, facilitator, channel = page.locator(".pane").all()
    press(page, teacher, "Trouver mon défi")
    teacher.get_by_label("Ma question").fill(QUESTION)
    teacher.get_by_label("Mes élèves aussi").check()
    press(page, teacher, "Garder")
    channel.get_by_label("Écrire au nom de").select_option(label="Jérémie Dallaire")
    press(page, channel, "@Relais défi")
    peer.get_by_label("Ma question").fill("Comment faire lire ceux qui ne lisent plus?")
    press(page, facilitator, "Mes réglages")


def press(page: Page, pane: Locator, name: str) -> None:
    page.wait_for_selector("html[data-idle=true]", state="attached")
    pane.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector("html[data-idle=true]", state="attached")


if __name__ == "__main__":
    main()
