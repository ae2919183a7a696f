"""A walk through a guide: which question comes next, and how its lines stand. Pure functions of what was answered.

A line is open while one of its answers, its own question's or a deeper one's, is other than yes; settled once its own
question is answered and none is open; else nobody looked at it. What is passed over is never a no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from community.challenge import ChallengeState
from community.guide import CLOSER_LIMIT, Criterion, Does, Guide, Jurisdiction, Kind, Moment, Question, Step

NOTE_LIMIT = 300
"""Characters in a note, or in an open question's sentence."""
PROJECT_LIMIT = 300
"""Characters in what the walk is about, where it is about no challenge."""


class Answer(StrEnum):
    """All questions are phrased so that yes means settled."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"


SETTLING = frozenset({Answer.YES, Answer.NOT_APPLICABLE})


class Leg(StrEnum):
    """Which questions are being walked: the six first, a closer look where a line is open, all of them."""

    FIRST = "first"
    CLOSER = "closer"
    FULL = "full"


class LineState(StrEnum):
    """How a line stands."""

    SETTLED = "settled"
    OPEN = "open"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Given:
    """What was last answered to one question: an answer, a note, or an open question's sentence as its note.

    ``goes``: its owner chose that the note goes along when the walk is shown or taken along.
    """

    question: str
    answer: Answer | None = None
    note: str | None = None
    goes: bool = False


Answers = Mapping[str, Given]
"""What was last answered, by question."""


@dataclass(frozen=True, slots=True)
class Line:
    """One of the six lines."""

    criterion: Criterion
    state: LineState


def moment_of(state: ChallengeState | None, *, tried: bool) -> Moment:
    """The moment at hand, by where the challenge stands (``None``: no challenge). ``tried``: an action of it was."""
    if state is ChallengeState.REPORTED:
        return Moment.AFTER
    return Moment.DURING if state is ChallengeState.OPEN and tried else Moment.BEFORE


def lines(guide: Guide, answers: Answers) -> tuple[Line, ...]:
    """How each line stands."""
    return tuple(Line(criterion, _state(criterion, answers)) for criterion in guide.criteria)


def path(guide: Guide, leg: Leg, moment: Moment, jurisdiction: Jurisdiction, answers: Answers) -> tuple[Question, ...]:
    """The questions of a leg, in the order asked; an open line's closer look is that of now."""
    if leg is Leg.FIRST:
        return tuple(criterion.first for criterion in guide.criteria)
    if leg is Leg.FULL:
        return tuple(q for _, q in guide.questions() if q.serves(None, jurisdiction))
    asked: list[Question] = []
    for criterion in guide.criteria:
        if _state(criterion, answers) is LineState.OPEN:
            asked += closer_look(criterion, moment, jurisdiction)
            if _own_again(criterion, moment, jurisdiction, answers):
                asked.append(criterion.first)
    return tuple(asked)


def closer_look(criterion: Criterion, moment: Moment, jurisdiction: Jurisdiction) -> tuple[Question, ...]:
    """The deeper questions of one line for the moment at hand, three at most."""
    return tuple(q for q in criterion.closer if q.serves(moment, jurisdiction))[:CLOSER_LIMIT]


def following(
    guide: Guide, leg: Leg, moment: Moment, jurisdiction: Jurisdiction, answers: Answers, after: str | None = None
) -> str | None:
    """The key of the next question to ask after that of key ``after`` (``None``: at the leg's beginning).

    It is the next one without an answer; a line's own question comes again at the end of its closer look, where that
    settled all else. ``None`` when the leg is walked.
    """
    here = _places(guide, leg)
    start = here.get(after, -1) if after is not None else -1
    for question in path(guide, leg, moment, jurisdiction, answers):
        again = leg is Leg.CLOSER and question.key in _own(guide)
        if here[question.key] > start and (again or not is_answered(question, answers)):
            return question.key
    return None


def preceding(
    guide: Guide, leg: Leg, moment: Moment, jurisdiction: Jurisdiction, answers: Answers, before: str
) -> str | None:
    """The key of the question before, answered or not; ``None`` at the leg's beginning."""
    here = _places(guide, leg)
    end = here.get(before, 0)
    earlier = [q.key for q in path(guide, leg, moment, jurisdiction, answers) if here[q.key] < end]
    return earlier[-1] if earlier else None


def is_answered(question: Question, answers: Answers) -> bool:
    """Whether it has an answer; an open question's is its sentence."""
    given = answers.get(question.key)
    if given is None:
        return False
    return given.answer is not None if question.kind is Kind.CHECK else bool(given.note)


