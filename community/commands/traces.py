"""Chat messages kept as evidence."""

from dataclasses import dataclass

from community.commands.about import Command
from community.report import Consent


@dataclass(frozen=True, slots=True)
class KeepMessage(Command):
    """Keep a chat message on this challenge. ``author`` is the platform's id of the account that wrote it."""

    challenge_id: str
    text: str
    author: str
    link: str


@dataclass(frozen=True, slots=True)
class AnswerTrace(Command):
    """What the author of the message answers: « Oui », « Oui, sans mon nom », « Non »."""

    trace_id: str
    answer: Consent


@dataclass(frozen=True, slots=True)
class DropTrace(Command):
    """Keep it no longer, says whoever kept it."""

    trace_id: str
