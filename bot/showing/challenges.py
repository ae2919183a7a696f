"""One's own challenges: for their owner only."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.messages import ChallengeKept, MyChallenges
from community.rights import Act, may, may_in
from community.views import Challenge, MonthView, MyChallengesView, OpenChallengesView, PersonView
from storage.views.challenges import load_challenge, load_month, load_my_challenges, load_open


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
    return load_month(seeing.scope, seeing.conn, seeing.ring, person.person_id, seeing.now, challenge_id=subject_id)


def _open(seeing: Seeing, person: PersonView, subject_id: str | None) -> OpenChallengesView | None:
    if person.person_id is None:
        return None
    return load_open(seeing.scope, seeing.conn, seeing.ring, person.person_id)


MESSAGES: dict[type, MessageLoader] = {MyChallengesView: _my_challenges, Challenge: _challenge}
DIALOGS: dict[type, DialogLoader] = {MonthView: _month, OpenChallengesView: _open}
