"""« À qui faire signe »: to whom a word might be good, told to who runs a community and, the same, to each member.

Names only: no days, no counts, no rank. It is computed when it is shown, never stored, never exported (DOMAIN.md §7).
And of walks through the guide, figures only, from five people up.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from community.guide import Said
from community.walk import Line, LineState

NAMED_LIMIT = 5
UNTOUCHED = timedelta(days=10)
"""How long a challenge may lie before a word might be good; how long nobody is named after one, or after arriving."""
MIDDLE = 15
"""The day of a month on which its middle has come."""
BROKEN_DOWN_FROM = 5
"""People in a group from which on its counts are shown: in a smaller one, a count would be somebody."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule knows of one member; dates are civil dates of their community.

    ``since``: their first day there. ``touched_on``: the last day they wrote anything on any challenge they have open,
    ``None`` with none open. ``has_one``: a challenge of theirs is of this month, or ended in it. ``skipped``: « pas ce
    mois-ci ». ``written_on``: the last day who runs the community sent them a word.
    """

    person_id: str
    name: str
    since: date
    paused: bool = False
    may_be_signalled: bool = True
    skipped: bool = False
    has_one: bool = False
    touched_on: date | None = None
    written_on: date | None = None


def may_be_good(standing: Standing, today: date, month: date) -> bool:
    """Whether a word might be good to this member; ``month`` is the first day of the month in course.

    It might when no open challenge of theirs was touched for ten days, or when, past the middle of the month, there is
    none of this month, nor any that ended in it. Never during a pause, after « pas ce mois-ci », once they took their
    name out, in the ten days after they came, nor in the ten days after a word.
    """
    if standing.paused or standing.skipped or not standing.may_be_signalled:
        return False
    if today - standing.since < UNTOUCHED:
        return False
    if standing.written_on is not None and today - standing.written_on < UNTOUCHED:
        return False
    if standing.touched_on is not None:
        return today - standing.touched_on >= UNTOUCHED
    return not standing.has_one and today > month.replace(day=MIDDLE)


def to_be_signalled(standings: Sequence[Standing], today: date, month: date) -> tuple[Standing, ...]:
    """At most five of those to whom a word might be good: in the order of the alphabet, from a start that turns with
    the week, so that the same five aren't always named and nobody is first.
    """
    found = sorted((s for s in standings if may_be_good(s, today, month)), key=lambda s: (_plain(s.name), s.person_id))
    if not found:
        return ()
    start = today.isocalendar().week * NAMED_LIMIT % len(found) if len(found) > NAMED_LIMIT else 0
    return tuple([*found[start:], *found[:start]][:NAMED_LIMIT])


@dataclass(frozen=True, slots=True)
class EndedWalk:
    """A walk that came to its end: whose, and how its lines stand now."""

    person_id: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a community's walks: how many ended, by how many people, and the lines that enough of them have
    open, with how many people do, the most first.
    """

    walks: int
    people: int
    open: tuple[tuple[Said, int], ...] = ()


def figures(ended: Sequence[EndedWalk]) -> Figures | None:
    """Of walks from the oldest to the newest; each person's latest says which lines are open.

    ``None`` under five different people; of a line, nothing under five people who have it open: a smaller number would
    be somebody (DOMAIN.md §8).
    """
    latest = {walk.person_id: walk.lines for walk in ended}
    if len(latest) < BROKEN_DOWN_FROM:
        return None
    opened = [line.criterion for lines in latest.values() for line in lines if line.state is LineState.OPEN]
    names = {criterion.key: criterion.name for criterion in opened}
    counted = [(key, many) for key, many in Counter(c.key for c in opened).most_common() if many >= BROKEN_DOWN_FROM]
    return Figures(len(ended), len(latest), tuple((names[key], many) for key, many in counted))


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
