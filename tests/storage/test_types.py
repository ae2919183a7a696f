"""Instants keep their zone on both engines: aware on the way in, aware and in UTC on the way out."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from storage.transactions import Database
from storage.types import UtcDateTime

TORONTO = ZoneInfo("America/Toronto")
marks = Table("marks", MetaData(), Column("n", Integer, primary_key=True), Column("at", UtcDateTime))


async def back(database: Database, *instants: datetime | None) -> list[datetime | None]:
    """What comes out of the database, in order."""

    def work(conn: Connection) -> list[datetime | None]:
        marks.create(conn, checkfirst=True)
        conn.execute(marks.delete())
        conn.execute(insert(marks), [{"n": n, "at": at} for n, at in enumerate(instants)])
        return list(conn.scalars(select(marks.c.at).order_by(marks.c.n)))

    return await database.write(work)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2025, 10, 7, 12, 0, tzinfo=UTC),
        datetime(2025, 10, 7, 8, 0, 0, 123456, tzinfo=TORONTO),
        datetime(2025, 11, 2, 1, 30, fold=0, tzinfo=TORONTO),
        datetime(2025, 11, 2, 1, 30, fold=1, tzinfo=TORONTO),
        datetime(2025, 3, 9, 2, 30, tzinfo=TORONTO),
        datetime(2025, 10, 7, 23, 0, tzinfo=timezone(timedelta(hours=-12))),
    ],
)
async def test_an_instant_comes_back_in_utc(database: Database, instant: datetime) -> None:
    (found,) = await back(database, instant)
    assert found is not None
    assert found == instant.astimezone(UTC)
    assert found.tzinfo is UTC


async def test_nothing_stays_nothing(database: Database) -> None:
    assert await back(database, None) == [None]


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="an instant without a zone"):
        await back(database, datetime(2025, 10, 7, 12, 0))  # noqa: DTZ001


async def test_instants_are_compared_as_instants(database: Database) -> None:
    """Whatever zone each was written in: on SQLite they are texts."""
    early = datetime(2025, 10, 7, 11, 59, 59, 999_999, tzinfo=UTC)
    late = datetime(2025, 10, 7, 8, 0, tzinfo=TORONTO)
    await back(database, late, early, early + timedelta(microseconds=2))

    def before(conn: Connection) -> list[int]:
        at = datetime(2025, 10, 7, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
        return list(conn.scalars(select(marks.c.n).where(marks.c.at < at)))

    assert await database.read(before) == [1]
    ordered = select(marks.c.n).order_by(marks.c.at, marks.c.n)
    assert await database.read(lambda conn: list(conn.scalars(ordered))) == [1, 0, 2]


instants = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
)


@given(several=st.lists(instants, min_size=1, max_size=20))
def test_any_instant_is_the_same_afterwards(several: list[datetime]) -> None:
    column = UtcDateTime()
    for instant in several:
        kept = column.process_bind_param(instant, None)  # type: ignore[arg-type]
        assert kept is not None
        assert column.process_result_value(kept.replace(tzinfo=None), None) == instant.astimezone(UTC)  # type: ignore[arg-type]
