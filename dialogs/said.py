"""What can be said to a talk: a text, or a press on one of the cards it was shown.

A press names what its card asks, never where the talk stands: the card may be an old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from community.keywords import Keyword
from dialogs.flow import Typed


@dataclass(frozen=True, slots=True)
class Chosen:
    """A press on an option of a question's card."""

    dialog: str
    step: str
    option: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form submitted: what is in its fields, by step."""

    dialog: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StillPressed:
    """« Oui » or « Non, autre chose » on the card that asks whether a late text answers the question."""

    revision: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Steered:
    """« Retour », « Passer », « Plus tard », « Annuler » under a question, « Reprendre » under what was put aside.

    The keyword of the same name is for whatever is open; the button is for the conversation of its card. ``step`` is
    the question's, ``None`` under what was put aside.
    """

    keyword: Keyword
    dialog: str
    step: str | None = None


Said = Typed | Chosen | Filled | StillPressed | Steered
