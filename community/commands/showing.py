"""One's own challenge, shown to one's group."""

from dataclasses import dataclass

from community.challenge import Wants
from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class ShowChallenge(Command):
    """Show it to its group, or to ``group_id``, asking for this; what is said of it replaces what was said before."""

    challenge_id: str
    wants: Wants
    classroom: str | None = None
    sign: str | None = None
    hypothesis: str | None = None
    group_id: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawChallenge(Command):
    """Show it to nobody any more."""

    challenge_id: str
