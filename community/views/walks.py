"""A walk through the guide, for its owner."""

from dataclasses import dataclass
from datetime import date, datetime

from community.guide import Criterion, Does, Guide, Jurisdiction, Moment, Question
from community.views.challenges import Challenge
from community.walk import Given, Walk


@dataclass(frozen=True, slots=True)
class GuideView:
    """What « guide » needs: the walk in course if there is one, the last that ended, the open challenges.

    ``guide`` is the version that a new walk would be through.
    """

    guide: Guide
    challenges: tuple[Challenge, ...] = ()
    going_on: Walk | None = None
    ended: Walk | None = None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question of one's own walk. ``number`` of ``total`` is its place in the present leg, from 1."""

    walk: Walk
    criterion: Criterion
    question: Question
    given: Given | None
    number: int
    total: int
    learners: str = ""
    words_locale: str = "fr_CA"

    @property
    def moment(self) -> Moment | None:
        """The moment it is asked for, where its line is looked at by moments."""
        if len(self.question.moments) == 1:
            return self.question.moments[0]
        return self.walk.moment if self.criterion.grid else None

    @property
    def reviewed(self) -> tuple[Jurisdiction, date] | None:
        """Whose law it is about, and the civil date it was last reviewed."""
        if self.question.reviewed is None:
            return None
        return self.walk.jurisdiction, self.question.reviewed


@dataclass(frozen=True, slots=True)
class WalkView:
    """One's own walk with what may come next. ``possible``: the next steps that can be done now.

    ``group`` is the name of the team, else the family, else the community; ``facilitators`` are first and last names
    of those who run it and can be written to, but for oneself. ``principal_page``: the page for the principal is
    offered; ``page_id`` is the one that was made of this walk. ``comes_back`` is when one is to be written to about it,
    on the wall of the community. ``shows``: something of it is shown to others.
    """

    walk: Walk
    possible: frozenset[Does]
    group: str = ""
    facilitators: tuple[str, ...] = ()
    principal_page: bool = False
    page_id: str | None = None
    comes_back: datetime | None = None
    shows: bool = False


@dataclass(frozen=True, slots=True)
class GuideReviewView:
    """What of a community's guide is due for review, for whoever keeps it; ``oldest`` is the oldest review's date."""

    community: str
    version: str
    oldest: date
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class WalkPageView:
    """What the page of one's own walk is made from. ``on`` is the civil date where its community is.

    ``learners`` is the community's own word for them, in the language of ``words_locale``.
    """

    walk: Walk
    on: date
    learners: str = ""
    words_locale: str = "fr_CA"
