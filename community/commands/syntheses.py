"""Reading reports together."""

from dataclasses import dataclass

from community.commands.about import Command
from community.report import Consent


@dataclass(frozen=True, slots=True)
class OpenSynthesis(Command):
    """Show one's draft."""

    synthesis_id: str


@dataclass(frozen=True, slots=True)
class WriteSynthesis(Command):
    """Keep these parts as one's draft on the lineage of this challenge; ``None`` for a part that isn't written."""

    challenge_id: str
    works: str | None
    conditions: str | None
    whom: str | None


@dataclass(frozen=True, slots=True)
class AskCitations(Command):
    """« Demander l'accord »: of everybody cited who wasn't asked yet."""

    synthesis_id: str


@dataclass(frozen=True, slots=True)
class AnswerCitation(Command):
    """« Oui », « Oui, sans mon nom », « Non »."""

    citation_id: str
    answer: Consent


@dataclass(frozen=True, slots=True)
class PostSynthesis(Command):
    """« Publier »."""

    synthesis_id: str


@dataclass(frozen=True, slots=True)
class DropSynthesis(Command):
    """Discard the draft."""

    synthesis_id: str


@dataclass(frozen=True, slots=True)
class WithdrawSynthesis(Command):
    """Take back what was posted."""

    synthesis_id: str
