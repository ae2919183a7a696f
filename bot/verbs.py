"""What ``do.…`` and ``show.…`` buttons make: a command, or a message, of the id of what they are about."""

from collections.abc import Callable

from community.commands import Command
from community.messages import ActionsPage, Message, Notebook, SeenOfMe, TeamChallenges

DOES: dict[str, Callable[[str], Command]] = {}
"""``do.<name>``: the command; the id is empty where it is about nothing."""

SHOWS: dict[str, Callable[[str], Message]] = {
    "actions": lambda challenge_id: ActionsPage(challenge_id=challenge_id),
    "notebook": lambda _: Notebook(),
    "seen_of_me": lambda _: SeenOfMe(),
    "team_challenges": lambda _: TeamChallenges(),
}
"""``show.<name>``: the message."""
