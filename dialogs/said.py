"""What can be said to a talk: a text, or a press on one of the cards it was shown.

A press names what its card asks, never where the talk stands: the card may be an old one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from community.keywords import Keyword
from dialogs.steps import Typed


@dataclass(frozen=True, slots=True)
class Chosen:
    """A press on an option of a question's card."""

    dialog: str
    step: str
    option: str
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was written in the one field of a question's card."""

    dialog: str
    step: str
    text: str
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A press on a button that opens a conversation about one thing, or about none."""

    dialog: str
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form submitted: what is in its fields, by step."""

    dialog: str
    fields: Mapping[str, str]
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class StillPressed:
    """« Oui » or « Non, autre chose » on the card that asks whether a late text answers the question."""

    revision: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Steered:
    """« Retour », « Passer », « Plus tard », « Annuler » under a question, « Reprendre » under what was put aside.

    The keyword of the same name is for whatever is open; the button is for the conversation of its card. ``step`` is
    the question's, ``None`` under what was put aside; ``subject_id`` what the question is about.
    """

    keyword: Keyword
    dialog: str
    step: str | None = None
    subject_id: str | None = None


Said = Typed | Chosen | Given | Started | Filled | StillPressed | Steered
