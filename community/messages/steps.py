"""The next steps at the end of a walk: a question to the team, something smaller, coming back in a week."""

from datetime import datetime
from typing import Literal

from community.messages.about import About


class QuestionPosted(About):
    """In the group's channels: a question that a member asks their team, to be answered. The card stays true."""

    kind: Literal["team_question"] = "team_question"
    question_id: str


class TeamAsked(About):
    """To who asked: their question, where it is, what was answered. ``full``: no more may be asked for now.

    ``own``: they pressed « Répondre » on it.
    """

    kind: Literal["team_asked"] = "team_asked"
    question_id: str
    full: bool = False
    own: bool = False


class TeamUnasked(About):
    """To who would ask: their group has no channel to ask in, and nothing was posted."""

    kind: Literal["team_unasked"] = "team_unasked"
    walk_id: str


class TeamAnswered(About):
    """Pushed to who asked: what a peer answered."""

    kind: Literal["team_answer"] = "team_answer"
    answer_id: str


class AnswerPosted(About):
    """In the thread of the question's card: what a peer answered, signed."""

    kind: Literal["thread_answer"] = "thread_answer"
    answer_id: str


class TeamAnswerSent(About):
    """To who answered: when the words are read: ``wall`` as it is told there, ``None`` for right away.

    ``sometime``: later, no day named, for the day would tell of a pause. ``told``: Relais can tell who asked;
    ``in_thread``: it is under the question too.
    """

    kind: Literal["team_answer_sent"] = "team_answer_sent"
    answer_id: str
    wall: datetime | None = None
    sometime: bool = False
    told: bool = True
    in_thread: bool = False


class NotAnswered(About):
    """To who would answer: the question isn't asked of them, or is no longer; nothing tells which.

    ``often``: it is, but for how often they answered it already.
    """

    kind: Literal["not_answered"] = "not_answered"
    often: bool = False


class SmallerKept(About):
    """The walk's project is said smaller, and the way back to the walk."""

    kind: Literal["smaller_kept"] = "smaller_kept"
    walk_id: str


class ComingBack(About):
    """Whether, and when, this walk is come back to."""

    kind: Literal["coming_back"] = "coming_back"
    walk_id: str


class ComeBack(About):
    """Pushed, as they asked on the UTC instant ``since``: the lines of the walk that are open."""

    kind: Literal["come_back"] = "come_back"
    walk_id: str
    since: datetime
