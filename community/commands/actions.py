"""Actions under a challenge: 1.1, 1.2 and so on."""

from dataclasses import dataclass

from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class AddAction(Command):
    """One more thing to try, under this challenge."""

    challenge_id: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteAction(Command):
    """One's own note on an action."""

    action_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnTried(Command):
    """It was tried; or, pressed again, it wasn't."""

    action_id: str


@dataclass(frozen=True, slots=True)
class ShowAction(Command):
    """The group that reads its challenge reads this action too; its note, never."""

    action_id: str


@dataclass(frozen=True, slots=True)
class HideAction(Command):
    """The action is its owner's alone again."""

    action_id: str
