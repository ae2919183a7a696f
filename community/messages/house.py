"""The house itself: welcome, help, open questions, and the small answers."""

from typing import Literal

from community.keywords import Keyword
from community.messages.about import About


class Welcome(About):
    """The first message to a person of a community: who Relais is, what it keeps, who sees it."""

    kind: Literal["welcome"] = "welcome"


class WhomToAsk(About):
    """The answer to someone of the organization whom no roster names, or a guest: whom to ask."""

    kind: Literal["whom_to_ask"] = "whom_to_ask"
    guest: bool = False


class Help(About):
    """What Relais can do today for this person."""

    kind: Literal["help"] = "help"


class Thanks(About):
    """The answer to « merci »."""

    kind: Literal["thanks"] = "thanks"


class NotUnderstood(About):
    """Nothing was recognised; ``near`` is the keyword it nearly was, offered as a button."""

    kind: Literal["not_understood"] = "not_understood"
    near: Keyword | None = None


class TooMuch(About):
    """The polite answer to somebody who sends faster than anyone types; given once a minute at most."""

    kind: Literal["too_much"] = "too_much"


class Ask(About):
    """An open question of a talk. Dropped when it is sent if the talk has moved past ``revision``."""

    kind: Literal["ask"] = "ask"
    dialog: str
    step: str
    revision: int
    fault: str | None = None
    """Why the last answer wasn't taken: a key of ``fault.*`` in the catalogs."""
    length: int | None = None
    """Characters in the answer that wasn't taken, where that is the reason."""
    aged: bool = False
    """Whether it comes in place of a card that has aged."""
    help: bool = False
    """Whether the step's help is shown with it."""
    subject_id: str | None = None
    """What the conversation is about: a challenge, a peer's words, a channel."""


class StillForThis(About):
    """« Est-ce pour la question sur …? »: a text came long after the question."""

    kind: Literal["still_for_this"] = "still_for_this"
    dialog: str
    step: str
    revision: int
    subject_id: str | None = None


class Cancelled(About):
    """A conversation was left; what had been kept before stays."""

    kind: Literal["cancelled"] = "cancelled"


class PutAside(About):
    """A conversation waits for « reprendre »."""

    kind: Literal["put_aside"] = "put_aside"
    dialog: str


class NothingOpen(About):
    """« annuler », « retour », « passer », « plus tard » or « reprendre » with nothing to apply it to."""

    kind: Literal["nothing_open"] = "nothing_open"


class WhoSeesWhat(About):
    """« Qui voit quoi »: each kind of content, who reads it, how long it stays."""

    kind: Literal["who_sees_what"] = "who_sees_what"


class NotForYou(About):
    """A press on what is not there, or not theirs: both are answered alike."""

    kind: Literal["not_for_you"] = "not_for_you"


class InPrivate(About):
    """The one line a channel sees: the talk goes on in private, or how to open the private chat.

    ``address_id`` is the private address; which of the two lines is decided when it is sent.
    """

    kind: Literal["in_private"] = "in_private"
    address_id: str
