"""A page taken along in the browser: asked for, accepted as in Teams, downloaded, opened; and declined."""

from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
from playwright.async_api import expect

from tests.demo.browser import Demo, needs_browser, opened, pane, press, write
from tests.demo.test_guide_story import PROJECT, STILL, TEACHER, answer, nothing_amiss

pytestmark = needs_browser


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    demo = Demo(tmp_path / "demo")
    await demo.start()
    yield demo
    await demo.stop()


async def test_a_page_is_accepted_downloaded_and_opened(demo: Demo, tmp_path: Path) -> None:
    async with opened(demo, **STILL) as page:
        teacher = pane(page, TEACHER)
        await write(teacher, "guide")
        await teacher.get_by_label("Mon projet").last.fill(PROJECT)
        await press(teacher, "Suivant")
        for number in range(6):
            await answer(teacher, "Pas encore" if number == 2 else "Oui")
        await press(teacher.get_by_role("listitem").last, "Plus…")
        await press(teacher.get_by_role("listitem").last, "Emporter la page")
        asked = teacher.get_by_role("listitem").last
        await expect(asked.get_by_role("heading", name="relais-guide-2025-10-07")).to_be_visible()
        await nothing_amiss(page)
        await press(asked, "Refuser")
        await expect(asked.get_by_text("C'est entendu, rien n'est déposé.")).to_be_visible()
        await press(asked, "Redemander la page")
        await press(teacher.get_by_role("listitem").last, "Accepter")
        shown = teacher.get_by_role("listitem").last
        await nothing_amiss(page)
        async with page.expect_download() as download:
            await shown.get_by_role("link", name="relais-guide-2025-10-07").click()
        file = await download.value
        await file.save_as(tmp_path / "page.docx")
    found = docx.Document(str(tmp_path / "page.docx"))
    assert file.suggested_filename.startswith("relais-guide-2025-10-07-")
    assert PROJECT in [paragraph.text for paragraph in found.paragraphs]
    assert [row.cells[1].text for row in found.tables[0].rows][1:].count("ouvert") == 1
