"""What comes of one thing said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from community.commands import Command
from community.messages import Message
from community.talk import Talk
from dialogs.flow import Opening
from dialogs.steps import Fault


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of it: the talk as it is now, messages to this person, a command, a dialog to start.

    ``faults`` are a form's, by step; nothing of it was taken then.
    """

    talk: Talk
    say: tuple[Message, ...] = ()
    command: Command | None = None
    then: Opening | None = None
    aged: bool = False
    faults: Mapping[str, Fault] = field(default_factory=dict)
