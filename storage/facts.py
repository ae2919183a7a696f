"""Facts of the deployment itself, by key."""

from sqlalchemy import Connection, select, update

from storage.dialects import insert_new
from storage.schema import facts
from storage.scope import Deployment


def read_fact(deployment: Deployment, conn: Connection, key: str) -> str | None:
    """The value kept under ``key``."""
    value: str | None = conn.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
    return value


def keep_fact(deployment: Deployment, conn: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``, in place of what was there."""
    if not insert_new(conn, facts, {"key": key, "value": value}):
        conn.execute(update(facts).where(facts.c.key == key).values(value=value))
