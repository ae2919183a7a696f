"""Hands that play without a page: they type, find a button on what is shown, press it, and answer what is asked.

Nothing is let pass: what Relais doesn't take, or doesn't ask, stops them.
"""

import json
from collections.abc import Awaitable, Collection, Iterator, Mapping
from typing import Any

from bot.demo import drawing
from bot.demo.connector import card_of
from bot.demo.moving import Moving
from bot.demo.people import Channel, Persona, Scene
from bot.demo.platform import Platform
from bot.demo.store import BOT, Kept, Store
from bot.texts.words import Words

MOST_QUESTIONS = 12
"""Questions in one conversation; more would be one that never ends."""
ASKING = ("fill", "answer.", "form.", "say.cancel", "say.later")
"""The beginnings of the verbs under a question."""
REFUSALS = (
    "ask.aged",
    "not_for_you.p1",
    "not_shown.p1",
    "not_understood.p1",
    "nothing_to_report.p1",
    "nothing_to_report.ended",
    "three_open.title",
    "too_much.p1",
    "whom_to_ask.p1",
)
"""What Relais says, by its key, when it hasn't done what somebody meant."""


class NoButton(Exception):
    """Nothing of that verb is shown there, or nothing is asked."""


class Refused(Exception):
    """Relais hasn't done what was typed or pressed."""


class Hands:
    """Those of everybody in ``scene``."""

    def __init__(self, scene: Scene, store: Store, platform: Platform, moving: Moving, words: Words) -> None:
        self.scene = scene
        self._refusals = [_as_json(say(key)) for say in words.spoken() for key in REFUSALS]
        self._store = store
        self._platform = platform
        self._moving = moving
        self._people = {who.email.partition("@")[0]: who for who in scene.everyone}

    def person(self, name: str) -> Persona:
        """Whose address begins so."""
        return self._people[name]

    async def say(self, who: Persona, text: str) -> None:
        """Write to Relais in private. Raises :class:`Refused`, as do the others."""
        await self._done(who, text, self._platform.say(self.scene, who, None, text))

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
                if action["verb"].startswith(verb) and _as_json(holding) in _as_json(kept.activity):
                    await self._pressed(who, kept, actions, place, inputs or {})
                    return
        raise NoButton(f"{verb} for {who.key}")

    async def answer(
        self, who: Persona, given: Mapping[str, str], options: Collection[str] = (), *, until: str = ""
    ) -> None:
        """Answer what is asked of somebody until nothing is, or until a button ``until`` is shown.

        ``given`` are texts by step; ``options`` the choices made, by what is sent or what is read. What neither says
        is skipped. Raises :class:`NoButton` where that may not be, and where nothing is asked.
        """
        for answered in range(MOST_QUESTIONS):
            kept, actions = next(self._cards(who.chat))
            verbs = [action["verb"] for action in actions]
            if until in verbs or not any(verb.startswith(ASKING) for verb in verbs):
                if not answered:
                    raise NoButton(f"a question for {who.key}, among {verbs}")
                return
            await self._answer_one(who, kept, actions, given, options)
        raise NoButton(f"an end for {who.key}")

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
                await self._pressed(who, kept, actions, place, fields)
                return
        numbered = [run["text"] for element in card["body"] for run in element.get("inlines", ())]
        typed = next((option for option in options if any(line.endswith(f". {option}") for line in numbered)), None)
        if typed is None:
            raise NoButton(f"an answer for {who.key}, among {[action['verb'] for action in actions]}")
        await self.say(who, typed)

    async def _pressed(
        self, who: Persona, kept: Kept, actions: list[dict[str, Any]], place: int, inputs: Mapping[str, str]
    ) -> None:
        act = self._platform.press(self.scene, who, kept, place, inputs)
        await self._done(who, actions[place]["verb"], act)

    async def _done(self, who: Persona, what: str, act: Awaitable[object]) -> None:
        """``act`` is done, and what comes of it is there. Raises :class:`Refused` if that is to say no."""
        before = self._store.version
        await act
        await self._moving.sent()
        for kept in self._store.since(before):
            if kept.author == BOT and kept.conversation == who.chat:
                told = _as_json(kept.activity)
                if refusal := next((one for one in self._refusals if one in told), None):
                    raise Refused(f"{what} of {who.key}: {refusal}")

    def _cards(self, conversation: str) -> Iterator[tuple[Kept, list[dict[str, Any]]]]:
        """What was written last, first, where it has buttons."""
        for kept in self._store.newest_first(conversation):
            card = card_of(kept.activity)
            if card is not None and (actions := drawing.actions(card)):
                yield kept, actions


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]
