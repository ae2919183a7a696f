"""Bringing a database to the schema of this program (Alembic)."""

from functools import cache
from importlib import resources

from sqlalchemy import Connection


def migrate(conn: Connection) -> None:
    """Bring the database to the newest revision, in the connection's own transaction."""
    from alembic import command  # late: only a start or « relais migrate » needs it

    command.upgrade(_config(conn), "head")


def is_at_head(conn: Connection) -> bool:
    """Whether the database is at this program's newest revision."""
    from alembic.runtime.migration import MigrationContext

    return set(MigrationContext.configure(conn).get_current_heads()) == _heads()


@cache
def _heads() -> frozenset[str]:
    """This program's newest revision. Read once: anybody may ask « /readyz », and turns wait behind the answer."""
    from alembic.script import ScriptDirectory

    return frozenset(ScriptDirectory.from_config(_config()).get_heads())


def _config(conn: Connection | None = None) -> "Config":  # type: ignore[name-defined]  # noqa: F821
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files("storage").joinpath("migrations")))
    config.attributes["connection"] = conn
    return config
