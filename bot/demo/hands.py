"""Hands that play without a page: they type, find a button on what is shown, press it, and answer what is asked."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bot.demo import drawing
from bot.demo.connector import card_of
from bot.demo.moving import Moving
from bot.demo.people import Channel, Persona, Scene
from bot.demo.platform import Platform
from bot.demo.store import Kept, Store

MOST_QUESTIONS = 12
"""Questions in one conversation; more would be one that never ends."""
ASKING = ("fill", "answer.", "form.", "say.cancel", "say.later")
"""The beginnings of the verbs under a question."""


class NoButton(Exception):
    """Nothing of that verb is shown there."""


class Hands:
    """Those of everybody in ``scene``."""

    def __init__(self, scene: Scene, store: Store, platform: Platform, moving: Moving) -> None:
        self.scene = scene
        self._store = store
        self._platform = platform
        self._moving = moving
        self._people = {who.email.partition("@")[0]: who for who in scene.everyone}

    def person(self, name: str) -> Persona:
        """Whose address begins so."""
        return self._people[name]

    async def say(self, who: Persona, text: str) -> None:
        """Write to Relais in private."""
        await self._platform.say(self.scene, who, None, text)
        await self._moving.sent()

    async def press(
        self,
        who: Persona,
        verb: str,
        inputs: Mapping[str, str] | None = None,
        *,
        channel: Channel | None = None,
        holding: str = "",
    ) -> None:
        """Press the newest button whose verb begins so, on a card that holds ``holding``. Raises :class:`NoButton`."""
        for kept, actions in self._cards(channel.id if channel else who.chat):
            for place, action in enumerate(actions):
                if action["verb"].startswith(verb) and holding in str(kept.activity):
                    await self._platform.press(self.scene, who, kept, place, inputs or {})
                    await self._moving.sent()
                    return
        raise NoButton(f"{verb} for {who.key}")

    async def answer(
        self, who: Persona, given: Mapping[str, str], options: Collection[str] = (), *, until: str = ""
    ) -> None:
        """Answer what is asked of somebody until nothing is, or until a button ``until`` is shown.

        ``given`` are texts by step; ``options`` the choices made, by what is sent or what is read. What neither says
        is skipped. Raises :class:`NoButton` where that may not be.
        """
        for _ in range(MOST_QUESTIONS):
            kept, actions = next(self._cards(who.chat))
            verbs = [action["verb"] for action in actions]
            if until in verbs or not any(verb.startswith(ASKING) for verb in verbs):
                return
            await self._answer_one(who, kept, actions, given, options)

    async def _answer_one(
        self,
        who: Persona,
        kept: Kept,
        actions: list[dict[str, Any]],
        given: Mapping[str, str],
        options: Collection[str],
    ) -> None:
        card = card_of(kept.activity) or {}
        fields = {name: given[name] for name in drawing.input_ids(card) if name in given}
        for place, action in enumerate(actions):
            kind, _, option = action["verb"].partition(".")
            chosen = kind == "answer" and (option in options or action["title"] in options)
            skipped = action["verb"] == "say.skip" and not fields
            if chosen or skipped or (fields and kind in ("fill", "form")):
                await self._platform.press(self.scene, who, kept, place, fields)
                await self._moving.sent()
                return
        numbered = [run["text"] for element in card["body"] for run in element.get("inlines", ())]
        typed = next((option for option in options if any(line.endswith(f". {option}") for line in numbered)), None)
        if typed is None:
            raise NoButton(f"an answer for {who.key}, among {[action['verb'] for action in actions]}")
        await self.say(who, typed)

    def _cards(self, conversation: str) -> Iterator[tuple[Kept, list[dict[str, Any]]]]:
        """What was written last, first, where it has buttons."""
        for kept in self._store.newest_first(conversation):
            card = card_of(kept.activity)
            if card is not None and (actions := drawing.actions(card)):
                yield kept, actions
