"""What is shown of a walk, on purpose: a copy as it stood that day, which later answers don't change (DOMAIN.md §5).

Of the deeper questions others read only how many were looked at, and of what was kept back only that there is some. A
note goes where its owner chose so; then, and only then, the deeper question it answers goes with it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from community.guide import Criterion, Question, Said
from community.walk import Given, LineState, Walk, is_answered

NOTES_LIMIT = 10
"""Notes that go along at once: a card can't hold every one of a full tour. The others are marked as kept."""


class Audience(StrEnum):
    """Whom a walk is shown to."""

    PEER = "peer"
    TEAM = "team"
    FACILITATOR = "facilitator"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SharedNote(_Frozen):
    """A note, in its owner's words; ``ask`` is the deeper question it answers, ``None`` under the line's own."""

    text: str
    ask: Said | None = None


class SharedLine(_Frozen):
    """One of the six lines. ``deeper`` questions of it were looked at; ``kept`` notes stay with their owner."""

    name: Said
    state: LineState
    deeper: int = 0
    notes: tuple[SharedNote, ...] = ()
    kept: int = 0


class Snapshot(_Frozen):
    """A walk as it stood: what it is about in its owner's words, its lines named in both languages.

    ``learners`` is the community's word for them then, in the language of ``words_locale``.
    """

    title: str
    lines: tuple[SharedLine, ...]
    learners: str = ""
    words_locale: str = "fr_CA"


@dataclass(frozen=True, slots=True)
class WalkShare:
    """A walk shown by its owner, without what it shows: whom to, and since which UTC instant it isn't any more.

    ``group_id`` is the owner's group then, in whose channels it stands where the team is shown it.
    """

    share_id: str
    walk_id: str
    owner_id: str
    community_id: str
    audience: Audience
    to_id: str | None
    group_id: str
    created_at: datetime
    withdrawn_at: datetime | None = None


def anything_answered(walk: Walk) -> bool:
    """Whether there is anything to show of it: an answer, or an open question's sentence."""
    return any(is_answered(question, walk.answers) for _, question in walk.guide.questions())


def snapshot(walk: Walk, learners: str = "", words_locale: str = "fr_CA") -> Snapshot:
    """The walk as others would read it now, in a community with this word for learners."""
    left = NOTES_LIMIT
    shown = []
    for line in walk.lines():
        given = _noted(walk, line.criterion)
        going = [(question, note) for question, note in given if note.goes][:left]
        left -= len(going)
        shown.append(
            SharedLine(
                name=line.criterion.name,
                state=line.state,
                deeper=sum(is_answered(question, walk.answers) for question in line.criterion.closer),
                notes=tuple(_note(question, note, line.criterion) for question, note in going),
                kept=len(given) - len(going),
            )
        )
    return Snapshot(title=walk.title, lines=tuple(shown), learners=learners, words_locale=words_locale)


def edition(shown: Snapshot) -> str:
    """Names a copy: another one, by a single note, has another name. Sixteen hexadecimal digits."""
    return hashlib.sha256(shown.model_dump_json().encode()).hexdigest()[:16]


def _noted(walk: Walk, criterion: Criterion) -> list[tuple[Question, Given]]:
    """The notes of a line, under its own question first."""
    found = ((question, walk.answers.get(question.key)) for question in criterion.questions())
    return [(question, given) for question, given in found if given is not None and given.note]


def _note(question: Question, given: Given, criterion: Criterion) -> SharedNote:
    return SharedNote(text=given.note or "", ask=None if question.key == criterion.first.key else question.ask)
