"""How a conversation is written down: a class whose attributes are its steps.

A step's name is its attribute, so a stored talk survives a deployment that adds or moves steps. A step kind parses
and validates one answer; its handler, a pure function, says what comes next. Nothing here sends, saves, reads a
clock or holds words: what is said is keyed by dialog and step in the catalogs.

    class Language(Dialog):
        key = "language"

        @choice("fr_CA", "en_CA")
        def locale(draft: Draft, view: object) -> Next | Finish:
            return Finish(ChooseLanguage(draft["locale"]))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from community.commands import Command
from community.keywords import Keyword
from community.talk import LAPSE_MINUTES
from community.views import PersonView

Draft = Mapping[str, str]
"""What was answered so far, by step name."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, and what it was heard as: a keyword, nearly a keyword, an option of the open step, a yes or a no."""

    text: str
    keyword: Keyword | None = None
    near: Keyword | None = None
    option: str | None = None
    yes: bool | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer isn't taken: a key of ``fault.*`` in the catalogs, and the answer's length where that is why."""

    key: str
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Ask this step next."""

    step: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The conversation is over; carry this out."""

    command: Command


@dataclass(frozen=True, slots=True)
class GoOn:
    """The community is chosen; go on with the dialog that needed it, or with nothing."""

    community_id: str
    dialog: str | None


Ending = Next | Finish | GoOn
Handler = Callable[[Draft, Any], Ending]


class Step:
    """One question. ``name`` is the attribute it is assigned to.

    An ``optional`` one may be skipped: what stood there, such as an answer to be changed, goes on standing.
    """

    name: str

    def __init__(self, handler: Handler, *, optional: bool = False) -> None:
        self.handler = handler
        self.optional = optional

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The answer as it is kept in the draft, or why it isn't taken."""
        raise NotImplementedError


class ShortText(Step):
    """One line of at most ``limit`` characters; line breaks become spaces."""

    def __init__(self, handler: Handler, *, limit: int, optional: bool = False) -> None:
        super().__init__(handler, optional=optional)
        self.limit = limit

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The line, its white space folded."""
        line = " ".join(said.text.split())
        if not any(c.isprintable() and c != " " for c in line):
            return Fault("empty")
        if len(line) > self.limit:
            return Fault("too_long", len(line))
        return line


class Choice(Step):
    """One option among a few: keys worded in the catalogs, or values that the view names (``options_of``)."""

    def __init__(
        self,
        handler: Handler,
        *,
        options: tuple[str, ...] = (),
        options_of: Callable[[Any], Mapping[str, str]] | None = None,
        optional: bool = False,
    ) -> None:
        super().__init__(handler, optional=optional)
        self.fixed = options
        self.options_of = options_of

    def options(self, view: Any) -> tuple[str, ...]:
        """The values that may be chosen, in the order shown."""
        return tuple(self.options_of(view)) if self.options_of else self.fixed

    def names(self, view: Any) -> Mapping[str, str]:
        """The options' names where they are data, not words of ours; empty for options worded in the catalogs."""
        return self.options_of(view) if self.options_of else {}

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The option's value."""
        if said.option in self.options(view):
            return said.option
        return Fault("not_an_option" if said.option or said.text.strip() else "empty")


def short_text(*, limit: int, optional: bool = False) -> Callable[[Handler], ShortText]:
    """Declare a one-line step; the decorated function says what comes next."""
    return lambda handler: ShortText(handler, limit=limit, optional=optional)


def choice(
    *options: str, of: Callable[[Any], Mapping[str, str]] | None = None, optional: bool = False
) -> Callable[[Handler], Choice]:
    """Declare a choice step; the decorated function says what comes next."""
    return lambda handler: Choice(handler, options=options, options_of=of, optional=optional)


class Dialog:
    """A conversation. Subclasses name a ``key`` and declare steps as attributes, in the order a form shows them."""

    key: ClassVar[str]
    needs: ClassVar[type | None] = None
    """The view (community/views.py) loaded for it; ``PersonView`` is always there."""
    in_community: ClassVar[bool] = False
    """Whether it is about one community: a person of several is asked once which."""
    form: ClassVar[bool] = False
    """Whether its steps, all of them and in order, may be shown at once."""
    side_buttons: ClassVar[tuple[str, ...]] = ()
    """Verbs offered beside the form's own button."""
    lapse_minutes: ClassVar[int] = LAPSE_MINUTES
    steps: ClassVar[dict[str, Step]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.steps = {name: value for name, value in vars(cls).items() if isinstance(value, Step)}

    @classmethod
    def first(cls) -> str:
        """The step it starts at."""
        return next(iter(cls.steps))

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Whether this person's roles let them have this conversation."""
        return True

    @classmethod
    def prefilled(cls, view: Any) -> dict[str, str]:
        """The draft it starts with: what is already known."""
        return {}

    @classmethod
    def variant(cls, view: Any) -> str:
        """A suffix for the keys of its words, where it speaks differently: ``""``, or such as ``"open"``."""
        return ""

    @classmethod
    def facts(cls, view: Any) -> dict[str, object]:
        """Values its words may name: dates, numbers, the organization's own terms."""
        return {}
