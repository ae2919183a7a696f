"""The platform's other side: what people do, sent to the bot as Teams would send it, by HTTP to ``/api/messages``."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
from aiohttp import web

from bot.clock import Clock
from bot.demo import activities, drawing, files
from bot.demo.connector import CARD, PREFIX, card_of, with_card
from bot.demo.people import Channel, Persona, Scene
from bot.demo.store import Kept, Store

MESSAGE_TYPE = "application/vnd.microsoft.activity.message"


class NotThere(Exception):
    """A press on what isn't shown to that person."""


class NotTaken(Exception):
    """The bot took nothing: it answered with this HTTP status."""


class Platform:
    """What is typed and pressed is kept in the page's store, then sent. ``base_url`` is where this server listens."""

    def __init__(self, store: Store, clock: Clock, base_url: str) -> None:
        self._store = store
        self._clock = clock
        self._base_url = base_url
        self._bot_url = f"{base_url}/api/messages"
        self._service_url = base_url + PREFIX
        self._session: aiohttp.ClientSession | None = None

    async def connected(self, app: web.Application) -> AsyncIterator[None]:
        """Hold one HTTP session while ``app`` runs."""
        async with aiohttp.ClientSession() as self._session:
            yield

    async def install(self, scene: Scene) -> None:
        """Install the app for everyone on the page and, by who runs the community, in its channels.

        Again changes nothing, but tells where this server listens now; to those who ever wrote, too.
        """
        facilitator = scene.persona(scene.guided[2])
        assert facilitator is not None
        wrote = self._store.conversations()
        people = [who for who in scene.everyone if who in scene.cast or who.chat in wrote]
        places = [(who, who.chat) for who in people] + [(facilitator, channel.id) for channel in scene.channels]
        for who, where in places:
            for event in activities.installed(scene, who, where, self._clock.now(), self._service_url):
                await self._send(event)

    async def say(self, scene: Scene, who: Persona, channel: Channel | None, text: str) -> None:
        """A message: shown, and heard by Relais in private or where it is mentioned. Raises :class:`NotTaken`."""
        where = who.chat if channel is None else channel.id
        id_ = activities.new_id()
        now = self._clock.now()
        self._store.add(id_, where, who.key, now, {"text": text})
        if channel is None or activities.mentions_bot(text):
            await self._send(activities.typed(scene, who, where, text, id_, now, self._service_url))

    async def press(
        self, scene: Scene, who: Persona, kept: Kept | None, place: int, inputs: Mapping[str, str]
    ) -> str | None:
        """Press the button number ``place`` of a message's card, which the answer may replace; what is said of it.

        Raises :class:`NotThere` and :class:`NotTaken`.
        """
        asked = files.asked_in(kept.activity) if kept is not None and _sees(scene, who, kept) else None
        if kept is not None and asked is not None:
            await self._answer(scene, who, kept, asked, place)
            return None
        card = card_of(kept.activity) if kept is not None and _sees(scene, who, kept) else None
        if kept is None or card is None or place >= len(drawing.actions(card)):
            raise NotThere
        given = {id_: value for id_, value in inputs.items() if id_ in drawing.input_ids(card)}
        action = drawing.actions(card)[place]
        now = self._clock.now()
        answer = await self._send(
            activities.pressed(scene, who, kept.conversation, kept.id, action, given, now, self._service_url)
        )
        if answer.get("type") == CARD:
            self._store.replace(kept.id, with_card(kept.activity, answer["value"]))
        return answer["value"] if answer.get("type") == MESSAGE_TYPE else None

    async def _answer(self, scene: Scene, who: Persona, kept: Kept, asked: Mapping[str, Any], place: int) -> None:
        """Answer whether a file may be put among one's own."""
        if place not in (files.ACCEPT, files.DECLINE):
            raise NotThere
        value = files.answer(asked, place, self._base_url, self._store)
        now = self._clock.now()
        await self._send(activities.answered(scene, who, kept.conversation, kept.id, value, now, self._service_url))

    async def take(self, scene: Scene, who: Persona, kept: Kept | None) -> str | None:
        """Keep a message that a person wrote, by the app's action on it; what Teams' own box then says.

        Raises :class:`NotThere` and :class:`NotTaken`.
        """
        seen = kept is not None and _sees(scene, who, kept)
        author = next((one for one in scene.everyone if kept is not None and one.key == kept.author), None)
        if kept is None or not seen or author is None:
            raise NotThere
        text, now = kept.activity.get("text", ""), self._clock.now()
        answer = await self._send(
            activities.taken(scene, who, kept.conversation, kept.id, text, author, now, self._service_url)
        )
        said: str | None = answer.get("task", {}).get("value")
        return said

    async def _send(self, activity: activities.Activity) -> dict[str, Any]:
        """What the bot answers at once."""
        assert self._session is not None
        async with self._session.post(self._bot_url, json=activity) as answer:
            if answer.status >= 300:
                raise NotTaken(str(answer.status))
            body: dict[str, Any] = await answer.json() if answer.content_type == "application/json" else {}
            return body or {}


def _sees(scene: Scene, who: Persona, kept: Kept) -> bool:
    return kept.conversation == who.chat or scene.channel_of(kept.conversation) is not None
