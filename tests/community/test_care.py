"""« À qui faire signe »: at most five, in the order of the alphabet, never who doesn't want it or is on pause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.care import NAMED_LIMIT, UNTOUCHED, Standing, may_be_good, to_be_signalled
from community.civil import challenge_month

MONTH = date(2025, 10, 1)
TODAY = date(2025, 10, 21)
LONG_AGO = date(2025, 8, 25)
NONE_SET = Standing("p1", "Ada Tremblay", LONG_AGO)
LYING = replace(NONE_SET, has_one=True, touched_on=date(2025, 10, 11))

DAYS = st.dates(date(2025, 8, 1), date(2026, 7, 31))
NAMES = st.sampled_from(["Ada Tremblay", "Éva Roy", "éric Côté", "Zoé Gagnon", "Luc Hébert", "Ana Lopez"])


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    return Standing(
        person_id=f"p{draw(st.integers(0, 10**6))}",
        name=draw(NAMES),
        since=draw(DAYS),
        paused=draw(st.booleans()),
        may_be_signalled=draw(st.booleans()),
        skipped=draw(st.booleans()),
        has_one=draw(st.booleans()),
        touched_on=draw(st.none() | DAYS),
        written_on=draw(st.none() | DAYS),
    )


@pytest.mark.parametrize(
    ("standing", "today", "good"),
    [
        (NONE_SET, TODAY, True),
        (NONE_SET, date(2025, 10, 15), False),  # the middle has not passed
        (replace(NONE_SET, has_one=True), TODAY, False),  # reported on, or set aside: it is settled
        (LYING, TODAY, True),
        (LYING, date(2025, 10, 20), False),
        (replace(LYING, touched_on=date(2025, 10, 20)), TODAY, False),
        (replace(LYING, paused=True), TODAY, False),
        (replace(LYING, may_be_signalled=False), TODAY, False),
        (replace(NONE_SET, skipped=True), TODAY, False),
        (replace(NONE_SET, since=date(2025, 10, 14)), TODAY, False),
        (replace(LYING, written_on=date(2025, 10, 14)), TODAY, False),
        (replace(LYING, written_on=date(2025, 10, 11)), TODAY, True),
    ],
)
def test_the_rule(standing: Standing, today: date, good: bool) -> None:
    assert may_be_good(standing, today, MONTH) is good


@given(st.lists(standings(), max_size=15, unique_by=lambda s: s.person_id), DAYS)
def test_who_is_named(members: list[Standing], today: date) -> None:
    month = challenge_month(today)
    named = to_be_signalled(members, today, month)
    assert len(named) <= NAMED_LIMIT
    assert len(set(named)) == len(named)
    for standing in named:
        assert not standing.paused
        assert not standing.skipped
        assert standing.may_be_signalled
        assert today - standing.since >= UNTOUCHED
    assert named == to_be_signalled(list(reversed(members)), today, month), "whatever order they come in"
    assert {s for s in members if may_be_good(s, today, month)} >= set(named)


@given(st.integers(6, 40), st.dates(date(2025, 9, 20), date(2026, 5, 30)))
def test_everybody_is_named_some_week_and_nobody_is_first(count: int, start: date) -> None:
    members = [replace(NONE_SET, person_id=f"p{n:02}", name=f"{chr(97 + n % 26)} {n:02}") for n in range(count)]
    weeks = [start + timedelta(weeks=n) for n in range(count)]
    shown = [to_be_signalled(members, day, date(day.year, day.month, 1)) for day in weeks if day.day > 15]
    assert all(len(named) == NAMED_LIMIT for named in shown)
    if len(shown) > 3:
        assert len({named[0] for named in shown}) > 1


def test_alphabetical_without_accents_or_case() -> None:
    members = [replace(NONE_SET, person_id=str(n), name=name) for n, name in enumerate(("Zoé", "éric", "Ana", "Éva"))]
    assert [s.name for s in to_be_signalled(members, TODAY, MONTH)] == ["Ana", "éric", "Éva", "Zoé"]
