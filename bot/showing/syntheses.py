"""Reports read together: for whoever may write a synthesis, for those it cites, and for the community's channel."""

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.delivery.pushing import waits_for_hours_alone, when_read
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.challenge import Readers
from community.messages import CitationAnswered, CitationAsked, SynthesisDraft
from community.messages import Synthesis as Posted
from community.report import Consent
from community.rights import Act, may, may_in
from community.synthesis import AGREED, CITED_LIMIT, SynthesisState
from community.views import (
    Citation,
    CitationView,
    Gatherable,
    Gathered,
    GatheringView,
    PersonView,
    Quote,
    Synthesis,
    SynthesisView,
    WritingView,
)
from storage.addresses import address_of_person
from storage.channels import channels_of, find_channel
from storage.pushed import waits_until
from storage.scope import Scope
from storage.syntheses import drafts_of, find_citation, find_synthesis
from storage.views.challenges import load_challenge
from storage.views.people import load_person
from storage.views.syntheses import load_citations, load_gathered, load_lineage

NOTHING = SynthesisView(None)
"""What is shown of a synthesis that isn't there, or isn't theirs: the same for both."""


def draft_view(seeing: Seeing, synthesis: Synthesis, person: PersonView) -> SynthesisView:
    """A draft as its author sees it: everybody cited or still to be asked, and whether it can be posted anywhere."""
    scope = Scope(seeing.scope.organization_id, synthesis.community_id)
    place = person.membership(synthesis.community_id)
    gathered = load_lineage(scope, seeing.conn, seeing.ring, synthesis.challenge_id)
    cited = load_citations(scope, seeing.conn, seeing.ring, synthesis.synthesis_id)
    if synthesis.state is SynthesisState.DRAFT:
        cited = (*cited, *_to_ask(seeing, scope, gathered.quotes if gathered else (), cited))
    return SynthesisView(
        synthesis=synthesis,
        community=place.community_name if place is not None else "",
        question=_question(seeing, gathered, person) if gathered is not None else None,
        citations=tuple(_on_its_way(seeing, scope, each, place.time_zone if place else seeing.zone) for each in cited),
        bound=bool(channels_of(scope, seeing.conn, synthesis.community_id)),
        runs=may_in(place, Act.RUN_COMMUNITY),
        facilitators=place.facilitators if place is not None else (),
    )


def own_synthesis(seeing: Seeing, synthesis_id: str, person: PersonView) -> Synthesis | None:
    """The synthesis of this id, for its author, as long as they may write one there."""
    found = find_synthesis(seeing.scope, seeing.conn, seeing.ring, synthesis_id)
    if found is None or found.author_id != person.person_id:
        return None
    return found if may_in(person.membership(found.community_id), Act.WRITE_SYNTHESIS) else None


def _shown(seeing: Seeing, message: SynthesisDraft | Posted) -> SynthesisView:
    if isinstance(message, Posted):
        return _posted(seeing, message)
    person = seeing.person(names=True)
    mine = own_synthesis(seeing, message.synthesis_id, person) if person is not None else None
    return draft_view(seeing, mine, person) if mine is not None and person is not None else NOTHING


def _posted(seeing: Seeing, message: Posted) -> SynthesisView:
    """What the community may read of it now: the sentences agreed to, of reports that it may still read."""
    found = find_synthesis(seeing.scope, seeing.conn, seeing.ring, message.synthesis_id)
    if found is None or found.state is not SynthesisState.POSTED or not _is_of(seeing, found.community_id):
        return NOTHING
    scope = Scope(seeing.scope.organization_id, found.community_id)
    gathered = load_lineage(scope, seeing.conn, seeing.ring, found.challenge_id)
    cited = load_citations(scope, seeing.conn, seeing.ring, found.synthesis_id)
    return SynthesisView(
        synthesis=found,
        question=_question(seeing, gathered, None) if gathered is not None else None,
        citations=tuple(_as_agreed(each) for each in cited if each.sentence is not None and each.answer in AGREED),
    )


def _as_agreed(citation: Citation) -> Citation:
    return replace(citation, author="") if citation.answer is Consent.UNNAMED else citation


def _is_of(seeing: Seeing, community_id: str) -> bool:
    """Whether the reader is a channel of this community, or somebody of it who may read what its members share."""
    if seeing.reader.person_id is None:
        bound = find_channel(seeing.scope, seeing.conn, seeing.reader.id)
        return bound is not None and bound.community_id == community_id
    person = seeing.person()
    return person is not None and may_in(person.membership(community_id), Act.KEEP_CHALLENGE)


def _question(seeing: Seeing, gathered: Gathered, person: PersonView | None) -> str | None:
    """The question of the first challenge in the lineage that may be read: by this person, else by the community."""
    for challenge_id in gathered.challenge_ids:
        challenge = load_challenge(seeing.scope, seeing.conn, seeing.ring, challenge_id)
        if challenge is None or challenge.question is None:
            continue
        if challenge.readers is Readers.COMMUNITY or may(person, Act.READ_CHALLENGE, challenge):
            return challenge.question
    return None


