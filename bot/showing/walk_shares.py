"""Walks that are shown: to whom one may be, and each copy for whoever reads it now. Rights are asked each time."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cards.walk_shares import SHARES_SHOWN
from bot.showing.guide import own_walk
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.civil import civil_date
from community.messages import WalkShared, WalkSharedTeam, WalkShares, WalkShareSent
from community.rights import may_channel_share, may_read_share
from community.views import (
    Membership,
    PersonView,
    SentShare,
    SharedWalkView,
    ShareSentView,
    ShareWalkView,
    WalkSharesView,
)
from community.walk_share import Audience, WalkShare, snapshot
from storage.channels import BoundChannel, channels_of, find_channel, posted_in
from storage.organizations import community
from storage.scope import Scope
from storage.views.colleagues import Colleague, load_colleagues
from storage.views.groups import group_of
from storage.views.people import load_person
from storage.walk_shares import find_walk_share, read_snapshot, standing_shares


@dataclass(frozen=True, slots=True)
class Within:
    """Whom somebody may show a walk to in one community now: peers of their group, who runs it, their channels."""

    peers: tuple[Colleague, ...]
    facilitators: tuple[Colleague, ...]
    channels: tuple[BoundChannel, ...]

    def holds(self, audience: Audience, to_id: str | None) -> bool:
        """Whether this is one of them."""
        if audience is Audience.TEAM:
            return bool(self.channels) and to_id is None
        among = self.peers if audience is Audience.PEER else self.facilitators
        return any(one.person_id == to_id for one in among)


def within_reach(scope: Scope, conn: Connection, person: PersonView, place: Membership, now: datetime) -> Within:
    """Who is there at the UTC instant ``now``; ``place`` is the person's in the scope's community."""
    today = civil_date(now, ZoneInfo(place.time_zone))
    others = [one for one in load_colleagues(scope, conn, today) if one.person_id != person.person_id]
    return Within(
        peers=tuple(one for one in others if place.group_id in one.groups and not one.runs),
        facilitators=tuple(one for one in others if one.runs),
        channels=tuple(channels_of(scope, conn, place.group_id)),
    )


def _to_share(seeing: Seeing, person: PersonView, subject_id: str | None) -> ShareWalkView | None:
    walk = own_walk(seeing, person, subject_id or "")
    place = person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None:
        return None
    here = Scope(seeing.scope.organization_id, walk.community_id)
    within = within_reach(here, seeing.conn, person, place, seeing.now)
    group = group_of(here, seeing.conn, place.group_id)
    return ShareWalkView(
        walk=walk,
        snapshot=snapshot(walk, place.learners, place.words_locale),
        group=group[0] if group is not None else place.group,
        channel=bool(within.channels),
        peers=tuple((one.person_id, one.name) for one in within.peers),
        facilitators=tuple((one.person_id, one.name) for one in within.facilitators),
    )


def _shared(seeing: Seeing, message: WalkShared | WalkSharedTeam) -> SharedWalkView | None:
    """``None`` for who was never shown it: what was not sent yet is not sent to say that it is gone."""
    share = find_walk_share(seeing.scope, seeing.conn, message.share_id)
    here = Scope(seeing.scope.organization_id, share.community_id) if share is not None else seeing.scope
    if share is not None and _may_read(seeing, share, message):
        place = community(here, seeing.conn)
        return SharedWalkView(
            share=share,
            owner=_name(seeing, share.owner_id),
            snapshot=read_snapshot(here, seeing.conn, seeing.ring, share.share_id),
            shown_on=civil_date(share.created_at, ZoneInfo(place.time_zone if place is not None else seeing.zone)),
        )
    if not posted_in(seeing.scope, seeing.conn, message.share_id, seeing.reader.id):
        return None
    if share is None or not _may_read(seeing, replace(share, withdrawn_at=None), message):
        return SharedWalkView(share=None)
    return SharedWalkView(share=None, owner=_name(seeing, share.owner_id), withdrawn=True)


def _may_read(seeing: Seeing, share: WalkShare, message: WalkShared | WalkSharedTeam) -> bool:
    """A person what was sent to them, a channel what its group is shown."""
    if isinstance(message, WalkShared):
        return share.audience is not Audience.TEAM and may_read_share(seeing.person(), share)
    bound = find_channel(seeing.scope, seeing.conn, seeing.reader.id)
    return bound is not None and may_channel_share(bound.group_id, bound.community_id, share)


def _sent(seeing: Seeing, message: WalkShareSent) -> ShareSentView | None:
    share = find_walk_share(seeing.scope, seeing.conn, message.share_id)
    if share is None or seeing.reader.person_id is None or share.owner_id != seeing.reader.person_id:
        return None
    return ShareSentView(_told(seeing, share))


def _all_sent(seeing: Seeing, message: WalkShares) -> WalkSharesView | None:
    if seeing.reader.person_id is None:
        return None
    every = standing_shares(seeing.scope, seeing.conn, seeing.reader.person_id)
    pages = max(1, -(-len(every) // SHARES_SHOWN))
    page = min(message.page, pages - 1)
    shown = every[page * SHARES_SHOWN : (page + 1) * SHARES_SHOWN]
    return WalkSharesView(tuple(_told(seeing, share) for share in shown), page, pages)


def _told(seeing: Seeing, share: WalkShare) -> SentShare:
    """To its owner, as it was shown."""
    here = Scope(seeing.scope.organization_id, share.community_id)
    place = community(here, seeing.conn)
    shown = read_snapshot(here, seeing.conn, seeing.ring, share.share_id)
    group = group_of(here, seeing.conn, share.group_id) if share.audience is Audience.TEAM else None
    return SentShare(
        share=share,
        to=_name(seeing, share.to_id) if share.to_id is not None else group[0] if group is not None else "",
        shown_on=civil_date(share.created_at, ZoneInfo(place.time_zone if place is not None else seeing.zone)),
        title=shown.title if shown is not None else "",
    )


def _name(seeing: Seeing, person_id: str) -> str:
    found = load_person(seeing.scope, seeing.conn, person_id, seeing.now)
    return found.full_name if found is not None else ""


MESSAGES: dict[type, MessageLoader] = {
    SharedWalkView: _shared,
    ShareSentView: _sent,
    WalkSharesView: _all_sent,
}
DIALOGS: dict[type, DialogLoader] = {ShareWalkView: _to_share}
