"""The catalogs hold every word the code can say, no other, in both languages alike, and as the house writes."""

import re
import string
import unicodedata
from pathlib import Path

import pytest

import bot
from bot.cards.drawing import DRAWN
from bot.texts.flat import flat
from bot.texts.hearing import NEVER_OFFERED
from bot.texts.words import Words
from community.delivery import kinds
from community.keywords import Keyword
from dialogs import DIALOGS
from dialogs.steps import Choice
from tests.cards.examples import EXAMPLES
from tests.texts.walk import LANGUAGES, drawn, expected, faults_named, may_be, messages, written_out

WORDS = Words.load()
FRENCH, ENGLISH = WORDS.catalogs["fr"], WORDS.catalogs["en"]
LINES = [(lang, key, form) for lang in LANGUAGES for key, forms in messages(lang) for form in forms]
SHOWN = [(lang, key, form) for lang, key, form in LINES if not key.startswith(("keyword.", "heard."))]
SENTENCES = re.compile(r"^(?!button).*\.(p\d|help|intro|note|example|ask|how)$|^fault\.|\.hint\.")


def placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(FRENCH) == list(ENGLISH)


def test_no_key_is_there_twice() -> None:
    for language in LANGUAGES:
        source = (Path(str(bot.__path__[0])) / "texts" / f"{language}.po").read_text(encoding="utf-8")
        found = re.findall(r'^msgid "(.+)"$', source, re.MULTILINE)
        assert sorted(found) == sorted(set(found))
        assert set(found) == set(WORDS.catalogs[language])
        assert "fuzzy" not in source


@pytest.mark.parametrize("key", FRENCH)
def test_both_languages_name_the_same_values(key: str) -> None:
    french, english = FRENCH[key], ENGLISH[key]
    assert isinstance(french, str) == isinstance(english, str)
    named = {
        frozenset(placeholders(form))
        for forms in (french, english)
        for form in ([forms] if isinstance(forms, str) else forms)
    }
    assert len(named) == 1
    assert all(
        form.strip() == form and form
        for forms in (french, english)
        for form in ([forms] if isinstance(forms, str) else forms)
    )


def test_every_kind_of_message_is_drawn_and_tried() -> None:
    every = {str(kind.model_fields["kind"].default) for kind in kinds()}
    assert set(DRAWN) == every
    assert {message.kind for message, _ in EXAMPLES.values()} == every


def test_everything_the_code_asks_for_is_worded() -> None:
    assert [key for key in expected() if key not in FRENCH] == []


def test_the_faults_were_found() -> None:
    assert {"empty", "too_long", "not_an_option"} <= faults_named()


def test_every_keyword_that_may_be_offered_has_its_button() -> None:
    offered = set(Keyword) - NEVER_OFFERED
    assert [keyword for keyword in offered if f"button.say.{keyword}" not in FRENCH] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_worded_that_nothing_says(language: str) -> None:
    _, said = drawn(WORDS, language)
    verbs = {f"button.{verb}" for verb in written_out()}
    used = {*said, *expected(), *may_be(), *written_out(), *verbs}
    assert [key for key in WORDS.catalogs[language] if key not in used] == []


def test_no_word_means_two_keywords() -> None:
    meant: dict[str, set[str]] = {}
    for keyword in Keyword:
        for catalog in WORDS.catalogs.values():
            for word in str(catalog[f"keyword.{keyword}"]).split("|"):
                meant.setdefault(flat(word), set()).add(keyword)
    assert {word: found for word, found in meant.items() if len(found) > 1 or not word} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_option_is_called_like_another(language: str) -> None:
    for key, dialog in DIALOGS.items():
        for name, step in dialog.steps.items():
            if isinstance(step, Choice):
                labels = [flat(str(WORDS.catalogs[language][f"{key}.{name}.option.{v}"])) for v in step.fixed]
                assert len(set(labels)) == len(labels)


FORBIDDEN = {
    "fr": r"\bsuper\b|\boups\b|n'oubliez pas|vous n'avez|anonym|\btu\b|\bton\b|\bta\b|\btes\b|\bbot\b|reporter",
    "en": r"\bsuper\b|\boops\b|don't forget|you haven't|you have not|anonym|\bbot\b|please note",
}


@pytest.mark.parametrize(("language", "key", "form"), SHOWN)
def test_the_tone(language: str, key: str, form: str) -> None:
    form = re.sub(r"\{[^}]*\}", "x", form)
    assert not re.search(FORBIDDEN[language], form, re.IGNORECASE)
    assert not set(form.replace(" · ", " ")) & set("!%·•’*_<>`"), (
        "a middle dot only between two things, never in a word"
    )
    assert not any(unicodedata.category(c) in ("So", "Sk", "Cf", "Cc") for c in form)
    assert "  " not in form
    assert "..." not in form


@pytest.mark.parametrize(("key", "form"), [(key, form) for lang, key, form in SHOWN if lang == "fr"])
def test_french_is_spaced_as_in_quebec(key: str, form: str) -> None:
    outside = re.sub(r"\{[^}]*\}", "x", form)
    assert not re.search(r"\s[?;!,.](?!\.)", outside), "no space before"
    assert not re.search(r"[?;,](?![\s»\u00a0]|$)", outside), "a space after"
    assert not re.search(r"(?<!\u00a0):", outside), "a no-break space before a colon"
    assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", outside), "no-break spaces inside guillemets"
    assert '"' not in outside
    assert "\u202f" not in form
    assert set(re.findall(r".?\u00a0.?", outside)) <= {
        m for m in re.findall(r".?\u00a0.?", outside) if m[-1] in ":»" or m[0] == "«"
    }


@pytest.mark.parametrize(("key", "form"), [(key, form) for lang, key, form in SHOWN if lang == "en"])
def test_english_is_spaced_as_english(key: str, form: str) -> None:
    assert "«" not in form
    assert "\u00a0" not in form
    assert not re.search(r"\s[?;:,.](?!\.)", re.sub(r"\{[^}]*\}", "x", form))


@pytest.mark.parametrize(("language", "key", "form"), [line for line in SHOWN if SENTENCES.search(line[1])])
def test_a_sentence_ends(language: str, key: str, form: str) -> None:
    assert form[-1] in '.?:»"…' or form.endswith("}"), "or with the guide's own words"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_quoted_as_typed_are_heard(language: str) -> None:
    """« écrivez « défi » » must work when it is done."""
    heard = {flat(w) for k in Keyword for w in str(WORDS.catalogs[language][f"keyword.{k}"]).split("|")}
    quoted = re.compile(r"(?:écrivez|écrivez-y|[Ww]rite) (?:«\u00a0|\")([^»\"{]+?)(?:\u00a0»|\")")
    found = [word for lang, _, form in SHOWN if lang == language for word in quoted.findall(form)]
    assert found
    assert [word for word in found if flat(word) not in heard] == []
    for key, form in WORDS.catalogs[language].items():
        if re.fullmatch(r"help\.\w+\.word", key):
            assert [word for word in str(form).split(", ") if flat(word) not in heard] == []
