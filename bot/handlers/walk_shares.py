"""Showing a walk on purpose, and taking it back."""

from zoneinfo import ZoneInfo

from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting, Handler
from bot.handlers.guide import theirs
from bot.handlers.telling import tell
from bot.showing.walk_shares import within_reach
from community.civil import next_working_moment
from community.commands import Command, ShareWalk, WithdrawShare
from community.letter import IN_A_ROW, LATELY
from community.messages import Message, NotForYou, WalkShared, WalkSharedTeam, WalkShareSent, WalkUnshown
from community.quiet import names_the_day
from community.views import Membership
from community.walk import Walk
from community.walk_share import Audience, anything_answered, snapshot
from storage.addresses import find_address
from storage.channels import BoundChannel
from storage.scope import Scope
from storage.walk_shares import add_walk_share, find_walk_share, shown_since, withdraw_walk_share

KIND = WalkShared.model_fields["kind"].default


def share(command: ShareWalk, acting: Acting) -> Message:
    """A copy of one's own walk as it stands, to somebody who is there, if there is anything to show."""
    walk = theirs(acting, command.walk_id)
    place = acting.person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None:
        return NotForYou()
    if not anything_answered(walk):
        return WalkUnshown(walk_id=walk.walk_id, why="nothing")
    here = Scope(acting.scope.organization_id, walk.community_id)
    within = within_reach(here, acting.conn, acting.person, place, acting.now)
    if not within.holds(command.audience, command.to_id):
        return WalkUnshown(walk_id=walk.walk_id, why="gone")
    since = acting.now - LATELY
    if shown_since(here, acting.conn, walk.owner_id, command.audience, since, to_id=command.to_id) >= IN_A_ROW:
        return WalkUnshown(walk_id=walk.walk_id, why="often")
    if command.to_id is None:
        return _to_team(walk, place, within.channels, here, acting)
    return _to_person(walk, command.audience, command.to_id, place, here, acting)


def _to_person(walk: Walk, audience: Audience, to_id: str, place: Membership, here: Scope, acting: Acting) -> Message:
    """Kept only if it can be carried; the day is told where hours alone say it."""
    usual = names_the_day(when_read(acting.conn, here, KIND, to_id, acting.now))
    savepoint = acting.conn.begin_nested()
    shown = snapshot(walk, place.learners, place.words_locale)
    made = add_walk_share(here, acting.conn, acting.ring, walk.walk_id, audience, shown, acting.now, to_id=to_id)
    due = None
    if made is not None:
        due = tell(acting, here, to_id, WalkShared(share_id=made), cause=f"walk_share:{made}")
    if made is None or due is None:
        savepoint.rollback()
        return WalkUnshown(walk_id=walk.walk_id, why="gone")
    savepoint.commit()
    if not usual:
        return WalkShareSent(share_id=made, sometime=True)
    wall = due.astimezone(ZoneInfo(place.time_zone)).replace(tzinfo=None) if due > acting.now else None
    return WalkShareSent(share_id=made, wall=wall)


def _to_team(walk: Walk, place: Membership, channels: tuple[BoundChannel, ...], here: Scope, acting: Acting) -> Message:
    """A card in each channel of the group, when people are at work."""
    made = add_walk_share(
        here,
        acting.conn,
        acting.ring,
        walk.walk_id,
        Audience.TEAM,
        snapshot(walk, place.learners, place.words_locale),
        acting.now,
        group_id=place.group_id,
    )
    if made is None:
        return NotForYou()
    zone = ZoneInfo(place.time_zone)
    due = next_working_moment(acting.now, zone, place.hours)
    for bound in channels:
        address = find_address(here, acting.conn, bound.address_id)
        if address is not None:
            acting.saying.say(
                here,
                WalkSharedTeam(share_id=made),
                address,
                cause=f"walk_share:{made}",
                order_key=f"{made}:{address.id}"[:64],
                not_before=due,
            )
    wall = due.astimezone(zone).replace(tzinfo=None) if due > acting.now else None
    return WalkShareSent(share_id=made, wall=wall)


def withdraw(command: WithdrawShare, acting: Acting) -> Message:
    """Its cards say so, and hold nothing of it any more; one not sent yet isn't. Owners may wherever they are now."""
    found = find_walk_share(acting.scope, acting.conn, command.share_id)
    if found is None or found.owner_id != acting.person_id:
        return NotForYou()
    here = Scope(acting.scope.organization_id, found.community_id)
    if withdraw_walk_share(here, acting.conn, found.share_id, acting.now):
        acting.saying.freshen(here, found.share_id)
    return WalkShareSent(share_id=found.share_id)


HANDLES: dict[type[Command], Handler] = {ShareWalk: share, WithdrawShare: withdraw}
