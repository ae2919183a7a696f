"""The groups of a community by name, and the channels bound to them."""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, literal, select, union_all

from community.views import GroupKind
from storage.schema import communities, families, teams
from storage.scope import Scope


def _every_group() -> Select[Any]:
    parts: list[Select[Any]] = []
    for rank, (table, kind) in enumerate(((teams, GroupKind.TEAM), (families, GroupKind.FAMILY))):
        parts.append(
            select(table.c.id, table.c.name, literal(kind.value).label("kind"), literal(rank).label("rank")).where(
                table.c.community_id == bindparam("community"), table.c.organization_id == bindparam("organization")
            )
        )
    parts.append(
        select(
            communities.c.id,
            communities.c.name,
            literal(GroupKind.COMMUNITY.value).label("kind"),
            literal(2).label("rank"),
        ).where(communities.c.id == bindparam("community"), communities.c.organization_id == bindparam("organization"))
    )
    every = union_all(*parts).subquery()
    return select(every).order_by(every.c.rank, every.c.name)


_GROUPS = _every_group()


def groups_of(scope: Scope, conn: Connection) -> list[tuple[str, str, GroupKind]]:
    """(id, name, kind) of every group of the scope's community: the teams, then the families, then all of it."""
    if scope.community_id is None:
        return []
    given = {"community": scope.community_id, "organization": scope.organization_id}
    return [(row.id, row.name, GroupKind(row.kind)) for row in conn.execute(_GROUPS, given)]


def group_of(scope: Scope, conn: Connection, group_id: str) -> tuple[str, GroupKind] | None:
    """The name and kind of one group of the scope's community; ``None`` for what is no group of it."""
    return next(((name, kind) for found, name, kind in groups_of(scope, conn) if found == group_id), None)
