"""The page: what it shows, and the stream that keeps it true."""

import asyncio
import json
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from jinja2 import Environment, PackageLoader

from bot.clock import Clock
from bot.demo.moving import Moving
from bot.demo.panes import ZONE, Panes
from bot.demo.people import Scene
from bot.demo.store import Store
from bot.demo.tour import STEPS
from bot.texts.words import Speech, Words

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


class Page:
    """``GET /demo`` and what it needs."""

    def __init__(self, store: Store, scenes: tuple[Scene, ...], words: Words, clock: Clock, moving: Moving) -> None:
        self._store = store
        self._scenes = scenes
        self._words = words
        self._clock = clock
        self._moving = moving
        templates = Environment(loader=PackageLoader("bot.demo"), autoescape=True, trim_blocks=True)
        self._page = templates.get_template("page.html")
        self._macros: Any = templates.get_template("message.html").module

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        app.router.add_get("/", self.home)
        app.router.add_get("/demo", self.show)
        app.router.add_get("/demo/static/{name}", self.static)
        app.router.add_get("/demo/events", self.events)
        app.router.add_get("/demo/clock", self.clock)

    async def home(self, request: web.Request) -> web.Response:
        """To the page."""
        raise web.HTTPFound("/demo")

    async def show(self, request: web.Request) -> web.Response:
        """The page, with everything said so far."""
        scene = self._scene(request)
        say = self._speech(request)
        shown = _shown(scene, request)
        html = self._page.render(
            say=say,
            scene=scene,
            scenes=self._scenes,
            panes=Panes(scene, say, self._macros).all(self._store.all()),
            shown=shown,
            tour=[step.shown(scene, say) for step in STEPS],
            version=self._store.version,
            life=self._store.life,
            clock=await self._time(scene, say),
            languages=_LANGUAGES,
            link=lambda **asked: "/demo?" + urlencode({"scene": scene.key, "lang": say.language} | asked),
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

    async def clock(self, request: web.Request) -> web.Response:
        """What the clock says, and how far it may be sent."""
        return web.json_response(await self._time(self._scene(request), self._speech(request)))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: each message new or changed, drawn; and now and then that time goes on."""
        panes = Panes(self._scene(request), self._speech(request), self._macros)
        seen = request.headers.get("Last-Event-ID") or request.query.get("after", "")
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(f"retry: 500\nevent: begun\ndata: {self._store.life}\n\n".encode())
        clock = asyncio.create_task(_tell_time(response))
        try:
            async for kept in self._store.follow(int(seen) if seen.isdecimal() else 0):
                await response.write(f"id: {kept.version}\ndata: {json.dumps(panes.event(kept))}\n\n".encode())
        except ConnectionError:
            pass
        finally:
            clock.cancel()
        return response

    def _scene(self, request: web.Request) -> Scene:
        asked = request.query.get("scene")
        return next((scene for scene in self._scenes if scene.key == asked), self._scenes[0])

    def _speech(self, request: web.Request) -> Speech:
        return self._words.into(request.query.get("lang") or request.headers.get("Accept-Language", "")[:2])

    async def _time(self, scene: Scene, say: Speech) -> dict[str, str | None]:
        """``now`` in words; ``meeting``: the day of the next one, ``None`` when none is dated."""
        meeting = await self._moving.next_meeting(scene)
        return {
            "now": say.written(self._clock.now().astimezone(ZONE)),
            "meeting": None if meeting is None else say.written(meeting, "weekday"),
        }


def _shown(scene: Scene, request: web.Request) -> dict[str, str]:
    """Which pane is where: what the address asks for, where that is there; nobody is shown twice."""
    first, second = scene.cast[:2]
    left = scene.persona(request.query.get("left", "")) or first
    right = scene.persona(request.query.get("right", "")) or second
    if right is left:
        right = second if left is first else first
    channel = scene.channel(request.query.get("channel", "")) or scene.channels[0]
    return {"left": left.key, "channel": channel.key, "right": right.key}


async def _tell_time(response: web.StreamResponse) -> None:
    while True:
        await asyncio.sleep(CLOCK_SECONDS)
        await response.write(b"event: clock\ndata:\n\n")
