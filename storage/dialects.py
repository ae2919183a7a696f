"""The one statement that the two databases spell apart: an insert that lets an existing row be."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


@lru_cache(maxsize=64)
def _statement(table: Table, dialect: str) -> Any:
    made = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return made.on_conflict_do_nothing()


def insert_new(conn: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert one row unless a unique key of it is there already; whether it was inserted."""
    return conn.execute(_statement(table, conn.dialect.name), row).rowcount == 1
