"""Channels, what they are bound to, and the next meetings: for who runs the community, and for the channel itself."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.challenge import Readers
from community.civil import after_working_days, civil_date
from community.messages import MeetingMoved, MeetingSet, Message
from community.rights import Act, may_in
from community.views import ChannelView, GroupView, MeetingsView, Membership, PersonView
from storage.addresses import CHANNEL, Address, find_address
from storage.channels import BoundChannel, find_channel
from storage.meetings import meeting_of, next_meetings, until_of
from storage.organizations import community
from storage.scope import Scope
from storage.views.challenges import load_open
from storage.views.groups import group_of, groups_of
from storage.views.people import load_person

FIRST_CARD_DAYS = 2
"""Working days that members' cards wait in a new channel for the first one, the facilitator's."""
A_YEAR = timedelta(days=366)
"""How far ahead a meeting may be set."""


def runs(person: PersonView | None) -> list[Membership]:
    """The places of the communities that somebody runs."""
    return [place for place in person.memberships if may_in(place, Act.RUN_COMMUNITY)] if person is not None else []


def channel_name(address: Address) -> str:
    """What the platform calls a channel; Teams names only the team of its first channel."""
    told = address.reference.get("channel_name") or address.reference.get("team_name") or ""
    return str(told)


def _channel(seeing: Seeing, address_id: str, person: PersonView | None) -> ChannelView | None:
    """A channel as who runs a community, or those who look at it there, may see it."""
    address = find_address(seeing.scope, seeing.conn, address_id)
    if address is None or address.kind != CHANNEL:
        return None
    bound = find_channel(seeing.scope, seeing.conn, address_id)
    mine = runs(person)
    choices = tuple(
        (group_id, name if len(mine) == 1 or group_id == place.community_id else f"{name} ({place.community_name})")
        for place in mine
        for group_id, name, _ in groups_of(_in(seeing, place.community_id), seeing.conn)
    )
    if bound is None:
        return ChannelView(address_id=address_id, name=channel_name(address), groups=choices)
    return _bound(seeing, address, bound, choices, person)


def _bound(
    seeing: Seeing,
    address: Address,
    bound: BoundChannel,
    choices: tuple[tuple[str, str], ...],
    person: PersonView | None,
) -> ChannelView | None:
    here = _in(seeing, bound.community_id)
    place = community(here, seeing.conn)
    if place is None:
        return None
    zone = ZoneInfo(place.time_zone)
    group = group_of(here, seeing.conn, bound.group_id)
    by = load_person(here, seeing.conn, bound.person_id, seeing.now)
    until = after_working_days(bound.bound_at, FIRST_CARD_DAYS, zone, place.hours)
    return ChannelView(
        address_id=address.id,
        name=channel_name(address),
        group_id=bound.group_id,
        group=group[0] if group is not None else place.name,
        community=place.name,
        by=by.full_name if by is not None else "",
        meeting=meeting_of(here, seeing.conn, bound.group_id, civil_date(seeing.now, zone)),
        opened=bound.opened or until <= seeing.now,
        groups=choices,
        challenge_id=_to_show(seeing, here, person),
        until=civil_date(until, zone),
    )


def _to_show(seeing: Seeing, scope: Scope, person: PersonView | None) -> str | None:
    """The newest of the reader's own open challenges that nobody was shown."""
    if person is None or person.person_id is None:
        return None
    mine = load_open(scope, seeing.conn, seeing.ring, person.person_id).challenges
    return next((c.challenge_id for c in reversed(mine) if c.readers is Readers.ME), None)


def _channel_of_message(seeing: Seeing, message: Message) -> ChannelView | None:
    return _channel(seeing, getattr(message, "address_id", ""), seeing.person())


def _channel_of_dialog(seeing: Seeing, person: PersonView, subject_id: str | None) -> ChannelView | None:
    """For who runs a community; of a channel that is bound, for who runs the community it is bound to."""
    found = _channel(seeing, subject_id, person) if subject_id is not None else None
    if found is None or not found.groups:
        return None
    bound = find_channel(seeing.scope, seeing.conn, found.address_id)
    theirs = bound is None or bound.community_id in {place.community_id for place in runs(person)}
    return found if theirs else None


def _group(seeing: Seeing, community_id: str, group_id: str, name: str, today: date) -> GroupView:
    here = _in(seeing, community_id)
    dated = {group: on for _, group, on in next_meetings(here, seeing.conn, today)}
    until, _ = until_of(here, seeing.conn, group_id, today)
    meeting = dated.get(group_id) or dated.get(community_id)
    return GroupView(community_id, group_id, name, meeting, dated.get(group_id), until)


def _meeting_of_message(seeing: Seeing, message: MeetingSet | MeetingMoved) -> GroupView | None:
    """The group as it meets now; a move that is no longer so isn't told."""
    person = seeing.person()
    for place in person.memberships if person is not None else ():
        found = group_of(_in(seeing, place.community_id), seeing.conn, message.group_id)
        if found is not None:
            today = civil_date(seeing.now, ZoneInfo(place.time_zone))
            group = _group(seeing, place.community_id, message.group_id, found[0], today)
            past = isinstance(message, MeetingMoved) and message.on != group.meeting
            return None if past else group
    return None


def _meetings(seeing: Seeing, person: PersonView, subject_id: str | None) -> MeetingsView | None:
    mine = runs(person)
    if not mine:
        return None
    days = {place.community_id: civil_date(seeing.now, ZoneInfo(place.time_zone)) for place in mine}
    today = min(days.values())
    groups = tuple(
        _group(seeing, place.community_id, group_id, name, days[place.community_id])
        for place in mine
        for group_id, name, _ in groups_of(_in(seeing, place.community_id), seeing.conn)
    )
    known = subject_id if any(group.group_id == subject_id for group in groups) else None
    return MeetingsView(groups, today, today + A_YEAR, known)


def _in(seeing: Seeing, community_id: str) -> Scope:
    return Scope(seeing.scope.organization_id, community_id)


MESSAGES: dict[type, MessageLoader] = {ChannelView: _channel_of_message, GroupView: _meeting_of_message}
DIALOGS: dict[type, DialogLoader] = {ChannelView: _channel_of_dialog, MeetingsView: _meetings}
