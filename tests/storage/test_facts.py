"""Facts of the deployment itself."""

from storage.facts import keep_fact, read_fact
from storage.scope import DEPLOYMENT
from storage.transactions import Database


async def test_a_fact_is_kept_and_kept_anew(database: Database) -> None:
    assert await database.read(lambda conn: read_fact(DEPLOYMENT, conn, "clock")) is None
    for value in ("1", "2", ""):
        await database.write(lambda conn, v=value: keep_fact(DEPLOYMENT, conn, "clock", v))
        assert await database.read(lambda conn: read_fact(DEPLOYMENT, conn, "clock")) == value
