"""Reports read together: the draft, what is asked of whom it cites, and what the community reads."""

from bot.cards.card import Block, Button, Card, Drawing, Paragraph, People
from bot.cards.parts import buttons, card, first_ways_on
from bot.texts.words import Speech
from community.messages import CitationAnswered, CitationAsked, NothingToGather, SynthesisDraft
from community.messages import Synthesis as Posted
from community.report import Consent
from community.synthesis import SynthesisState, answers_left, may_post
from community.views import Citation, CitationView, PersonView, Synthesis, SynthesisView

_PARTS = ("works", "conditions", "whom")
_VERBS = {Consent.NAMED: "do.cite_named", Consent.UNNAMED: "do.cite_unnamed", Consent.REFUSED: "do.cite_no"}


def nothing_to_gather(message: NothingToGather, person: PersonView, speech: Speech) -> Card:
    """What it takes."""
    return card(
        speech,
        Paragraph(speech("nothing_to_gather.p1")),
        Paragraph(speech("nothing_to_gather.p2")),
        buttons=buttons(speech, *first_ways_on(person)),
    )


def synthesis_draft(message: SynthesisDraft, seen: SynthesisView, speech: Speech) -> Card:
    """The words, whom they cite, and the next thing to do. Its author is the only reader."""
    synthesis = seen.synthesis
    if synthesis is None:
        return card(
            speech,
            Paragraph(speech("synthesis_draft.gone_p1")),
            title=speech("synthesis_draft.gone"),
            buttons=buttons(speech, "say.synthesis"),
        )
    return card(
        speech,
        *([People(seen.question)] if seen.question else []),
        *_parts(synthesis, speech),
        Paragraph(speech("synthesis_draft.cited"), strong=True),
        *(block for citation in seen.citations for block in _cited(citation, speech)),
        *([] if seen.citations else [Paragraph(speech("synthesis_draft.nobody"))]),
        title=speech(f"synthesis_draft.title.{synthesis.state}"),
        after=_after(seen, synthesis, speech),
        buttons=_ways(seen, synthesis, speech),
    )


def _parts(synthesis: Synthesis, speech: Speech) -> list[Block]:
    blocks: list[Block] = []
    for part in _PARTS:
        text: str | None = getattr(synthesis, part)
        if text:
            blocks += [Paragraph(speech(f"synthesis.part.{part}"), strong=True), People(text)]
    return blocks


def _cited(citation: Citation, speech: Speech) -> list[Block]:
    """The sentence, then whose it is and where its author stands."""
    if citation.sentence is None:
        state = speech("synthesis_draft.state.no_longer")
    elif citation.answer is None:
        state = speech("synthesis_draft.state.to_ask" if citation.reachable else "synthesis_draft.state.unreachable")
    elif citation.due is not None:
        state = speech("synthesis_draft.state.due", due=citation.due)
    else:
        state = speech(f"synthesis_draft.state.{citation.answer}")
    line = Paragraph(speech("synthesis_draft.by", author=citation.author, state=state), subtle=True)
    return [People(citation.sentence), line] if citation.sentence is not None else [line]


def _answers(seen: SynthesisView) -> list[Consent]:
    return [citation.answer for citation in seen.citations if citation.answer is not None]


def _to_ask(seen: SynthesisView) -> bool:
    return any(each.answer is None and each.reachable and each.sentence is not None for each in seen.citations)


def _after(seen: SynthesisView, synthesis: Synthesis, speech: Speech) -> tuple[Block, ...]:
    """What becomes of it, and what is missing for it to be posted."""
    if synthesis.state is SynthesisState.POSTED:
        return (Paragraph(speech("synthesis_draft.posted", community=seen.community)),)
    if synthesis.state is SynthesisState.WITHDRAWN:
        return (Paragraph(speech("synthesis_draft.withdrawn")),)
    lines: list[Block] = []
    if not seen.bound:
        if seen.runs:
            lines.append(Paragraph(speech("synthesis_draft.bind_it", community=seen.community)))
        elif seen.facilitators:
            line = speech(
                "synthesis_draft.not_bound",
                count=len(seen.facilitators),
                community=seen.community,
                facilitators=seen.facilitators,
            )
            lines.append(Paragraph(line))
        else:
            lines.append(Paragraph(speech("synthesis_draft.bound_by_none", community=seen.community)))
    lines.append(Paragraph(speech("synthesis_draft.note"), subtle=True))
    return tuple(lines)


