"""« Remettre »: the day that follows, once between two meetings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.carrying import carried_to
from community.civil import is_staff_day

LAST_OF_OCTOBER, LAST_OF_NOVEMBER = date(2025, 10, 31), date(2025, 11, 28)
MEETING, NEXT_MEETING = date(2025, 11, 13), date(2025, 12, 11)


@pytest.mark.parametrize(
    ("until", "today", "meeting", "past", "to"),
    [
        (LAST_OF_OCTOBER, date(2025, 10, 7), None, None, LAST_OF_NOVEMBER),
        (LAST_OF_OCTOBER, LAST_OF_OCTOBER, None, None, LAST_OF_NOVEMBER),
        (LAST_OF_OCTOBER, date(2025, 11, 30), None, None, date(2025, 12, 31)),
        (LAST_OF_OCTOBER, date(2025, 10, 7), MEETING, None, MEETING),
        (MEETING, date(2025, 11, 12), MEETING, None, LAST_OF_NOVEMBER),
        (MEETING, date(2025, 11, 14), NEXT_MEETING, None, NEXT_MEETING),
        (MEETING, MEETING, MEETING, None, LAST_OF_NOVEMBER),
        (NEXT_MEETING, date(2025, 11, 10), NEXT_MEETING, MEETING, NEXT_MEETING),
        (NEXT_MEETING, MEETING, None, MEETING, NEXT_MEETING),
        (NEXT_MEETING, date(2025, 11, 14), None, MEETING, date(2025, 12, 31)),
    ],
    ids=[
        "no meeting dated",
        "on the last day",
        "long after",
        "to the next meeting",
        "the day before the meeting",
        "after it, to the next",
        "on the day of the meeting",
        "already carried",
        "already carried, on the day itself",
        "carried again, once that day is over",
    ],
)
def test_the_day_that_follows(until: date, today: date, meeting: date | None, past: date | None, to: date) -> None:
    assert carried_to(until, today, meeting, past) == to


days = st.dates(date(2025, 8, 1), date(2027, 7, 31))


@given(until=days, today=days, meeting=st.none() | days)
def test_it_is_to_come_and_can_be_met_at_work(until: date, today: date, meeting: date | None) -> None:
    to = carried_to(until, today, meeting)
    assert to > max(until, today)
    assert to == meeting or is_staff_day(to)
    assert to == meeting or to - max(until, today) < timedelta(days=62)


@given(until=days, today=days, meeting=st.none() | days)
def test_a_second_time_the_same_day_changes_nothing(until: date, today: date, meeting: date | None) -> None:
    to = carried_to(until, today, meeting)
    past = max(until, today)
    assert carried_to(to, today, meeting, past) == to
