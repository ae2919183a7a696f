"""What is done on the page: who types and presses what, when time goes forward, and « repartir à neuf »."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.demo.moving import Moving, NoMeeting, To
from bot.demo.people import Persona, Scene
from bot.demo.platform import NotTaken, NotThere, Platform
from bot.demo.store import Store


class _InScene(BaseModel):
    """What the page posts: in which community."""

    model_config = ConfigDict(extra="forbid")

    scene: str


class _Played(_InScene):
    """And who acts, by their part."""

    who: str


class Say(_Played):
    """Somebody types ``text``, in their private chat or in a channel."""

    channel: str | None = None
    text: Annotated[str, Field(max_length=100_000)]


class Press(_Played):
    """Somebody presses the button number ``action`` of a message's card."""

    message: str
    action: Annotated[int, Field(ge=0)]
    inputs: dict[str, str]


class Take(_Played):
    """Somebody keeps a message by the app's action on it."""

    message: str


class Move(_InScene):
    """Time goes forward."""

    to: To


B = TypeVar("B", bound=_InScene)


class Playing:
    """The page's own ``POST`` routes, and the one it waits at."""

    def __init__(
        self,
        store: Store,
        scenes: tuple[Scene, ...],
        platform: Platform,
        moving: Moving,
        begin_again: Callable[[], None],
    ) -> None:
        self._store = store
        self._scenes = {scene.key: scene for scene in scenes}
        self._platform = platform
        self._moving = moving
        self._begin_again = begin_again

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        app.router.add_post("/demo/say", self.say)
        app.router.add_post("/demo/press", self.press)
        app.router.add_post("/demo/take", self.take)
        app.router.add_post("/demo/clock", self.move)
        app.router.add_post("/demo/reset", self.reset)
        app.router.add_get("/demo/idle", self.idle)
        app.cleanup_ctx.append(self._platform.connected)

    async def say(self, request: web.Request) -> web.Response:
        """A message: shown, and heard by Relais in private or where it is mentioned."""
        body, scene = await self._asked(request, Say)
        channel = None if body.channel is None else scene.channel(body.channel)
        if body.channel is not None and channel is None:
            raise web.HTTPBadRequest
        try:
            await self._platform.say(scene, _who(scene, body), channel, body.text)
        except NotTaken as status:
            raise web.HTTPBadGateway(text=str(status)) from None
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """A press on a card, which the answer may replace."""
        body, scene = await self._asked(request, Press)
        kept = self._store.find(body.message)
        try:
            said = await self._platform.press(scene, _who(scene, body), kept, body.action, body.inputs)
        except NotThere:
            raise web.HTTPNotFound from None
        except NotTaken as status:
            raise web.HTTPBadGateway(text=str(status)) from None
        return web.json_response({} if said is None else {"said": said})

    async def take(self, request: web.Request) -> web.Response:
        """The app's action on a message."""
        body, scene = await self._asked(request, Take)
        try:
            said = await self._platform.take(scene, _who(scene, body), self._store.find(body.message))
        except NotThere:
            raise web.HTTPNotFound from None
        except NotTaken as status:
            raise web.HTTPBadGateway(text=str(status)) from None
        return web.json_response({} if said is None else {"said": said})

    async def move(self, request: web.Request) -> web.Response:
        """Time goes forward, through all that is due on the way."""
        body, scene = await self._asked(request, Move)
        try:
            await self._moving.move(scene, body.to)
        except NoMeeting:
            raise web.HTTPConflict from None
        return web.json_response({})

    async def reset(self, request: web.Request) -> web.Response:
        """« Repartir à neuf »: answered before everything stops, is cleared and starts again."""
        self._begin_again()
        return web.json_response({})

    async def idle(self, request: web.Request) -> web.Response:
        """Answers once the bot has nothing left to send, with the version that a page then shows."""
        await self._moving.idle()
        return web.json_response({"version": self._store.version})

    async def _asked(self, request: web.Request, shape: type[B]) -> tuple[B, Scene]:
        try:
            body = shape.model_validate_json(await request.read())
            return body, self._scenes[body.scene]
        except (ValidationError, KeyError):
            raise web.HTTPBadRequest from None


def _who(scene: Scene, body: _Played) -> Persona:
    who = scene.persona(body.who)
    if who is None:
        raise web.HTTPBadRequest
    return who
