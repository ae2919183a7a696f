"""The neutral card: what is shown, before any channel draws it.

Within the tighter of both platforms' limits. Our own words and people's words are kept apart: only ``people`` parts
hold what somebody typed, and channels draw those as plain text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from community.files import Make, Place

TEXT_LIMIT = 2900
"""Characters in one paragraph: a Slack section holds 3,000."""
LABEL_LIMIT = 75
"""Characters on a button: Slack's limit for button text."""
BUTTON_LIMIT = 6
"""Buttons on a card: Teams shows six actions."""
INPUT_TEXT_LIMIT = 3000
"""Characters a text input takes: Slack's ``max_length``."""
FACTS_LIMIT = 10
"""Facts in one list: a Slack section holds 10 fields."""
LINK_LIMIT = 3000
"""Characters in a link's address: Slack's limit for a button's."""
OPTION_LIMIT = 75
"""Characters in one option of a choice: Slack's limit for option text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Our own words. ``strong`` for a heading inside the card, ``subtle`` for an aside. Plain text, no markup."""

    text: str
    strong: bool = False
    subtle: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Somebody's own words, always drawn as plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label of ours and a value; ``people`` says that somebody typed the value."""

    label: str
    value: str
    people: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A short list of facts, one a line."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TextInput:
    """A field to write in. ``error`` is shown under it; ``missing`` by a client that itself finds it empty."""

    id: str
    label: str
    value: str = ""
    placeholder: str = ""
    limit: int = INPUT_TEXT_LIMIT
    multiline: bool = False
    required: bool = True
    error: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice: what is sent, what is read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ChoiceInput:
    """One choice among a few. ``error`` is shown under it; ``missing`` by a client that itself finds none made."""

    id: str
    label: str
    options: tuple[Option, ...]
    value: str = ""
    required: bool = True
    error: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class DateInput:
    """A civil date, ISO as a ``value``, between ``first`` and ``last`` where they are given."""

    id: str
    label: str
    value: str = ""
    first: str = ""
    last: str = ""
    required: bool = True
    error: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A press. ``submits`` sends the card's fields along (and asks the client to check required ones)."""

    verb: str
    label: str
    submits: bool = False
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A way out of the chat, to a file of ours: channels refuse any other address."""

    url: str = field(repr=False)
    label: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A file for its reader, made when it is sent. Without a ``place`` they are asked whether they want it.

    ``otherwise`` is what is said where they can't be asked, or it can't be put in its place.
    """

    make: Make = field(compare=False, repr=False)
    place: Place | None = None
    otherwise: "Card | None" = None


Block = Paragraph | People | Facts
Input = TextInput | ChoiceInput | DateInput


@dataclass(frozen=True, slots=True)
class Card:
    """What one message shows. ``text`` is its one-line fallback, for a notification: never anyone's words."""

    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    inputs: tuple[Input, ...] = ()
    after: tuple[Block, ...] = ()
    """Blocks below the inputs, above the buttons."""
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()
    """Above the buttons."""
    file: Handed | None = None
    """Then the card is the chat's own for files, and ``text`` says what this one is."""
    locale: str = "fr_CA"

    def is_plain(self) -> bool:
        """Whether a line of text says it all: no title, inputs or buttons, and one paragraph."""
        more = self.title or self.inputs or self.buttons or self.after or self.links or self.file
        return not more and len(self.blocks) <= 1


def faults(card: Card) -> list[str]:
    """Every platform limit the card breaks, as sentences for whoever wrote it; empty when it may be sent."""
    found = []
    for block in (*card.blocks, *card.after):
        if isinstance(block, Paragraph | People) and len(block.text) > TEXT_LIMIT:
            found.append(f"a paragraph of {len(block.text)} characters; {TEXT_LIMIT} at most")
        if isinstance(block, Facts) and len(block.facts) > FACTS_LIMIT:
            found.append(f"{len(block.facts)} facts; {FACTS_LIMIT} at most (a Slack section holds as many fields)")
    if len(card.buttons) + len(card.links) > BUTTON_LIMIT:
        found.append(f"{len(card.buttons) + len(card.links)} buttons and links; {BUTTON_LIMIT} at most")
    long = [link for link in card.links if len(link.label) > LABEL_LIMIT or len(link.url) > LINK_LIMIT]
    found += [f"link « {link.label} » or its address too long" for link in long]
    found += [f"button « {b.label} » over {LABEL_LIMIT} characters" for b in card.buttons if len(b.label) > LABEL_LIMIT]
    if len({b.verb for b in card.buttons}) != len(card.buttons):
        found.append("two buttons with one verb")
    for given in card.inputs:
        if isinstance(given, ChoiceInput):
            found += [f"option « {o.label} » too long" for o in given.options if len(o.label) > OPTION_LIMIT]
    if not card.text:
        found.append("no fallback text")
    return found


Drawing = Callable[..., Card]
"""A function of a message, its view and its reader's speech, that draws the card."""
