"""The grid of a page to take along: the criteria that are looked at by moments, before, during and after. Pure.

A question that serves at any moment was looked at when the walk was: it counts at the walk's own moment.
"""

from dataclasses import dataclass

from community.guide import Criterion, Guide, Jurisdiction, Moment, Question
from community.walk import SETTLING, Answers, Walk, is_answered


@dataclass(frozen=True, slots=True)
class Looked:
    """How many questions of a criterion were answered for a moment, and how many of those answers stay open."""

    questions: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One criterion at each moment, in their order."""

    criterion: Criterion
    cells: tuple[Looked, ...]


def grid(walk: Walk) -> tuple[GridRow, ...]:
    """The rows of a walk's grid: its guide's criteria that are looked at by moments."""
    return tuple(
        GridRow(criterion, tuple(_looked(walk, criterion, moment) for moment in Moment))
        for criterion in walk.guide.criteria
        if criterion.grid
    )


def going_notes(guide: Guide, answers: Answers) -> tuple[tuple[Criterion, Question], ...]:
    """The questions whose note its owner chose to let go along, in the guide's order."""
    return tuple(
        (criterion, question)
        for criterion, question in guide.questions()
        if (given := answers.get(question.key)) is not None and given.note and given.goes
    )


def kept_notes(answers: Answers) -> int:
    """How many notes their owner keeps."""
    return sum(1 for given in answers.values() if given.note and not given.goes)


def _looked(walk: Walk, criterion: Criterion, moment: Moment) -> Looked:
    asked = [q for q in criterion.questions() if _then(q, moment, walk.moment) and q.serves(None, walk.jurisdiction)]
    given = [walk.answers[q.key].answer for q in asked if is_answered(q, walk.answers)]
    return Looked(len(given), sum(1 for answer in given if answer is not None and answer not in SETTLING))


def _then(question: Question, moment: Moment, at_hand: Moment) -> bool:
    return moment in question.moments if question.moments else moment is at_hand


def laws_reviewed(guide: Guide, jurisdiction: Jurisdiction) -> tuple[Question, ...]:
    """The questions of law that are asked there."""
    return tuple(q for _, q in guide.questions() if q.reviewed is not None and q.serves(None, jurisdiction))
