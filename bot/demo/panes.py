"""The conversations of one community as the page shows them, in the visitor's language."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.demo import drawing, files
from bot.demo.activities import MENTION
from bot.demo.connector import card_of
from bot.demo.people import Channel, Persona, Scene
from bot.demo.seed import TIME_ZONE
from bot.demo.store import BOT, Kept
from bot.texts.words import Speech
from community.keywords import Keyword
from community.roles import CHALLENGERS, Role

ZONE = ZoneInfo(TIME_ZONE)
CHALLENGER_CHIPS = (
    Keyword.CHALLENGE,
    Keyword.REPORT,
    Keyword.GUIDE,
    Keyword.TEAM_CHALLENGES,
    Keyword.NOTEBOOK,
    Keyword.HELP,
)
FACILITATOR_CHIPS = (Keyword.OVERVIEW, Keyword.SYNTHESIS, Keyword.CHALLENGE, Keyword.TEAM_CHALLENGES, Keyword.HELP)
OTHERS_CHIPS = (Keyword.WHO_SEES_WHAT, Keyword.SETTINGS, Keyword.HELP)
CHANNEL_CHIPS = (Keyword.CHALLENGE, Keyword.HELP)
"""What is offered to be typed, in one press."""


@dataclass(frozen=True, slots=True)
class Pane:
    """One conversation. ``call`` is what its messages must hold for Relais to hear them; ``channel`` whether it is one.

    ``choices`` are what may be shown in its place, itself among them: key, name, and what they are.
    """

    key: str
    channel: bool
    name: str
    short: str
    about: str
    initials: str
    label: str
    placeholder: str
    chips: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    call: str = ""
    speakers: tuple[Persona, ...] = ()
    messages: tuple[Markup, ...] = ()


class Panes:
    """Draws the panes of ``scene``. ``macros`` are those of message.html."""

    def __init__(self, scene: Scene, say: Speech, macros: Any) -> None:
        self._scene = scene
        self._say = say
        self._macros = macros
        self._names = {who.key: who.name for who in scene.everyone}
        self._keys = {who.chat: who.key for who in scene.cast} | {each.id: each.key for each in scene.channels}

    def pane_of(self, kept: Kept) -> str | None:
        """The pane a message is shown in; ``None`` for another community's, or of somebody who isn't played."""
        return self._keys.get(kept.conversation.partition(";")[0])

    def all(self, messages: list[Kept]) -> list[Pane]:
        """Every pane, with what was said there: people first, then channels."""
        drawn: dict[str, list[Kept]] = {}
        for kept in messages:
            drawn.setdefault(kept.conversation.partition(";")[0], []).append(kept)
        people = [self._private(who, drawn.get(who.chat, [])) for who in self._scene.cast]
        return people + [self._shared(channel, drawn.get(channel.id, [])) for channel in self._scene.channels]

    def event(self, kept: Kept) -> dict[str, str | None]:
        """A message new or changed, for the page's script."""
        pane = self.pane_of(kept)
        if pane is None:
            return {"pane": None}
        return {"pane": pane, "id": f"m-{kept.id}", "html": self._message(kept)}

    def _private(self, who: Persona, messages: list[Kept]) -> Pane:
        return Pane(
            key=who.key,
            channel=False,
            name=who.name,
            short=who.first_name,
            about=self._about(who),
            initials=who.initials,
            label=self._say("demo.write", name=who.name),
            placeholder=self._say("demo.placeholder"),
            chips=_chips(_words_of(who), self._say),
            choices=tuple((other.key, f"{other.name}, {other.title}") for other in self._scene.cast),
            messages=self._with_days(messages),
        )

    def _shared(self, channel: Channel, messages: list[Kept]) -> Pane:
        whose = "demo.channel_about" if channel.group else "demo.channel_everyone"
        return Pane(
            key=channel.key,
            channel=True,
            name=channel.name,
            short=self._say("demo.channel"),
            about=self._say(whose),
            initials="#",
            label=self._say("demo.channel_write", name=channel.name),
            placeholder=self._say("demo.channel_placeholder"),
            chips=_chips(CHANNEL_CHIPS, self._say),
            choices=tuple((other.key, other.name) for other in self._scene.channels),
            call=f"{MENTION} ",
            speakers=self._scene.cast,
            messages=self._with_days(_by_thread(messages)),
        )

    def _about(self, who: Persona) -> str:
        runs = who.key == self._scene.guided[2]
        return self._say("demo.runs" if runs else "demo.belongs", title=who.title, group=who.group)

    def _with_days(self, messages: list[Kept]) -> tuple[Markup, ...]:
        """The messages, and above the first of each day, which. What is in a thread says its day itself."""
        items: list[Markup] = []
        last = None
        for kept in messages:
            day = kept.at.astimezone(ZONE).date()
            if day != last and not _root(kept):
                items.append(self._macros.day(day=day.isoformat(), name=self._say.written(day, "weekday")))
                last = day
            items.append(self._message(kept))
        return tuple(items)

    def _message(self, kept: Kept) -> Markup:
        card = card_of(kept.activity)
        in_channel = self._scene.channel_of(kept.conversation) is not None
        by_bot = kept.author == BOT
        root = _root(kept)
        at = kept.at.astimezone(ZONE)
        drawn: Markup = self._macros.message(
            dom_id=f"m-{kept.id}",
            bot=by_bot,
            own=not by_bot and not in_channel,
            root=root,
            author=self._say("demo.bot") if by_bot else self._names.get(kept.author, ""),
            at=self._say.written(at) if root else self._say.written(at, "time"),
            day=at.date().isoformat(),
            day_name=self._say.written(at.date(), "weekday"),
            card=drawing.draw(card, f"m-{kept.id}") if card else files.draw(kept.activity, self._say),
            text=kept.activity.get("text", ""),
            takes=None if by_bot else self._say("demo.takes"),
        )
        return drawn


def _words_of(who: Persona) -> tuple[Keyword, ...]:
    if Role.FACILITATOR in who.roles:
        return FACILITATOR_CHIPS
    return CHALLENGER_CHIPS if who.roles & CHALLENGERS else OTHERS_CHIPS


def _root(kept: Kept) -> str:
    """The message whose thread this one is in; empty for one that begins a thread, or where there are none."""
    root = kept.conversation.partition(";messageid=")[2]
    return "" if root == kept.id else root


def _by_thread(messages: list[Kept]) -> list[Kept]:
    """Each thread together, in the place of its first message; what answers a message unknown stands by itself."""
    threads: dict[str, list[Kept]] = {}
    for kept in messages:
        threads.setdefault(_root(kept) or kept.id, []).append(kept)
    return [kept for thread in threads.values() for kept in thread]


def _chips(keywords: tuple[Keyword, ...], say: Speech) -> tuple[str, ...]:
    return tuple(say(f"keyword.{keyword}").split("|")[0] for keyword in keywords)
