"""What reaches Relais, whatever the channel, and what it answers at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.cards.card import Card
from community.files import Place as FilePlace


class Where(StrEnum):
    """The kind of conversation somebody writes from."""

    PERSONAL = "personal"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Account:
    """Who writes, as the platform knows them.

    ``tenant`` is the Entra tenant id or the Slack workspace id. ``id`` is the Teams object id or the Slack user id.
    ``email`` is what the platform's own look-up says, ``None`` until it was asked. ``locale`` is the client's.
    """

    channel: str
    tenant: str
    id: str
    name: str = ""
    email: str | None = None
    locale: str | None = None
    guest: bool = False
    vouched: bool = False
    """The channel itself says whose account this is, whatever other account that person has: the demo's visitors."""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and what its channel needs to post there again (``reference``: plain JSON).

    ``conversation`` is the channel itself, whatever is said in it; ``thread`` is the platform's id of the message
    whose thread it is said in. Of the reference, ``user`` is the writer's own. ``about`` is what the platform says of
    a channel: ``team``, the id of what it is removed from and added to as one; ``team_name`` and ``channel_name``; or,
    of an event that isn't said in a conversation of ours, ``roster``: the one whose roster names the writer.
    """

    kind: Where
    conversation: str
    reference: Mapping[str, Any] = field(default_factory=dict)
    thread: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)

    def shared_reference(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """The reference of the conversation itself, whoever writes; what was ``known`` of it and isn't said stays."""
        told = {name: value for name, value in self.reference.items() if name != "user"}
        return {**known, **told, **self.about}


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, mentions of the bot taken out, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of one of our cards, or a submitted form: its card, verb, revision and the fields filled in.

    ``trigger`` is what a channel needs to open a form in answer, if it can (Slack's ``trigger_id``).
    """

    card: str
    verb: str
    revision: int
    fields: Mapping[str, str] = field(default_factory=dict)
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A form asked for by name, without a card: Slack's « /relais défi ». ``word`` is what was typed after it."""

    word: str
    trigger: str


@dataclass(frozen=True, slots=True)
class Installed:
    """The app was installed for somebody, or the bot was added to a conversation."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The app was uninstalled, or the bot was taken out of a conversation."""


TAKEN_TEXT_LIMIT = 2000
"""Characters of a message that are kept."""


@dataclass(frozen=True, slots=True)
class MessageTaken:
    """A message of somebody's that the writer chose to keep, by a message action.

    ``text`` is plain, ``TAKEN_TEXT_LIMIT`` characters at most, empty for a picture. ``author`` is the account of who
    wrote it (:class:`Account`'s ``id``), ``None`` for a bot's; ``author_name`` is the platform's. ``link`` leads to it,
    over https.
    """

    text: str
    author: str | None
    author_name: str
    link: str | None
    message_id: str


@dataclass(frozen=True, slots=True)
class FileAnswered:
    """Whether a file may be put where its reader keeps theirs: the card that asked, and where it may be put.

    Accepted without a ``place``: it was to be put where nothing of ours is put.
    """

    card: str
    accepted: bool
    place: FilePlace | None = None


Act = Typed | Pressed | Opened | Installed | Removed | MessageTaken | FileAnswered


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event. ``event_id`` is the platform's, the same when it is delivered again.

    ``replaces`` says whether a card may be replaced in the HTTP answer; where it may not, the sender edits it.
    ``elsewhere``: what is said in private isn't seen from there, neither under a form that lies over it nor from the
    channel that a command was typed in.
    """

    event_id: str
    account: Account
    place: Place
    act: Act
    replaces: bool = False
    elsewhere: bool = False
    looked_up: bool = False

    def with_email(self, email: str | None, *, vouched: bool = False) -> "Incoming":
        """The same event once the platform was asked for the account's e-mail."""
        return replace(self, account=replace(self.account, email=email, vouched=vouched), looked_up=True)


class Shape(StrEnum):
    """What the channel does with a reply."""

    NOTHING = "nothing"
    REPLACE = "replace"
    FORM = "form"
    FAULTS = "faults"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the channel gives in its HTTP answer: nothing, a card in place of the pressed one, a form, or its faults.

    ``FAULTS`` carries the form's card again, each fault in its input. ``TOLD`` is one line, its card's ``text``, that
    only who pressed sees; the pressed card stays as it is.
    """

    shape: Shape = Shape.NOTHING
    card: Card | None = None
    card_id: str = ""
    revision: int = 0


NOTHING = Reply()
