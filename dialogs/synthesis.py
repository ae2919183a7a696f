"""« synthèse »: several reports on one challenge read together (DOMAIN.md §4.6). Which challenge, then three texts.

What is written is a draft: nobody else reads it before its author posts it, from the draft's own card.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.commands import DropSynthesis, OpenSynthesis, WriteSynthesis
from community.messages import Message, NothingToGather
from community.rights import Act, may_in
from community.synthesis import PART_LIMIT
from community.views import GatheringView, PersonView, SynthesisView, WritingView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, GoTo, Next, choice, long_text

_QUOTED_LIMIT = 2800
"""Characters of reports that are shown above a question."""


def _names(view: GatheringView) -> Mapping[str, str]:
    return {each.challenge_id: each.name for each in view.gatherable}


class SynthesisDialog(Dialog):
    """Which challenge; one's own draft on it, if there is one, else its writing goes on."""

    key = "synthesis"
    needs = GatheringView
    in_community = True
    gone: ClassVar[Message] = NothingToGather()

    @choice(of=_names)
    def challenge(draft: Draft, view: GatheringView) -> Finish | GoTo:  # noqa: N805
        """A lineage of challenges, by a question or a sentence."""
        chosen = next((each for each in view.gatherable if each.challenge_id == draft["challenge"]), None)
        if chosen is not None and chosen.draft_id is not None:
            return Finish(OpenSynthesis(chosen.draft_id))
        return GoTo(SynthesisWordsDialog.key, draft["challenge"])

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Who runs the community, or, where it works by inquiry, whoever keeps challenges in it."""
        return may_in(person.membership(community_id), Act.WRITE_SYNTHESIS)


class SynthesisWordsDialog(Dialog):
    """What works, under which conditions, for whom: each may be skipped, one at least is written."""

    key = "synthesis_words"
    needs = WritingView
    in_community = True
    about = About.SUBJECT

    @long_text(limit=PART_LIMIT, optional=True)
    def works(draft: Draft, view: WritingView) -> Next:  # noqa: N805
        """What works."""
        return Next("conditions")

    @long_text(limit=PART_LIMIT, optional=True)
    def conditions(draft: Draft, view: WritingView) -> Next:  # noqa: N805
        """Under which conditions."""
        return Next("whom")

    @long_text(limit=PART_LIMIT, optional=True)
    def whom(draft: Draft, view: WritingView) -> Next | Finish:  # noqa: N805
        """For whom."""
        return _written(draft, view) if any(draft.get(part) for part in _PARTS) else Next("one")

    @long_text(limit=PART_LIMIT)
    def one(draft: Draft, view: WritingView) -> Finish:  # noqa: N805
        """All three were skipped: one sentence, whichever it is."""
        return _written({**draft, "works": draft["one"]}, view)

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """As for the choice before it."""
        return SynthesisDialog.may_start(person, community_id)

    @classmethod
    def prefilled(cls, view: WritingView) -> dict[str, str]:
        """The draft there is, to change."""
        if view.draft is None:
            return {}
        parts = {"works": view.draft.works, "conditions": view.draft.conditions, "whom": view.draft.whom}
        return {part: text for part, text in parts.items() if text}

    @classmethod
    def quoted(cls, view: WritingView) -> str:
        """The sentences of the reports, each with its author's name."""
        lines = [f"{quote.sentence} — {quote.author}" for quote in view.quotes]
        text = "\n".join(lines)
        return text if len(text) <= _QUOTED_LIMIT else text[: _QUOTED_LIMIT - 1].rstrip() + "…"

    @classmethod
    def facts(cls, view: WritingView) -> dict[str, Any]:
        """How many reports are read together."""
        return {"count": len(view.quotes)}


class DropSynthesisDialog(Dialog):
    """Discard a draft: asked once more, for its words don't come back."""

    key = "drop_synthesis"
    needs = SynthesisView
    in_community = True
    about = About.SUBJECT

    @choice("drop", "keep")
    def sure(draft: Draft, view: SynthesisView) -> Finish:  # noqa: N805
        """Discard it, or see it again as it stands."""
        synthesis_id = view.synthesis.synthesis_id if view.synthesis is not None else ""
        return Finish(DropSynthesis(synthesis_id) if draft["sure"] == "drop" else OpenSynthesis(synthesis_id))

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """As for writing it."""
        return SynthesisDialog.may_start(person, community_id)


_PARTS = ("works", "conditions", "whom")


def _written(draft: Draft, view: WritingView) -> Finish:
    works, conditions, whom = (draft.get(part) or None for part in _PARTS)
    return Finish(WriteSynthesis(view.challenge_id, works, conditions, whom))
