"""What one sends under a peer's challenge, or answers, and a challenge of one's own made from it."""

from dataclasses import dataclass

from community.challenge import ToolUser
from community.commands.about import Command
from community.peers import WordsKind


@dataclass(frozen=True, slots=True)
class SendWords(Command):
    """Send an idea or a question (``kind``) to the owner of a challenge, and into its thread."""

    challenge_id: str
    kind: WordsKind
    text: str


@dataclass(frozen=True, slots=True)
class SendAnswer(Command):
    """Answer words that were sent to one."""

    words_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TryToo(Command):
    """« J'essaie aussi », « Adapter pour moi »: keep this question as a challenge of one's own, after that one."""

    challenge_id: str
    question: str
    tool_user: ToolUser


@dataclass(frozen=True, slots=True)
class LeaveWords(Command):
    """What couldn't be sent was read again: go back to the team's challenges."""
