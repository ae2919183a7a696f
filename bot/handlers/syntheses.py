"""Reading reports together: the draft, what is asked of whom it cites, and its posting. Rights are asked each time."""

from bot.handlers.acting import Acting, Handler
from bot.handlers.telling import tell
from bot.showing.seeing import Seeing
from bot.showing.syntheses import asking, draft_view
from community.commands import (
    AnswerCitation,
    AskCitations,
    Command,
    DropSynthesis,
    OpenSynthesis,
    PostSynthesis,
    WithdrawSynthesis,
    WriteSynthesis,
)
from community.messages import CitationAnswered, CitationAsked, Message, NotForYou, SynthesisDraft
from community.messages import Synthesis as Posted
from community.report import Consent
from community.rights import Act, may_in
from community.synthesis import AUTHORS_AT_LEAST, TRANSITIONS, SynthesisAct, SynthesisState, answers_left, may_post
from community.views import Citation, Synthesis
from storage.addresses import find_address
from storage.channels import channels_of
from storage.scope import Scope
from storage.syntheses import (
    add_citation,
    add_synthesis,
    answer_citation,
    change_synthesis,
    drafts_of,
    drop_synthesis,
    find_citation,
    lock_synthesis,
    move_synthesis,
)
from storage.views.syntheses import load_lineage


def open_synthesis(command: OpenSynthesis, acting: Acting) -> Message:
    """The draft, as it stands."""
    return SynthesisDraft(synthesis_id=command.synthesis_id)


def write(command: WriteSynthesis, acting: Acting) -> Message:
    """Keep the words, as the draft there is on this lineage, or a new one. Nobody else reads it yet."""
    gathered = load_lineage(acting.scope, acting.conn, acting.ring, command.challenge_id)
    if gathered is None or not may_in(acting.membership(), Act.WRITE_SYNTHESIS):
        return NotForYou()
    words = {"works": command.works, "conditions": command.conditions, "whom": command.whom}
    drafts = drafts_of(acting.scope, acting.conn, acting.person_id)
    found = next((drafts[of] for of in gathered.challenge_ids if of in drafts), None)
    if found is not None:
        change_synthesis(acting.scope, acting.conn, acting.ring, found, words, acting.now)
        return SynthesisDraft(synthesis_id=found)
    if gathered.authors() < AUTHORS_AT_LEAST:
        return NotForYou()
    made = add_synthesis(
        acting.scope, acting.conn, acting.ring, acting.person_id, gathered.challenge_id, words, acting.now
    )
    return SynthesisDraft(synthesis_id=made) if made is not None else NotForYou()


def ask(command: AskCitations, acting: Acting) -> Message:
    """Ask everybody cited who wasn't asked yet; who can't be reached isn't cited."""
    mine = _mine(acting, command.synthesis_id, SynthesisAct.ASK)
    if mine is None:
        return SynthesisDraft(synthesis_id=command.synthesis_id)
    scope = _scope(acting, mine)
    for citation in _citations(acting, mine):
        if citation.answer is not None or not citation.reachable:
            continue
        own = citation.author_id == acting.person_id
        made = add_citation(
            scope,
            acting.conn,
            mine.synthesis_id,
            citation.report_id,
            citation.author_id,
            Consent.OWN if own else Consent.ASKED,
            acting.now,
        )
        if made is not None and not own:
            tell(acting, scope, citation.author_id, CitationAsked(citation_id=made), asking(made))
    return SynthesisDraft(synthesis_id=mine.synthesis_id)


