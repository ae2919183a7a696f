"""Microsoft's Agents Playground, at the wire: what it sends (0.2.28), and a connector of its own on another port."""

import asyncio
from collections.abc import AsyncIterator
from copy import deepcopy
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.demo.people import scenes
from bot.demo.visitors import adopt
from tests.demo.whole import Whole, whole

TENANT = "00000000-0000-0000-0000-0000000000001"


class Playground:
    """A visitor's chat: what it is sent ends in ``posts``."""

    def __init__(self) -> None:
        self.posts: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.port = 0
        self._sent = 0

    async def post(self, request: web.Request) -> web.Response:
        await self.posts.put(await request.json())
        return web.json_response({"id": f"m{self.posts.qsize()}"}, status=201)

    def activity(self, type_: str, **more: Any) -> dict[str, Any]:
        """As the Playground makes them: it calls itself « localhost », and its ids are no UUIDs."""
        self._sent += 1
        return {
            "type": type_,
            "id": f"f6ba461e-663b-4d05-a6f8-{self._sent:012}",
            "from": {
                "id": "user-id-0",
                "name": "Alex Wilber",
                "aadObjectId": "00000000-0000-0000-0000-0000000000020",
            },
            "serviceUrl": f"http://localhost:{self.port}/_connector",
            "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "0f2d5938"},
            "recipient": {"id": "00000000-0000-0000-0000-00000000000011", "name": "Test Bot"},
            "locale": "en-US",
            "entities": [{"type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Web"}],
            "channelData": {"tenant": {"id": TENANT}},
            "channelId": "msteams",
        } | more


@pytest.fixture
async def demo(tmp_path: Any) -> AsyncIterator[Whole]:
    async with whole(tmp_path) as it:
        yield it


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    playground = Playground()
    app = web.Application()
    app.router.add_post("/_connector/v3/conversations/0f2d5938/activities", playground.post)
    async with TestServer(app) as server:
        assert server.port is not None
        playground.port = server.port
        yield playground


async def test_the_same_conversation_works_in_the_playground(demo: Whole, playground: Playground) -> None:
    for event in (
        playground.activity("installationUpdate", action="add"),
        playground.activity("message", text="défi", textFormat="plain"),
    ):
        assert (await demo.deliver(event)).status == 200
    asked = await playground.posts.get()
    card = asked["attachments"][0]["content"]
    assert card["lang"] == "fr-CA", "the teacher's own language, not the visitor's"
    keep = next(element for element in card["body"] if element["type"] == "ActionSet")["actions"][0]

    data = keep["data"] | {"question": "Comment essayer ici?", "tool_user": "me"}
    action = {"type": "Action.Execute", "title": keep["title"], "verb": keep["verb"], "data": data}
    pressed = playground.activity("invoke", name="adaptiveCard/action", value={"action": action, "trigger": "manual"})
    answer = await (await demo.deliver(pressed)).json()
    assert answer["value"]["body"][0]["text"] == "C'est gardé."


async def test_a_visitor_from_another_machine_is_not_answered(demo: Whole, playground: Playground) -> None:
    strange = playground.activity("message", text="défi") | {"serviceUrl": "http://evil.example:80/_connector"}
    assert (await demo.deliver(strange)).status == 401
    assert (await demo.deliver(playground.activity("message", text="défi"))).status == 200
    assert "attachments" in await playground.posts.get()


async def test_what_is_malformed_is_refused_as_anyones_is(demo: Whole, playground: Playground) -> None:
    good = playground.activity("message", text="défi")
    for field in ("serviceUrl", "channelData", "conversation", "from", "recipient"):
        assert 400 <= (await demo.deliver(good | {field: 7})).status < 500, field
    assert (await demo.deliver(good)).status == 200


def test_only_the_tenant_and_the_services_name_are_changed() -> None:
    raw = Playground().activity("message", text="défi")
    before = deepcopy(raw)
    adopt(raw, scenes()[0].tenant)
    assert raw["serviceUrl"] == "http://127.0.0.1:0/_connector"
    assert raw["conversation"].pop("tenantId") == raw["channelData"].pop("tenant")["id"] == scenes()[0].tenant
    assert {key for key in before if raw[key] != before[key]} == {"serviceUrl", "conversation", "channelData"}


async def test_a_web_page_cannot_speak_for_anybody(demo: Whole, playground: Playground) -> None:
    async with aiohttp.ClientSession(headers={"Origin": "https://evil.example"}) as session:
        event = playground.activity("message", text="défi")
        async with session.post(f"{demo.base}/api/messages", json=event) as answer:
            assert answer.status == 403
