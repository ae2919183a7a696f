"""How a conversation is written down: a class whose attributes are its steps.

A step's name is its attribute, so a stored talk survives a deployment that adds or moves steps. A step kind parses
and validates one answer; its handler, a pure function, says what comes next. Nothing here sends, saves, reads a
clock or holds words: what is said is keyed by dialog and step in the catalogs.

    class Language(Dialog):
        key = "language"

        @choice("fr_CA", "en_CA")
        def locale(draft: Draft, view: object) -> Next | Finish:
            return Finish(ChooseLanguage(draft["locale"]))

The kinds of steps are in dialogs/steps.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar

from community.messages import Message, NotForYou
from community.talk import LAPSE_MINUTES
from community.views import PersonView
from dialogs.steps import Draft, Fault, Finish, GoTo, Previewing, Step, Typed


class About(Enum):
    """What a dialog is about, besides a community."""

    NOTHING = "nothing"
    SUBJECT = "subject"
    """One thing, named by the button that opens it."""
    OPEN_CHALLENGE = "open challenge"
    """One thing; without a button, the person's open challenge: of several, they choose."""
    MAYBE_CHALLENGE = "open challenge, where there are several"
    """The challenge chosen where several are open, else nothing."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A dialog to start: what it is about, and the draft given to it, if any."""

    dialog: str
    subject_id: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)


class Dialog:
    """A conversation. Subclasses name a ``key`` and declare steps as attributes, in the order a form shows them.

    What several share, steps too, may stand in a class that each inherits.
    """

    key: ClassVar[str]
    needs: ClassVar[type | None] = None
    """The view (community/views.py) loaded for it; ``PersonView`` is always there."""
    in_community: ClassVar[bool] = False
    """Whether it is about one community: a person of several is asked once which."""
    about: ClassVar[About] = About.NOTHING
    """What else it is about: what its view is loaded for."""
    gone: ClassVar[Message] = NotForYou()
    """What is said when what it is about isn't there, or isn't theirs."""
    form: ClassVar[bool] = False
    """Whether its steps, all of them and in order, may be shown at once."""
    steered: ClassVar[bool] = False
    """Whether it is one question among several: « passer », « retour » and « plus tard » stand under its form."""
    side_buttons: ClassVar[tuple[str, ...]] = ()
    """Verbs offered beside the form's own button."""
    lapse_minutes: ClassVar[int] = LAPSE_MINUTES
    confirms: ClassVar[frozenset[str]] = frozenset()
    """Steps that show, before asking, what would be sent or kept (:meth:`previewed`); a ``previewing`` one does."""
    steps: ClassVar[dict[str, Step]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        declared = {name: value for base in reversed(cls.__mro__) for name, value in vars(base).items()}
        cls.steps = {name: value for name, value in declared.items() if isinstance(value, Step)}
        cls.confirms = cls.confirms | {name for name, step in cls.steps.items() if isinstance(step, Previewing)}

    @classmethod
    def first(cls) -> str:
        """The step it starts at."""
        return next(iter(cls.steps))

    @classmethod
    def begins_at(cls, view: Any) -> str:
        """The step it starts at for this view."""
        return cls.first()

    @classmethod
    def instead(cls, view: Any) -> Message | GoTo | None:
        """What is said, or the conversation that opens, where for this view there is nothing to ask."""
        return None

    @classmethod
    def before(cls, view: Any) -> Finish | None:
        """What « retour » does at its first step, in a conversation that goes on from another; ``None``: nothing."""
        return None

    @classmethod
    def remarked(cls, said: Typed, view: Any) -> Finish | Fault | None:
        """What a text is for that is none of the open choice's options; ``None``: nothing, and it is asked again."""
        return None

    @classmethod
    def beside(cls, view: Any) -> tuple[str, ...]:
        """:attr:`side_buttons` for this view."""
        return cls.side_buttons

    @classmethod
    def quoted(cls, view: Any) -> str:
        """Somebody's words that the question is about, shown above it; empty for none."""
        return ""

    @classmethod
    def previewed(cls, view: Any, draft: Draft) -> Mapping[str, str]:
        """What would be sent, part by part: the part's name (``<step>.part.<name>`` in the catalogs) → words.

        A part that goes by the name of a choice is the option's value.
        """
        return {}

    @classmethod
    def as_read(cls, view: Any, draft: Draft) -> object | None:
        """What would be sent, as the view that its reader's card is drawn from (bot/cards/previews.py); ``None`` where
        :meth:`previewed` says it all.
        """
        return None

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Whether this person's roles let them have this conversation."""
        return True

    @classmethod
    def may_begin(cls, given: Mapping[str, str]) -> bool:
        """Whether it can begin from what it is given: from nothing, most can. Else it is gone."""
        return True

    @classmethod
    def prefilled(cls, view: Any) -> dict[str, str]:
        """The draft it starts with: what is already known."""
        return {}

    @classmethod
    def variant(cls, view: Any) -> str:
        """Suffixes for the keys of its words, where it speaks differently, the first that is worded: ``""``, or such as
        ``"meeting open"``.
        """
        return ""

    @classmethod
    def variant_of(cls, view: Any, draft: Draft) -> str:
        """The same, where they also hang on what was answered so far."""
        return cls.variant(view)

    @classmethod
    def facts(cls, view: Any) -> dict[str, object]:
        """Values its words may name: dates, numbers, the organization's own terms, data said in both languages."""
        return {}
