"""What a dialog may ask for. A handler in bot/handlers carries it out, and checks again before it does."""

from dataclasses import dataclass

from community.challenge import ToolUser


@dataclass(frozen=True, slots=True)
class KeepChallenge:
    """Keep this question as the open challenge, or change the one that is open."""

    question: str
    tool_user: ToolUser


@dataclass(frozen=True, slots=True)
class SkipMonth:
    """« Pas ce mois-ci »."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Speak to me in this locale, such as ``"fr_CA"``."""

    locale: str


@dataclass(frozen=True, slots=True)
class UnlinkAccount:
    """« Ce n'est pas moi »: undo the link between the account written from and the roster's person."""


@dataclass(frozen=True, slots=True)
class LinkAccount:
    """Link the account written from to the roster again, after an undo."""


Command = KeepChallenge | SkipMonth | ChooseLanguage | UnlinkAccount | LinkAccount