def _ways(seen: SynthesisView, synthesis: Synthesis, speech: Speech) -> tuple[Button, ...]:
    if synthesis.state is SynthesisState.POSTED:
        return buttons(speech, "do.withdraw_synthesis")
    if synthesis.state is SynthesisState.WITHDRAWN:
        return buttons(speech, "say.synthesis")
    verbs = []
    if seen.bound and may_post(_answers(seen)):
        verbs.append("do.post_synthesis")
    if _to_ask(seen):
        verbs.append("do.ask_citations")
    change = f"start.synthesis_words.{synthesis.challenge_id}"
    first = buttons(speech, *verbs)
    return (
        *first,
        Button(change, speech("button.start.synthesis_words"), primary=not first),
        *(Button(button.verb, button.label) for button in buttons(speech, "start.drop_synthesis")),
    )


def citation_asked(message: CitationAsked, seen: CitationView, speech: Speech) -> Card:
    """The exact sentence, who would cite it and where it would be read. No answer is a no."""
    return card(
        speech,
        Paragraph(speech("citation_asked.p1", by=seen.by)),
        *([People(seen.sentence)] if seen.sentence else []),
        Paragraph(speech("citation_asked.p2", community=seen.community)),
        Paragraph(speech("citation_asked.p3"), subtle=True),
        title=speech("citation_asked.title"),
        buttons=buttons(speech, *_VERBS.values()),
    )


def citation_answered(message: CitationAnswered, seen: CitationView, speech: Speech) -> Card:
    """What was answered, and what may still be answered instead."""
    if seen.sentence is None:
        return card(speech, Paragraph(speech("citation_answered.no_longer")), buttons=buttons(speech, "say.help"))
    late = seen.answer is Consent.ASKED and seen.state is not SynthesisState.DRAFT
    left = answers_left(seen.state, seen.answer) if seen.state is not SynthesisState.WITHDRAWN else ()
    told = not late and seen.answer is not Consent.REFUSED
    shown = [Paragraph(speech(f"citation_answered.{seen.state}"))] if told else []
    return card(
        speech,
        People(seen.sentence),
        *shown,
        title=speech(f"citation_answered.title.{'late' if late else seen.answer}"),
        buttons=buttons(speech, *(_VERBS[answer] for answer in left), "say.help", kind="citation_answered"),
    )


def synthesis(message: Posted, seen: SynthesisView, speech: Speech) -> Card:
    """In a channel: what works, under which conditions, for whom, with the sentences that may be read."""
    written = seen.synthesis
    if written is None:
        return card(speech, Paragraph(speech("synthesis.gone")))
    cited: list[Block] = []
    for citation in seen.citations:
        whose = speech("synthesis.by", author=citation.author) if citation.author else speech("synthesis.unnamed")
        cited += [People(citation.sentence or ""), Paragraph(whose, subtle=True)]
    return card(
        speech,
        Paragraph(speech("synthesis.p1", author=written.author)),
        *([People(seen.question)] if seen.question else []),
        *_parts(written, speech),
        *([Paragraph(speech("synthesis.cited"), strong=True)] if cited else []),
        *cited,
        title=speech("synthesis.posted"),
    )


DRAWN: dict[str, Drawing] = {
    "nothing_to_gather": nothing_to_gather,
    "synthesis_draft": synthesis_draft,
    "citation_asked": citation_asked,
    "citation_answered": citation_answered,
    "synthesis": synthesis,
}
