"""Which events were seen: keys only, so that a repeated delivery acts once."""

from datetime import datetime

from sqlalchemy import Connection, delete

from storage.dialects import insert_new
from storage.schema import inbox
from storage.scope import Deployment, Scope


def first_time(scope: Scope, conn: Connection, channel: str, event_id: str, now: datetime) -> bool:
    """Note this event; whether it had not been seen before. ``now`` is a UTC instant."""
    row = {"channel": channel, "event_id": event_id, "organization_id": scope.organization_id, "received_at": now}
    return insert_new(conn, inbox, row)


def forget_events(deployment: Deployment, conn: Connection, before: datetime) -> int:
    """Forget events received before a UTC instant; how many. Platforms repeat within minutes, not days."""
    return conn.execute(delete(inbox).where(inbox.c.received_at < before)).rowcount
