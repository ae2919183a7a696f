"""What is said: placeholders, dates and hours as people write them, plurals, regions."""

from datetime import UTC, date, datetime, time

import pytest

from bot.texts.words import Words

WORDS = Words.load()
SAY = WORDS.into("fr_CA")
TELL = WORDS.into("en_CA")
OCTOBER_10 = date(2025, 10, 10)


@pytest.mark.parametrize(
    ("how", "french", "english"),
    [
        ("", "10 octobre", "October 10"),
        ("weekday", "vendredi 10 octobre", "Friday, October 10"),
        ("full", "10 octobre 2025", "October 10, 2025"),
        ("month", "octobre", "October"),
        ("month_year", "octobre 2025", "October 2025"),
        ("of_month", "d'octobre", "October"),
    ],
)
def test_dates(how: str, french: str, english: str) -> None:
    assert SAY.written(OCTOBER_10, how) == french
    assert TELL.written(OCTOBER_10, how) == english


def test_the_first_of_a_month_is_ordinal_in_french() -> None:
    assert SAY.written(date(2025, 11, 1)) == "1er novembre"
    assert SAY.written(date(2025, 11, 1), "weekday") == "samedi 1er novembre"
    assert SAY.written(date(2025, 11, 11)) == "11 novembre"
    assert TELL.written(date(2025, 11, 1)) == "November 1"


@pytest.mark.parametrize("month", range(1, 13))
def test_of_a_month_is_elided_before_a_vowel(month: int) -> None:
    written = SAY.written(date(2025, month, 1), "of_month")
    assert written.startswith("d'" if month in (4, 8, 10) else "de ")


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (time(9), "9\u00a0h", "9:00"),
        (time(11, 50), "11\u00a0h\u00a050", "11:50"),
        (time(9, 5), "9\u00a0h\u00a005", "9:05"),
        (time(16, 30), "16\u00a0h\u00a030", "4:30\u00a0p.m."),
    ],
)
def test_hours(moment: time, french: str, english: str) -> None:
    assert SAY.written(moment) == french
    assert TELL.written(moment) == english


def test_an_hour_in_english_may_do_without_its_half_of_the_day() -> None:
    assert TELL.written(time(16, 30), "bare") == "4:30"
    assert SAY.written(time(16, 30), "bare") == "16\u00a0h\u00a030"


def test_an_instant_of_a_meeting() -> None:
    assert SAY.written(datetime(2025, 10, 10, 9, tzinfo=UTC)) == "vendredi 10 octobre, 9\u00a0h"
    assert TELL.written(datetime(2025, 10, 10, 9, tzinfo=UTC)) == "Friday, October 10, 9:00"
    assert SAY.written(datetime(2025, 10, 10, 9, tzinfo=UTC), "time") == "9\u00a0h"
    assert SAY.written(datetime(2025, 10, 10, 9, tzinfo=UTC), "month") == "octobre"


def test_lists_of_names() -> None:
    assert SAY.written(["Ana"]) == "Ana"
    assert SAY.written(["Ana", "Luc"]) == "Ana et Luc"
    assert SAY.written(["Ana", "Luc", "Mia"]) == "Ana, Luc et Mia"
    assert TELL.written(["Ana", "Luc", "Mia"]) == "Ana, Luc, and Mia"


def test_numbers() -> None:
    assert SAY.written(30_000) == "30\u00a0000"
    assert TELL.written(30_000) == "30,000"


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    names = {"facilitators": ["Ana"], "community": "COP IA"}
    assert "qui anime " in SAY("welcome.given_by_only", count=0, **names)
    assert "qui anime " in SAY("welcome.given_by_only", count=1, **names)
    assert "qui animent " in SAY("welcome.given_by_only", count=2, **names)
    assert "who run " in TELL("welcome.given_by_only", count=0, **names)
    assert "who runs " in TELL("welcome.given_by_only", count=1, **names)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("fr_CA", "fr_CA"),
        ("fr-FR", "fr_FR"),
        ("fr_BE", "fr_BE"),
        ("en-us", "en_US"),
        ("en_GB", "en_GB"),
        ("fr", "fr_CA"),
        ("en", "en_CA"),
        ("fr_ZZ", "fr_CA"),
        ("en_Latn_CA", "en_CA"),
        ("es_MX", "fr_CA"),
        ("", "fr_CA"),
        (None, "fr_CA"),
        ("../../etc", "fr_CA"),
        ("en_" + "x" * 5000, "en_CA"),
    ],
)
def test_whoever_asks_is_spoken_to(asked: str | None, spoken: str) -> None:
    assert WORDS.into(asked).locale == spoken


def test_a_speech_is_made_once_a_region() -> None:
    assert WORDS.into("fr-FR") is WORDS.into("fr_FR")


def test_quebec_and_france_space_their_punctuation_differently() -> None:
    about = {"about": "la question sur l'outil"}
    assert SAY("still_for_this.p1", **about) == "Est-ce pour la question sur l'outil?"
    assert WORDS.into("fr_FR")("still_for_this.p1", **about) == "Est-ce pour la question sur l'outil\u202f?"
    assert WORDS.into("fr_BE")("challenge.intro").count("\u202f;") == 1
    assert ";" in SAY("challenge.intro")
    assert "\u202f" not in SAY("challenge.intro")
    for locale in ("fr_CA", "fr_FR", "fr_CH"):
        assert WORDS.into(locale)("challenge.question.example").startswith("Par exemple\u00a0: Comment")
        assert "«\u00a0reprendre\u00a0»" in WORDS.into(locale)("put_aside.p1", name="votre défi")


def test_an_unknown_key_or_a_missing_value_is_an_error() -> None:
    assert not SAY.has("no.such.key")
    with pytest.raises(KeyError):
        SAY("no.such.key")
    with pytest.raises(KeyError):
        SAY("put_aside.p1")


def test_a_value_is_written_as_it_is_never_looked_into() -> None:
    assert "{0.__class__} {name} %s" in SAY("put_aside.p1", name="{0.__class__} {name} %s")
    with pytest.raises(KeyError):
        SAY("put_aside.p1", **{"name.upper": "x"})


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Ada", "d'Ada"),
        ("Émile", "d'Émile"),
        ("E\u0301mile", "d'E\u0301mile"),
        ("Cora", "de Cora"),
        ("", "de "),
        ("{d}", "de {d}"),
    ],
)
def test_a_name_that_begins_with_a_vowel_is_elided(name: str, read: str) -> None:
    words = Words({"fr": {"of": "Le défi de {owner}", "two": "De {owner} et d'une autre"}, "en": {"of": "of {owner}"}})
    assert words.into("fr_CA")("of", owner=name) == f"Le défi {read}"
    assert words.into("fr_CA")("two", owner=name) == f"D{read[1:]} et d'une autre"
    assert words.into("en_CA")("of", owner="Ada") == "of Ada"
