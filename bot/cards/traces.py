"""Chat messages kept as evidence: for whom they are kept, and for whoever wrote them."""

from bot.cards.card import Block, Card, Drawing, Fact, Facts, Paragraph, People
from bot.cards.parts import buttons, card, first_ways_on
from bot.texts.words import Speech
from community.messages import NothingToTrace, TraceAnswered, TraceAsked, TraceKept
from community.report import Consent
from community.views import PersonView, TraceAskedView, TraceView

_VERBS = {Consent.NAMED: "do.trace_named", Consent.UNNAMED: "do.trace_unnamed", Consent.REFUSED: "do.trace_no"}


def trace_kept(message: TraceKept, seen: TraceView, speech: Speech) -> Card:
    """What is kept, on which challenge; of somebody else's message nothing but the link before they agree."""
    trace = seen.trace
    if trace is None:
        return card(
            speech,
            Paragraph(speech("trace_kept.not_kept")),
            buttons=buttons(speech, "say.my_challenges", "say.help"),
        )
    if trace.consent is Consent.ASKED and seen.due is not None:
        state = speech("trace_kept.due", author=trace.author, due=seen.due)
    elif trace.consent is Consent.OWN and not trace.text:
        state = speech("trace_kept.link_only")
    else:
        state = speech(f"trace_kept.{trace.consent}", author=trace.author)
    blocks: list[Block] = [People(trace.text)] if trace.text else []
    facts = [Fact(speech("trace_kept.challenge"), seen.question, people=True)] if seen.question else []
    facts += [Fact(speech("trace_kept.link"), trace.link, people=True)] if trace.link else []
    return card(
        speech,
        *blocks,
        *([Facts(tuple(facts))] if facts else []),
        Paragraph(state),
        Paragraph(speech("trace_kept.readers"), subtle=True),
        title=speech("trace_kept.title"),
        buttons=buttons(speech, "say.my_challenges", "do.drop_trace"),
    )


def nothing_to_trace(message: NothingToTrace, person: PersonView, speech: Speech) -> Card:
    """Why it can't be kept, and what can be done."""
    why = "full" if message.full else "lost" if message.lost else "p1"
    return card(speech, Paragraph(speech(f"nothing_to_trace.{why}")), buttons=buttons(speech, *first_ways_on(person)))


def trace_asked(message: TraceAsked, seen: TraceAskedView, speech: Speech) -> Card:
    """The message, who would keep it, and who would read it. No answer is a no."""
    return card(
        speech,
        Paragraph(speech("trace_asked.p1", name=seen.keeper)),
        People(seen.text),
        Paragraph(speech("trace_asked.p2", name=seen.keeper)),
        Paragraph(speech("trace_asked.p3"), subtle=True),
        title=speech("trace_asked.title"),
        buttons=buttons(speech, *_VERBS.values()),
    )


def trace_answered(message: TraceAnswered, seen: None, speech: Speech) -> Card:
    """What was answered; what is kept may be taken back at any time."""
    kept = message.answer is not Consent.REFUSED
    left = [verb for answer, verb in _VERBS.items() if answer is not message.answer] if kept else []
    return card(
        speech,
        Paragraph(speech(f"trace_answered.{message.answer}")),
        *([Paragraph(speech("trace_answered.later"), subtle=True)] if kept else []),
        buttons=buttons(speech, *left, "say.help", kind="trace_answered"),
    )


DRAWN: dict[str, Drawing] = {
    "trace_kept": trace_kept,
    "nothing_to_trace": nothing_to_trace,
    "trace_asked": trace_asked,
    "trace_answered": trace_answered,
}
