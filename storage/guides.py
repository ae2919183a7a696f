"""A community's versions of its guide. A version never changes, so that answers keep theirs."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, bindparam, func, select, update

from community.guide import Guide
from community.guide_changes import GuideImport, GuideOutcome
from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import communities, guides, walks
from storage.scope import Scope, new_id

_IN_FORCE = select(guides.c.id, guides.c.content).where(
    guides.c.community_id == bindparam("community"),
    guides.c.organization_id == bindparam("organization"),
    guides.c.in_force.is_(True),
)
_OF_VERSION = select(guides.c.id, guides.c.content).where(
    guides.c.community_id == bindparam("community"),
    guides.c.organization_id == bindparam("organization"),
    guides.c.version == bindparam("version"),
)
_WALKERS = select(func.count(walks.c.person_id.distinct())).where(
    walks.c.community_id == bindparam("community"),
    walks.c.organization_id == bindparam("organization"),
    walks.c.at.is_not(None),
    walks.c.guide_id != bindparam("guide"),
)
"""People in the middle of a walk through another version."""


@lru_cache(maxsize=32)
def parsed(content: str) -> Guide:
    """A version as it was kept. Remembered by its text, which never changes: reading one takes longer than a turn."""
    return Guide.model_validate_json(content)


def guide_in_force(scope: Scope, conn: Connection) -> tuple[str, Guide] | None:
    """The id and the words of the scope's community's version; ``None`` where it imported none."""
    given = {"community": scope.community_id, "organization": scope.organization_id}
    row = conn.execute(_IN_FORCE, given).first()
    return (row.id, parsed(row.content)) if row is not None else None


def import_guide(
    scope: Scope, conn: Connection, guide: Guide, now: datetime, *, shipped: Guide, dry_run: bool = False
) -> GuideImport | None:
    """Put a version in force in the scope's community; with ``dry_run``, say only what that would do.

    ``shipped`` is the guide that comes with the program: in force where none was imported, its version its own. An
    older version comes back in force. ``None`` when the community isn't the organization's.
    """
    if scope.community_id is None or not are_ours(scope, conn, (communities, scope.community_id)):
        return None
    now_in_force = guide_in_force(scope, conn)
    before = now_in_force[1] if now_in_force is not None else shipped
    given = {"community": scope.community_id, "organization": scope.organization_id, "version": guide.version}
    kept = conn.execute(_OF_VERSION, given).first()
    walkers = int(conn.execute(_WALKERS, given | {"guide": kept.id if kept is not None else ""}).scalar_one())
    named_so = parsed(kept.content) if kept is not None else shipped
    if named_so.version == guide.version and named_so != guide:
        return GuideImport(GuideOutcome.TAKEN, before, walkers)
    if kept is not None and now_in_force is not None and now_in_force[0] == kept.id:
        return GuideImport(GuideOutcome.UNCHANGED, before, walkers)
    if not dry_run:
        made = keep_guide(scope, conn, guide, now)
        here = (guides.c.community_id == scope.community_id) & (guides.c.organization_id == scope.organization_id)
        conn.execute(update(guides).where(here).values(in_force=guides.c.id == made))
    return GuideImport(GuideOutcome.AGAIN if kept is not None else GuideOutcome.IMPORTED, before, walkers)


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
