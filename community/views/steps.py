"""The next steps at the end of a walk, for who takes them, and for the peers that they ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from community.views.challenges import Challenge
from community.walk import Line, LineState, Walk


@dataclass(frozen=True, slots=True)
class TeamQuestion:
    """A question asked of a team, its words in clear: who may read it is asked of community/rights.py."""

    question_id: str
    walk_id: str
    author_id: str
    author: str
    community_id: str
    group_id: str
    text: str
    withdrawn: bool = False
    answers: int = 0


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """What a peer answered, in clear, and what they answered."""

    answer_id: str
    author_id: str
    author: str
    text: str
    question: TeamQuestion


@dataclass(frozen=True, slots=True)
class AskTeamView:
    """A walk whose owner would ask their team. ``channels``: how many there are to ask in.

    ``last`` is the walk's newest question, asked still if any is; else their newest, where it is ``full``: no more may
    be asked for now.
    """

    walk: Walk
    group: str
    author: str
    channels: int
    last: str | None = None
    full: bool = False

    def open_lines(self) -> tuple[Line, ...]:
        """The lines a question may be about."""
        return open_lines(self.walk)


@dataclass(frozen=True, slots=True)
class PostedView:
    """A question on its card in a channel; ``question`` is ``None`` once it isn't asked there any more."""

    question: TeamQuestion | None


@dataclass(frozen=True, slots=True)
class AskedView:
    """One's own question: the group it is asked of, when it will be posted (a wall moment, ``None``: it is).

    ``before`` is another of the same walk, asked before it.
    """

    question: TeamQuestion
    group: str
    answers: tuple[TeamAnswer, ...] = ()
    at: datetime | None = None
    channels: int = 0
    before: str | None = None


@dataclass(frozen=True, slots=True)
class TeamAnswerView:
    """A question that the reader may answer, in their own name (``author``). ``own``: it is theirs.

    ``in_thread``: so goes the answer. ``often``: they answered it as often as may be.
    """

    question: TeamQuestion
    author: str
    in_thread: bool
    own: bool = False
    often: bool = False


@dataclass(frozen=True, slots=True)
class TalkView:
    """Who runs the walk's community and may be written to (id → first and last name), for one of its members.

    ``often``: those who were sent too many lately that they didn't answer.
    """

    walk_id: str
    to: Mapping[str, str]
    author: str
    often: frozenset[str] = field(default_factory=frozenset)

    def reachable(self) -> dict[str, str]:
        """Those who may be written to now."""
        return {person_id: name for person_id, name in self.to.items() if person_id not in self.often}


@dataclass(frozen=True, slots=True)
class SmallerView:
    """What is to be tried smaller: one's own challenge, else a project in one's own words."""

    walk: Walk
    challenge: Challenge | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A walk that one wanted to come back to, and its lines that are open."""

    walk: Walk
    open: tuple[Line, ...]


def open_lines(walk: Walk) -> tuple[Line, ...]:
    """The lines of a walk that are open."""
    return tuple(line for line in walk.lines() if line.state is LineState.OPEN)
