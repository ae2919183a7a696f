"""Groups, their channels and their next meetings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GroupKind(StrEnum):
    """What a group is: a team, a family of departments, or the whole community."""

    TEAM = "team"
    FAMILY = "family"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group and when it meets next.

    ``meeting`` is its own date, else its community's, ``None`` where neither is dated; ``own`` is its own only.
    ``until`` is the civil date to which a challenge kept today would run: the meeting, else the last school day.
    """

    community_id: str
    group_id: str
    name: str
    meeting: date | None
    own: date | None
    until: date


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The groups of the communities somebody runs; ``group_id`` is the one spoken of, where it is known.

    ``today`` is the civil date there, ``last`` the last one that may be chosen.
    """

    groups: tuple[GroupView, ...]
    today: date
    last: date
    group_id: str | None = None

    def group(self, group_id: str | None) -> GroupView | None:
        """One of them by its id; the only one where none is named."""
        if group_id is None:
            return self.groups[0] if len(self.groups) == 1 else None
        return next((group for group in self.groups if group.group_id == group_id), None)


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A channel and what it is bound to; ``group`` is empty for one that is bound to nothing.

    ``by`` names who bound it. ``groups`` (id, name) are those the reader may bind it to. ``challenge_id`` is the
    reader's own open challenge, to be shown first; ``until`` the civil date, in the community's zone, as far as which
    others' cards wait for the first.
    """

    address_id: str
    name: str
    group_id: str = ""
    group: str = ""
    community: str = ""
    by: str = ""
    meeting: date | None = None
    opened: bool = False
    groups: tuple[tuple[str, str], ...] = ()
    challenge_id: str | None = None
    until: date | None = None
