"""What a person chooses for themself."""

from dataclasses import dataclass

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
