"""A day as people type it, in any language of the catalogs: « 13 novembre », « vendredi », « demain », "November 13".

Pure: today is an argument. The names of months and weekdays are Babel's; the few words around them, the catalogs'.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from babel import Locale

from bot.texts.flat import flat
from bot.texts.words import Words

JUST_PAST = 60
"""Days: a date without its year that is past by so little is taken for that one, not for next year's."""
MONTHS_AHEAD = 12
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/. ](\d{1,2})(?:[/. ](\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?(?: of)? ([a-z.]+)(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z.]+) (\d{1,2})(?:er|st|nd|rd|th)?(?: (\d{4}))?")
_ALONE = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?")


def day_of(words: Words, text: str, today: date) -> date | None:
    """The civil date meant by the whole of ``text``, today or later where no year is said; ``None`` for no date.

    Numbers alone are the day, then the month: « 13/11 ». A weekday is the next one to come, today excepted; beside a
    date that is no such day, it makes it none.
    """
    weekday, plain = _parts(words, text)
    if not plain:
        return None if weekday is None else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    near = _near(words).get(plain)
    if near is not None:
        return today + timedelta(days=near)
    found = _dated(words, plain, weekday, today)
    return found if found is not None and weekday in (None, found.weekday()) else None


def _dated(words: Words, plain: str, weekday: int | None, today: date) -> date | None:
    if found := _ISO.fullmatch(re.sub(r"[ /.]", "-", plain)):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(plain):
        return _coming(int(found[1]), int(found[2]), found[3], today)
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        found = pattern.fullmatch(plain)
        number = _months(words).get(found[month].strip(".")) if found else None
        if found and number is not None:
            return _coming(int(found[day]), number, found[3], today)
    return _of_a_month(int(found[1]), weekday, today) if (found := _ALONE.fullmatch(plain)) else None


def _parts(words: Words, text: str) -> tuple[int | None, str]:
    """The weekday said, if any, and the rest, without case, accents and the words that only introduce a day."""
    parts = [part for part in flat(text).replace(",", " ").split() if part not in _introducing(words)]
    weekday = _weekdays(words).get(parts[0]) if parts else None
    return weekday, " ".join(parts[1:] if weekday is not None else parts)


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(int(year), month, day)
    this_year = _date(today.year, month, day)
    if this_year is not None and (today - this_year).days <= JUST_PAST:
        return this_year
    return _date(today.year + 1, month, day)


def _of_a_month(day: int, weekday: int | None, today: date) -> date | None:
    """« le 13 »: of this month, else of the first to come that has such a day; « vendredi 13 », a Friday."""
    first = today.replace(day=1)
    for _ in range(MONTHS_AHEAD):
        found = _date(first.year, first.month, day)
        if found is not None and found >= today and weekday in (None, found.weekday()):
            return found
        first = (first + timedelta(days=32)).replace(day=1)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4)
def _months(words: Words) -> dict[str, int]:
    return {name: number for locale in _locales(words) for number, name in _names(locale.months)}


@lru_cache(maxsize=4)
def _weekdays(words: Words) -> dict[str, int]:
    return {name: number for locale in _locales(words) for number, name in _names(locale.days)}


@lru_cache(maxsize=4)
def _near(words: Words) -> dict[str, int]:
    """Words for today, tomorrow, the day after → days from today."""
    return {
        flat(word): days
        for days, key in enumerate(("heard.today", "heard.tomorrow", "heard.day_after"))
        for speech in words.spoken()
        for word in speech(key).split("|")
    }


@lru_cache(maxsize=4)
def _introducing(words: Words) -> frozenset[str]:
    return frozenset(flat(word) for speech in words.spoken() for word in speech("heard.on").split("|"))


def _locales(words: Words) -> list[Locale]:
    return [Locale.parse(speech.locale) for speech in words.spoken()]


def _names(contexts: object) -> Iterator[tuple[int, str]]:
    """Every name of each month or weekday, wide and short, flat: number → name."""
    for width in ("wide", "abbreviated"):
        for number, name in contexts["format"][width].items():  # type: ignore[index]
            yield number, flat(name).strip(".")
