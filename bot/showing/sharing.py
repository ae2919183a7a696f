"""What is shown to a group, for whoever reads it now: a person, or the channel of a group."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.showing.groups import FIRST_CARD_DAYS
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.civil import after_working_days
from community.messages import ChallengeShown, Message, SharedCard
from community.rights import Act, may, may_channel
from community.views import Action, Challenge, PersonView, Report, SharedChallenge, ShownChallenge
from storage.channels import BoundChannel, channels_of, find_channel, posted_in
from storage.organizations import Community, community
from storage.scope import Scope
from storage.views.challenges import load_challenge
from storage.views.groups import group_of
from storage.views.people import load_organization
from storage.views.sharing import load_shared, waits_until

NOT_SHOWN = SharedChallenge(challenge=None)
"""What anybody sees of a challenge that isn't shown to them, or is nowhere: both look alike."""


def shared(seeing: Seeing, challenge_id: str, person: PersonView | None = None) -> SharedChallenge:
    """A challenge as its reader may read it now: ``person``, else the channel or the person of ``seeing``.

    :data:`NOT_SHOWN` when they may not, whoever it belongs to: an owner reads their own as the group does.
    """
    found = load_shared(seeing.scope, seeing.conn, seeing.ring, challenge_id, seeing.now)
    return readable(seeing, found, person) if found is not None else NOT_SHOWN


def readable(seeing: Seeing, found: SharedChallenge, person: PersonView | None = None) -> SharedChallenge:
    """What of it its reader may read now; a note is nobody's but its owner's."""
    reader = person or seeing.person()
    channel = find_channel(seeing.scope, seeing.conn, seeing.reader.id) if reader is None else None
    if found.challenge is None or not _may_read(reader, channel, found.challenge):
        return NOT_SHOWN
    report = found.report if found.report is not None and _may_read(reader, channel, found.report) else None
    actions = tuple(
        replace(action, note=None) for action in found.actions if _reaches(reader, channel, action, found.challenge)
    )
    return replace(found, report=report, actions=actions)


def _may_read(reader: PersonView | None, channel: BoundChannel | None, subject: Challenge | Report) -> bool:
    if reader is not None:
        return may(reader, Act.READ_CHALLENGE, subject)
    return channel is not None and may_channel(channel.group_id, channel.community_id, subject)


def _reaches(reader: PersonView | None, channel: BoundChannel | None, action: Action, of: Challenge) -> bool:
    """An action has readers of its own, in its challenge's group."""
    if reader is not None:
        return may(reader, Act.READ_CHALLENGE, action, of)
    return channel is not None and may_channel(
        channel.group_id, channel.community_id, replace(of, readers=action.readers)
    )


def _shared_card(seeing: Seeing, message: Message) -> SharedChallenge | None:
    challenge_id = getattr(message, "challenge_id", "")
    found = shared(seeing, challenge_id)
    if found.challenge is None and isinstance(message, SharedCard) and seeing.reader.person_id is None:
        # A card that waited, of a challenge withdrawn since, is not posted to say so.
        return found if posted_in(seeing.scope, seeing.conn, challenge_id, seeing.reader.id) else None
    return found


def _about_shared(seeing: Seeing, person: PersonView, subject_id: str | None) -> SharedChallenge | None:
    found = shared(seeing, subject_id, person) if subject_id is not None else NOT_SHOWN
    return found if found.challenge is not None else None


def _shown(seeing: Seeing, message: ChallengeShown) -> ShownChallenge | None:
    """Where one's own challenge is shown, and when."""
    person = seeing.person()
    challenge = load_challenge(seeing.scope, seeing.conn, seeing.ring, message.challenge_id)
    if person is None or challenge is None or not may(person, Act.CHANGE_CHALLENGE, challenge):
        return None
    here = Scope(seeing.scope.organization_id, challenge.community_id)
    place = community(here, seeing.conn)
    group = group_of(here, seeing.conn, challenge.group_id)
    bound = channels_of(here, seeing.conn, challenge.group_id)
    due = waits_until(here, seeing.conn, challenge.challenge_id, seeing.now)
    runs = dict(load_organization(here, seeing.conn, seeing.now).communities)
    return ShownChallenge(
        challenge=challenge,
        group=group[0] if group is not None else challenge.community,
        channels=len(bound),
        at=due.astimezone(ZoneInfo(place.time_zone)) if due is not None and place is not None else None,
        first=runs.get(challenge.community, ()) if any(_waits_for_first(seeing, place, c) for c in bound) else (),
    )


def _waits_for_first(seeing: Seeing, place: Community | None, bound: BoundChannel) -> bool:
    """Whether members' cards wait in this channel for the facilitator's."""
    if place is None or bound.opened:
        return False
    return after_working_days(bound.bound_at, FIRST_CARD_DAYS, ZoneInfo(place.time_zone), place.hours) > seeing.now


MESSAGES: dict[type, MessageLoader] = {SharedChallenge: _shared_card, ShownChallenge: _shown}
DIALOGS: dict[type, DialogLoader] = {SharedChallenge: _about_shared}
