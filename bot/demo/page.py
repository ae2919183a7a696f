"""The page: what it shows, and the stream that keeps it true."""

import asyncio
import json
from dataclasses import dataclass
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from bot.clock import Clock
from bot.demo import drawing
from bot.demo.activities import MENTION
from bot.demo.connector import card_of
from bot.demo.people import Persona, Scene
from bot.demo.seed import TIME_ZONE
from bot.demo.store import BOT, Kept, Store
from bot.texts.words import Speech, Words
from community.keywords import Keyword

ZONE = ZoneInfo(TIME_ZONE)
CHIPS = (Keyword.CHALLENGE, Keyword.MY_CHALLENGES, Keyword.HELP)
CHANNEL_CHIPS = (Keyword.CHALLENGE, Keyword.HELP)
"""What is offered to be typed, in one press."""
CLOCK_SECONDS = 15
"""Between two times of day sent to the page, which also keep its stream alive."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_LANGUAGES = (("fr", "Français"), ("en", "English"))
"""Each in its own words, as language switches are."""


@dataclass(frozen=True, slots=True)
class Pane:
    """One conversation as the page shows it. ``call`` is what its messages must hold for Relais to hear them."""

    key: str
    conversation: str
    name: str
    short: str
    about: str
    initials: str
    label: str
    placeholder: str
    chips: tuple[str, ...]
    call: str = ""
    speakers: tuple[Persona, ...] = ()
    messages: tuple[Markup, ...] = ()


class Page:
    """``GET /demo`` and what it needs."""

    def __init__(self, store: Store, scenes: tuple[Scene, ...], words: Words, clock: Clock) -> None:
        self._store = store
        self._scenes = scenes
        self._words = words
        self._clock = clock
        templates = Environment(loader=PackageLoader("bot.demo"), autoescape=True, trim_blocks=True)
        self._page = templates.get_template("page.html")
        self._macros: Any = templates.get_template("message.html").module

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        app.router.add_get("/", self.home)
        app.router.add_get("/demo", self.show)
        app.router.add_get("/demo/static/{name}", self.static)
        app.router.add_get("/demo/events", self.events)

    async def home(self, request: web.Request) -> web.Response:
        """To the page."""
        raise web.HTTPFound("/demo")

    async def show(self, request: web.Request) -> web.Response:
        """The page, with everything said so far."""
        scene = self._scene(request)
        say = self._speech(request)
        html = self._page.render(
            say=say,
            scene=scene,
            scenes=self._scenes,
            panes=self._panes(scene, say),
            version=self._store.version,
            life=self._store.life,
            now=self._time(say),
            languages=_LANGUAGES,
            link=lambda key, language: f"/demo?scene={key}&lang={language}",
        )
        return web.Response(text=html, content_type="text/html", headers=HEADERS)

    async def static(self, request: web.Request) -> web.Response:
        """The style, the script and the picture."""
        name = request.match_info["name"]
        file = resources.files("bot.demo").joinpath("static", name)
        kind = _TYPES.get(name.rpartition(".")[2])
        if kind is None or "/" in name or not file.is_file():
            raise web.HTTPNotFound
        return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: each message new or changed, drawn; and the time of day in the demo."""
        scene = self._scene(request)
        say = self._speech(request)
        seen = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(f"retry: 500\nevent: begun\ndata: {self._store.life}\n\n".encode())
        clock = asyncio.create_task(self._tell_time(response, say))
        try:
            async for kept in self._store.follow(int(seen) if seen.isdecimal() else 0):
                await response.write(f"id: {kept.version}\ndata: {self._event(kept, scene, say)}\n\n".encode())
        except ConnectionError:
            pass
        finally:
            clock.cancel()
        return response

    async def _tell_time(self, response: web.StreamResponse, say: Speech) -> None:
        while True:
            await asyncio.sleep(CLOCK_SECONDS)
            await response.write(f"event: clock\ndata: {self._time(say)}\n\n".encode())

    def _scene(self, request: web.Request) -> Scene:
        asked = request.query.get("scene")
        return next((scene for scene in self._scenes if scene.key == asked), self._scenes[0])

    def _speech(self, request: web.Request) -> Speech:
        return self._words.into(request.query.get("lang") or request.headers.get("Accept-Language", "")[:2])

    def _time(self, say: Speech) -> str:
        return say.written(self._clock.now().astimezone(ZONE))

    def _panes(self, scene: Scene, say: Speech) -> list[Pane]:
        drawn: dict[str, list[Markup]] = {}
        for kept in self._store.all():
            drawn.setdefault(kept.conversation.partition(";")[0], []).append(self._drawn(kept, scene, say))
        panes = [
            Pane(
                key=who.key,
                conversation=who.chat,
                name=who.name,
                short=who.name.split()[0],
                about=say(
                    "demo.runs" if who is scene.facilitator else "demo.belongs", title=who.title, group=who.group
                ),
                initials=who.initials,
                label=say("demo.write", name=who.name),
                placeholder=say("demo.placeholder"),
                chips=_chips(CHIPS, say),
                messages=tuple(drawn.get(who.chat, ())),
            )
            for who in scene.cast
        ]
        channel = Pane(
            key="channel",
            conversation=scene.channel.id,
            name=scene.channel.name,
            short=say("demo.channel"),
            about=say("demo.channel_about"),
            initials="#",
            label=say("demo.channel_write", name=scene.channel.name),
            placeholder=say("demo.channel_placeholder"),
            chips=_chips(CHANNEL_CHIPS, say),
            call=f"{MENTION} ",
            speakers=scene.cast,
            messages=tuple(drawn.get(scene.channel.id, ())),
        )
        return [*panes, channel]

    def _event(self, kept: Kept, scene: Scene, say: Speech) -> str:
        place = kept.conversation.partition(";")[0]
        panes = {who.chat: who.key for who in scene.cast} | {scene.channel.id: "channel"}
        if place not in panes:
            return json.dumps({"pane": None})
        return json.dumps({"pane": panes[place], "id": f"m-{kept.id}", "html": self._drawn(kept, scene, say)})

    def _drawn(self, kept: Kept, scene: Scene, say: Speech) -> Markup:
        card = card_of(kept.activity)
        in_channel = kept.conversation.startswith(scene.channel.id)
        by_bot = kept.author == BOT
        names = {who.key: who.name for who in scene.cast}
        drawn: Markup = self._macros.message(
            dom_id=f"m-{kept.id}",
            bot=by_bot,
            own=not by_bot and not in_channel,
            reply=by_bot and in_channel,
            author=say("demo.bot") if by_bot else names.get(kept.author, ""),
            at=say.written(kept.at.astimezone(ZONE), "time"),
            card=drawing.draw(card, f"m-{kept.id}") if card else None,
            text=kept.activity.get("text", ""),
        )
        return drawn


def _chips(keywords: tuple[Keyword, ...], say: Speech) -> tuple[str, ...]:
    return tuple(say(f"keyword.{keyword}").split("|")[0] for keyword in keywords)
