"""Civil time: what the wall shows, through both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.civil import (
    WorkingHours,
    after_working_days,
    challenge_month,
    civil_date,
    instant_of,
    is_staff_day,
    last_school_day,
    next_working_moment,
    school_year,
    school_year_end,
)

TORONTO, PARIS = ZoneInfo("America/Toronto"), ZoneInfo("Europe/Paris")
ZONES = (TORONTO, PARIS, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Santiago"), ZoneInfo("Pacific/Kiritimati"))
SECOND = timedelta(seconds=1)

days = st.dates(date(1995, 1, 1), date(2037, 12, 31))
walls = st.times()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "year", "ends"),
    [
        (date(2025, 6, 30), "2024-2025", date(2025, 6, 30)),
        (date(2025, 7, 1), "2025-2026", date(2026, 6, 30)),
        (date(2025, 12, 31), "2025-2026", date(2026, 6, 30)),
        (date(2026, 1, 1), "2025-2026", date(2026, 6, 30)),
        (date(1999, 9, 1), "1999-2000", date(2000, 6, 30)),
    ],
)
def test_a_school_year_begins_in_july(day: date, year: str, ends: date) -> None:
    assert school_year(day) == year
    assert school_year_end(year) == ends


@given(days)
def test_every_day_is_in_one_school_year(day: date) -> None:
    ends = school_year_end(school_year(day))
    assert day <= ends < day.replace(year=day.year + 1, day=min(day.day, 28))
    assert school_year(ends) == school_year(day) != school_year(ends + timedelta(days=1))


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        (utc(2025, 10, 8, 3, 59), TORONTO, date(2025, 10, 7)),
        (utc(2025, 10, 8, 4, 0), TORONTO, date(2025, 10, 8)),
        (utc(2025, 12, 8, 4, 59), TORONTO, date(2025, 12, 7)),
        (utc(2025, 10, 7, 22, 0), PARIS, date(2025, 10, 8)),
    ],
)
def test_the_date_on_the_wall(instant: datetime, zone: ZoneInfo, day: date) -> None:
    assert civil_date(instant, zone) == day
    assert civil_date(instant.astimezone(PARIS), zone) == day


@pytest.mark.parametrize(
    ("zone", "day", "wall", "instant"),
    [
        # Nine o'clock stays nine o'clock, through both changes.
        (TORONTO, date(2025, 3, 7), time(9), utc(2025, 3, 7, 14)),
        (TORONTO, date(2025, 3, 14), time(9), utc(2025, 3, 14, 13)),
        (TORONTO, date(2025, 10, 31), time(9), utc(2025, 10, 31, 13)),
        (TORONTO, date(2025, 11, 7), time(9), utc(2025, 11, 7, 14)),
        (PARIS, date(2025, 3, 28), time(9), utc(2025, 3, 28, 8)),
        (PARIS, date(2025, 10, 24), time(9), utc(2025, 10, 24, 7)),
        # The gap: the first instant that is.
        (TORONTO, date(2025, 3, 9), time(1, 59, 59), utc(2025, 3, 9, 6, 59, 59)),
        (TORONTO, date(2025, 3, 9), time(2), utc(2025, 3, 9, 7)),
        (TORONTO, date(2025, 3, 9), time(2, 30), utc(2025, 3, 9, 7)),
        (TORONTO, date(2025, 3, 9), time(2, 59, 59, 999_999), utc(2025, 3, 9, 7)),
        (TORONTO, date(2025, 3, 9), time(3), utc(2025, 3, 9, 7)),
        (PARIS, date(2025, 3, 30), time(2, 30), utc(2025, 3, 30, 1)),
        (ZoneInfo("Australia/Lord_Howe"), date(2025, 10, 5), time(2, 15), utc(2025, 10, 4, 15, 30)),
        (ZoneInfo("America/Santiago"), date(2025, 9, 7), time(0, 0), utc(2025, 9, 7, 4)),
        (ZoneInfo("Pacific/Apia"), date(2011, 12, 30), time(9), utc(2011, 12, 30, 10)),  # a day that was not
        # The fold: the first of the two, whatever the given time says of itself.
        (TORONTO, date(2025, 11, 2), time(1, 30), utc(2025, 11, 2, 5, 30)),
        (TORONTO, date(2025, 11, 2), time(1, 30, fold=1), utc(2025, 11, 2, 5, 30)),
        (TORONTO, date(2025, 11, 2), time(2, 0), utc(2025, 11, 2, 7)),
        (PARIS, date(2025, 10, 26), time(2, 30), utc(2025, 10, 26, 0, 30)),
        (PARIS, date(2025, 3, 30), time(2, 30, fold=1), utc(2025, 3, 30, 1)),
    ],
)
def test_the_instant_of_a_moment_on_the_wall(zone: ZoneInfo, day: date, wall: time, instant: datetime) -> None:
    found = instant_of(day, wall, zone)
    assert found == instant
    assert found.tzinfo is UTC


@given(days, walls, st.sampled_from(ZONES))
def test_the_wall_shows_it_then_and_not_before(day: date, wall: time, zone: ZoneInfo) -> None:
    wanted = datetime.combine(day, wall)
    instant = instant_of(day, wall, zone)
    shown = instant.astimezone(zone).replace(tzinfo=None)
    assert shown >= wanted
    if shown != wanted:  # a gap: a second earlier it was not yet that late
        assert (instant - SECOND).astimezone(zone).replace(tzinfo=None) < wanted
    for earlier in (timedelta(minutes=30), timedelta(hours=1)):
        assert (instant - earlier).astimezone(zone).replace(tzinfo=None, fold=0) != wanted


hours = st.sampled_from(
    [
        WorkingHours(),
        WorkingHours(time(8), time(17), time(12), time(12)),
        WorkingHours(time(0), time(23, 59), time(2), time(3)),
        WorkingHours(time(1, 30), time(2, 30), time(2), time(2, 15)),
    ]
)
instants = st.integers(int(utc(1995, 1, 1).timestamp()), int(utc(2037, 12, 31).timestamp())).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


def at_work(instant: datetime, zone: ZoneInfo, when: WorkingHours) -> bool:
    local = instant.astimezone(zone)
    wall = local.time()
    return (
        is_staff_day(local.date())
        and when.opens <= wall < when.closes
        and not when.pause_from <= wall < when.pause_until
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (utc(2025, 10, 7, 12, 0), utc(2025, 10, 7, 12, 0)),  # Tuesday, 8:00
        (utc(2025, 10, 7, 11, 29, 59), utc(2025, 10, 7, 11, 30)),
        (utc(2025, 10, 7, 15, 30), utc(2025, 10, 7, 17, 0)),  # the midday pause begins
        (utc(2025, 10, 7, 16, 59, 59), utc(2025, 10, 7, 17, 0)),
        (utc(2025, 10, 7, 20, 29, 59), utc(2025, 10, 7, 20, 29, 59)),
        (utc(2025, 10, 7, 20, 30), utc(2025, 10, 8, 11, 30)),
        (utc(2025, 10, 10, 21, 0), utc(2025, 10, 13, 11, 30)),  # Friday evening
        (utc(2025, 10, 12, 15, 0), utc(2025, 10, 13, 11, 30)),  # Sunday
        (utc(2025, 10, 31, 21, 0), utc(2025, 11, 3, 12, 30)),  # the clock changes that weekend
        (utc(2025, 3, 7, 22, 0), utc(2025, 3, 10, 11, 30)),
    ],
)
def test_when_people_are_at_work_again(now: datetime, expected: datetime) -> None:
    assert next_working_moment(now, TORONTO, WorkingHours()) == expected


@given(instants, st.sampled_from([TORONTO, PARIS]), hours, st.floats(0, 1))
def test_never_outside_hours_never_before_now_never_later_than_need_be(
    now: datetime, zone: ZoneInfo, when: WorkingHours, between: float
) -> None:
    found = next_working_moment(now, zone, when)
    assert found >= now
    assert at_work(found, zone, when)
    assert next_working_moment(found, zone, when) == found
    if found > now:
        assert not at_work(now + (found - now) * between * 0.999, zone, when)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        (date(2025, 10, 7), date(2025, 10, 31)),
        (date(2025, 11, 1), date(2025, 11, 28)),
        (date(2025, 8, 31), date(2025, 8, 29)),
        (date(2026, 2, 28), date(2026, 2, 27)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_the_last_school_day_of_a_month(month: date, last: date) -> None:
    assert last_school_day(month) == last


@given(days)
def test_no_staff_day_of_the_month_is_later(day: date) -> None:
    last = last_school_day(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert is_staff_day(last)
    following = last + timedelta(days=1)
    while following.month == day.month:
        assert not is_staff_day(following)
        following += timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2025, 10, 1), date(2025, 10, 1)),
        (date(2025, 10, 31), date(2025, 10, 1)),
        (date(2025, 11, 28), date(2025, 11, 1)),
        (date(2025, 11, 29), date(2025, 12, 1)),  # Saturday: nothing can be tried in it any more
        (date(2022, 12, 31), date(2023, 1, 1)),
    ],
)
def test_the_month_a_challenge_is_for(today: date, month: date) -> None:
    assert challenge_month(today) == month


@given(days)
def test_a_challenge_is_never_for_a_month_that_is_over(today: date) -> None:
    month = challenge_month(today)
    assert month.day == 1
    assert today <= last_school_day(month)
    assert month - today <= timedelta(days=3)


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        (utc(2025, 10, 7, 12), 2, utc(2025, 10, 9, 11, 30)),  # Tuesday: Thursday, 7:30 in Québec
        (utc(2025, 10, 9, 20), 2, utc(2025, 10, 13, 11, 30)),  # Thursday: over the weekend, Monday
        (utc(2025, 10, 11, 12), 2, utc(2025, 10, 14, 11, 30)),  # Saturday: Monday is the first
        (utc(2025, 10, 31, 12), 1, utc(2025, 11, 3, 12, 30)),  # the clocks go back in between
    ],
)
def test_after_so_many_working_days(now: datetime, days: int, expected: datetime) -> None:
    assert after_working_days(now, days, TORONTO, WorkingHours()) == expected
