"""What a channel is bound to, and when a group meets: for who runs the community."""

from zoneinfo import ZoneInfo

from bot.handlers.acting import Acting, Handler
from bot.handlers.posting import let_in, post_group
from bot.handlers.telling import tell
from bot.showing.groups import runs
from community.civil import civil_date
from community.commands import BeginWithout, BindChannel, Command, SetMeeting, UnbindChannel
from community.messages import ChannelBound, ChannelUnbound, MeetingMoved, MeetingSet, Message, NotForYou, WhoBinds
from community.views import Membership
from storage.addresses import CHANNEL, find_address, speak_in
from storage.challenges import follow_meeting
from storage.channels import BoundChannel, bind_channel, channels_of, find_channel, unbind_channel
from storage.meetings import meeting_of, next_meetings, set_meeting, until_of
from storage.scope import Scope
from storage.views.groups import group_of, groups_of


def bind(command: BindChannel, acting: Acting) -> Message:
    """The channel is the group's: what was shown there to another stops, what the group is shown comes."""
    place = _runs_group(acting, command.group_id)
    address = find_address(acting.scope, acting.conn, command.address_id)
    before = find_channel(acting.scope, acting.conn, command.address_id)
    if place is None or address is None or address.kind != CHANNEL or not _theirs(acting, before):
        return WhoBinds()
    here = _in(acting, place.community_id)
    bound = bind_channel(
        here, acting.conn, address.id, command.group_id, acting.person_id, acting.now, instead=command.instead
    )
    if not bound:
        return ChannelBound(address_id=address.id, already=True)
    speak_in(here, acting.conn, address.id, place.words_locale)
    acting.saying.freshen_address(here, address.id)
    now_bound = find_channel(here, acting.conn, address.id)
    if now_bound is not None:
        post_group(acting.saying, acting.conn, here, now_bound, acting.cause)
    return ChannelBound(address_id=address.id)


def unbind(command: UnbindChannel, acting: Acting) -> Message:
    """Nothing more is posted there; the cards that are there say that it is no longer shown there."""
    bound = find_channel(acting.scope, acting.conn, command.address_id)
    if not runs(acting.person) or not _theirs(acting, bound):
        return WhoBinds()
    unbind_channel(acting.scope, acting.conn, command.address_id)
    acting.saying.freshen_address(acting.scope, command.address_id)
    return ChannelUnbound(address_id=command.address_id)


def begin_without(command: BeginWithout, acting: Acting) -> Message:
    """Members' cards needn't wait for the facilitator's."""
    bound = find_channel(acting.scope, acting.conn, command.address_id)
    if bound is None or not _theirs(acting, bound):
        return WhoBinds()
    let_in(acting.saying, acting.conn, _in(acting, bound.community_id), bound)
    return ChannelBound(address_id=command.address_id, began=True)


def set_next_meeting(command: SetMeeting, acting: Acting) -> Message:
    """The group meets then: its open challenges run until that day, and their owners are told so in one line."""
    place = _runs_group(acting, command.group_id)
    if place is None:
        return NotForYou()
    here = _in(acting, place.community_id)
    today = civil_date(acting.now, ZoneInfo(place.time_zone))
    if command.on is not None and command.on < today:
        return NotForYou()
    set_meeting(here, acting.conn, command.group_id, command.on)
    told: dict[str, str] = {}
    moved = 0
    for group_id in _meeting_with(here, acting, command.group_id):
        until, _ = until_of(here, acting.conn, group_id, today)
        for challenge_id, owner in follow_meeting(here, acting.conn, group_id, until):
            acting.saying.freshen(here, challenge_id)
            told.setdefault(owner, group_id)
            moved += 1
        for channel in channels_of(here, acting.conn, group_id):
            acting.saying.freshen(_in(acting, None), channel.address_id)
    told.pop(acting.person_id, None)
    for person_id, group_id in told.items():
        on = meeting_of(here, acting.conn, group_id, today)
        tell(acting, here, person_id, MeetingMoved(group_id=group_id, on=on), acting.cause)
    return MeetingSet(group_id=command.group_id, moved=moved)


def _meeting_with(scope: Scope, acting: Acting, group_id: str) -> list[str]:
    """The groups that meet when this one does: itself, and for all of the community those without a date of theirs."""
    if group_id != scope.community_id:
        return [group_id]
    dated = {group for _, group, _ in next_meetings(scope, acting.conn, acting.now.date())}
    every = [group for group, _, _ in groups_of(scope, acting.conn)]
    return [group for group in every if group == group_id or group not in dated]


def _runs_group(acting: Acting, group_id: str) -> Membership | None:
    """Their place in the community of this group, where they run it."""
    for place in runs(acting.person):
        if group_of(_in(acting, place.community_id), acting.conn, group_id) is not None:
            return place
    return None


def _theirs(acting: Acting, bound: BoundChannel | None) -> bool:
    """A channel bound to a community is for who runs that one; a free one, for who runs any."""
    return bound is None or bound.community_id in {place.community_id for place in runs(acting.person)}


def _in(acting: Acting, community_id: str | None) -> Scope:
    return Scope(acting.scope.organization_id, community_id)


HANDLES: dict[type[Command], Handler] = {
    BindChannel: bind,
    UnbindChannel: unbind,
    BeginWithout: begin_without,
    SetMeeting: set_next_meeting,
}
