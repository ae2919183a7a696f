"""A file on the page: asked about as Teams asks, put on the demo's own connector, downloaded."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import docx
import pytest

from bot.channels.teams.consent import CONSENT_CARD, INFO_CARD
from bot.demo.connector import PREFIX
from bot.demo.drawing import UnknownElement, draw
from bot.demo.files import DOWNLOADS, DRAWN, UPLOADS
from bot.demo.files import draw as draw_file
from bot.texts.words import Words
from tests.demo.stage import PEER, TEACHER, Stage, stage
from tests.demo.whole import Whole, whole

CHAT = f"{PREFIX}/v3/conversations/{TEACHER.chat}"
SAY = Words.load().into("fr_CA")
ASKED = {
    "contentType": CONSENT_CARD,
    "name": "relais-guide.docx",
    "content": {
        "description": "La page <b>",
        "sizeInBytes": 12_300,
        "acceptContext": {"card": "c1"},
        "declineContext": {"card": "c1"},
    },
}


def posted(attachment: dict[str, Any]) -> dict[str, Any]:
    return {"type": "message", "locale": "fr-CA", "attachments": [attachment]}


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "page.db") as it:
        yield it


async def asked(demo: Stage) -> str:
    answer = await demo.client.post(f"{CHAT}/activities", json=posted(ASKED))
    assert answer.status == 201
    return str((await answer.json())["id"])


async def press(demo: Stage, message: str, action: int, who: str = "teacher") -> int:
    body = {"scene": "cop", "who": who, "message": message, "action": action, "inputs": {}}
    return int((await demo.post("/demo/press", body)).status)


def test_every_card_of_teams_own_that_our_channel_posts_is_drawn() -> None:
    assert {CONSENT_CARD, INFO_CARD} == DRAWN


def test_the_question_says_the_name_the_size_and_has_two_answers() -> None:
    drawn = str(draw_file(posted(ASKED), SAY))
    assert "relais-guide.docx" in drawn
    assert "La page &lt;b&gt;" in drawn
    assert "12 ko" in drawn
    assert re.findall(r"<button[^>]*>([^<]+)<", drawn) == ["Accepter", "Refuser"]


def test_a_link_leads_out_over_http_only() -> None:
    link = {"type": "Action.OpenUrl", "title": "Télécharger", "url": "https://relais.example.org/files/x"}
    card = {"type": "AdaptiveCard", "body": [{"type": "ActionSet", "actions": [link]}]}
    assert 'href="https://relais.example.org/files/x"' in draw(card, "m-1")
    link["url"] = "javascript:alert(1)"
    with pytest.raises(UnknownElement):
        draw(card, "m-1")


def test_only_a_file_of_the_demos_own_is_linked_to() -> None:
    info = {"contentType": INFO_CARD, "name": "x.docx", "content": {"uniqueId": "1", "fileType": "docx"}}
    assert f'href="{DOWNLOADS}1"' in str(draw_file(posted(info | {"contentUrl": f"http://x{DOWNLOADS}1"}), SAY))
    assert 'href=""' in str(draw_file(posted(info | {"contentUrl": "javascript:alert(1)"}), SAY))


@pytest.mark.parametrize("broken", [{"name": None}, {"content": {}}, {"contentType": "application/x"}])
async def test_a_card_that_teams_would_refuse_is_refused(demo: Stage, broken: dict[str, Any]) -> None:
    assert (await demo.client.post(f"{CHAT}/activities", json=posted(ASKED | broken))).status == 400
    await asked(demo)


async def test_accepted_it_may_be_put_once_where_it_was_said(demo: Stage) -> None:
    assert await press(demo, await asked(demo), 0) == 200
    heard = demo.bot.heard[-1]
    assert (heard["name"], heard["value"]["action"]) == ("fileConsent/invoke", "accept")
    assert heard["value"]["context"] == {"card": "c1"}
    path = UPLOADS + heard["value"]["uploadInfo"]["uniqueId"]
    ranged = {"Content-Range": "bytes 0-3/4"}
    assert (await demo.client.put(path, data=b"page", headers={})).status == 400
    assert (await demo.client.put(path, data=b"page", headers=ranged)).status == 201
    got = await demo.client.get(path.replace(UPLOADS, DOWNLOADS))
    assert await got.read() == b"page"
    assert got.headers["Content-Disposition"] == 'attachment; filename="relais-guide.docx"'


async def test_declined_nothing_may_be_put(demo: Stage) -> None:
    assert await press(demo, await asked(demo), 1) == 200
    assert demo.bot.heard[-1]["value"] == {"type": "fileUpload", "action": "decline", "context": {"card": "c1"}}
    assert (await demo.client.put(UPLOADS + "x", data=b"1", headers={"Content-Range": "bytes 0-0/1"})).status == 404
    assert (await demo.client.get(DOWNLOADS + "x")).status == 404


async def test_somebody_else_sees_no_such_button(demo: Stage) -> None:
    message = await asked(demo)
    assert await press(demo, message, 0, PEER.key) == 404
    assert await press(demo, message, 2) == 404


async def test_a_page_is_taken_along_from_the_guide(tmp_path: Path) -> None:
    async with whole(tmp_path) as demo:
        await say(demo, "guide")
        await say(demo, "Un balado")
        for _ in range(6):
            await press_verb(demo, "form.guide_check", answer="yes")
        await press_verb(demo, "show.walk_more")
        await press_verb(demo, "do.take_walk")
        assert "Accepter" in await demo.page()
        await press_verb(demo, "file.accept")
        found = re.findall(rf'href="({DOWNLOADS}\w+)"', await demo.page())
        async with demo.session.get(demo.base + found[-1]) as answer:
            page = docx.Document(io.BytesIO(await answer.read()))
        assert "Un balado" in [paragraph.text for paragraph in page.paragraphs]


async def say(demo: Whole, text: str) -> None:
    assert await demo.play("/demo/say", {"scene": "cop", "who": await teacher(demo), "text": text}) == 200


async def teacher(demo: Whole) -> str:
    found = re.search(r'data-slot="left"[^>]*>\s*<section[^>]*data-pane="(\w+)"', await demo.page())
    return found[1] if found else "teacher"


async def press_verb(demo: Whole, verb: str, **inputs: str) -> None:
    """Press the last button shown whose verb begins so."""
    html = await demo.page()
    buttons = list(re.finditer(rf'<button type="submit" value="(\d+)" data-verb="{re.escape(verb)}', html))
    assert buttons, verb
    last = buttons[-1]
    message = re.findall(r'id="m-(\w+)"', html[: last.start()])[-1]
    body = {"scene": "cop", "who": await teacher(demo), "message": message, "action": int(last[1]), "inputs": inputs}
    assert await demo.play("/demo/press", body) == 200
