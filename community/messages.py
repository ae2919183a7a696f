"""What each message is about: ids, keys, numbers and dates, never anyone's words.

Words, looks and rights are decided when a message is sent, for the person who reads it. A new message is a class
here, a line in the delivery table (community/delivery.py), a card (bot/cards/) and its words (bot/texts/).
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from community.challenge import Hint
from community.keywords import Keyword


class About(BaseModel):
    """What all messages share: frozen, and nothing but what is declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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


class StillForThis(About):
    """« Est-ce pour la question sur …? »: a text came long after the question."""

    kind: Literal["still_for_this"] = "still_for_this"
    dialog: str
    step: str
    revision: int


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


class ChallengeKept(About):
    """A challenge was kept or changed; ``hint`` is a help offered once."""

    kind: Literal["challenge_kept"] = "challenge_kept"
    challenge_id: str
    hint: Hint | None = None
    changed: bool = False


class MonthSkipped(About):
    """« Pas ce mois-ci »: no reason asked, reminders stopped until the next month."""

    kind: Literal["month_skipped"] = "month_skipped"
    month: date


class MyChallenges(About):
    """One's own challenges by month, with the next thing to do. ``page`` counts from 0."""

    kind: Literal["my_challenges"] = "my_challenges"
    page: int = 0


class SettingsPage(About):
    """« Mes réglages »: the language, the linked accounts."""

    kind: Literal["settings"] = "settings"


class WhoSeesWhat(About):
    """« Qui voit quoi »: each kind of content, who reads it, how long it stays."""

    kind: Literal["who_sees_what"] = "who_sees_what"


class LanguageChosen(About):
    """The language was changed; said in the new one."""

    kind: Literal["language_chosen"] = "language_chosen"


class AccountUnlinked(About):
    """The person undid the link between this account and the roster."""

    kind: Literal["account_unlinked"] = "account_unlinked"


class AccountLinked(About):
    """The person linked this account to the roster again."""

    kind: Literal["account_linked"] = "account_linked"


class NotForYou(About):
    """A press on what is not there, or not theirs: both are answered alike."""

    kind: Literal["not_for_you"] = "not_for_you"


class InPrivate(About):
    """The one line a channel sees: the talk goes on in private, or how to open the private chat.

    ``address_id`` is the private address; which of the two lines is decided when it is sent.
    """

    kind: Literal["in_private"] = "in_private"
    address_id: str


Message = Annotated[
    Welcome
    | WhomToAsk
    | Help
    | Thanks
    | NotUnderstood
    | TooMuch
    | Ask
    | StillForThis
    | Cancelled
    | PutAside
    | NothingOpen
    | ChallengeKept
    | MonthSkipped
    | MyChallenges
    | SettingsPage
    | WhoSeesWhat
    | LanguageChosen
    | AccountUnlinked
    | AccountLinked
    | NotForYou
    | InPrivate,
    Field(discriminator="kind"),
]

MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
"""Reads and writes any message as JSON."""
