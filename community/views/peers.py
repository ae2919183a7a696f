"""What peers write under a challenge, and what it takes to write it."""

from dataclasses import dataclass
from datetime import date, datetime

from community.views.challenges import Challenge
from community.views.sharing import PeerWords, SharedChallenge


@dataclass(frozen=True, slots=True)
class PeerView:
    """A challenge that somebody may read now, and what they need who would write under it, or try it too.

    ``challenge`` is what ``shared`` holds. ``author`` is the reader's own first and last name, which signs. ``own``:
    it is their own. ``in_thread``: its card stands in a channel. ``mine`` is their own open challenge made from it,
    ``open`` counts their open ones in its community. ``until`` is the last civil date of one made today.
    """

    challenge: Challenge
    shared: SharedChallenge
    author: str
    own: bool
    in_thread: bool
    until: date
    learners: str
    words_locale: str
    mine: Challenge | None = None
    open: int = 0


@dataclass(frozen=True, slots=True)
class OpenedView:
    """One challenge of the team's, opened; ``seen`` is ``None`` once it isn't shown to the reader any more."""

    seen: PeerView | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """Words that the reader may answer. ``author`` is the reader's own name; ``in_thread``: so goes the answer."""

    words: PeerWords
    author: str
    in_thread: bool


@dataclass(frozen=True, slots=True)
class SentView:
    """One's own words, sent. ``at`` is when they are told of, on the wall of the community; ``None`` for never."""

    words: PeerWords
    at: datetime | None


@dataclass(frozen=True, slots=True)
class TriedView:
    """One's own challenge made from a peer's, and whose that is."""

    challenge: Challenge
    owner: str
