"""Facts of the deployment itself, such as the demo's clock."""

from sqlalchemy import Connection, select, update

from storage.dialects import insert_new
from storage.schema import facts
from storage.scope import Deployment


def read_fact(deployment: Deployment, conn: Connection, key: str) -> str | None:
    """The value kept under ``key``."""
    found = conn.execute(select(facts.c.value).where(facts.c.key == key)).scalar()
    return str(found) if found is not None else None


def keep_fact(deployment: Deployment, conn: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``."""
    if not insert_new(conn, facts, {"key": key, "value": value}):
        conn.execute(update(facts).where(facts.c.key == key).values(value=value))