def _to_ask(seeing: Seeing, scope: Scope, quotes: Iterable[Quote], cited: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The reports that could be cited too, the newest where there are many."""
    known = {citation.report_id for citation in cited}
    fresh = [quote for quote in quotes if quote.report_id not in known]
    kept = fresh[-max(CITED_LIMIT - len(cited), 0) :] if len(cited) < CITED_LIMIT else []
    return tuple(
        Citation(
            citation_id=None,
            report_id=quote.report_id,
            author_id=quote.author_id,
            author=quote.author,
            sentence=quote.sentence,
            reachable=_can_be_asked(seeing, scope, quote.author_id),
        )
        for quote in kept
    )


def _can_be_asked(seeing: Seeing, scope: Scope, person_id: str) -> bool:
    if seeing.reader.person_id == person_id:
        return True
    going = when_read(seeing.conn, scope, CitationAsked(citation_id="").kind, person_id, seeing.now)
    return going.at is not None and address_of_person(scope, seeing.conn, person_id) is not None


def _on_its_way(seeing: Seeing, scope: Scope, citation: Citation, zone: str) -> Citation:
    """When the question reaches its author, while it waits for their hours alone."""
    if citation.answer is not Consent.ASKED or citation.citation_id is None:
        return citation
    due = waits_until(scope, seeing.conn, asking(citation.citation_id), citation.author_id)
    kind, whom = CitationAsked.model_fields["kind"].default, citation.author_id
    if due is None or not waits_for_hours_alone(seeing.conn, scope, kind, whom, due, seeing.now):
        return citation
    return replace(citation, due=due.astimezone(ZoneInfo(zone)))


def asking(citation_id: str) -> str:
    """The cause for which the author of a report is asked: once a citation."""
    return f"citation:{citation_id}"


def _citation(seeing: Seeing, message: CitationAsked | CitationAnswered) -> CitationView | None:
    """For the author of the report. What is to be asked and can't be cited any more isn't asked."""
    cited = find_citation(seeing.scope, seeing.conn, message.citation_id)
    if cited is None or cited.person_id != seeing.reader.person_id:
        return None
    synthesis = find_synthesis(seeing.scope, seeing.conn, seeing.ring, cited.synthesis_id)
    if synthesis is None:
        return None
    scope = Scope(seeing.scope.organization_id, synthesis.community_id)
    here = load_citations(scope, seeing.conn, seeing.ring, synthesis.synthesis_id)
    sentence = next((each.sentence for each in here if each.citation_id == cited.citation_id), None)
    to_ask = isinstance(message, CitationAsked)
    if to_ask and (sentence is None or synthesis.state is not SynthesisState.DRAFT):
        return None
    person = load_person(seeing.scope, seeing.conn, cited.person_id, seeing.now)
    place = person.membership(synthesis.community_id) if person is not None else None
    if place is None:
        return None
    return CitationView(
        citation_id=cited.citation_id,
        sentence=sentence,
        by=synthesis.author,
        community=place.community_name,
        answer=cited.answer,
        state=synthesis.state,
    )


def _gathering(seeing: Seeing, person: PersonView, subject_id: str | None) -> GatheringView | None:
    """What there is to read together, the newest first; ``None`` where there is nothing."""
    if not may_in(person.membership(seeing.scope.community_id), Act.WRITE_SYNTHESIS):
        return None  # their role may have ended in the middle of it
    found = load_gathered(seeing.scope, seeing.conn, seeing.ring)
    drafts = drafts_of(seeing.scope, seeing.conn, person.person_id or "")
    each = tuple(
        Gatherable(
            challenge_id=gathered.challenge_id,
            name=_question(seeing, gathered, person) or gathered.quotes[0].sentence,
            draft_id=next((drafts[of] for of in gathered.challenge_ids if of in drafts), None),
        )
        for gathered in reversed(found)
    )
    return GatheringView(each) if each else None


def _writing(seeing: Seeing, person: PersonView, subject_id: str | None) -> WritingView | None:
    """The reports on one challenge of the community, for whoever may write about them."""
    if subject_id is None or not may_in(person.membership(seeing.scope.community_id), Act.WRITE_SYNTHESIS):
        return None
    gathered = load_lineage(seeing.scope, seeing.conn, seeing.ring, subject_id)
    if gathered is None:
        return None
    drafts = drafts_of(seeing.scope, seeing.conn, person.person_id or "")
    draft_id = next((drafts[of] for of in gathered.challenge_ids if of in drafts), None)
    draft = find_synthesis(seeing.scope, seeing.conn, seeing.ring, draft_id) if draft_id is not None else None
    if draft is None and not gathered.quotes:
        return None
    return WritingView(gathered.challenge_id, gathered.quotes[-CITED_LIMIT:], draft)


def _drafted(seeing: Seeing, person: PersonView, subject_id: str | None) -> SynthesisView | None:
    """One's own draft, as it stands."""
    mine = own_synthesis(seeing, subject_id or "", person)
    if mine is None or mine.state is not SynthesisState.DRAFT:
        return None
    return draft_view(seeing, mine, person)


MESSAGES: dict[type, MessageLoader] = {SynthesisView: _shown, CitationView: _citation}
DIALOGS: dict[type, DialogLoader] = {GatheringView: _gathering, WritingView: _writing, SynthesisView: _drafted}
