"""The principal's page: kept or sent, its outcome written and confirmed, taken back."""

from dataclasses import dataclass

from community.commands.about import Command
from community.principal import CameOf, Written


@dataclass(frozen=True, slots=True)
class KeepPrincipalPage(Command):
    """The page of a walk, sent to this principal; kept for its teacher to bring where none is named."""

    walk_id: str
    written: Written
    to_id: str | None


@dataclass(frozen=True, slots=True)
class WriteOutcome(Command):
    """What came of the talk; whatever was confirmed before isn't any more."""

    page_id: str
    came: CameOf


@dataclass(frozen=True, slots=True)
class ConfirmOutcome(Command):
    """The principal confirms what they read: that edition and no other."""

    page_id: str
    edition: str


@dataclass(frozen=True, slots=True)
class ReplyToOutcome(Command):
    """The principal says in a line what isn't quite so."""

    page_id: str
    line: str


@dataclass(frozen=True, slots=True)
class WithdrawPage(Command):
    """The principal is shown it no more; it stays its teacher's."""

    page_id: str


@dataclass(frozen=True, slots=True)
class DropPage(Command):
    """The page is erased."""

    page_id: str