def answer(command: AnswerCitation, acting: Acting) -> Message:
    """What the author of a report answers; the draft, or what was posted, follows."""
    cited = find_citation(acting.scope, acting.conn, command.citation_id)
    if cited is None or cited.person_id != acting.person_id:
        return NotForYou()
    synthesis = lock_synthesis(acting.scope, acting.conn, acting.ring, cited.synthesis_id)
    cited = find_citation(acting.scope, acting.conn, command.citation_id)
    if synthesis is None or cited is None or acting.person.membership(synthesis.community_id) is None:
        return NotForYou()
    if command.answer in answers_left(synthesis.state, cited.answer):
        answer_citation(acting.scope, acting.conn, cited.citation_id, command.answer, acting.now)
        acting.saying.freshen(acting.scope, synthesis.synthesis_id)
    return CitationAnswered(citation_id=cited.citation_id)


def post(command: PostSynthesis, acting: Acting) -> Message:
    """Post it in the community's channels, with what is agreed to; without a channel it stays a draft."""
    mine = _mine(acting, command.synthesis_id, SynthesisAct.POST)
    if mine is None:
        return SynthesisDraft(synthesis_id=command.synthesis_id)
    scope = _scope(acting, mine)
    answers = [citation.answer for citation in _citations(acting, mine) if citation.answer is not None]
    channels = channels_of(scope, acting.conn, mine.community_id)
    if not channels or not may_post(answers):
        return SynthesisDraft(synthesis_id=mine.synthesis_id)
    _move(acting, mine, SynthesisAct.POST)
    for channel in channels:
        address = find_address(scope, acting.conn, channel.address_id)
        if address is not None:
            message = Posted(synthesis_id=mine.synthesis_id)
            acting.saying.say(scope, message, address, cause=f"synthesis:{mine.synthesis_id}", order_key=address.id)
    acting.saying.freshen(acting.scope, mine.synthesis_id)
    return SynthesisDraft(synthesis_id=mine.synthesis_id)


def drop(command: DropSynthesis, acting: Acting) -> Message:
    """Discard the draft: who was asked is asked no more."""
    mine = _mine(acting, command.synthesis_id, SynthesisAct.WRITE)
    if mine is not None:
        drop_synthesis(acting.scope, acting.conn, mine.synthesis_id)
    return SynthesisDraft(synthesis_id=command.synthesis_id)


def withdraw(command: WithdrawSynthesis, acting: Acting) -> Message:
    """Take back what was posted: its cards say so."""
    mine = _mine(acting, command.synthesis_id, SynthesisAct.WITHDRAW)
    if mine is not None:
        _move(acting, mine, SynthesisAct.WITHDRAW)
        acting.saying.freshen(acting.scope, mine.synthesis_id)
    return SynthesisDraft(synthesis_id=command.synthesis_id)


def _mine(acting: Acting, synthesis_id: str, act: SynthesisAct) -> Synthesis | None:
    """The actor's own synthesis, locked, where this may be done to it now."""
    found = lock_synthesis(acting.scope, acting.conn, acting.ring, synthesis_id)
    if found is None or found.author_id != acting.person_id or (found.state, act) not in TRANSITIONS:
        return None
    return found if may_in(acting.person.membership(found.community_id), Act.WRITE_SYNTHESIS) else None


def _citations(acting: Acting, mine: Synthesis) -> tuple[Citation, ...]:
    zone = next((place.time_zone for place in acting.person.memberships), "UTC")
    seeing = Seeing(acting.conn, acting.scope, acting.ring, acting.address, acting.now, acting.person.locale, zone)
    return draft_view(seeing, mine, acting.person).citations


def _move(acting: Acting, mine: Synthesis, act: SynthesisAct) -> SynthesisState:
    state = TRANSITIONS[mine.state, act]
    move_synthesis(acting.scope, acting.conn, mine.synthesis_id, state, acting.now)
    return state


def _scope(acting: Acting, mine: Synthesis) -> Scope:
    return Scope(acting.scope.organization_id, mine.community_id)


HANDLES: dict[type[Command], Handler] = {
    OpenSynthesis: open_synthesis,
    WriteSynthesis: write,
    AskCitations: ask,
    AnswerCitation: answer,
    PostSynthesis: post,
    DropSynthesis: drop,
    WithdrawSynthesis: withdraw,
}
