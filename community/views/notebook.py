"""« Mon cahier »: everything of one's own, by month; for its owner only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from community.peers import WordsKind
from community.views.challenges import Action, Challenge, Report, Trace


class Noted(StrEnum):
    """What an entry of the notebook is. In a month, prides come first."""

    PRIDE = "pride"
    CHALLENGE = "challenge"
    REPORT = "report"
    LEARNERS = "learners"
    STUCK = "stuck"
    TRACE = "trace"
    ACTION = "action"
    NOTE = "note"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its own words in ``text``, and what it is of."""

    noted: Noted
    text: str
    challenge: Challenge | None = None
    report: Report | None = None
    action: Action | None = None
    trace: Trace | None = None
    sent: WordsKind | None = None


@dataclass(frozen=True, slots=True)
class NotebookView:
    """One page: a month, or a part of a long one. ``month`` is ``None`` when nothing is kept yet.

    ``reports`` are those of the page, as (challenge id, question), to be completed. ``open_one``: a challenge is open.
    """

    month: date | None
    entries: tuple[Entry, ...]
    page: int
    pages: int
    reports: tuple[tuple[str, str], ...] = ()
    open_one: bool = False
    learners: str = ""
    words_locale: str = "fr_CA"
