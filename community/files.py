"""Files to take along: which there are, and what may become of one. What is in them is decided when they are made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

CONSENT_KEPT = timedelta(days=7)
"""How long a file that was offered in the chat may be accepted."""
LINK_KEPT = timedelta(hours=1)
"""How long a link to a file leads to it."""


class FileKind(StrEnum):
    """What a file is the page of."""

    WALK = "walk"
    PRINCIPAL = "principal"
    """A page for a principal, which its teacher brings."""


class FileSaid(StrEnum):
    """What became of a file that was asked for."""

    ACCEPTED = "accepted"
    """It is on its way."""
    DECLINED = "declined"
    ANSWERED = "answered"
    """The same question was answered before."""
    EXPIRED = "expired"
    GONE = "gone"
    """What it is the page of is there no more, or is its reader's no more."""
    UNTRUSTED = "untrusted"
    """It was to be put where Relais puts nothing."""
    NOT_ASKED = "not_asked"
    """The chat didn't take the question."""
    REFUSED = "refused"
    """Where it was to be put, nobody said that it is there."""
    LINK_OVER = "link_over"
    """Its link leads nowhere any more."""
    NO_WAY = "no_way"
    """Nobody said how files are handed over here."""


@dataclass(frozen=True, slots=True)
class File:
    """A file, made. Its name holds ids and dates: never what somebody wrote."""

    name: str
    content: bytes
    content_type: str


Make = Callable[[], File]
"""Makes a file of what was loaded for its reader: outside any transaction, for it takes a moment."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where its reader's chat lets one file be put (``upload_url``, which opens it), and where it is found then."""

    upload_url: str = field(repr=False)
    content_url: str = field(repr=False)
    name: str = field(repr=False)
    unique_id: str = field(repr=False)
    file_type: str
