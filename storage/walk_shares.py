"""Walks as their owners showed them: each a sealed copy, which nothing changes but taking it back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from community.walk_share import Audience, Snapshot, WalkShare
from storage.belonging import are_ours
from storage.schema import communities, people, walk_shares, walks
from storage.scope import Scope, new_id
from storage.sealing import KeyRing

_MINE = select(walk_shares).where(walk_shares.c.organization_id == bindparam("organization"))
_ONE = _MINE.where(walk_shares.c.id == bindparam("share"))
_STANDING = _MINE.where(walk_shares.c.person_id == bindparam("person"), walk_shares.c.withdrawn_at.is_(None)).order_by(
    walk_shares.c.created_at.desc(), walk_shares.c.id
)
_SINCE = select(func.count()).where(
    walk_shares.c.organization_id == bindparam("organization"),
    walk_shares.c.person_id == bindparam("person"),
    walk_shares.c.audience == bindparam("audience"),
    walk_shares.c.created_at > bindparam("after"),
)


def add_walk_share(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    walk_id: str,
    audience: Audience,
    shown: Snapshot,
    now: datetime,
    *,
    to_id: str | None = None,
    group_id: str = "",
) -> str | None:
    """Keep what is shown of a walk of the scope's community; its id.

    ``None`` when the walk isn't of that community, or who it is for isn't the organization's.
    """
    mine = (walks.c.id == walk_id) & (walks.c.organization_id == scope.organization_id)
    person_id = conn.execute(select(walks.c.person_id).where(mine, walks.c.community_id == scope.community_id)).scalar()
    if person_id is None or not are_ours(scope, conn, (people, to_id), (communities, scope.community_id)):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "walk_id": walk_id,
        "audience": audience.value,
        "to_id": to_id,
        "group_id": group_id,
        "snapshot_sealed": ring.seal("walk_shares", "snapshot_sealed", made, shown.model_dump_json()),
        "created_at": now,
    }
    conn.execute(insert(walk_shares), row)
    return made


def withdraw_walk_share(scope: Scope, conn: Connection, share_id: str, now: datetime) -> bool:
    """It isn't shown any more; whether it was until now."""
    standing = (
        (walk_shares.c.id == share_id)
        & (walk_shares.c.organization_id == scope.organization_id)
        & walk_shares.c.withdrawn_at.is_(None)
    )
    return conn.execute(update(walk_shares).where(standing).values(withdrawn_at=now)).rowcount == 1


def find_walk_share(scope: Scope, conn: Connection, share_id: str) -> WalkShare | None:
    """The organization's share of this id, without what it shows: who may read that is for the caller to ask."""
    row = conn.execute(_ONE, {"share": share_id, "organization": scope.organization_id}).first()
    return _share(row) if row is not None else None


def read_snapshot(scope: Scope, conn: Connection, ring: KeyRing, share_id: str) -> Snapshot | None:
    """What it shows, once it is known that its reader may read it."""
    row = conn.execute(_ONE, {"share": share_id, "organization": scope.organization_id}).first()
    if row is None:
        return None
    return Snapshot.model_validate_json(ring.unseal("walk_shares", "snapshot_sealed", row.id, row.snapshot_sealed))


def standing_shares(scope: Scope, conn: Connection, person_id: str) -> list[WalkShare]:
    """What this person shows of their walks, in whichever community, and took none of it back; the newest first."""
    given = {"person": person_id, "organization": scope.organization_id}
    return [_share(row) for row in conn.execute(_STANDING, given)]


def shown_since(
    scope: Scope, conn: Connection, person_id: str, audience: Audience, after: datetime, *, to_id: str | None = None
) -> int:
    """How often this person showed a walk to the team (``to_id`` is ``None``), or to one person, since a UTC instant.

    What they took back counts too.
    """
    given = {"person": person_id, "organization": scope.organization_id, "audience": audience.value, "after": after}
    same = walk_shares.c.to_id == to_id if to_id is not None else walk_shares.c.to_id.is_(None)
    return conn.execute(_SINCE.where(same), given).scalar_one()


def _share(row: Any) -> WalkShare:
    return WalkShare(
        share_id=row.id,
        walk_id=row.walk_id,
        owner_id=row.person_id,
        community_id=row.community_id,
        audience=Audience(row.audience),
        to_id=row.to_id,
        group_id=row.group_id,
        created_at=row.created_at,
        withdrawn_at=row.withdrawn_at,
    )
