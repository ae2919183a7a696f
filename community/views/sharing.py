"""What is shown to a group: challenges as peers may read them, and what peers wrote."""

from dataclasses import dataclass
from datetime import datetime

from community.peers import WordsKind
from community.views.challenges import Action, Challenge, Report


@dataclass(frozen=True, slots=True)
class SharedChallenge:
    """A challenge as its group may read it now; ``challenge`` is ``None`` once it is withdrawn, or gone.

    ``owner`` is a first and last name. ``joined`` names who tries it too. ``report`` and ``actions`` hold only what
    their owner lets this group read. ``ideas`` and ``questions`` count what peers sent.
    """

    challenge: Challenge | None
    owner: str = ""
    group: str = ""
    subject: str = ""
    joined: tuple[str, ...] = ()
    ideas: int = 0
    questions: int = 0
    report: Report | None = None
    actions: tuple[Action, ...] = ()
    by_facilitator: bool = False
    learners: str = ""
    words_locale: str = "fr_CA"


@dataclass(frozen=True, slots=True)
class SharedChallengesView:
    """One page of what a person's groups were shown, newest first. ``subject`` filters; ``subjects`` may be chosen.

    ``own`` are the ids of the reader's own; ``may_keep``: they keep challenges at all.
    """

    shown: tuple[SharedChallenge, ...]
    page: int
    pages: int
    group: str
    subjects: tuple[str, ...] = ()
    subject: str | None = None
    own: frozenset[str] = frozenset()
    may_keep: bool = True


@dataclass(frozen=True, slots=True)
class PeerWords:
    """A piece of advice, a question, an answer or « J'essaie aussi », for whom it may be shown to now.

    ``author`` is a first and last name; ``question`` is the challenge's, empty where the reader may no longer read it.
    ``to`` is whom they were sent to: the challenge's owner, or whoever wrote the words that these answer, which are
    ``asked``. ``answered``: that person answered them.
    """

    words_id: str
    challenge_id: str
    author_id: str
    author: str
    kind: WordsKind
    text: str
    owner_id: str
    owner: str
    question: str
    answers_id: str | None = None
    answered: bool = False
    to_id: str = ""
    to: str = ""
    asked: str = ""
    community_id: str = ""


@dataclass(frozen=True, slots=True)
class BundleView:
    """What peers wrote under one's challenges, told together."""

    words: tuple[PeerWords, ...]


@dataclass(frozen=True, slots=True)
class ShownChallenge:
    """To its owner: where a challenge is shown.

    ``channels``: how many channels its card is, or will be, in. ``at``: where the card waits, the moment at which it
    is posted, on the wall there. ``first``: who is to show a first card there before.
    """

    challenge: Challenge
    group: str
    channels: int = 0
    at: datetime | None = None
    first: tuple[str, ...] = ()
