"""A chat message kept as evidence."""

from typing import ClassVar, Literal

from community.messages.about import About
from community.report import Consent


class TraceKept(About):
    """A chat message was kept as a trace; its author is told, and asked, where it is somebody else. It stays true."""

    stays_true: ClassVar[str | None] = "trace_id"
    kind: Literal["trace_kept"] = "trace_kept"
    trace_id: str


class NothingToTrace(About):
    """A message was to be kept and can't be: there is no challenge to keep it on, or as many traces on it as may be
    (``full``), or nothing of the message that may be kept without its author (``lost``).
    """

    kind: Literal["nothing_to_trace"] = "nothing_to_trace"
    full: bool = False
    lost: bool = False


class TraceAsked(About):
    """Pushed to the author of a chat message: a colleague would keep it as a trace; yes, without my name, no."""

    kind: Literal["trace_asked"] = "trace_asked"
    trace_id: str


class TraceAnswered(About):
    """To the author: what became of it."""

    kind: Literal["trace_answered"] = "trace_answered"
    trace_id: str
    answer: Consent
