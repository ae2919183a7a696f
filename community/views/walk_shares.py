"""A walk shown on purpose: for who would show it, for who reads it, for its owner afterwards."""

from dataclasses import dataclass
from datetime import date

from community.walk import Walk
from community.walk_share import Snapshot, WalkShare


@dataclass(frozen=True, slots=True)
class ShareWalkView:
    """One's own walk with whom it may be shown to: ids, and first and last names.

    ``group`` is the owner's group by name; ``channel``: whether it has a channel, so that a team can be shown anything.
    """

    walk: Walk
    snapshot: Snapshot
    group: str
    channel: bool
    peers: tuple[tuple[str, str], ...] = ()
    facilitators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SharePreview:
    """A copy as it will be read: by somebody (``to``, first and last name), else in the channel of ``group``."""

    snapshot: Snapshot
    group: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class SharedWalkView:
    """A walk's copy for who reads it now. ``snapshot`` is ``None`` where it isn't shown to them any more.

    ``withdrawn``: its owner, named then as ever, took it back. ``shown_on`` is a civil date of the community.
    """

    share: WalkShare | None
    owner: str = ""
    snapshot: Snapshot | None = None
    shown_on: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SentShare:
    """What one showed of a walk: whom to, by name, on which civil date of the community, the walk's title."""

    share: WalkShare
    to: str
    shown_on: date
    title: str


@dataclass(frozen=True, slots=True)
class ShareSentView:
    """One share of one's own."""

    sent: SentShare


@dataclass(frozen=True, slots=True)
class WalkSharesView:
    """One's shares that aren't withdrawn, the newest first; one page of them."""

    shares: tuple[SentShare, ...]
    page: int = 0
    pages: int = 1
