"""What who runs a community sees of its people, what each of them sees of that, and the words between them."""

from dataclasses import dataclass
from datetime import date

from community.care import Figures


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """One group this month: challenges of the month, those shown, those with a report, those carried over."""

    group: str
    set: int = 0
    shown: int = 0
    reported: int = 0
    carried: int = 0


@dataclass(frozen=True, slots=True)
class OverviewView:
    """« Suivi » of one community, for who runs it. ``allowed`` is ``False`` for anybody else, who sees nothing.

    ``small`` are the names of groups too small to be told by themselves; ``together`` is what they come to where they
    are enough people between them. ``names`` (id, first and last name): to whom a word might be good. ``page`` of
    ``pages`` communities that the reader runs; ``following`` names the next one. ``walked``: of the guide, numbers
    from five people up.
    """

    allowed: bool
    community: str = ""
    month: date | None = None
    counts: tuple[GroupCounts, ...] = ()
    small: tuple[str, ...] = ()
    together: GroupCounts | None = None
    names: tuple[tuple[str, str], ...] = ()
    page: int = 0
    pages: int = 1
    following: str = ""
    walked: Figures | None = None


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """What who runs one community (``facilitators``) sees of a member: their group's counts, their name or not."""

    community: str
    facilitators: tuple[str, ...]
    group: str
    told_apart: bool
    """Whether the group's counts are told by themselves."""
    named: bool
    """Whether the name stands in « À qui faire signe » today."""


@dataclass(frozen=True, slots=True)
class SeenOfMeView:
    """« Ce que l'animation voit de moi »: every community in which somebody is a member and doesn't run it."""

    may_be_signalled: bool
    places: tuple[SeenPlace, ...]


@dataclass(frozen=True, slots=True)
class WriteToView:
    """Whom a word would go to, from whom: first and last names, and the community they share.

    ``often``: they were sent too many lately that they didn't answer. ``own``: it would go to who writes it.
    """

    to_id: str
    to: str
    author: str
    community_id: str
    often: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class LetterView:
    """A word as one of its two people may read it; ``question`` is the word it answers, if it answers one.

    ``runs``: whether the reader runs the community. ``often``: as for :class:`WriteToView`.
    """

    letter_id: str
    community_id: str
    author_id: str
    author: str
    to_id: str
    to: str
    text: str
    runs: bool = False
    often: bool = False
