"""The one statement that the two databases spell apart: an insert that lets an existing row be."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: str) -> Any:
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # late: a start on SQLite needs none of it

        return postgresql.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table).on_conflict_do_nothing()


def insert_new(conn: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert one row unless a unique key of it is there already; whether it was inserted."""
    return conn.execute(_statement(table, conn.dialect.name), row).rowcount == 1
