"""The demo's own half, with two invented people and a bot that says what it heard: for the tests beside this file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.clock import FixedClock
from bot.demo.connector import CARD, Connector
from bot.demo.files import Files
from bot.demo.guard import guard
from bot.demo.moving import NoMeeting, To
from bot.demo.page import HEADERS, Page
from bot.demo.people import Channel, Persona, Scene
from bot.demo.platform import Platform
from bot.demo.playing import Playing
from bot.demo.store import Store
from bot.texts.words import Words
from community.roles import Role
from community.roster import Roster

AT = datetime(2025, 10, 7, 12, tzinfo=UTC)
MEMBER = frozenset({Role.MEMBER})
TEACHER = Persona("teacher", "ada@exemple.invalid", "Ada Roy", "enseignante", "Équipe A", "fr_CA", MEMBER)
PEER = Persona("peer", "bo@exemple.invalid", "Bo <b>Côté</b>", "enseignant", "Équipe A", "fr_CA", MEMBER)
FACILITATOR = Persona(
    "facilitator", "cy@exemple.invalid", "Cy Lee", "conseiller", "COP", "en_CA", frozenset({Role.FACILITATOR})
)
UNSEEN = Persona("di@exemple.invalid", "di@exemple.invalid", "Di Roc", "enseignante", "Équipe B", "fr_CA", MEMBER)
TEAM = Channel("team1", "19:a@thread.tacv2", "19:team", "Équipe A", "Équipe A")
EVERYONE = Channel("everyone", "19:e@thread.tacv2", "19:team", "COP", None)
SCENE = Scene(
    key="cop",
    organization="Centre",
    community="COP",
    learners="élèves",
    roster=Roster((), frozenset()),
    everyone=(TEACHER, PEER, FACILITATOR, UNSEEN),
    cast=(TEACHER, PEER, FACILITATOR),
    channels=(TEAM, EVERYONE),
    guided=("teacher", "peer", "facilitator"),
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


class Time:
    """The clock bar's side: keeps how far time was sent; ``meeting`` is the day of the next one."""

    def __init__(self) -> None:
        self.meeting: date | None = None
        self.moved: list[tuple[str, To]] = []

    async def move(self, scene: Scene, to: To) -> None:
        if to is To.MEETING and self.meeting is None:
            raise NoMeeting
        self.moved.append((scene.key, to))

    async def next_meeting(self, scene: Scene) -> date | None:
        return self.meeting

    async def idle(self) -> None:
        pass


class Stage:
    """Everything under one roof."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.bot = Bot()
        self.clock = FixedClock(AT)
        self.time = Time()
        self.begun_again = 0
        self.client: TestClient[web.Request, web.Application]
        self.platform: Platform

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

    app = web.Application(middlewares=[guard])
    server = TestServer(app, port=unused_port())
    app.router.add_post("/api/messages", self.bot.messages)
    Connector(self.store, (SCENE,), self.clock).add_routes(app)
    Page(self.store, (SCENE,), Words.load(), self.clock, self.time).add_routes(app)
    self.platform = Platform(self.store, self.clock, f"http://127.0.0.1:{server.port}")
    Files(self.store, HEADERS).add_routes(app)
    Playing(self.store, (SCENE,), self.platform, self.time, self.begin_again).add_routes(app)
    async with TestClient(server) as self.client:
        yield self
        self.store.stop_following()
    self.store.close()


def posted_card(card: dict[str, Any]) -> dict[str, Any]:
    """An activity as a bot posts it, carrying ``card``."""
    return {"type": "message", "attachments": [{"contentType": CARD, "content": card}]}
