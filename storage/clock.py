"""The database's own time: what several processes on several machines agree on. The one place SQL is asked for it."""

from datetime import UTC, datetime

from sqlalchemy import Connection, text


def database_time(conn: Connection) -> datetime:
    """The instant by PostgreSQL's clock, aware, in UTC."""
    found: datetime = conn.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found.astimezone(UTC)
