"""One's own hours: typed as people type them, always inside the community's."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.civil import WorkingHours, is_staff_day, next_working_moment
from community.hours import (
    Span,
    afternoons,
    has_pause,
    moment_for,
    mornings,
    of_span,
    read_span,
    within,
    written,
)
from storage.organizations import read_hours

DAY = WorkingHours()
TORONTO = ZoneInfo("America/Toronto")
ZONES = st.sampled_from([TORONTO, ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Auckland")])
TIMES = st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
SPANS = st.tuples(TIMES, TIMES).filter(lambda span: span[0] < span[1])
INSTANTS = st.integers(0, 300 * 24 * 60).map(
    lambda minutes: datetime(2025, 9, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("8 h à 15 h", (time(8), time(15))),
        ("de 8h30 à 16h", (time(8, 30), time(16))),
        ("8\u00a0h\u00a030 à 15\u00a0h\u00a015", (time(8, 30), time(15, 15))),
        ("8-15", (time(8), time(15))),
        ("08:00 - 15:30", (time(8), time(15, 30))),
        ("8 to 3", (time(8), time(15))),
        ("8 am to 3:30 pm", (time(8), time(15, 30))),
        ("12 pm to 4 p.m.", (time(12), time(16))),
        ("entre 9 et 11", (time(9), time(11))),
    ],
)
def test_what_is_read(text: str, span: Span) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    "text", ["", "le matin", "8 h", "8 h, 9 h, 10 h", "25 h à 26 h", "15 h à 14 h", "8 h 75 à 9 h", "0 pm to 3 pm"]
)
def test_what_is_not(text: str) -> None:
    assert read_span(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_isnt(text: str) -> None:
    span = read_span(text)
    assert span is None or span[0] < span[1]


@given(SPANS)
def test_within_is_inside_and_can_be_kept(span: Span) -> None:
    own = within(span, DAY)
    if own is None:
        return
    assert read_hours(written(own)) == own
    assert DAY.opens <= own.opens < own.closes <= DAY.closes
    assert own.opens >= span[0]
    assert own.closes <= span[1]
    if has_pause(own):
        assert (own.pause_from, own.pause_until) == (DAY.pause_from, DAY.pause_until)


def test_the_two_halves_of_a_day() -> None:
    assert (mornings(DAY).opens, mornings(DAY).closes) == (time(7, 30), time(11, 30))
    assert (afternoons(DAY).opens, afternoons(DAY).closes) == (time(13), time(16, 30))
    assert not has_pause(mornings(DAY))
    assert within((time(11, 30), time(13)), DAY) is None, "nothing but the pause"
    assert within((time(5), time(7)), DAY) is None


def at_work(instant: datetime, zone: ZoneInfo, hours: WorkingHours) -> bool:
    return next_working_moment(instant, zone, hours) == instant


@given(INSTANTS, ZONES, SPANS)
def test_the_moment_is_inside_both(now: datetime, zone: ZoneInfo, span: Span) -> None:
    own = within(span, DAY)
    moment = moment_for(now, zone, DAY, own)
    assert moment >= now
    assert at_work(moment, zone, DAY)
    assert is_staff_day(moment.astimezone(zone).date())
    if own is not None:
        assert at_work(moment, zone, own)
        assert moment - now <= timedelta(days=4)


def test_hours_that_share_nothing_are_the_communitys() -> None:
    now = datetime(2025, 10, 7, 3, tzinfo=UTC)
    night = of_span((time(20), time(22)))
    assert moment_for(now, TORONTO, DAY, night) == next_working_moment(now, TORONTO, DAY)
    assert moment_for(now, TORONTO, DAY, afternoons(DAY)).astimezone(TORONTO).time() == time(13)
    assert date(2025, 10, 7) == moment_for(now, TORONTO, DAY, None).astimezone(TORONTO).date()
