"""A day as people type it, in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.days import day_of
from bot.texts.hearing import hear
from bot.texts.words import Words

WORDS = Words.load()
TUESDAY = date(2025, 10, 7)

SAID = {
    "2025-11-13": date(2025, 11, 13),
    "2025/11/13": date(2025, 11, 13),
    "13 novembre": date(2025, 11, 13),
    "le 13 nov.": date(2025, 11, 13),
    "Le jeudi 13 novembre": date(2025, 11, 13),
    "13 novembre 2026": date(2026, 11, 13),
    "1er décembre": date(2025, 12, 1),
    "15 janvier": date(2026, 1, 15),
    "le 13": date(2025, 10, 13),
    "le 5": date(2025, 11, 5),
    "vendredi 7": date(2025, 11, 7),
    "13/11": date(2025, 11, 13),
    "13-11-2025": date(2025, 11, 13),
    "vendredi": date(2025, 10, 10),
    "mardi": date(2025, 10, 14),
    "vendredi prochain": date(2025, 10, 10),
    "demain": date(2025, 10, 8),
    "après-demain": date(2025, 10, 9),
    "aujourd’hui": TUESDAY,
    "November 13": date(2025, 11, 13),
    "Nov. 13, 2025": date(2025, 11, 13),
    "Friday, November 14": date(2025, 11, 14),
    "the 13th of November": date(2025, 11, 13),
    "next Friday": date(2025, 10, 10),
    "tomorrow": date(2025, 10, 8),
    "the day after tomorrow": date(2025, 10, 9),
    "6 octobre": date(2025, 10, 6),  # just past: it is said to be, not taken for next year's
}


@pytest.mark.parametrize("text", SAID)
def test_a_day_is_heard(text: str) -> None:
    assert day_of(WORDS, text, TUESDAY) == SAID[text]
    assert hear(WORDS, text, today=TUESDAY).day == SAID[text]


@pytest.mark.parametrize(
    "text", ["", "le", "hier", "Comment lire?", "31/2", "32", "0", "vendredi 13 novembre", "13 brumaire", "9" * 200]
)
def test_no_day_is_guessed(text: str) -> None:
    assert day_of(WORDS, text, TUESDAY) is None


def test_without_a_today_no_day_is_heard() -> None:
    assert hear(WORDS, "13 novembre").day is None


@given(st.dates(min_value=TUESDAY, max_value=TUESDAY + timedelta(days=300)))
def test_what_is_written_is_heard(day: date) -> None:
    for locale in ("fr_CA", "en_CA"):
        speech = WORDS.into(locale)
        for how in ("", "weekday", "full"):
            assert day_of(WORDS, speech.written(day, how), TUESDAY) == day


@given(st.text(max_size=60), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_anything_may_be_typed(text: str, today: date) -> None:
    day_of(WORDS, text, today)
