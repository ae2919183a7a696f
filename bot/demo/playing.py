"""What is done on the page, sent to the bot as Teams would send it: by HTTP, to ``/api/messages``."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any, Literal, TypeVar

import aiohttp
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.clock import Clock
from bot.demo import activities, drawing
from bot.demo.connector import CARD, PREFIX, card_of, with_card
from bot.demo.people import Persona, Scene
from bot.demo.store import Store

MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
Part = Literal["teacher", "peer", "facilitator"]


class _Played(BaseModel):
    """What the page posts: in which community, and who acts."""

    model_config = ConfigDict(extra="forbid")

    scene: str
    who: Part


class Say(_Played):
    """Somebody types ``text``, in their private chat or in the channel."""

    in_channel: bool
    text: Annotated[str, Field(max_length=100_000)]


class Press(_Played):
    """Somebody presses the button number ``action`` of a message's card."""

    message: str
    action: Annotated[int, Field(ge=0)]
    inputs: dict[str, str]


B = TypeVar("B", bound=_Played)


class Playing:
    """The page's own ``POST`` routes. ``base_url`` is where this very server listens."""

    def __init__(
        self,
        store: Store,
        scenes: tuple[Scene, ...],
        clock: Clock,
        base_url: str,
        idle: Callable[[], Awaitable[None]],
        begin_again: Callable[[], None],
    ) -> None:
        self._store = store
        self._scenes = {scene.key: scene for scene in scenes}
        self._clock = clock
        self._bot_url = f"{base_url}/api/messages"
        self._service_url = base_url + PREFIX
        self._idle = idle
        self._begin_again = begin_again
        self._session: aiohttp.ClientSession | None = None

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        app.router.add_post("/demo/say", self.say)
        app.router.add_post("/demo/press", self.press)
        app.router.add_post("/demo/reset", self.reset)
        app.router.add_get("/demo/idle", self.idle)
        app.cleanup_ctx.append(self._connected)

    async def install(self) -> None:
        """Install the app for everyone on the page and in their channels; again changes nothing."""
        for scene in self._scenes.values():
            for who, where in [*((who, who.chat) for who in scene.cast), (scene.facilitator, scene.channel.id)]:
                for event in activities.installed(scene, who, where, self._clock.now(), self._service_url):
                    await self._send(event)

    async def say(self, request: web.Request) -> web.Response:
        """A message: shown, and heard by Relais in private or where it is mentioned."""
        body, scene, who = await self._asked(request, Say)
        where = scene.channel.id if body.in_channel else who.chat
        id_ = activities.new_id()
        now = self._clock.now()
        self._store.add(id_, where, who.key, now, {"text": body.text})
        if not body.in_channel or activities.mentions_bot(body.text):
            await self._send(activities.typed(scene, who, where, body.text, id_, now, self._service_url))
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """A press on a card, which the answer may replace."""
        body, scene, who = await self._asked(request, Press)
        kept = self._store.find(body.message)
        card = card_of(kept.activity) if kept else None
        if kept is None or card is None or body.action >= len(drawing.actions(card)):
            raise web.HTTPNotFound
        inputs = {id_: value for id_, value in body.inputs.items() if id_ in drawing.input_ids(card)}
        action = drawing.actions(card)[body.action]
        answer = await self._send(
            activities.pressed(
                scene, who, kept.conversation, kept.id, action, inputs, self._clock.now(), self._service_url
            )
        )
        if answer.get("type") == CARD:
            self._store.replace(kept.id, with_card(kept.activity, answer["value"]))
        return web.json_response({"said": answer["value"]} if answer.get("type") == MESSAGE_TYPE else {})

    async def reset(self, request: web.Request) -> web.Response:
        """« Repartir à neuf »: answered before everything stops, is cleared and starts again."""
        self._begin_again()
        return web.json_response({})

    async def idle(self, request: web.Request) -> web.Response:
        """Answers once the bot has nothing left to send, with the version that a page then shows."""
        await self._idle()
        return web.json_response({"version": self._store.version})

    async def _connected(self, app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as self._session:
            yield

    async def _asked(self, request: web.Request, shape: type[B]) -> tuple[B, Scene, Persona]:
        try:
            body = shape.model_validate_json(await request.read())
            scene = self._scenes[body.scene]
        except (ValidationError, KeyError):
            raise web.HTTPBadRequest from None
        return body, scene, next(who for who in scene.cast if who.key == body.who)

    async def _send(self, activity: activities.Activity) -> dict[str, Any]:
        """What the bot answers at once. Raises 502 where it took nothing: the page says so."""
        assert self._session is not None
        async with self._session.post(self._bot_url, json=activity) as answer:
            if answer.status >= 300:
                raise web.HTTPBadGateway(text=str(answer.status))
            body: dict[str, Any] = await answer.json() if answer.content_type == "application/json" else {}
            return body or {}
