"""What is played on the page reaches the bot as Teams would send it, and what the bot answers is shown."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo.connector import CARD, card_of
from bot.demo.platform import MESSAGE_TYPE
from bot.demo.store import BOT
from tests.demo.stage import AT, BUTTON, FORM, PEER, SCENE, TEACHER, TEAM, Stage, posted_card, stage


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "page.db") as it:
        yield it


def said(text: str, channel: str | None = None) -> dict[str, Any]:
    return {"scene": "cop", "who": "teacher", "channel": channel, "text": text}


def pressed(message: str = "m1", action: int = 0, **inputs: str) -> dict[str, Any]:
    return {"scene": "cop", "who": "teacher", "message": message, "action": action, "inputs": inputs}


async def test_the_root_leads_to_the_page(demo: Stage) -> None:
    answer = await demo.client.get("/", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (302, "/demo")


@pytest.mark.parametrize(("lang", "word"), [("fr", "Repartir à neuf"), ("en", "Start afresh")])
async def test_the_page_is_in_either_language_and_loads_nothing_from_elsewhere(
    demo: Stage, lang: str, word: str
) -> None:
    answer = await demo.client.get("/demo", headers={"Accept-Language": f"{lang}-CA,{lang};q=0.9"})
    html = await answer.text()
    assert f'<html lang="{lang}"' in html
    assert word in html
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "//" not in html.replace("http://www.w3.org/2000/svg", "")
    assert " style=" not in html
    assert "<script>" not in html


async def test_names_are_escaped(demo: Stage) -> None:
    html = await (await demo.client.get("/demo")).text()
    assert "Bo &lt;b&gt;Côté&lt;/b&gt;" in html
    assert "<b>Côté" not in html


@pytest.mark.parametrize("name", ["page.css", "page.js", "relais.svg"])
async def test_style_script_and_picture_are_served(demo: Stage, name: str) -> None:
    assert (await demo.client.get(f"/demo/static/{name}")).status == 200


@pytest.mark.parametrize("name", ["nothing.css", "..%2Fpage.py", "..%2F..%2Fapp.py", "page.html"])
async def test_nothing_else_is_served(demo: Stage, name: str) -> None:
    assert (await demo.client.get(f"/demo/static/{name}")).status == 404


async def test_what_is_typed_in_private_is_shown_and_sent(demo: Stage) -> None:
    assert (await demo.post("/demo/say", said("défi"))).status == 200
    (heard,) = demo.bot.heard
    assert (heard["type"], heard["text"], heard["channelId"]) == ("message", "défi", "msteams")
    assert heard["from"] == {
        "id": TEACHER.user_id,
        "name": "Ada Roy",
        "aadObjectId": TEACHER.object_id,
    }
    assert heard["conversation"]["conversationType"] == "personal"
    assert heard["channelData"]["tenant"]["id"] == SCENE.tenant
    assert heard["serviceUrl"].endswith("/demo/connector")
    (kept,) = demo.store.all()
    assert (kept.author, kept.id, kept.at) == ("teacher", heard["id"], AT)


async def test_a_channel_is_heard_only_where_relais_is_mentioned(demo: Stage) -> None:
    await demo.post("/demo/say", said("bonjour tout le monde", "team1"))
    assert demo.bot.heard == []
    await demo.post("/demo/say", said("@relais défi", "team1"))
    (heard,) = demo.bot.heard
    assert heard["text"] == "<at>Relais</at> défi"
    assert heard["conversation"]["id"] == f"{TEAM.id};messageid={heard['id']}"
    mention = next(entity for entity in heard["entities"] if entity["type"] == "mention")
    assert mention["mentioned"] == heard["recipient"]
    assert [kept.author for kept in demo.store.all()] == ["teacher", "teacher"]


async def test_a_press_carries_the_cards_data_and_its_inputs_and_the_answer_replaces_the_card(demo: Stage) -> None:
    demo.store.add("m1", TEACHER.chat, BOT, AT, posted_card(FORM))
    after = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "C'est gardé."}]}
    demo.bot.answer = {"statusCode": 200, "type": CARD, "value": after}
    answer = await demo.post("/demo/press", pressed(question="Comment?", forged="x", revision="9"))

    assert answer.status == 200
    (heard,) = demo.bot.heard
    assert (heard["type"], heard["name"]) == ("invoke", "adaptiveCard/action")
    assert heard["value"]["action"]["data"] == BUTTON["data"] | {"question": "Comment?"}, "only the card's own inputs"
    assert heard["value"]["action"]["verb"] == "keep"
    assert [card_of(kept.activity) for kept in demo.store.all()] == [after]


async def test_a_press_answered_with_words_says_them(demo: Stage) -> None:
    demo.store.add("m1", TEACHER.chat, BOT, AT, posted_card(FORM))
    demo.bot.answer = {"statusCode": 200, "type": MESSAGE_TYPE, "value": "Entendu."}
    assert await (await demo.post("/demo/press", pressed())).json() == {"said": "Entendu."}
    assert card_of(demo.store.all()[0].activity) == FORM


@pytest.mark.parametrize("body", [pressed("nothing"), pressed("m1", 7), pressed("words")])
async def test_what_is_not_there_is_not_pressed(demo: Stage, body: dict[str, Any]) -> None:
    demo.store.add("m1", TEACHER.chat, BOT, AT, posted_card(FORM))
    demo.store.add("words", TEACHER.chat, BOT, AT, {"text": "bonjour"})
    assert (await demo.post("/demo/press", body)).status == 404
    assert demo.bot.heard == []


@pytest.mark.parametrize(
    "body",
    [None, [], {}, said("x") | {"scene": "?"}, said("x") | {"who": "admin"}, said("x", "?"), said("x") | {"more": 1}],
)
async def test_what_the_page_never_posts_is_refused(demo: Stage, body: Any) -> None:
    assert (await demo.post("/demo/say", body)).status == 400
    assert (await demo.post("/demo/say", said("x"))).status == 200, "and the next one passes"


async def test_a_bot_that_takes_nothing_is_told(demo: Stage) -> None:
    demo.bot.status = 503
    assert (await demo.post("/demo/say", said("défi"))).status == 502
    demo.bot.status = 200
    assert (await demo.post("/demo/say", said("défi"))).status == 200


async def test_only_the_page_itself_may_play(demo: Stage) -> None:
    for path, body in (("/demo/say", said("x")), ("/demo/press", pressed()), ("/demo/reset", {})):
        assert (await demo.client.post(path, json=body)).status == 403
        refused = await demo.client.post(path, json=body, headers={"Origin": "https://evil.example"})
        assert refused.status == 403
    assert demo.store.all() == []
    assert demo.begun_again == 0
    assert (await demo.post("/demo/reset", {})).status == 200
    assert demo.begun_again == 1


async def test_a_message_of_somebody_is_kept_by_the_apps_action(demo: Stage) -> None:
    demo.store.add("m1", TEAM.id, "peer", AT, {"text": "Lisez-le à deux."})
    demo.bot.answer = {"task": {"type": "message", "value": "La suite en privé."}}
    body = {"scene": "cop", "who": "teacher", "message": "m1"}
    assert await (await demo.post("/demo/take", body)).json() == {"said": "La suite en privé."}
    (heard,) = demo.bot.heard
    message = heard["value"]["messagePayload"]
    assert (heard["name"], heard["value"]["commandId"]) == ("composeExtension/fetchTask", "keepTrace")
    assert message["body"] == {"contentType": "text", "content": "Lisez-le à deux."}
    assert message["from"]["user"]["id"] == PEER.object_id
    assert heard["from"]["aadObjectId"] == TEACHER.object_id
    assert "data-takes" in await (await demo.client.get("/demo")).text()


@pytest.mark.parametrize("message", ["nothing", "bot's", "private"])
async def test_only_a_message_of_somebody_that_one_sees_is_kept(demo: Stage, message: str) -> None:
    demo.store.add("bot's", TEACHER.chat, BOT, AT, posted_card(FORM))
    demo.store.add("private", PEER.chat, "peer", AT, {"text": "défi"})
    body = {"scene": "cop", "who": "teacher", "message": message}
    assert (await demo.post("/demo/take", body)).status == 404
    assert (await demo.post("/demo/press", body | {"action": 0, "inputs": {}})).status == (
        200 if message == "bot's" else 404
    )


async def test_the_stream_sends_what_the_page_has_not_seen(demo: Stage) -> None:
    demo.store.add("m1", TEACHER.chat, BOT, AT, posted_card(FORM))
    demo.store.add("m2", "another community's", BOT, AT, {"text": "?"})
    demo.store.add("m3", TEAM.id, "peer", AT, {"text": "<script>"})
    async with demo.client.get("/demo/events", params={"after": "1", "lang": "fr"}) as stream:
        begun = [await stream.content.readline() for _ in range(4)]
        assert begun[1:3] == [b"event: begun\n", f"data: {demo.store.life}\n".encode()]
        events = [(await stream.content.readuntil(b"\n\n")).decode().splitlines() for _ in range(2)]
    assert [event[0] for event in events] == ["id: 2", "id: 3"]
    other, shown = (json.loads(event[1].removeprefix("data: ")) for event in events)
    assert other == {"pane": None}
    assert (shown["pane"], shown["id"]) == ("team1", "m-m3")
    assert "&lt;script&gt;" in shown["html"]
    assert "Bo &lt;b&gt;Côté&lt;/b&gt;" in shown["html"]


async def test_a_stream_taken_up_again_goes_on_from_its_last_event(demo: Stage) -> None:
    for name in ("m1", "m2"):
        demo.store.add(name, TEACHER.chat, BOT, AT, {"text": name})
    async with demo.client.get("/demo/events?after=0", headers={"Last-Event-ID": "1"}) as stream:
        await stream.content.readuntil(b"\n\n")
        assert (await stream.content.readuntil(b"\n\n")).startswith(b"id: 2\n")


async def test_everyone_gets_the_app_once(demo: Stage) -> None:
    await demo.platform.install(SCENE)
    first = [(event["id"], event["type"]) for event in demo.bot.heard]
    demo.bot.heard.clear()
    await demo.platform.install(SCENE)
    assert [(event["id"], event["type"]) for event in demo.bot.heard] == first, "a repeat, to the bot"
    assert len(first) == len(set(first)) == 10