def may_look_closer(guide: Guide, moment: Moment, jurisdiction: Jurisdiction, answers: Answers) -> bool:
    """Whether an open line has a deeper question that nobody answered yet."""
    return following(guide, Leg.CLOSER, moment, jurisdiction, answers) is not None


def next_steps(guide: Guide, answers: Answers, possible: frozenset[Does]) -> tuple[Step, ...]:
    """The fitting next steps of the open lines, in the guide's order, each once; in the place of one that can't be
    done now, what the guide offers otherwise.
    """
    wanted = {key for line in lines(guide, answers) if line.state is LineState.OPEN for key in line.criterion.next}
    found: dict[Does, Step] = {}
    for step in guide.steps:
        chosen: Step | None = step if step.key in wanted else None
        while chosen is not None and chosen.does not in possible:
            chosen = guide.step(chosen.otherwise) if chosen.otherwise else None
        if chosen is not None:
            found.setdefault(chosen.does, chosen)
    return tuple(found.values())


def _state(criterion: Criterion, answers: Answers) -> LineState:
    given = [answers[q.key].answer for q in criterion.questions() if q.key in answers]
    if any(answer is not None and answer not in SETTLING for answer in given):
        return LineState.OPEN
    own = answers.get(criterion.first.key)
    return LineState.SETTLED if own is not None and own.answer is not None else LineState.UNSEEN


def _own_again(criterion: Criterion, moment: Moment, jurisdiction: Jurisdiction, answers: Answers) -> bool:
    """Whether a closer look settled all but the line's own question."""
    own = answers.get(criterion.first.key)
    if own is None or own.answer is None or own.answer in SETTLING:
        return False
    deeper = [q for q in closer_look(criterion, moment, jurisdiction) if q.kind is Kind.CHECK]
    given = [answers[q.key].answer for q in deeper if q.key in answers]
    return bool(deeper) and len(given) == len(deeper) and all(answer in SETTLING for answer in given)


def _own(guide: Guide) -> frozenset[str]:
    return frozenset(criterion.first.key for criterion in guide.criteria)


def _places(guide: Guide, leg: Leg) -> dict[str, int]:
    """Each question's place in the leg's order: in a closer look, a line's own question comes after its deeper ones."""
    ordered = []
    for criterion in guide.criteria:
        deeper = [q.key for q in criterion.closer]
        own = [criterion.first.key]
        ordered += deeper + own if leg is Leg.CLOSER else own + deeper
    return {key: place for place, key in enumerate(ordered)}


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk, its words in clear: for its owner only, until shown on purpose.

    ``title`` is the challenge's question, else the project in its owner's words. ``at`` is the open question, ``None``
    once its leg is walked. ``ended_at`` is the UTC instant the end was first reached.
    """

    walk_id: str
    owner_id: str
    community_id: str
    guide: Guide
    moment: Moment
    jurisdiction: Jurisdiction
    leg: Leg
    at: str | None
    answers: Answers
    title: str
    challenge_id: str | None = None
    group_id: str = ""
    ended_at: datetime | None = None
    changed_at: datetime | None = None

    def lines(self) -> tuple[Line, ...]:
        """How each line stands."""
        return lines(self.guide, self.answers)

    def path(self) -> tuple[Question, ...]:
        """The questions of the present leg."""
        return path(self.guide, self.leg, self.moment, self.jurisdiction, self.answers)

    def following(self, after: str | None = None) -> str | None:
        """The next question's key."""
        return following(self.guide, self.leg, self.moment, self.jurisdiction, self.answers, after)

    def beginning(self, leg: Leg) -> str | None:
        """The key of the first question of a leg that has no answer."""
        return following(self.guide, leg, self.moment, self.jurisdiction, self.answers)

    def preceding(self, before: str) -> str | None:
        """The key of the question before."""
        return preceding(self.guide, self.leg, self.moment, self.jurisdiction, self.answers, before)

    def may_look_closer(self) -> bool:
        """Whether an open line has a deeper question left."""
        return may_look_closer(self.guide, self.moment, self.jurisdiction, self.answers)


def line_id(walk_id: str, question: str) -> str:
    """What a question of a walk is named by, in buttons and conversations."""
    return f"{walk_id}:{question}"


def split_line(subject_id: str) -> tuple[str, str]:
    """The walk's id and the question's key of such a name; an empty key for a walk alone."""
    walk_id, _, question = subject_id.partition(":")
    return walk_id, question
