"""Never more than two a week and five a month; a calendar change first, the bundle last."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.budget import (
    MONTH_LIMIT,
    MONTH_LIMIT_OF_AMBASSADORS,
    WEEK_LIMIT,
    allows,
    first_allowed_day,
    in_month,
    month_limit,
    rank,
)
from community.delivery import DELIVERY
from community.roles import Role

DAYS = st.dates(date(2025, 8, 1), date(2026, 7, 31))
LIMITS = st.sampled_from([MONTH_LIMIT, MONTH_LIMIT_OF_AMBASSADORS])


@given(st.lists(DAYS, max_size=60), LIMITS)
def test_who_asks_each_time_never_exceeds_either(wanted: list[date], limit: int) -> None:
    sent: list[date] = []
    for day in sorted(wanted):
        going = first_allowed_day(sent, day, limit)
        assert going >= day
        assert all(not allows(sent, day + timedelta(days=n), limit) for n in range((going - day).days))
        sent.append(going)
    assert max(Counter(day.isocalendar()[:2] for day in sent).values(), default=0) <= WEEK_LIMIT
    assert max(Counter((day.year, day.month) for day in sent).values(), default=0) <= limit


@given(st.lists(DAYS, max_size=20), DAYS, LIMITS)
def test_a_later_one_is_never_let_through_by_one_more_sent(sent: list[date], today: date, limit: int) -> None:
    assert allows(sent, today, limit) or not allows([*sent, today], today, limit)
    assert allows([], today, limit)


def test_a_week_begins_on_monday_and_a_month_on_its_first() -> None:
    thursday, friday, monday = date(2025, 10, 2), date(2025, 10, 3), date(2025, 10, 6)
    assert not allows([thursday, friday], friday)
    assert first_allowed_day([thursday, friday], friday) == monday
    five = [date(2025, 10, n) for n in (2, 7, 8, 14, 15)]
    assert in_month(five, date(2025, 10, 20)) == MONTH_LIMIT
    assert first_allowed_day(five, date(2025, 10, 20)) == date(2025, 11, 1)
    assert allows(five, date(2025, 10, 20), MONTH_LIMIT_OF_AMBASSADORS)


def test_a_week_may_lie_in_two_years() -> None:
    assert not allows([date(2025, 12, 29), date(2025, 12, 30)], date(2026, 1, 2))


@pytest.mark.parametrize(
    ("roles", "limit"),
    [
        ({Role.MEMBER}, 5),
        ({Role.MEMBER, Role.DELEGATE}, 5),
        ({Role.DELEGATE, Role.AMBASSADOR}, 9),
        ({Role.FACILITATOR}, 9),
        ((), 5),
    ],
)
def test_who_is_written_to_more(roles: set[Role], limit: int) -> None:
    assert month_limit(roles) == limit


def test_every_counted_kind_has_its_place() -> None:
    counted = [kind for kind, how in DELIVERY.items() if how.counted]
    ordered = sorted(counted, key=rank)
    assert ordered[0] == "meeting_moved"
    assert ordered[-2:] == ["peer_bundle", "guide_review_due"]
    assert len({rank(kind) for kind in counted}) == len(counted)
