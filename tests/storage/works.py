"""Works that keep a fact, or fail."""

from sqlalchemy import Connection, text

from storage.facts import keep_fact
from storage.scope import DEPLOYMENT
from storage.transactions import Database, Work


class Broken(Exception):
    """A work's own failure."""


class Gone(BaseException):
    """What no « except Exception » catches."""


def keep(key: str, value: str = "x") -> Work[str]:
    def work(conn: Connection) -> str:
        keep_fact(DEPLOYMENT, conn, key, value)
        return key

    return work


def breaks(key: str, error: BaseException) -> Work[None]:
    """Writes, then fails."""

    def work(conn: Connection) -> None:
        keep_fact(DEPLOYMENT, conn, key, "x")
        raise error

    return work


async def kept(database: Database) -> list[str]:
    return await database.read(lambda conn: list(conn.scalars(text("SELECT key FROM facts ORDER BY key"))))
