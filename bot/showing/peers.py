"""What peers write, and what is shown to them, for whoever reads it now: rights are asked of what stands today."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from bot.showing.sharing import readable, shared
from community.messages import (
    Message,
    PeerAnswer,
    PeerBundle,
    PeerQuestion,
    TeamChallenge,
    TeamChallenges,
    ThreadWords,
    TryKept,
    WordsSent,
)
from community.rights import Act, may, may_answer, may_channel, may_in
from community.views import (
    AnswerView,
    BundleView,
    Challenge,
    OpenedView,
    PeerView,
    PeerWords,
    PersonView,
    SentView,
    SharedChallenge,
    SharedChallengesView,
    TriedView,
)
from storage.channels import find_channel
from storage.organizations import community
from storage.scope import Scope
from storage.views.challenges import load_challenge, load_month, load_open
from storage.views.peers import Listed, load_bundle, load_listed, load_made_from, load_words, threads_of
from storage.views.people import load_person
from storage.views.sharing import load_shared_all

PAGE_SIZE = 3
"""Challenges on one page of the team's: each has its question, what came of it, and a button."""


def standing_threads(seeing: Seeing, challenge: Challenge) -> bool:
    """Whether a card about it stands in a channel that may show it now."""
    here = Scope(seeing.scope.organization_id, challenge.community_id)
    return any(
        may_channel(t.group_id, t.community_id, challenge)
        for t in threads_of(here, seeing.conn, challenge.challenge_id)
    )


def _under(seeing: Seeing, person: PersonView, subject_id: str | None) -> PeerView | None:
    """A challenge this person may read, with what they need to write under it; their own even when it isn't shown."""
    if subject_id is None or person.person_id is None:
        return None
    found = shared(seeing, subject_id, person)
    if found.challenge is None:
        own = load_challenge(seeing.scope, seeing.conn, seeing.ring, subject_id)
        if own is None or own.owner_id != person.person_id:
            return None
        found = SharedChallenge(challenge=own, owner=person.full_name)
    challenge = found.challenge
    place = person.membership(challenge.community_id) if challenge is not None else None
    if challenge is None or challenge.question is None or place is None:
        return None
    here = Scope(seeing.scope.organization_id, challenge.community_id)
    month = load_month(here, seeing.conn, seeing.ring, person.person_id, seeing.now, group_id=place.group_id)
    if month is None:
        return None
    return PeerView(
        challenge=challenge,
        shared=found,
        author=person.full_name,
        own=challenge.owner_id == person.person_id,
        in_thread=standing_threads(seeing, challenge),
        until=month.new_until or month.until,
        learners=month.learners,
        words_locale=month.words_locale,
        mine=load_made_from(here, seeing.conn, seeing.ring, person.person_id, challenge.challenge_id),
        open=len(load_open(here, seeing.conn, seeing.ring, person.person_id).challenges),
    )


def _to_answer(seeing: Seeing, person: PersonView, subject_id: str | None) -> AnswerView | None:
    words = load_words(seeing.scope, seeing.conn, seeing.ring, subject_id) if subject_id is not None else None
    if words is None or not may_answer(person, words):
        return None
    challenge = load_challenge(seeing.scope, seeing.conn, seeing.ring, words.challenge_id)
    asker = load_person(seeing.scope, seeing.conn, words.author_id, seeing.now)
    both = challenge is not None and all(may(one, Act.READ_CHALLENGE, challenge) for one in (person, asker))
    in_thread = challenge is not None and both and standing_threads(seeing, challenge)
    return AnswerView(words, author=person.full_name, in_thread=in_thread)


def _opened(seeing: Seeing, message: TeamChallenge) -> OpenedView:
    person = seeing.person()
    seen = _under(seeing, person, message.challenge_id) if person is not None else None
    return OpenedView(seen)


