"""One's own challenges."""

from dataclasses import dataclass

from community.challenge import ToolUser
from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class KeepChallenge(Command):
    """Keep this question: as the challenge of that id, changed; without one, as the month's.

    ``seen``: its owner has seen it as those who read the challenge already will. ``walk_id``: the walk at whose end
    it is made smaller.
    """

    question: str
    tool_user: ToolUser
    challenge_id: str | None = None
    seen: bool = False
    walk_id: str | None = None


@dataclass(frozen=True, slots=True)
class SkipMonth(Command):
    """« Pas ce mois-ci »: for the challenge of that id; without one, for the month's."""

    challenge_id: str | None = None
