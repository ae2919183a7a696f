"""The report of a challenge, what its doors hold, who reads it, and the challenge that goes on from it."""

from dataclasses import dataclass

from community.ai_use import AiUse
from community.challenge import Readers, ToolUser
from community.commands.about import Command
from community.report import Came, Door, NextStep


@dataclass(frozen=True, slots=True)
class KeepReport(Command):
    """What came of this challenge, and what comes next. ``sentence`` is ``None`` where none was asked.

    ``readers`` are those that were stated when it was given.
    """

    challenge_id: str
    came: Came
    next: NextStep
    readers: Readers
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class FillDoor(Command):
    """What is behind one of the doors: a pride, what happened for the learners, what got stuck."""

    challenge_id: str
    door: Door
    text: str


@dataclass(frozen=True, slots=True)
class KeepLink(Command):
    """A link of one's own as the report's trace, and how far an AI tool had a part in what it shows."""

    challenge_id: str
    link: str
    ai_use: AiUse


@dataclass(frozen=True, slots=True)
class ChooseReaders(Command):
    """Who reads the report from now on."""

    challenge_id: str
    readers: Readers


@dataclass(frozen=True, slots=True)
class KeepNext(Command):
    """« Continuer » or « Adapter »: the challenge that goes on from this reported one."""

    challenge_id: str
    question: str
    tool_user: ToolUser
