"""Syntheses, citations and traces, in each way they may look."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from community.challenge import ChallengeState
from community.messages import (
    Ask,
    CitationAnswered,
    CitationAsked,
    Message,
    NothingToGather,
    NothingToTrace,
    PutAside,
    StillForThis,
    SynthesisDraft,
    TraceAnswered,
    TraceAsked,
    TraceKept,
)
from community.messages import Synthesis as Posted
from community.report import Consent, TraceKind
from community.roles import Role
from community.synthesis import SynthesisState
from community.views import (
    AskView,
    Challenge,
    Citation,
    CitationView,
    Gatherable,
    GatheringView,
    KeepTraceView,
    Membership,
    PersonView,
    Quote,
    Synthesis,
    SynthesisView,
    Trace,
    TraceAskedView,
    TraceView,
    WritingView,
)

QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
TOMORROW = datetime(2025, 10, 8, 7, 30, tzinfo=ZoneInfo("America/Toronto"))
RUNS = Membership(
    community_id="c1",
    community_name="COP IA",
    group="COP IA",
    facilitators=("Nadia Roy",),
    roles=frozenset({Role.FACILITATOR}),
    time_zone="America/Toronto",
    learners="élèves",
)
NADIA = PersonView("p9", "Nadia", "fr_CA", (RUNS,))

QUOTES = (
    Quote("r1", "k1", "p1", "Ana Tremblay", "Un seul critère à la fois, et ils relisent."),
    Quote("r2", "k2", "p2", "Bruno Côté", "À voix haute, cela va plus vite qu'en marge."),
)
GATHERING = GatheringView((Gatherable("k1", QUESTION), Gatherable("k5", "Comment faire parler les silencieux?", "s5")))
TEN = GatheringView(tuple(Gatherable(f"k{n}", f"Comment, numéro {n}?") for n in range(1, 11)))
WRITING = WritingView("k1", QUOTES)
DRAFT = Synthesis(
    synthesis_id="s1",
    challenge_id="k1",
    author_id="p9",
    author="Nadia Roy",
    community_id="c1",
    state=SynthesisState.DRAFT,
    works="Commenter un seul critère à la fois.",
    conditions="Quand la consigne est claire depuis le début.",
    whom=None,
)
CHANGING = WritingView("k1", QUOTES, DRAFT)

TO_ASK = tuple(Citation(None, q.report_id, q.author_id, q.author, q.sentence) for q in QUOTES)
ANA, BRUNO = TO_ASK
ASKED = (replace(ANA, citation_id="t1", answer=Consent.ASKED, due=TOMORROW), replace(BRUNO, reachable=False))
ANSWERED = (
    replace(ANA, citation_id="t1", answer=Consent.NAMED),
    replace(BRUNO, citation_id="t2", answer=Consent.UNNAMED),
    Citation("t3", "r3", "p3", "Cora Roy", "Rien de neuf.", Consent.REFUSED),
    Citation("t4", "r4", "p4", "Dora Lavoie", None, Consent.NAMED),
    Citation("t5", "r5", "p9", "Nadia Roy", "Le premier essai a raté, le second non.", Consent.OWN),
    Citation("t6", "r6", "p6", "Éva Roy", "J'ai gagné une heure.", Consent.ASKED),
)
SEEN = SynthesisView(DRAFT, "COP IA", QUESTION, TO_ASK, bound=True, facilitators=("Nadia Roy",))
OUT = SynthesisView(
    replace(DRAFT, state=SynthesisState.POSTED, whom="Pour qui relit peu."),
    question=QUESTION,
    citations=(ANSWERED[0], replace(ANSWERED[1], author=""), ANSWERED[4]),
)

CITED = CitationView("t1", QUOTES[0].sentence, "Nadia Roy", "COP IA", Consent.ASKED, SynthesisState.DRAFT)

CHALLENGE = Challenge(
    challenge_id="k1",
    owner_id="p1",
    community_id="c1",
    community="COP IA",
    month=date(2025, 10, 1),
    until=date(2025, 10, 31),
    state=ChallengeState.OPEN,
    question=QUESTION,
    tool_user=None,
    hint_given=False,
    changed_at=datetime(2025, 10, 7, 12, tzinfo=UTC),
)
KEEPABLE = KeepTraceView((CHALLENGE, replace(CHALLENGE, challenge_id="k2", question="Comment lire mieux?")))
MESSAGE = {
    "text": "Merci! Le titre a aidé tout le monde.",
    "author": "a2",
    "author_name": "Bruno Côté",
    "link": "https://teams.example/m/1",
}
TRACE = Trace("x1", "k1", "p1", TraceKind.MESSAGE, Consent.OWN, MESSAGE["link"], MESSAGE["text"])
OF_BRUNO = replace(TRACE, text=None, consent=Consent.ASKED, author_id="p2", author="Bruno Côté")

SYNTHESIS_ASK = Ask(dialog="synthesis", step="challenge", revision=3)
DROP_ASK = Ask(dialog="drop_synthesis", step="sure", revision=3, subject_id="s1")
KEEP_ASK = Ask(dialog="keep_trace", step="challenge", revision=3, subject_id="1760000000001")


def words(step: str, **changes: object) -> Ask:
    return Ask(dialog="synthesis_words", step=step, revision=4, subject_id="k1").model_copy(update=changes)


def asked(view: object, *, back: bool = False, **draft: str) -> AskView:
    return AskView(view, draft, form=False, back=back, fields=True)


EXAMPLES: dict[str, tuple[Message, object]] = {
    "synthesis, which challenge": (SYNTHESIS_ASK, asked(GATHERING)),
    "synthesis, which of ten": (SYNTHESIS_ASK, asked(TEN)),
    "synthesis, help": (SYNTHESIS_ASK.model_copy(update={"help": True}), asked(GATHERING)),
    "synthesis, what works": (words("works"), asked(WRITING)),
    "synthesis, what works, to change": (words("works"), asked(CHANGING, works=DRAFT.works or "")),
    "synthesis, what works, by talking": (words("works"), AskView(WRITING, {}, form=False, back=False)),
    "synthesis, what works, help": (words("works", help=True), asked(WRITING)),
    "synthesis, conditions": (words("conditions"), asked(WRITING, back=True)),
    "synthesis, conditions, too long": (
        words("conditions", fault="too_long", length=1200),
        asked(WRITING, back=True),
    ),
    "synthesis, conditions, help": (words("conditions", help=True), asked(WRITING, back=True)),
    "synthesis, for whom": (words("whom"), asked(WRITING, back=True)),
    "synthesis, for whom, help": (words("whom", help=True), asked(WRITING, back=True)),
    "synthesis, one of three": (words("one"), asked(WRITING, back=True)),
    "synthesis, one of three, help": (words("one", help=True), asked(WRITING, back=True)),
    "still for this, synthesis": (StillForThis(dialog="synthesis", step="challenge", revision=5), None),
    "still for this, what works": (StillForThis(dialog="synthesis_words", step="works", revision=5), None),
    "still for this, conditions": (StillForThis(dialog="synthesis_words", step="conditions", revision=5), None),
    "still for this, for whom": (StillForThis(dialog="synthesis_words", step="whom", revision=5), None),
    "still for this, one of three": (StillForThis(dialog="synthesis_words", step="one", revision=5), None),
    "put aside, synthesis": (PutAside(dialog="synthesis"), None),
    "put aside, synthesis, its words": (PutAside(dialog="synthesis_words"), None),
    "synthesis, to discard": (DROP_ASK, asked(SEEN)),
    "synthesis, to discard, help": (DROP_ASK.model_copy(update={"help": True}), asked(SEEN)),
    "still for this, draft to discard": (StillForThis(dialog="drop_synthesis", step="sure", revision=5), None),
    "put aside, draft to discard": (PutAside(dialog="drop_synthesis"), None),
    "nothing to gather": (NothingToGather(), NADIA),
    "synthesis draft": (SynthesisDraft(synthesis_id="s1"), SEEN),
    "synthesis draft, asked": (SynthesisDraft(synthesis_id="s1"), replace(SEEN, citations=ASKED)),
    "synthesis draft, answered": (SynthesisDraft(synthesis_id="s1"), replace(SEEN, citations=ANSWERED)),
    "synthesis draft, no channel, who runs it": (
        SynthesisDraft(synthesis_id="s1"),
        replace(SEEN, bound=False, runs=True, citations=ANSWERED, question=None),
    ),
    "synthesis draft, no channel": (SynthesisDraft(synthesis_id="s1"), replace(SEEN, bound=False, citations=ANSWERED)),
    "synthesis draft, no channel, two run it": (
        SynthesisDraft(synthesis_id="s1"),
        replace(SEEN, bound=False, facilitators=("Nadia Roy", "Luc Hébert")),
    ),
    "synthesis draft, no channel, nobody runs it": (
        SynthesisDraft(synthesis_id="s1"),
        replace(SEEN, bound=False, facilitators=()),
    ),
    "synthesis draft, nobody left to cite": (SynthesisDraft(synthesis_id="s1"), replace(SEEN, citations=())),
    "synthesis draft, posted": (
        SynthesisDraft(synthesis_id="s1"),
        replace(SEEN, synthesis=OUT.synthesis, citations=ANSWERED),
    ),
    "synthesis draft, withdrawn": (
        SynthesisDraft(synthesis_id="s1"),
        replace(SEEN, synthesis=replace(DRAFT, state=SynthesisState.WITHDRAWN), citations=ANSWERED[:2]),
    ),
    "synthesis draft, gone": (SynthesisDraft(synthesis_id="s1"), SynthesisView(None)),
    "citation asked": (CitationAsked(citation_id="t1"), CITED),
    "citation answered, named": (CitationAnswered(citation_id="t1"), replace(CITED, answer=Consent.NAMED)),
    "citation answered, unnamed": (CitationAnswered(citation_id="t1"), replace(CITED, answer=Consent.UNNAMED)),
    "citation answered, no": (CitationAnswered(citation_id="t1"), replace(CITED, answer=Consent.REFUSED)),
    "citation answered, not yet": (CitationAnswered(citation_id="t1"), CITED),
    "citation answered, posted": (
        CitationAnswered(citation_id="t1"),
        replace(CITED, answer=Consent.NAMED, state=SynthesisState.POSTED),
    ),
    "citation answered, posted, unnamed": (
        CitationAnswered(citation_id="t1"),
        replace(CITED, answer=Consent.UNNAMED, state=SynthesisState.POSTED),
    ),
    "citation answered, too late": (CitationAnswered(citation_id="t1"), replace(CITED, state=SynthesisState.POSTED)),
    "citation answered, withdrawn": (
        CitationAnswered(citation_id="t1"),
        replace(CITED, answer=Consent.NAMED, state=SynthesisState.WITHDRAWN),
    ),
    "citation answered, no longer shared": (
        CitationAnswered(citation_id="t1"),
        replace(CITED, sentence=None, answer=Consent.NAMED),
    ),
    "synthesis posted": (Posted(synthesis_id="s1"), OUT),
    "synthesis posted, without citations": (Posted(synthesis_id="s1"), replace(OUT, question=None, citations=())),
    "synthesis posted, withdrawn": (Posted(synthesis_id="s1"), SynthesisView(None)),
    "keep trace": (KEEP_ASK, asked(KEEPABLE, **MESSAGE)),
    "keep trace, a link only": (KEEP_ASK, asked(KEEPABLE, link=MESSAGE["link"])),
    "keep trace, help": (KEEP_ASK.model_copy(update={"help": True}), asked(KEEPABLE, **MESSAGE)),
    "still for this, trace": (StillForThis(dialog="keep_trace", step="challenge", revision=5), None),
    "put aside, trace": (PutAside(dialog="keep_trace"), None),
    "trace kept": (TraceKept(trace_id="x1"), TraceView(TRACE, QUESTION)),
    "trace kept, a link only": (TraceKept(trace_id="x1"), TraceView(replace(TRACE, text=None), QUESTION)),
    "trace kept, asked": (TraceKept(trace_id="x1"), TraceView(OF_BRUNO, QUESTION)),
    "trace kept, to be asked": (TraceKept(trace_id="x1"), TraceView(OF_BRUNO, QUESTION, TOMORROW)),
    "trace kept, named": (
        TraceKept(trace_id="x1"),
        TraceView(replace(OF_BRUNO, text=TRACE.text, consent=Consent.NAMED), QUESTION),
    ),
    "trace kept, unnamed": (
        TraceKept(trace_id="x1"),
        TraceView(replace(OF_BRUNO, text=TRACE.text, consent=Consent.UNNAMED, author=""), QUESTION),
    ),
    "trace kept, no longer": (TraceKept(trace_id="x1"), TraceView(None)),
    "nothing to trace": (NothingToTrace(), NADIA),
    "nothing to trace, full": (NothingToTrace(full=True), NADIA),
    "nothing to trace, lost": (NothingToTrace(lost=True), NADIA),
    "trace asked": (TraceAsked(trace_id="x1"), TraceAskedView("x1", TRACE.text or "", "Ana Tremblay")),
    "trace answered, named": (TraceAnswered(trace_id="x1", answer=Consent.NAMED), None),
    "trace answered, unnamed": (TraceAnswered(trace_id="x1", answer=Consent.UNNAMED), None),
    "trace answered, no": (TraceAnswered(trace_id="x1", answer=Consent.REFUSED), None),
}
