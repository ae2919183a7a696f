"""What a person chooses for themself."""

from dataclasses import dataclass
from datetime import date

from community.commands.about import Command


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Command):
    """Speak to me in this locale, such as ``"fr_CA"``."""

    locale: str


@dataclass(frozen=True, slots=True)
class UnlinkAccount(Command):
    """« Ce n'est pas moi »: undo the link between the account written from and the roster's person."""


@dataclass(frozen=True, slots=True)
class LinkAccount(Command):
    """Link the account written from to the roster again, after an undo."""


@dataclass(frozen=True, slots=True)
class ChooseHours(Command):
    """Write to me in these hours, written as a community's; ``None`` for the community's own."""

    hours: str | None


@dataclass(frozen=True, slots=True)
class PauseUntil(Command):
    """Write nothing to me first before this civil date."""

    until: date


@dataclass(frozen=True, slots=True)
class HearOfMeetings(Command):
    """Whether a change of meeting is said even during the pause."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class EndPause(Command):
    """« Reprendre maintenant »."""


@dataclass(frozen=True, slots=True)
class FewerOf(Command):
    """« Moins de messages comme celui-ci »: no more of this kind."""

    of: str


@dataclass(frozen=True, slots=True)
class AgainOf(Command):
    """« En recevoir de nouveau »: of this kind."""

    of: str
