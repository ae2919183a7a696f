"""What another version of a guide changes: told to whoever imports it, before and after."""

from dataclasses import dataclass
from enum import StrEnum

from community.guide import Criterion, Guide


@dataclass(frozen=True, slots=True)
class LineChange:
    """How many questions of one line are new, worded otherwise, or gone; ``renamed``: the line itself is other."""

    criterion: Criterion
    added: int = 0
    changed: int = 0
    gone: int = 0
    renamed: bool = False

    def counts(self) -> tuple[tuple[str, int], ...]:
        """What happened to how many of its questions."""
        return ("added", self.added), ("changed", self.changed), ("gone", self.gone)


def line_changes(before: Guide, after: Guide) -> tuple[LineChange, ...]:
    """The lines of ``after`` that aren't as in ``before``, in its order; then those that went, all gone."""
    told = []
    for criterion in after.criteria:
        change = _change(before.criterion(criterion.key), criterion)
        if change.added or change.changed or change.gone or change.renamed:
            told.append(change)
    left = (each for each in before.criteria if after.criterion(each.key) is None)
    return (*told, *(LineChange(each, gone=len(list(each.questions()))) for each in left))


def _change(before: Criterion | None, after: Criterion) -> LineChange:
    new = {question.key: question for question in after.questions()}
    old = {question.key: question for question in before.questions()} if before is not None else {}
    return LineChange(
        after,
        added=len(new.keys() - old.keys()),
        changed=sum(new[key] != old[key] for key in new.keys() & old.keys()),
        gone=len(old.keys() - new.keys()),
        renamed=before is not None and _own(before) != _own(after),
    )


def _own(criterion: Criterion) -> tuple[object, ...]:
    """What a line says of itself."""
    return criterion.name, criterion.about, criterion.next, criterion.grid


class GuideOutcome(StrEnum):
    """What became of a version that was brought in: kept and in force, back in force, in force already, or refused
    because the community has that version with other words.
    """

    IMPORTED = "imported"
    AGAIN = "again"
    UNCHANGED = "unchanged"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class GuideImport:
    """What an import does. ``before``: what was in force until then. ``walkers``: how many people are in the middle of
    a walk through another version, which goes on as it is.
    """

    outcome: GuideOutcome
    before: Guide
    walkers: int
