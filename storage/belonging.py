"""Whether rows are the organization's own: asked before one row is made to point at another."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, exists, literal_column, select

from storage.scope import Scope


@lru_cache(maxsize=64)
def _statement(tables: tuple[Table, ...]) -> Any:
    return select(literal_column("1")).where(
        *(
            exists().where(table.c.id == bindparam(f"of_{n}"), table.c.organization_id == bindparam("of_organization"))
            for n, table in enumerate(tables)
        )
    )


def are_ours(scope: Scope, conn: Connection, *rows: tuple[Table, str | None]) -> bool:
    """Whether the scope's organization has all of these rows, each a table and an id; ``None`` names nothing."""
    named = [(table, row_id) for table, row_id in rows if row_id is not None]
    if not named:
        return True
    given = {f"of_{n}": row_id for n, (_, row_id) in enumerate(named)} | {"of_organization": scope.organization_id}
    return conn.execute(_statement(tuple(table for table, _ in named)), given).first() is not None
