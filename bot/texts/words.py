"""What is said, in each language and region: ``say = Words.load().into("fr_CA")``, then ``say("help.title")``.

A catalog is one ``.po`` file a language, keys as msgid. It is written as in Québec; other French-speaking regions get
their own spacing when it is loaded. A placeholder may say how its value is to be written: ``{until:weekday}``.
"""

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from community.spacing import WIDE, widened

DEFAULTS = {"fr": "fr_CA", "en": "en_CA"}
"""Each language that has a catalog, and the region meant when none is named. The first is the one for anybody else."""

_FALLBACK = next(iter(DEFAULTS.values()))
_VOWELS = frozenset("aeiouyâàéèêëîïôöûùœ")

_ELIDABLE = re.compile(r"\b(?P<d>[Dd])e (?P<what>\{(?P<name>\w+)(?::(?P<how>\w+))?\})")

# Patterns of Babel where people write otherwise than CLDR: (on the hour, with minutes).
_TIMES = {"fr": ("H\u00a0'h'", "H\u00a0'h'\u00a0mm"), "en": ("h:mm", "h:mm")}
_AFTERNOON = {"en": "h:mm\u00a0a"}

Parameter = str | int | date | datetime | time | Sequence[str]
"""What may fill a placeholder. A ``datetime`` is written as it stands: bring it to its zone first."""

_Form = str | tuple[str, ...]


class Speech:
    """One language as one region writes it. Get it from :meth:`Words.into`."""

    def __init__(self, locale: Locale, forms: Mapping[str, _Form]) -> None:
        self.locale = str(locale)
        self.language = locale.language
        self._babel = locale
        self._forms = forms
        self._formatter = _Formatter(self)

    def __call__(self, key: str, /, **params: Parameter) -> str:
        """The words of ``key``, its placeholders filled.

        Dates are written ``{d}`` « 10 octobre », ``{d:weekday}`` « vendredi 10 octobre », ``{d:full}`` with the
        year, ``{d:month}`` « octobre », ``{d:of_month}`` « d'octobre », ``{d:month_year}`` « octobre 2025 »; times
        ``{t}`` « 9 h 30 » and in English ``{t:bare}`` without "p.m."; several names as a list. « de {name} » is written
        « d'Ada » before a vowel. A message with a plural follows ``count``. Raises ``KeyError`` for an unknown key or a
        placeholder without its value.
        """
        form = self._forms[key]
        if isinstance(form, tuple):
            count = params["count"]
            assert isinstance(count, int)
            form = form[0 if self._babel.plural_form(count) == "one" else 1]
        if self.language == "fr" and "e {" in form:
            form = _ELIDABLE.sub(lambda found: self._elided(found, params), form)
        return self._formatter.vformat(form, (), params)

    def _elided(self, found: re.Match[str], params: Mapping[str, Parameter]) -> str:
        """« de {name} », or « d'{name} » before a name that begins with a vowel."""
        begins = self.written(params[found["name"]], found["how"] or "")[:1]
        plain = unicodedata.normalize("NFD", begins)[:1].lower()
        return f"{found['d']}'{found['what']}" if plain and plain in _VOWELS else found[0]

    def has(self, key: str) -> bool:
        """Whether ``key`` is worded."""
        return key in self._forms

    def written(self, value: Parameter, how: str = "") -> str:
        """``value`` as people write it here; ``how`` is what follows the colon of a placeholder."""
        if isinstance(value, str):
            return value
        if isinstance(value, int):
            return format_decimal(value, locale=self._babel)
        if isinstance(value, datetime):
            if how == "time":
                return self._time(value.time(), "")
            return self._date(value.date(), how) if how else f"{self._date(value, 'weekday')}, {self._time(value, '')}"
        if isinstance(value, date):
            return self._date(value, how)
        if isinstance(value, time):
            return self._time(value, how)
        return format_list(list(value), locale=self.language)

    def _date(self, day: date, how: str) -> str:
        if how == "month":
            return format_date(day, "MMMM", locale=self._babel)
        if how == "month_year":
            return format_date(day, "MMMM y", locale=self._babel)
        if how == "of_month":
            month = self._date(day, "month")
            return self("month.of_vowel" if month[0] in _VOWELS else "month.of", month=month)
        pattern = str(self._babel.date_formats["full" if how == "weekday" else "long"].pattern)
        if how != "full":
            pattern = re.sub(r",? y$", "", pattern)
        if self.language == "fr" and day.day == 1:
            pattern = re.sub(r"\bd\b", "d'er'", pattern)
        return format_date(day, pattern, locale=self._babel)

    def _time(self, moment: time | datetime, how: str) -> str:
        pattern = _TIMES[self.language][moment.minute > 0]
        if moment.hour >= 12 and how != "bare":
            pattern = _AFTERNOON.get(self.language, pattern)
        wall = moment.time() if isinstance(moment, datetime) else moment
        return format_time(wall.replace(tzinfo=None), pattern, locale=self._babel)


class _Formatter(string.Formatter):
    """Fills placeholders by name only: a value is never looked into."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return self._speech.written(value, format_spec)


class Words:
    """All catalogs. Load once; read only afterwards."""

    def __init__(self, catalogs: Mapping[str, Mapping[str, _Form]]) -> None:
        self.catalogs = catalogs
        """Language → key → words as in the file, or the words for one and for several."""
        self._speeches: dict[str, Speech] = {}

    @classmethod
    def load(cls) -> "Words":
        """Read the catalogs that come with the program."""
        return cls({language: _read(language) for language in DEFAULTS})

    def into(self, locale: str | None) -> Speech:
        """The speech for a locale such as ``fr_CA`` or ``en-US``: an unknown region speaks its language as at home,
        an unknown language French.
        """
        known = _known(locale or "")
        name = str(known)
        speech = self._speeches.get(name)
        if speech is None:
            forms = self.catalogs[known.language]
            if name in WIDE:
                forms = {key: _spaced(form) for key, form in forms.items()}
            speech = self._speeches[name] = Speech(known, forms)
        return speech

    def spoken(self) -> list[Speech]:
        """One speech a language, for what is heard: people type in any of them."""
        return [self.into(locale) for locale in DEFAULTS.values()]


def _read(language: str) -> dict[str, _Form]:
    with resources.files("bot.texts").joinpath(f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    forms: dict[str, _Form] = {}
    for message in catalog:
        if isinstance(message.id, str) and message.id:
            forms[message.id] = str(message.string)
        elif isinstance(message.id, list | tuple):
            forms[message.id[0]] = tuple(str(form) for form in message.string or ())
    return forms


@lru_cache(maxsize=256)
def _known(locale: str) -> Locale:
    """The region meant, out of a finite set: what a client says its locale is may be anything."""
    asked = locale.replace("-", "_").strip()
    language = asked.split("_")[0].lower()
    if language not in DEFAULTS:
        return Locale.parse(_FALLBACK)
    try:
        found = Locale.parse(asked, resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale.parse(DEFAULTS[language])
    plain = found.territory and not (found.script or found.variant or found.modifier)
    return found if plain else Locale.parse(DEFAULTS[language])


def _spaced(form: _Form) -> _Form:
    """As in France: a narrow no-break space before high punctuation; before « : » the source has its space already."""
    if isinstance(form, tuple):
        return tuple(widened(each) for each in form)
    return widened(form)
