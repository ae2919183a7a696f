"""The reflective guide: walked, answered, looked at closer."""

from dataclasses import dataclass

from community.commands.about import Command
from community.walk import Answer
from community.walk_share import Audience


@dataclass(frozen=True, slots=True)
class BeginWalk(Command):
    """Walk the guide about a challenge of one's own, or a project in one's own words."""

    challenge_id: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class KeepGuideAnswer(Command):
    """An answer, with its note; what is ``None`` goes on standing, an empty note is taken away. Then the next one."""

    walk_id: str
    question: str
    answer: Answer | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NoteLine(Command):
    """A note typed while the question is open; the question stays."""

    walk_id: str
    question: str
    note: str


@dataclass(frozen=True, slots=True)
class TurnTo(Command):
    """Go to a question of the guide, answered or not."""

    walk_id: str
    question: str


@dataclass(frozen=True, slots=True)
class LookCloser(Command):
    """The deeper questions of the open lines."""

    walk_id: str


@dataclass(frozen=True, slots=True)
class WalkAll(Command):
    """The full tour: every question of the guide."""

    walk_id: str


@dataclass(frozen=True, slots=True)
class LetNoteGo(Command):
    """Whether a note goes along when the walk is shown or taken along."""

    walk_id: str
    question: str
    goes: bool


@dataclass(frozen=True, slots=True)
class ShareWalk(Command):
    """Show one's walk as it stands to a peer, the team, or who runs the community; ``to_id``: which person."""

    walk_id: str
    audience: Audience
    to_id: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawShare(Command):
    """Take back what was shown of a walk."""

    share_id: str
