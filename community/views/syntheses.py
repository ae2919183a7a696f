"""Reports read together, a synthesis, and what is asked of whom it cites."""

from dataclasses import dataclass
from datetime import datetime

from community.report import Consent
from community.synthesis import SynthesisState


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence of a report that its author lets the whole community read, with its author's name."""

    report_id: str
    challenge_id: str
    author_id: str
    author: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The challenges of one lineage, and the sentences of its reports that the community may read, the oldest first."""

    challenge_id: str
    """The root, by which the lineage is named."""
    challenge_ids: tuple[str, ...]
    quotes: tuple[Quote, ...]

    def authors(self) -> int:
        """How many people wrote them."""
        return len({quote.author_id for quote in self.quotes})


@dataclass(frozen=True, slots=True)
class Gatherable:
    """A lineage to choose. ``name`` is a question that the reader may read, else one of the sentences."""

    challenge_id: str
    name: str
    draft_id: str | None = None
    """The reader's own draft on it, if they have one."""


@dataclass(frozen=True, slots=True)
class GatheringView:
    """The challenges on which there is something to read together."""

    gatherable: tuple[Gatherable, ...]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """A synthesis, its words in clear: for its author, and once it is posted for the community."""

    synthesis_id: str
    challenge_id: str
    author_id: str
    author: str
    community_id: str
    state: SynthesisState
    works: str | None = None
    conditions: str | None = None
    whom: str | None = None


@dataclass(frozen=True, slots=True)
class WritingView:
    """What is read while a synthesis is written, and the draft there is already."""

    challenge_id: str
    quotes: tuple[Quote, ...]
    draft: Synthesis | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A report cited, or to be. ``answer`` is ``None`` as long as its author wasn't asked.

    ``sentence`` is ``None`` when its author no longer lets the community read it. ``due`` is when the question reaches
    them, on the wall of the community, while it waits. ``reachable``: they can be asked at all.
    """

    citation_id: str | None
    report_id: str
    author_id: str
    author: str
    sentence: str | None
    answer: Consent | None = None
    due: datetime | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class SynthesisView:
    """A synthesis as its reader may see it now; ``synthesis`` is ``None`` when there is none for them.

    ``question`` is the challenge's, where its readers reach whoever reads. ``bound``: the community has a channel.
    """

    synthesis: Synthesis | None
    community: str = ""
    question: str | None = None
    citations: tuple[Citation, ...] = ()
    bound: bool = False
    runs: bool = False
    """Whether the reader runs the community, so that they may bind a channel."""
    facilitators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationView:
    """What is asked of somebody cited: their sentence, who would cite it, where it would be read."""

    citation_id: str
    sentence: str | None
    by: str
    community: str
    answer: Consent
    state: SynthesisState
