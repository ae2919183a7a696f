"""A reflective guide: its lines, their questions, and what may come next. Content, not code: read from a file.

Its parents are the Québec government's guide for teaching staff (2025), three criteria at three moments, and the COP
IA of the centre de services scolaire De La Jonquière and the UQAC (2026), which added support, peers and lasting
(DOMAIN.md §5). A guide is one version of one: it never changes; a changed guide is another version.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from community.spacing import spaced

LINES = 6
"""Lines, each opened by one question."""
CLOSER_LIMIT = 3
"""Deeper questions in a closer look at one line."""
ASK_LIMIT = 320
WHY_LIMIT = 320
HINT_LIMIT = 320
LABEL_LIMIT = 60
"""Characters in a question, in why it is asked, in a hint or an example, in a name or an answer's label."""
ABOUT = {"fr": "sur ", "en": "about "}
"""What a line's ``about`` begins with."""
LEARNERS = "{learners}"
"""In the guide's words, stands for the community's own word for learners, such as « élèves »."""
REVIEW_MONTHS = 12
"""Months after which a question of law is read again, where the guide says no other number."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=20)]
"""Twenty characters: a button names a walk and a question, in the 64 that a press may have."""


def _civil(value: Any) -> Any:
    """A day typed as 2025-09-15 only: pydantic would take a number for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        raise ValueError("not a civil date")
    return value


Day = Annotated[date, BeforeValidator(_civil)]
Url = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::[0-9]{1,5})?(?:[/?#][^\s\\]*)?$", max_length=500
    ),
]
"""An address that is read as it is: a host of plain letters, and nobody's name before it, which would look like one."""


class Moment(StrEnum):
    """When a question serves: before trying, while trying, afterwards."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Kind(StrEnum):
    """How a question is answered: with one of the four answers, or with a sentence."""

    CHECK = "check"
    OPEN = "open"


class Jurisdiction(StrEnum):
    """Whose law a question is about."""

    QUEBEC = "quebec"
    FRANCE = "france"
    BELGIUM = "belgium"


_OF_REGION = {"CA": Jurisdiction.QUEBEC, "FR": Jurisdiction.FRANCE, "BE": Jurisdiction.BELGIUM}


def jurisdiction_of(locale: str, chosen: str | None) -> Jurisdiction:
    """The law a community is under: the one chosen for it, else that of its locale's region, else Québec's."""
    return Jurisdiction(chosen) if chosen else _OF_REGION.get(locale[-2:], Jurisdiction.QUEBEC)


class Does(StrEnum):
    """What a next step does, at once."""

    ASK_TEAM = "ask_team"
    TALK = "talk"
    SMALLER = "smaller"
    COME_BACK = "come_back"


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Said(_Content):
    """The same words in both languages."""

    fr: str = Field(min_length=1, max_length=500)
    en: str = Field(min_length=1, max_length=500)

    def into(self, locale: str) -> str:
        """In the language of a locale such as ``fr_CA``; French where it has no other."""
        return self.en if locale.startswith("en") else spaced(self.fr, locale)


class Question(_Content):
    """One question. ``moments``: when it serves, at any of them without; ``jurisdictions``: where, anywhere without.

    ``reviewed`` is the civil date somebody last held it against the law. ``not_applicable`` says « sans objet » in the
    question's own terms.
    """

    key: Key
    ask: Said
    why: Said
    kind: Kind = Kind.CHECK
    hint: Said | None = None
    example: Said | None = None
    not_applicable: Said | None = None
    moments: tuple[Moment, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    reviewed: Day | None = None

    def serves(self, moment: Moment | None, jurisdiction: Jurisdiction) -> bool:
        """Whether it is asked at this moment (``None``: any) under this law."""
        then = moment is None or not self.moments or moment in self.moments
        return then and (not self.jurisdictions or jurisdiction in self.jurisdictions)


class Criterion(_Content):
    """One line: the question that opens it, the deeper ones, the fitting next steps where it stays open.

    ``grid``: it is a row of the page's grid of criteria and moments. ``about`` follows « la question » in a sentence:
    « sur le cadre légal ». It begins with :data:`ABOUT`, so that what comes after is how a sentence names the line.
    """

    key: Key
    name: Said
    about: Said
    first: Question
    closer: tuple[Question, ...] = ()
    next: tuple[Key, ...] = ()
    grid: bool = False

    def called(self, locale: str) -> str:
        """How a sentence names it: « le cadre légal »."""
        return self.about.into(locale).partition(" ")[2]

    def questions(self) -> Iterator[Question]:
        """Its own, then the deeper ones."""
        yield self.first
        yield from self.closer


class Step(_Content):
    """A next step; ``otherwise`` names the one offered where this one can't be done."""

    key: Key
    does: Does
    otherwise: Key | None = None


class AgeRule(_Content):
    """From what age a tool may be used by learners: a fact with its source and the civil date it was read."""

    from_age: int = Field(ge=0, le=25)
    source: Said
    url: Url
    checked: Day
    jurisdictions: tuple[Jurisdiction, ...] = ()


class Tool(_Content):
    """A tool whose age rules are known."""

    key: Key
    name: str = Field(min_length=1, max_length=60)
    rules: tuple[AgeRule, ...] = Field(min_length=1)

    def rule(self, jurisdiction: Jurisdiction) -> AgeRule | None:
        """The rule in force there, one for anywhere else."""
        there = [rule for rule in self.rules if jurisdiction in rule.jurisdictions]
        anywhere = [rule for rule in self.rules if not rule.jurisdictions]
        return next(iter([*there, *anywhere]), None)


class Parent(_Content):
    """What the guide comes from, credited."""

    said: Said
    url: Url | None = None


class Guide(_Content):
    """One version of a guide. ``owner`` is the e-mail of who keeps its questions of law up to date; without, whoever
    runs the community.
    """

    guide: Key
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$", max_length=20)]
    title: Said
    parents: tuple[Parent, ...] = Field(min_length=1)
    owner: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=320)] | None = None
    review_months: int = Field(default=REVIEW_MONTHS, ge=1, le=60)
    criteria: tuple[Criterion, ...]
    steps: tuple[Step, ...]
    tools: tuple[Tool, ...] = ()

    def questions(self) -> Iterator[tuple[Criterion, Question]]:
        """Every question, with the line it belongs to."""
        for criterion in self.criteria:
            for question in criterion.questions():
                yield criterion, question

    def find(self, key: str) -> tuple[Criterion, Question] | None:
        """The question of this key, with its line."""
        return next(((c, q) for c, q in self.questions() if q.key == key), None)

    def criterion(self, key: str) -> Criterion | None:
        """The line of this key."""
        return next((criterion for criterion in self.criteria if criterion.key == key), None)

    def step(self, key: str) -> Step | None:
        """The next step of this key."""
        return next((step for step in self.steps if step.key == key), None)


def to_review(guide: Guide, today: date, jurisdiction: Jurisdiction | None = None) -> tuple[Question, ...]:
    """The questions, of those asked under this law (``None``: any), whose last review is older than the guide allows on
    the civil date ``today``.
    """
    return tuple(
        question
        for _, question in guide.questions()
        if question.reviewed is not None
        and (jurisdiction is None or question.serves(None, jurisdiction))
        and months_between(question.reviewed, today) >= guide.review_months
    )


def months_between(since: date, until: date) -> int:
    """Whole months between two civil dates."""
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
