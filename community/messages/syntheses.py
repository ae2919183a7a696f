"""A synthesis: several reports on one challenge read together."""

from typing import ClassVar, Literal

from community.messages.about import About


class NothingToGather(About):
    """No challenge has two reports yet whose authors let the community read them."""

    kind: Literal["nothing_to_gather"] = "nothing_to_gather"


class SynthesisDraft(About):
    """To its author: the draft, who is cited and what each answered, and the next thing to do. It stays true."""

    stays_true: ClassVar[str | None] = "synthesis_id"
    kind: Literal["synthesis_draft"] = "synthesis_draft"
    synthesis_id: str


class CitationAsked(About):
    """Pushed to the author of a report: may it be cited? With my name, without, no."""

    kind: Literal["citation_asked"] = "citation_asked"
    citation_id: str


class CitationAnswered(About):
    """To the author of a report: what was answered; it may still be changed until it is posted."""

    kind: Literal["citation_answered"] = "citation_answered"
    citation_id: str


class Synthesis(About):
    """In the community's channel: the synthesis, with the citations that their authors allowed. It stays true."""

    stays_true: ClassVar[str | None] = "synthesis_id"
    kind: Literal["synthesis"] = "synthesis"
    synthesis_id: str
