"""Channels bound to a group of a community: what is shown to the group is posted there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import addresses, cards, channels, communities, outbox, people
from storage.scope import Scope
from storage.views.groups import group_of


@dataclass(frozen=True, slots=True)
class BoundChannel:
    """A channel's address, what it is bound to, who bound it and when (UTC), and whether a first card was shown there.

    ``group_id`` is a team's or a family's id, or the community's own for all of it.
    """

    address_id: str
    community_id: str
    group_id: str
    person_id: str
    opened: bool
    bound_at: datetime


_MINE = select(channels).where(channels.c.organization_id == bindparam("organization"))
_AT = _MINE.where(channels.c.address_id == bindparam("address"))
_OF_GROUP = _MINE.where(
    channels.c.group_id == bindparam("group"), channels.c.community_id == bindparam("community")
).order_by(channels.c.bound_at, channels.c.address_id)
_STANDS = select(cards.c.id).where(
    cards.c.organization_id == bindparam("organization"),
    cards.c.subject_id == bindparam("subject"),
    cards.c.address_id == bindparam("address"),
    cards.c.platform_id.is_not(None)
    | exists().where(outbox.c.id == cards.c.id, outbox.c.state.in_(("ready", "leased", "sending"))),
)


def bind_channel(
    scope: Scope, conn: Connection, address_id: str, group_id: str, person_id: str, now: datetime, *, instead: bool
) -> bool:
    """Bind a channel to a group of the scope's community; whether it is bound so now.

    Neither, where the group is none of it. Of two facilitators who bind a channel that was free, the first is heard:
    without ``instead``, a channel that is bound stays bound as it is.
    """
    mine = (addresses, address_id), (communities, scope.community_id), (people, person_id)
    if not are_ours(scope, conn, *mine) or group_of(scope, conn, group_id) is None:
        return False
    row: dict[str, Any] = {
        "address_id": address_id,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "group_id": group_id,
        "person_id": person_id,
        "bound_at": now,
    }
    if insert_new(conn, channels, row):
        return True
    found = find_channel(scope, conn, address_id)
    if found is not None and (found.community_id, found.group_id) == (scope.community_id, group_id):
        return True
    if not instead:
        return False
    changed = {name: row[name] for name in ("community_id", "group_id", "person_id", "bound_at")} | {"opened": False}
    return conn.execute(_own(scope, address_id).values(**changed)).rowcount == 1


def unbind_channel(scope: Scope, conn: Connection, address_id: str) -> bool:
    """Bind a channel to nothing; what was posted and kept stays."""
    mine = (channels.c.address_id == address_id) & (channels.c.organization_id == scope.organization_id)
    return conn.execute(delete(channels).where(mine)).rowcount == 1


def open_channel(scope: Scope, conn: Connection, address_id: str) -> bool:
    """A first card may be shown there from now on; whether the channel is bound at all."""
    return conn.execute(_own(scope, address_id).values(opened=True)).rowcount == 1


def find_channel(scope: Scope, conn: Connection, address_id: str) -> BoundChannel | None:
    """What a channel of the organization is bound to."""
    row = conn.execute(_AT, {"organization": scope.organization_id, "address": address_id}).first()
    return _channel(row) if row is not None else None


def channels_of(scope: Scope, conn: Connection, group_id: str) -> list[BoundChannel]:
    """The channels bound to a group of the scope's community, the oldest first."""
    given = {"organization": scope.organization_id, "community": scope.community_id, "group": group_id}
    return [_channel(row) for row in conn.execute(_OF_GROUP, given)]


def stands_in(scope: Scope, conn: Connection, subject_id: str, address_id: str) -> bool:
    """Whether a card about this stands at this address, or is on its way there."""
    given = {"organization": scope.organization_id, "subject": subject_id, "address": address_id}
    return conn.execute(_STANDS, given).first() is not None


def posted_in(scope: Scope, conn: Connection, subject_id: str, address_id: str) -> bool:
    """Whether a card about this was posted at this address."""
    given = {"organization": scope.organization_id, "subject": subject_id, "address": address_id}
    return conn.execute(_STANDS.where(cards.c.platform_id.is_not(None)), given).first() is not None


def _own(scope: Scope, address_id: str) -> Any:
    mine = (channels.c.address_id == address_id) & (channels.c.organization_id == scope.organization_id)
    return update(channels).where(mine)


def _channel(row: Any) -> BoundChannel:
    return BoundChannel(row.address_id, row.community_id, row.group_id, row.person_id, row.opened, row.bound_at)
