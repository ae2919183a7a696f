"""The kinds of steps: one question each, its answer parsed and validated."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from community.civil import WorkingHours, is_staff_day
from community.commands import Command
from community.guide import Said
from community.hours import read_span, within
from community.keywords import Keyword

SEND, AGAIN = "send", "again"
"""Under what would be sent: send it, or write it again."""
LINK_LIMIT = 500
"""Characters in a link."""
HOURS_LIMIT = 60
"""Characters in two times of a day."""

Draft = Mapping[str, str]
"""What was answered so far, by step name."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, and what it was heard as: a keyword, nearly a keyword, an option of the open step, a yes or a no, a day.

    ``day`` is a civil date in the writer's community.
    """

    text: str
    keyword: Keyword | None = None
    near: Keyword | None = None
    option: str | None = None
    yes: bool | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer isn't taken: a key of ``fault.*`` in the catalogs, and the answer's length where that is why."""

    key: str
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Ask this step next; ``given`` is what the draft is to know by then besides what was answered."""

    step: str
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finish:
    """The conversation is over; carry this out."""

    command: Command


@dataclass(frozen=True, slots=True)
class GoOn:
    """The community is chosen; go on with the dialog that needed it, or with nothing."""

    community_id: str
    dialog: str | None


@dataclass(frozen=True, slots=True)
class GoTo:
    """What it is to be about is chosen; go on with the dialog that needed it."""

    dialog: str
    subject_id: str


Ending = Next | Finish | GoOn | GoTo
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


class LongText(ShortText):
    """A few lines of at most ``limit`` characters; line breaks stay."""

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The text, white space at its ends and more than one empty line taken out."""
        lines = [line.rstrip() for line in said.text.strip().splitlines()]
        text = "\n".join(line for n, line in enumerate(lines) if line or (n and lines[n - 1]))
        if not any(c.isprintable() and not c.isspace() for c in text):
            return Fault("empty")
        return Fault("too_long", len(text)) if len(text) > self.limit else text


class Link(ShortText):
    """An address on the web: http or https, with a host."""

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The address as it was given."""
        link = super().parse(said, view)
        if isinstance(link, Fault):
            return link
        try:
            parts = urlsplit(link)
            well_formed = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        except ValueError:
            well_formed = False
        return link if well_formed and " " not in link else Fault("not_a_link")


class Day(Step):
    """A civil date; ``between`` gives the first and the last that may be chosen, from the view. Kept as ISO.

    ``at_school``: a day on which people are at work.
    """

    def __init__(
        self,
        handler: Handler,
        *,
        between: Callable[[Any], tuple[date, date]],
        at_school: bool = False,
        optional: bool = False,
    ) -> None:
        super().__init__(handler, optional=optional)
        self.between = between
        self.at_school = at_school

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The date, as ``"2025-11-13"``."""
        day = said.day
        if day is None:
            try:
                day = date.fromisoformat(said.text.strip())
            except ValueError:
                return Fault("not_a_day" if said.text.strip() else "empty")
        first, last = self.between(view)
        if not first <= day <= last:
            return Fault("too_early" if day < first else "too_far")
        if self.at_school and not is_staff_day(day):
            return Fault("no_school")
        return day.isoformat()


class Hours(ShortText):
    """Two times of a day, as people type them; ``inside`` gives the hours of which something must be left."""

    def __init__(self, handler: Handler, *, inside: Callable[[Any], WorkingHours], optional: bool = False) -> None:
        super().__init__(handler, limit=HOURS_LIMIT, optional=optional)
        self.inside = inside

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The line as it was typed."""
        line = super().parse(said, view)
        if isinstance(line, Fault):
            return line
        span = read_span(line)
        if span is None:
            return Fault("not_hours")
        return line if within(span, self.inside(view)) is not None else Fault("outside_hours")


class Choice(Step):
    """One option among a few: keys worded in the catalogs, and values that the view names (``options_of``), which come
    first; a worded one may be named otherwise by the view.

    ``among`` says which of the worded ones are offered for this view; all are, without it.
    """

    def __init__(
        self,
        handler: Handler,
        *,
        options: tuple[str, ...] = (),
        options_of: Callable[[Any], Mapping[str, str | Said]] | None = None,
        among: Callable[[Any], Collection[str]] | None = None,
        optional: bool = False,
    ) -> None:
        super().__init__(handler, optional=optional)
        self.fixed = options
        self.among = among
        self.options_of = options_of

    def options(self, view: Any) -> tuple[str, ...]:
        """The values that may be chosen, in the order shown."""
        named = [value for value in self.names(view) if value not in self.fixed]
        return (*named, *(o for o in self.fixed if self.among is None or o in self.among(view)))

    def names(self, view: Any) -> Mapping[str, str | Said]:
        """The options' names where they are data, not words of ours: options worded in the catalogs have none here."""
        return self.options_of(view) if self.options_of else {}

    def parse(self, said: Typed, view: Any) -> str | Fault:
        """The option's value."""
        if said.option in self.options(view):
            return said.option
        return Fault("not_an_option" if said.option or said.text.strip() else "empty")


class Previewing(Choice):
    """Under what others would read, as they would read it: send it, or go back to ``again`` and write it again."""

    def __init__(self, handler: Handler, *, again: Callable[[Any], str]) -> None:
        super().__init__(self._either, options=(SEND, AGAIN))
        self._send = handler
        self._back = again

    def _either(self, draft: Draft, view: Any) -> Ending:
        return Next(self._back(view)) if draft[self.name] == AGAIN else self._send(draft, view)


def short_text(*, limit: int, optional: bool = False) -> Callable[[Handler], ShortText]:
    """Declare a one-line step; the decorated function says what comes next."""
    return lambda handler: ShortText(handler, limit=limit, optional=optional)


def choice(
    *options: str,
    of: Callable[[Any], Mapping[str, str | Said]] | None = None,
    among: Callable[[Any], Collection[str]] | None = None,
    optional: bool = False,
) -> Callable[[Handler], Choice]:
    """Declare a choice step; the decorated function says what comes next."""
    return lambda handler: Choice(handler, options=options, options_of=of, among=among, optional=optional)


def long_text(*, limit: int, optional: bool = False) -> Callable[[Handler], LongText]:
    """Declare a step of a few lines; the decorated function says what comes next."""
    return lambda handler: LongText(handler, limit=limit, optional=optional)


def link(*, optional: bool = False) -> Callable[[Handler], Link]:
    """Declare a step that takes an http(s) address; the decorated function says what comes next."""
    return lambda handler: Link(handler, limit=LINK_LIMIT, optional=optional)


def day(
    *, between: Callable[[Any], tuple[date, date]], at_school: bool = False, optional: bool = False
) -> Callable[[Handler], Day]:
    """Declare a step that takes a civil date; the decorated function says what comes next."""
    return lambda handler: Day(handler, between=between, at_school=at_school, optional=optional)


def hours(*, inside: Callable[[Any], WorkingHours], optional: bool = False) -> Callable[[Handler], Hours]:
    """Declare a step that takes two times of a day; the decorated function says what comes next."""
    return lambda handler: Hours(handler, inside=inside, optional=optional)


def previewing(*, again: str | Callable[[Any], str]) -> Callable[[Handler], Previewing]:
    """Declare the step that shows what would be sent (``Dialog.previewed``); the decorated function sends it.

    ``again`` is the step at which it is written again, or says which from the view.
    """
    back = again if callable(again) else lambda view: again
    return lambda handler: Previewing(handler, again=back)
