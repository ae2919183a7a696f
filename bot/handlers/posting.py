"""Posting in channels: the card that sets one up, and the cards of what is shown to its group."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.saying import Saying
from bot.showing.groups import FIRST_CARD_DAYS
from community.civil import after_working_days, next_working_moment
from community.messages import ChannelSetup, Message, QuestionPosted, SharedCard
from storage.addresses import Address, find_address
from storage.channels import BoundChannel, channels_of, find_channel, open_channel, stands_in
from storage.organizations import community
from storage.outbox import bring_forward
from storage.scope import Scope
from storage.views.peers import threads_of
from storage.views.sharing import shown_to

AFTER_THE_FIRST = timedelta(seconds=10)
"""How long after the first card of a channel those that waited for it come."""


def set_up(saying: Saying, scope: Scope, conn: Connection, channel: Address, event: str) -> None:
    """The bot was added to a channel: its card once, however often; what stands there is made true again."""
    there = Scope(scope.organization_id)
    if not stands_in(there, conn, channel.id, channel.id):
        first = say_setup(saying, there, channel, f"channel_setup:{channel.id}")
        if not first and not stands_in(there, conn, channel.id, channel.id):
            say_setup(saying, there, channel, event)  # the one posted long ago is forgotten, or never arrived
        return
    saying.freshen_address(there, channel.id)
    bound = find_channel(there, conn, channel.id)
    if bound is not None:
        post_group(saying, conn, Scope(scope.organization_id, bound.community_id), bound, event)


def say_setup(saying: Saying, scope: Scope, channel: Address, cause: str) -> bool:
    """Post the channel's card; whether this cause hadn't posted it yet. It is of no community: it binds to one."""
    there = Scope(scope.organization_id)
    return saying.say(there, ChannelSetup(address_id=channel.id), channel, cause=cause, subject=channel.id)


def post_shown(
    saying: Saying, conn: Connection, scope: Scope, challenge_id: str, group_id: str, cause: str, *, first: bool
) -> None:
    """A challenge is shown to a group, or shown otherwise: one card in each of its channels, true from now on.

    ``first``: its owner runs the community, so that others' cards need wait no longer.
    """
    saying.freshen(scope, challenge_id)
    for bound in channels_of(scope, conn, group_id):
        due = _post(saying, conn, scope, challenge_id, bound, cause, first=first)
        if first:
            let_in(saying, conn, scope, bound, due)


def post_question(
    saying: Saying, conn: Connection, scope: Scope, question_id: str, group_id: str, cause: str, *, first: bool
) -> int:
    """A question asked of a group: one card in each of its channels, true from now on; in how many.

    ``first``: who asks runs the community, as for a challenge.
    """
    bound = channels_of(scope, conn, group_id)
    for channel in bound:
        message = QuestionPosted(question_id=question_id)
        due = _post_in(saying, conn, scope, message, question_id, channel, cause, first=first)
        if first:
            let_in(saying, conn, scope, channel, due)
    return len(bound)


def post_group(saying: Saying, conn: Connection, scope: Scope, bound: BoundChannel, cause: str) -> None:
    """The channel is the group's now: what is shown to the group, and isn't there yet, is posted in it."""
    for challenge_id, by_facilitator in shown_to(scope, conn, bound.group_id, saying.now):
        due = _post(saying, conn, scope, challenge_id, bound, cause, first=by_facilitator)
        if by_facilitator:
            let_in(saying, conn, scope, bound, due)


def post_in_threads(
    saying: Saying,
    conn: Connection,
    scope: Scope,
    message: Message,
    subject_id: str,
    cause: str,
    may_show: Callable[[str, str], bool],
) -> bool:
    """Have somebody's words posted under the cards of a subject, when people are at work; whether it is anywhere.

    ``may_show`` is given the group and the community that a channel is bound to.
    """
    due = _at_work(conn, scope, saying.now)
    posted = False
    for thread in threads_of(scope, conn, subject_id):
        channel = find_address(scope, conn, thread.address_id)
        if channel is None or not may_show(thread.group_id, thread.community_id):
            continue
        order = f"thread:{subject_id}"
        saying.say(scope, message, channel, cause=cause, order_key=order, not_before=due, thread=thread.platform_id)
        posted = True
    return posted


def let_in(saying: Saying, conn: Connection, scope: Scope, bound: BoundChannel, due: datetime | None = None) -> None:
    """Members' cards wait no longer in this channel: they come after the first one, due at a UTC instant."""
    open_channel(scope, conn, bound.address_id)
    after = (due or _at_work(conn, scope, saying.now)) + AFTER_THE_FIRST
    for kind in (SharedCard, QuestionPosted):
        bring_forward(scope, conn, bound.address_id, kind.model_fields["kind"].default, after)


def _post(
    saying: Saying,
    conn: Connection,
    scope: Scope,
    challenge_id: str,
    bound: BoundChannel,
    cause: str,
    *,
    first: bool,
) -> datetime:
    message = SharedCard(challenge_id=challenge_id)
    return _post_in(saying, conn, scope, message, challenge_id, bound, cause, first=first)


def _post_in(
    saying: Saying,
    conn: Connection,
    scope: Scope,
    message: Message,
    subject_id: str,
    bound: BoundChannel,
    cause: str,
    *,
    first: bool,
) -> datetime:
    """One card in one channel, unless one stands there; the UTC instant it is due at."""
    due = _at_work(conn, scope, saying.now)
    now_bound = find_channel(scope, conn, bound.address_id)
    if not first and now_bound is not None and not now_bound.opened:
        due = max(due, _waited_long_enough(conn, scope, bound))
    address = find_address(scope, conn, bound.address_id)
    if address is not None and not stands_in(scope, conn, subject_id, address.id):
        saying.say(
            scope,
            message,
            address,
            cause=f"{cause}:{subject_id}"[:200],
            order_key=f"{subject_id}:{address.id}"[:64],
            not_before=due,
            subject=subject_id,
        )
    return due


def _at_work(conn: Connection, scope: Scope, now: datetime) -> datetime:
    """Now, if the community is at work; else when it is again (DOMAIN.md §7): a channel is quiet at night too."""
    place = community(scope, conn)
    return next_working_moment(now, ZoneInfo(place.time_zone), place.hours) if place is not None else now


def _waited_long_enough(conn: Connection, scope: Scope, bound: BoundChannel) -> datetime:
    """The UTC instant from which members' cards needn't wait for the first one."""
    place = community(scope, conn)
    if place is None:
        return bound.bound_at
    return after_working_days(bound.bound_at, FIRST_CARD_DAYS, ZoneInfo(place.time_zone), place.hours)
