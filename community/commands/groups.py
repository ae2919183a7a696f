"""A group's channel, and its next meeting."""

from dataclasses import dataclass
from datetime import date

from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class BindChannel(Command):
    """Bind a channel to this group; ``instead`` of the one it is bound to."""

    address_id: str
    group_id: str
    instead: bool = False


@dataclass(frozen=True, slots=True)
class UnbindChannel(Command):
    """Bind a channel to nothing."""

    address_id: str


@dataclass(frozen=True, slots=True)
class BeginWithout(Command):
    """« Commencer sans moi »: members' cards needn't wait for the facilitator's."""

    address_id: str


@dataclass(frozen=True, slots=True)
class SetMeeting(Command):
    """The group meets next on this civil date; ``None``: no date is known."""

    group_id: str
    on: date | None
