"""The one statement that the two databases spell apart: an insert that lets an existing row be."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, exists, select

_Named = tuple[tuple[str, Table], ...]


def insert_new(conn: Connection, table: Table, row: dict[str, Any], ours: Mapping[str, Table] | None = None) -> bool:
    """Insert one row unless a unique key of it is there already; whether it was inserted.

    ``ours``: columns with the table they point into. Nor is it inserted when one points at a row that isn't there, or
    is another organization's than this row: asked in the same statement.
    """
    dialect = conn.dialect.name
    if ours is None:
        return conn.execute(_insert(table, dialect), row).rowcount == 1
    named = tuple((column, pointed) for column, pointed in ours.items() if row[column] is not None)
    return conn.execute(_insert_ours(table, dialect, tuple(row), named), row).rowcount == 1


@lru_cache(maxsize=64)
def _insert(table: Table, dialect: str) -> Any:
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # late: a start on SQLite needs none of it

        return postgresql.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table).on_conflict_do_nothing()


@lru_cache(maxsize=64)
def _insert_ours(table: Table, dialect: str, columns: tuple[str, ...], named: _Named) -> Any:
    given = {column: bindparam(column, type_=table.c[column].type) for column in columns}
    theirs = given["organization_id"]
    are_ours = (exists().where(t.c.id == given[column], t.c.organization_id == theirs) for column, t in named)
    return _insert(table, dialect).from_select(columns, select(*given.values()).where(*are_ours))
