"""One's own challenges: for their owner only."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.messages import ChallengeKept, Message, MyChallenges
from community.rights import Act, may, may_in
from community.views import (
    Challenge,
    MonthView,
    MyChallengesView,
    OpenChallengesView,
    OwnChallengeView,
    PersonView,
)
from storage.views.challenges import load_challenge, load_month, load_my_challenges, load_open
from storage.views.own import load_own


def _my_challenges(seeing: Seeing, message: MyChallenges) -> MyChallengesView | None:
    person_id = seeing.reader.person_id
    if person_id is None:
        return None
    person = seeing.person()
    places = person.memberships if person else ()
    zone = ZoneInfo(places[0].time_zone if places else seeing.zone)
    mine = load_my_challenges(seeing.scope, seeing.conn, seeing.ring, person_id, message.page, seeing.now, zone)
    return replace(mine, may_keep=any(may_in(place, Act.KEEP_CHALLENGE) for place in places))


def _challenge(seeing: Seeing, message: ChallengeKept) -> Challenge | None:
    person = seeing.person()
    if person is None or person.person_id is None:
        return None
    found = load_challenge(seeing.scope, seeing.conn, seeing.ring, message.challenge_id)
    return found if found is not None and may(person, Act.CHANGE_CHALLENGE, found) else None


def _month(seeing: Seeing, person: PersonView, subject_id: str | None) -> MonthView | None:
    if person.person_id is None:
        return None
    place = person.membership(seeing.scope.community_id)
    return load_month(
        seeing.scope,
        seeing.conn,
        seeing.ring,
        person.person_id,
        seeing.now,
        challenge_id=subject_id,
        group_id=place.group_id if place is not None else "",
    )


def _open(seeing: Seeing, person: PersonView, subject_id: str | None) -> OpenChallengesView | None:
    if person.person_id is None:
        return None
    return load_open(seeing.scope, seeing.conn, seeing.ring, person.person_id)


def _own(seeing: Seeing, message: Message) -> OwnChallengeView | None:
    return own(seeing, seeing.person(names=True), getattr(message, "challenge_id", None))


def own(seeing: Seeing, person: PersonView | None, challenge_id: str | None) -> OwnChallengeView | None:
    """One of the person's own challenges with all that hangs from it; ``None`` for anybody else's."""
    if person is None or challenge_id is None:
        return None
    return load_own(seeing.scope, seeing.conn, seeing.ring, person, challenge_id, seeing.now)


def _about_own(seeing: Seeing, person: PersonView, subject_id: str | None) -> OwnChallengeView | None:
    return own(seeing, seeing.person(names=True), subject_id)


MESSAGES: dict[type, MessageLoader] = {
    MyChallengesView: _my_challenges,
    Challenge: _challenge,
    OwnChallengeView: _own,
}
DIALOGS: dict[type, DialogLoader] = {
    MonthView: _month,
    OpenChallengesView: _open,
    OwnChallengeView: _about_own,
}
