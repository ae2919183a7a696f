"""Brackets of ages against dated rules, school days ahead, and what a confirmation is of."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.civil import is_staff_day
from community.guide import AgeRule, Jurisdiction, Said, Tool
from community.principal import (
    NO_TOOL,
    Ages,
    CameOf,
    Opening,
    Outcome,
    Stands,
    Written,
    age_note,
    confirming,
    days_to_talk,
    edition,
    split_confirming,
)

CHECKED = date(2025, 9, 15)
TODAY = date(2025, 10, 7)


def rule(from_age: int, *jurisdictions: Jurisdiction) -> AgeRule:
    source = Said(fr="Selon l'éditeur", en="Says who makes it")
    url = "https://example.org/ages"
    return AgeRule(from_age=from_age, source=source, url=url, checked=CHECKED, jurisdictions=jurisdictions)


def tool(*rules: AgeRule) -> Tool:
    return Tool(key="helper", name="Helper", rules=rules)


def stands(from_age: int, ages: Ages) -> Stands | None:
    note = age_note(tool(rule(from_age)), ages, Jurisdiction.QUEBEC, TODAY, 12)
    return note.stands if note is not None else None


@pytest.mark.parametrize(
    ("from_age", "expected"),
    [
        (0, (Stands.MEETS,) * 5),
        (13, (Stands.BELOW, Stands.MEETS, Stands.MEETS, Stands.MEETS, Stands.MEETS)),
        (14, (Stands.BELOW, Stands.BELOW, Stands.MEETS, Stands.MEETS, Stands.MEETS)),
        (15, (Stands.BELOW, Stands.BELOW, Stands.DEPENDS, Stands.MEETS, Stands.MEETS)),
        (10, (Stands.DEPENDS, Stands.MEETS, Stands.MEETS, Stands.MEETS, Stands.MEETS)),
        (18, (Stands.BELOW, Stands.BELOW, Stands.BELOW, Stands.BELOW, Stands.MEETS)),
        (21, (Stands.BELOW, Stands.BELOW, Stands.BELOW, Stands.BELOW, Stands.DEPENDS)),
    ],
)
def test_how_each_bracket_stands_to_a_rule(from_age: int, expected: tuple[Stands, ...]) -> None:
    assert tuple(stands(from_age, ages) for ages in Ages) == expected


@given(st.integers(0, 25), st.sampled_from(list(Ages)))
def test_an_older_bracket_never_stands_worse(from_age: int, ages: Ages) -> None:
    order = (Stands.BELOW, Stands.DEPENDS, Stands.MEETS)
    brackets = list(Ages)
    older = brackets[min(brackets.index(ages) + 1, len(brackets) - 1)]
    before, after = stands(from_age, ages), stands(from_age, older)
    assert before is not None
    assert after is not None
    assert order.index(after) >= order.index(before)


def test_the_rule_is_that_of_the_law_there() -> None:
    found = tool(rule(14, Jurisdiction.QUEBEC), rule(13))
    for law, age in ((Jurisdiction.QUEBEC, 14), (Jurisdiction.FRANCE, 13)):
        note = age_note(found, Ages.AT_13, law, TODAY, 12)
        assert note is not None
        assert note.rule.from_age == age


def test_without_a_rule_nothing_is_said() -> None:
    assert age_note(None, Ages.AT_13, Jurisdiction.QUEBEC, TODAY, 12) is None
    assert age_note(tool(rule(15, Jurisdiction.FRANCE)), Ages.AT_13, Jurisdiction.QUEBEC, TODAY, 12) is None


@pytest.mark.parametrize(
    ("today", "months", "old"),
    [
        (date(2025, 9, 15), 12, False),
        (date(2026, 9, 14), 12, False),
        (date(2026, 9, 15), 12, True),
        (date(2025, 12, 15), 3, True),
        (date(2025, 1, 1), 12, False),
    ],
)
def test_a_rule_that_nobody_read_again_says_that_it_is_old(today: date, months: int, old: bool) -> None:
    note = age_note(tool(rule(13)), Ages.AT_13, Jurisdiction.QUEBEC, today, months)
    assert note is not None
    assert note.old is old


@pytest.mark.parametrize(
    ("today", "last", "expected"),
    [
        (date(2025, 10, 7), date(2026, 6, 30), (date(2025, 10, 8), date(2026, 6, 30))),
        (date(2025, 10, 10), date(2025, 10, 12), None),  # a Friday, and the Sunday after
        (date(2025, 10, 10), date(2025, 10, 13), (date(2025, 10, 13), date(2025, 10, 13))),
        (date(2026, 6, 30), date(2026, 6, 30), None),
        (date(2027, 6, 29), date(2027, 6, 30), (date(2027, 6, 30), date(2027, 6, 30))),
    ],
)
def test_days_to_talk_again_are_school_days_ahead(today: date, last: date, expected: tuple[date, date] | None) -> None:
    assert days_to_talk(today, last) == expected


@given(st.dates(date(2025, 7, 1), date(2026, 6, 30)), st.dates(date(2025, 7, 1), date(2026, 6, 30)))
def test_both_bounds_are_school_days_inside(today: date, last: date) -> None:
    found = days_to_talk(today, last)
    if found is None:
        between = range(today.toordinal() + 1, last.toordinal() + 1)
        assert not any(is_staff_day(date.fromordinal(day)) for day in between)
        return
    assert today < found[0] <= found[1] <= last
    assert all(is_staff_day(day) for day in found)


WRITTEN = Written("Pour quoi", "Groupe 204", Ages.AT_13, NO_TOOL, Opening.NOT_NEEDED, "Comment")
GO = CameOf(Outcome.GO, None, "Après la relâche.")


def test_whatever_changes_is_another_edition() -> None:
    others = [
        edition(replace(WRITTEN, intent="Autre chose"), GO),
        edition(replace(WRITTEN, ages=Ages.ADULTS), GO),
        edition(replace(WRITTEN, opening=Opening.OPEN), GO),
        edition(WRITTEN, replace(GO, words="Tout de suite.")),
        edition(WRITTEN, CameOf(Outcome.LATER, date(2025, 11, 13), GO.words)),
        edition(WRITTEN, CameOf(Outcome.LATER, date(2025, 11, 14), GO.words)),
    ]
    assert edition(WRITTEN, GO) == edition(WRITTEN, GO)
    assert len({edition(WRITTEN, GO), *others}) == 7


def test_a_button_names_the_page_and_what_is_confirmed_of_it() -> None:
    named = confirming("x" * 32, edition(WRITTEN, GO))
    assert len(f"do.confirm_page.{named}") <= 64, "a press may have so many"
    assert split_confirming(named) == ("x" * 32, edition(WRITTEN, GO))
    assert split_confirming("forged") == ("forged", "")
