"""The demo's own half, with two invented people and a bot that says what it heard: for the tests beside this file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.clock import FixedClock
from bot.demo.connector import CARD, Connector
from bot.demo.guard import guard
from bot.demo.page import Page
from bot.demo.people import Channel, Persona, Scene
from bot.demo.playing import Playing
from bot.demo.store import Store
from bot.texts.words import Words
from community.roster import Roster

AT = datetime(2025, 10, 7, 12, tzinfo=UTC)
SCENE = Scene(
    key="cop",
    organization="Centre",
    community="COP",
    learners="élèves",
    roster=Roster((), frozenset()),
    teacher=Persona("teacher", "ada@exemple.invalid", "Ada Roy", "enseignante", "Équipe A", "fr_CA"),
    peer=Persona("peer", "bo@exemple.invalid", "Bo <b>Côté</b>", "enseignant", "Équipe A", "fr_CA"),
    facilitator=Persona("facilitator", "cy@exemple.invalid", "Cy Lee", "conseiller", "COP", "en_CA"),
    channel=Channel("19:a@thread.tacv2", "19:team", "Équipe A"),
)
BUTTON = {"type": "Action.Execute", "title": "Garder", "verb": "keep", "data": {"card": "c1", "revision": 3}}
FORM = {
    "type": "AdaptiveCard",
    "lang": "fr-CA",
    "body": [
        {"type": "Input.Text", "id": "question", "label": "Ma question", "maxLength": 300},
        {"type": "ActionSet", "actions": [BUTTON]},
    ],
}


class Bot:
    """Keeps what it is sent; answers with ``answer`` and ``status``."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = {}
        self.status = 200

    async def messages(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        return web.json_response(self.answer, status=self.status)


class Stage:
    """Everything under one roof."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.bot = Bot()
        self.clock = FixedClock(AT)
        self.begun_again = 0
        self.client: TestClient[web.Request, web.Application]
        self.playing: Playing

    def begin_again(self) -> None:
        self.begun_again += 1

    async def post(self, path: str, body: Any) -> Any:
        """What the page itself would post, from its own origin."""
        url = self.client.make_url("/")
        return await self.client.post(path, json=body, headers={"Origin": f"{url.scheme}://{url.authority}"})


@asynccontextmanager
async def stage(path: Path) -> AsyncIterator[Stage]:
    """The demo's routes on a server of their own."""
    self = Stage(path)

    async def idle() -> None:
        pass

    app = web.Application(middlewares=[guard])
    server = TestServer(app, port=unused_port())
    app.router.add_post("/api/messages", self.bot.messages)
    Connector(self.store, (SCENE,), self.clock).add_routes(app)
    Page(self.store, (SCENE,), Words.load(), self.clock).add_routes(app)
    self.playing = Playing(self.store, (SCENE,), self.clock, f"http://127.0.0.1:{server.port}", idle, self.begin_again)
    self.playing.add_routes(app)
    async with TestClient(server) as self.client:
        yield self
        self.store.stop_following()
    self.store.close()


def posted_card(card: dict[str, Any]) -> dict[str, Any]:
    """An activity as a bot posts it, carrying ``card``."""
    return {"type": "message", "attachments": [{"contentType": CARD, "content": card}]}