def _words(seeing: Seeing, message: Message) -> PeerWords | None:
    """Words in a channel, or to whom they were sent."""
    if not isinstance(message, ThreadWords | PeerQuestion | PeerAnswer):
        return None
    words = load_words(seeing.scope, seeing.conn, seeing.ring, message.words_id)
    if words is None:
        return None
    challenge = load_challenge(seeing.scope, seeing.conn, seeing.ring, words.challenge_id)
    if isinstance(message, ThreadWords):
        bound = find_channel(seeing.scope, seeing.conn, seeing.reader.id)
        stands = bound is not None and challenge is not None
        if not (stands and may_channel(bound.group_id, bound.community_id, challenge)):  # type: ignore[union-attr, arg-type]
            return None
        return replace(words, question="", asked="")
    person = seeing.person()
    if person is None or person.person_id is None or words.to_id != person.person_id:
        return None
    may_read = challenge is not None and may(person, Act.READ_CHALLENGE, challenge)
    return words if may_read else replace(words, question="")


def _sent(seeing: Seeing, message: WordsSent) -> SentView | None:
    words = load_words(seeing.scope, seeing.conn, seeing.ring, message.words_id)
    if words is None or words.author_id != seeing.reader.person_id:
        return None
    place = community(Scope(seeing.scope.organization_id, words.community_id), seeing.conn)
    zone = ZoneInfo(place.time_zone if place is not None else seeing.zone)
    return SentView(replace(words, question=""), message.at.astimezone(zone) if message.at is not None else None)


def _bundle(seeing: Seeing, message: PeerBundle) -> BundleView | None:
    """Contents are read now: what was withdrawn or answered since isn't told, and an empty bundle makes no sense."""
    person = seeing.person()
    if person is None or person.person_id is None:
        return None
    found = load_bundle(seeing.scope, seeing.conn, seeing.ring, person.person_id, message.bundle)
    words = tuple(
        each if each.owner_id == person.person_id else replace(each, question="")
        for each in found.words
        if person.membership(each.community_id) is not None
    )
    return BundleView(words) if words else None


def _tried(seeing: Seeing, message: TryKept) -> TriedView | None:
    own = load_challenge(seeing.scope, seeing.conn, seeing.ring, message.challenge_id)
    if own is None or own.owner_id != seeing.reader.person_id:
        return None
    person = seeing.person()
    theirs = shared(seeing, own.inspired_by_id, person) if own.inspired_by_id is not None else None
    return TriedView(own, theirs.owner if theirs is not None else "")


def _team(seeing: Seeing, message: TeamChallenges) -> SharedChallengesView | None:
    """One page of all this person may read now, in the community talked about, else in each of theirs."""
    person = seeing.person()
    if person is None or person.person_id is None:
        return None
    here = person.membership(seeing.scope.community_id)
    places = [here] if here is not None else list(person.memberships)
    listed = [
        one
        for one in load_listed(seeing.scope, seeing.conn, [place.community_id for place in places], seeing.now)
        if may(person, Act.READ_CHALLENGE, one.challenge)
    ]
    subjects = tuple(sorted({one.subject for one in listed if one.subject}, key=str.casefold))
    subject = subjects[message.subject] if message.subject is not None and message.subject < len(subjects) else None
    chosen = [one for one in listed if subject is None or one.subject == subject]
    pages = max(1, -(-len(chosen) // PAGE_SIZE))
    page = min(message.page, pages - 1)
    return SharedChallengesView(
        shown=tuple(_page(seeing, person, chosen[page * PAGE_SIZE : (page + 1) * PAGE_SIZE])),
        page=page,
        pages=pages,
        group=here.group if here is not None else "",
        subjects=subjects,
        subject=subject,
        own=frozenset(one.challenge.challenge_id for one in listed if one.challenge.owner_id == person.person_id),
        may_keep=any(may_in(place, Act.KEEP_CHALLENGE) for place in places),
    )


def _page(seeing: Seeing, person: PersonView, listed: Sequence[Listed]) -> list[SharedChallenge]:
    ids = [one.challenge.challenge_id for one in listed]
    found = load_shared_all(seeing.scope, seeing.conn, seeing.ring, ids, seeing.now)
    seen = (readable(seeing, one, person) for one in found)
    return [one for one in seen if one.challenge is not None]


MESSAGES: dict[type, MessageLoader] = {
    OpenedView: _opened,
    PeerWords: _words,
    SentView: _sent,
    BundleView: _bundle,
    TriedView: _tried,
    SharedChallengesView: _team,
}
DIALOGS: dict[type, DialogLoader] = {PeerView: _under, AnswerView: _to_answer}
