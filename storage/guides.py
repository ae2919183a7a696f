"""A community's versions of its guide. A version never changes, so that answers keep theirs."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from community.guide import Guide
from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import communities, guides
from storage.scope import Scope, new_id

_IN_FORCE = select(guides.c.id, guides.c.content).where(
    guides.c.community_id == bindparam("community"),
    guides.c.organization_id == bindparam("organization"),
    guides.c.in_force.is_(True),
)
_OF_VERSION = select(guides.c.id).where(
    guides.c.community_id == bindparam("community"),
    guides.c.organization_id == bindparam("organization"),
    guides.c.version == bindparam("version"),
)


@lru_cache(maxsize=32)
def parsed(content: str) -> Guide:
    """A version as it was kept. Remembered by its text, which never changes: reading one takes longer than a turn."""
    return Guide.model_validate_json(content)


def guide_in_force(scope: Scope, conn: Connection) -> tuple[str, Guide] | None:
    """The id and the words of the scope's community's version; ``None`` where it imported none."""
    given = {"community": scope.community_id, "organization": scope.organization_id}
    row = conn.execute(_IN_FORCE, given).first()
    return (row.id, parsed(row.content)) if row is not None else None


def keep_guide(scope: Scope, conn: Connection, guide: Guide, now: datetime) -> str | None:
    """The id of this version in the scope's community, kept if it wasn't; in force or not as before.

    ``None`` when the community isn't the organization's.
    """
    if scope.community_id is None or not are_ours(scope, conn, (communities, scope.community_id)):
        return None
    given = {"community": scope.community_id, "organization": scope.organization_id, "version": guide.version}
    found = conn.execute(_OF_VERSION, given).scalar()
    if found is not None:
        return str(found)
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "version": guide.version,
        "content": guide.model_dump_json(exclude_none=True),
        "in_force": False,
        "imported_at": now,
    }
    if insert_new(conn, guides, row):
        return made
    return str(conn.execute(_OF_VERSION, given).scalar_one())  # somebody else's first walk kept it meanwhile
