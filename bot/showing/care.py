"""Suivi, for who runs a community; what each member sees of it; and the words between two people."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.delivery.pushing import when_read
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.care import to_be_signalled
from community.letter import IN_A_ROW, LATELY
from community.messages import Letter, LetterSent, Overview, SeenOfMe
from community.rights import Act, may_in, may_read_share
from community.views import (
    LetterView,
    Membership,
    OverviewView,
    PersonView,
    SeenOfMeView,
    SeenPlace,
    WriteToView,
)
from storage.addresses import address_of_person
from storage.letters import find_letter, in_a_row
from storage.scope import Scope
from storage.views.care import load_care
from storage.views.people import load_person, load_who_runs
from storage.walk_shares import standing_shares

NOT_THEIRS = OverviewView(allowed=False)


def _overview(seeing: Seeing, message: Overview) -> OverviewView:
    person = seeing.person()
    run = [place for place in person.memberships if may_in(place, Act.RUN_COMMUNITY)] if person else []
    run.sort(key=lambda place: (place.community_id != seeing.scope.community_id, place.community_name))
    if not run:
        return NOT_THEIRS
    page = min(message.page, len(run) - 1)
    care = load_care(Scope(seeing.scope.organization_id, run[page].community_id), seeing.conn, seeing.now)
    if care is None:
        return NOT_THEIRS
    named = to_be_signalled(care.standings, care.today, care.month)
    return OverviewView(
        allowed=True,
        community=run[page].community_name,
        month=care.month,
        counts=care.counts,
        small=care.small,
        together=care.together,
        names=tuple((standing.person_id, standing.name) for standing in named),
        page=page,
        pages=len(run),
        walked=care.walked,
        following=run[(page + 1) % len(run)].community_name if len(run) > 1 else "",
    )


def _seen_of_me(seeing: Seeing, message: SeenOfMe) -> SeenOfMeView | None:
    person = seeing.person(names=True)
    if person is None or person.person_id is None:
        return None
    places = tuple(
        found
        for place in person.memberships
        if may_in(place, Act.KEEP_CHALLENGE) and not may_in(place, Act.RUN_COMMUNITY)
        if (found := _seen_in(seeing, place, person.person_id)) is not None
    )
    return SeenOfMeView(person.quiet.may_be_signalled, places)


def _seen_in(seeing: Seeing, place: Membership, person_id: str) -> SeenPlace | None:
    care = load_care(Scope(seeing.scope.organization_id, place.community_id), seeing.conn, seeing.now)
    if care is None:
        return None
    named = to_be_signalled(care.standings, care.today, care.month)
    return SeenPlace(
        community=place.community_name,
        facilitators=place.facilitators,
        group=place.group,
        told_apart=place.group_id in care.told_apart,
        named=any(standing.person_id == person_id for standing in named),
    )


def shared_community(author: PersonView, to: PersonView) -> Membership | None:
    """The community in which the first may write to the second: they run it, and the other keeps challenges there."""
    return next(
        (
            place
            for place in author.memberships
            if may_in(place, Act.RUN_COMMUNITY) and may_in(to.membership(place.community_id), Act.KEEP_CHALLENGE)
        ),
        None,
    )


def may_write(scope: Scope, conn: Connection, author: PersonView, to: PersonView) -> str | None:
    """The community in which the first may write to the second: where they run it, or are shown a walk of theirs."""
    place = shared_community(author, to)
    if place is not None or to.person_id is None:
        return place.community_id if place is not None else None
    shown = (share for share in standing_shares(scope, conn, to.person_id) if may_read_share(author, share))
    return next((share.community_id for share in shown if to.membership(share.community_id) is not None), None)


def _write_to(seeing: Seeing, person: PersonView, subject_id: str | None) -> WriteToView | None:
    """``None``, too, for somebody whom Relais couldn't reach: it is told before anything is written."""
    to = load_person(seeing.scope, seeing.conn, subject_id, seeing.now) if subject_id else None
    if to is None or subject_id is None or person.person_id is None:
        return None
    if subject_id == person.person_id:
        return WriteToView(subject_id, to.full_name, person.full_name, "", own=True)
    where = may_write(seeing.scope, seeing.conn, person, to)
    if where is None or not reachable(seeing, where, subject_id):
        return None
    often = writes_often(seeing.conn, seeing.scope, person.person_id, subject_id, seeing.now)
    return WriteToView(subject_id, to.full_name, person.full_name, where, often)


def writes_often(conn: Connection, scope: Scope, person_id: str | None, to_id: str, now: datetime) -> bool:
    """Whether this person has sent the other as many words lately as may go unanswered."""
    return person_id is not None and in_a_row(scope, conn, person_id, to_id, now - LATELY) >= IN_A_ROW


def reachable(seeing: Seeing, community_id: str, person_id: str) -> bool:
    """Whether a letter would ever reach this person of the community."""
    scope = Scope(seeing.scope.organization_id, community_id)
    going = when_read(seeing.conn, scope, Letter.model_fields["kind"].default, person_id, seeing.now)
    return going.at is not None and address_of_person(scope, seeing.conn, person_id) is not None


def to_talk_to(seeing: Seeing, person: PersonView, community_id: str) -> dict[str, str]:
    """Who runs the community and can be written to, but for oneself: id → first and last name."""
    here = Scope(seeing.scope.organization_id, community_id)
    runs = load_who_runs(here, seeing.conn, seeing.now)
    return {
        person_id: name
        for person_id, name in runs.items()
        if person_id != person.person_id and reachable(seeing, community_id, person_id)
    }


def _letter(seeing: Seeing, message: Letter | LetterSent) -> LetterView | None:
    found = _read(seeing, message.letter_id)
    if found is None:
        return None
    mine = found.author_id if isinstance(message, LetterSent) else found.to_id
    return found if seeing.reader.person_id == mine else None


def _letter_to_answer(seeing: Seeing, person: PersonView, subject_id: str | None) -> LetterView | None:
    found = _read(seeing, subject_id) if subject_id else None
    if found is None or found.to_id != person.person_id or not reachable(seeing, found.community_id, found.author_id):
        return None
    return replace(found, often=writes_often(seeing.conn, seeing.scope, found.to_id, found.author_id, seeing.now))


def _read(seeing: Seeing, letter_id: str) -> LetterView | None:
    """The letter for one of its two people, as long as they are of its community."""
    found = find_letter(seeing.scope, seeing.conn, seeing.ring, letter_id)
    person = seeing.person()
    if found is None or person is None or person.person_id not in (found.person_id, found.to_id):
        return None
    place = person.membership(found.community_id)
    if place is None:
        return None
    return LetterView(
        letter_id=found.id,
        community_id=found.community_id,
        author_id=found.person_id,
        author=found.author,
        to_id=found.to_id,
        to=found.to,
        text=found.text,
        runs=may_in(place, Act.RUN_COMMUNITY),
    )


MESSAGES: dict[type, MessageLoader] = {
    OverviewView: _overview,
    SeenOfMeView: _seen_of_me,
    LetterView: _letter,
}
DIALOGS: dict[type, DialogLoader] = {WriteToView: _write_to, LetterView: _letter_to_answer}
