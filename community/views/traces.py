"""A chat message kept as evidence: for whom it is kept, and for whoever wrote it."""

from dataclasses import dataclass
from datetime import datetime

from community.views.challenges import Challenge, Trace


@dataclass(frozen=True, slots=True)
class KeepTraceView:
    """The challenges, one's own, on which a message may be kept: open ones and reported ones, the newest first."""

    challenges: tuple[Challenge, ...]


@dataclass(frozen=True, slots=True)
class TraceView:
    """A trace for whom it is kept; ``None`` once it isn't. ``question`` is the challenge's.

    ``due`` is when its author is asked, on the wall of the community, where that is still to come.
    """

    trace: Trace | None
    question: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class TraceAskedView:
    """What is asked of whoever wrote a message: its text, and who would keep it."""

    trace_id: str
    text: str
    keeper: str
