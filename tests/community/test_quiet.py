"""When a pushed message goes: in hours, after a pause, within the measure; never where its kind is unwanted."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from community.budget import MONTH_LIMIT, allows
from community.civil import WorkingHours, civil_date, next_working_moment
from community.hours import afternoons
from community.quiet import Going, Why, goes, is_paused
from community.views import Quiet

HOURS = WorkingHours()
TORONTO = ZoneInfo("America/Toronto")
TUESDAY = datetime(2025, 10, 7, 12, tzinfo=UTC)
"""8:00 in Québec."""
INSTANTS = st.integers(0, 300 * 24 * 60).map(
    lambda minutes: datetime(2025, 9, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
DAYS = st.dates(date(2025, 9, 1), date(2026, 6, 30))
KINDS = st.sampled_from(["meeting_moved", "letter", "peer_question", "peer_bundle"])
QUIETS = st.builds(
    Quiet,
    hours=st.sampled_from([None, afternoons(HOURS)]),
    until=st.none() | DAYS,
    meetings=st.booleans(),
    fewer_of=st.frozensets(KINDS, max_size=2),
)


@given(KINDS, INSTANTS, QUIETS, st.lists(DAYS, max_size=12))
def test_it_goes_when_all_agree(kind: str, now: datetime, quiet: Quiet, pushed: list[date]) -> None:
    going = goes(kind, now, TORONTO, HOURS, quiet, pushed)
    if kind in quiet.fewer_of:
        assert going == Going(None, Why.MUTED)
        return
    assert going.at is not None
    assert going.at >= now
    assert (going.why is None) == (going.at == now)
    day = civil_date(going.at, TORONTO)
    assert allows(pushed, day, MONTH_LIMIT)
    assert not is_paused(quiet, kind, day)
    for hours in (HOURS, quiet.hours or HOURS):
        assert next_working_moment(going.at, TORONTO, hours) == going.at
    assert goes(kind, going.at, TORONTO, HOURS, quiet, pushed) == Going(going.at), "asked again then, it goes"


def test_nothing_holds_it() -> None:
    assert goes("letter", TUESDAY, TORONTO, HOURS, Quiet()) == Going(TUESDAY)


def test_what_holds_it() -> None:
    night = TUESDAY - timedelta(hours=3)
    assert goes("letter", night, TORONTO, HOURS, Quiet()) == Going(datetime(2025, 10, 7, 11, 30, tzinfo=UTC), Why.HOURS)
    paused = Quiet(until=date(2025, 10, 18))  # a Saturday
    monday = datetime(2025, 10, 20, 11, 30, tzinfo=UTC)
    assert goes("letter", TUESDAY, TORONTO, HOURS, paused) == Going(monday, Why.PAUSED)
    assert goes("meeting_moved", TUESDAY, TORONTO, HOURS, paused) == Going(TUESDAY)
    assert goes("meeting_moved", TUESDAY, TORONTO, HOURS, replace(paused, meetings=False)) == Going(monday, Why.PAUSED)
    twice = [date(2025, 10, 6), date(2025, 10, 7)]
    assert goes("letter", TUESDAY, TORONTO, HOURS, Quiet(), twice) == Going(
        datetime(2025, 10, 13, 11, 30, tzinfo=UTC), Why.BUDGET
    )


def test_the_first_day_back_is_not_of_the_pause() -> None:
    assert not is_paused(Quiet(until=date(2025, 10, 7)), "letter", date(2025, 10, 7))
    assert goes("letter", TUESDAY, TORONTO, HOURS, Quiet(until=date(2025, 10, 7))) == Going(TUESDAY)
    assert time(8) == TUESDAY.astimezone(TORONTO).time()
