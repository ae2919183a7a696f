"""Whether a row is the organization's own: asked before one row is made to point at another."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from storage.scope import Scope


@lru_cache(maxsize=64)
def _statement(table: Table) -> Any:
    return select(table.c.id).where(
        table.c.id == bindparam("of_id"), table.c.organization_id == bindparam("of_organization")
    )


def is_ours(scope: Scope, conn: Connection, table: Table, row_id: str) -> bool:
    """Whether ``table`` has this row in the scope's organization."""
    given = {"of_id": row_id, "of_organization": scope.organization_id}
    return conn.execute(_statement(table), given).first() is not None
