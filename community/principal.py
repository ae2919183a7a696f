"""The principal's page: a conversation proposed, and what came of it (DOMAIN.md §5). Never a permission, nor a refusal.

Its source is the COP IA's report: it suggests a talk between a teacher and their principal before learners use AI, and
leaves the mechanism open. A tool's age rule is a dated fact with its source; ages are a bracket, never learners.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from community.civil import is_staff_day, next_day
from community.guide import AgeRule, Jurisdiction, Tool, months_between

INTENT_LIMIT = 300
CLASSROOM_LIMIT = 120
TOOL_NAME_LIMIT = 60
CHOSEN_LIMIT = 600
OUTCOME_LIMIT = 600
REPLY_LIMIT = 300
"""Characters in each part of the page, in the words on what came of it, in what a principal answers to them."""

OTHER_TOOL, NO_TOOL = "other_tool", "no_tool"
"""In the place of a tool's key, which holds no underscore."""


class Ages(StrEnum):
    """A bracket of ages."""

    UNDER_13 = "under_13"
    AT_13 = "at_13"
    FROM_14 = "from_14"
    FROM_16 = "from_16"
    ADULTS = "adults"


_SPAN: dict[Ages, tuple[int, int | None]] = {
    Ages.UNDER_13: (0, 12),
    Ages.AT_13: (13, 13),
    Ages.FROM_14: (14, 15),
    Ages.FROM_16: (16, 17),
    Ages.ADULTS: (18, None),
}
"""The youngest and the oldest of each, both in it; ``None``: no oldest."""


class Opening(StrEnum):
    """Where the tool's opening by the IT services stands."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    OPEN = "open"
    NOT_NEEDED = "not_needed"


class Outcome(StrEnum):
    """What came of the talk, as the teacher writes it."""

    GO = "go"
    LATER = "later"
    NOT_NOW = "not_now"


class Stands(StrEnum):
    """How a bracket stands to a rule: all of it old enough, none of it, some of it."""

    MEETS = "meets"
    BELOW = "below"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True)
class AgeNote:
    """The rule on a tool, and how a bracket stands to it. ``old``: nobody read it again in the guide's own delay."""

    rule: AgeRule
    stands: Stands
    old: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What the teacher writes on the page. ``tool`` is a key of the guide's, or one of the two words for none of them;
    ``tool_name`` is its name where it is another.
    """

    intent: str
    classroom: str
    ages: Ages
    tool: str
    opening: Opening
    chosen: str
    tool_name: str = ""


@dataclass(frozen=True, slots=True)
class CameOf:
    """What came of the talk. ``on``: the civil date on which they talk again; ``words`` say why, or more."""

    outcome: Outcome
    on: date | None = None
    words: str = ""


def age_note(
    tool: Tool | None, ages: Ages, jurisdiction: Jurisdiction, today: date, review_months: int
) -> AgeNote | None:
    """The dated rule that applies there, and how the bracket stands to it; ``None`` where no rule is known."""
    rule = tool.rule(jurisdiction) if tool is not None else None
    if rule is None:
        return None
    youngest, oldest = _SPAN[ages]
    if youngest >= rule.from_age:
        stands = Stands.MEETS
    else:
        stands = Stands.BELOW if oldest is not None and oldest < rule.from_age else Stands.DEPENDS
    return AgeNote(rule, stands, old=months_between(rule.checked, today) >= review_months)


def days_to_talk(today: date, last: date) -> tuple[date, date] | None:
    """The first and the last school day after today, up to ``last``; ``None`` where there is none left."""
    first = next_day(today)
    while first <= last and not is_staff_day(first):
        first = next_day(first)
    while last > first and not is_staff_day(last):
        last = date.fromordinal(last.toordinal() - 1)
    return (first, last) if first <= last else None


def edition(written: Written, came: CameOf) -> str:
    """Names what is confirmed: another page, or another outcome, has another. Eight hexadecimal digits."""
    parts = (*(str(getattr(written, name)) for name in Written.__dataclass_fields__), *map(str, _parts(came)))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def _parts(came: CameOf) -> tuple[object, ...]:
    return came.outcome, came.on, came.words


def confirming(page_id: str, edition: str) -> str:
    """What a button that confirms names: the page, and what is confirmed of it."""
    return f"{page_id}:{edition}"


def split_confirming(subject_id: str) -> tuple[str, str]:
    """The page's id and the edition of such a name."""
    page_id, _, found = subject_id.partition(":")
    return page_id, found
