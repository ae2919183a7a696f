"""What is typed, and what it is heard as."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.flat import flat
from bot.texts.hearing import called, hear
from bot.texts.words import Words
from community.keywords import Keyword
from dialogs.challenge import ChallengeDialog
from dialogs.language import LanguageDialog
from dialogs.share_walk import ShareWalkDialog
from dialogs.which_community import WhichCommunityDialog
from tests.cards.examples import BOTH, MONTH
from tests.cards.examples_walk_shares import TO_SHARE

WORDS = Words.load()
TOOL_USER = called(WORDS, ChallengeDialog, "tool_user", MONTH)
LOCALE = called(WORDS, LanguageDialog, "locale", None)
COMMUNITY = called(WORDS, WhichCommunityDialog, "community", BOTH)
TYPED = [
    (keyword, word)
    for keyword in Keyword
    for catalog in WORDS.catalogs.values()
    for word in str(catalog[f"keyword.{keyword}"]).split("|")
]


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("défi", Keyword.CHALLENGE),
        ("DÉFI!", Keyword.CHALLENGE),
        ("  defi. ", Keyword.CHALLENGE),
        ("« défi »", Keyword.CHALLENGE),
        ("De\u0301fi", Keyword.CHALLENGE),
        ("challenge", Keyword.CHALLENGE),
        ("mes défis ?", Keyword.MY_CHALLENGES),
        ("my  challenges", Keyword.MY_CHALLENGES),
        ("Aide", Keyword.HELP),
        ("aidez moi", Keyword.HELP),
        ("help\u200b", Keyword.HELP),
        ("Qui voit quoi ?", Keyword.WHO_SEES_WHAT),
        ("who sees what", Keyword.WHO_SEES_WHAT),
        ("bonjour", Keyword.GREETING),
        ("Salut", Keyword.GREETING),
        ("allo", Keyword.GREETING),
        ("Allô!", Keyword.GREETING),
        ("hi", Keyword.GREETING),
        ("hello", Keyword.GREETING),
        ("merci", Keyword.THANKS),
        ("thanks", Keyword.THANKS),
        ("réglages", Keyword.SETTINGS),
        ("langue", Keyword.LANGUAGE),
        ("communauté", Keyword.COMMUNITY),
        ("annuler", Keyword.CANCEL),
        ("retour", Keyword.BACK),
        ("passer", Keyword.SKIP),
        ("plus tard…", Keyword.LATER),
        ("Plus\u00a0tard", Keyword.LATER),
        ("reprendre", Keyword.RESUME),
    ],
)
def test_a_whole_message_is_a_keyword(text: str, keyword: Keyword) -> None:
    heard = hear(WORDS, text, "fr_CA")
    assert (heard.keyword, heard.near, heard.text) == (keyword, None, text)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("défit", Keyword.CHALLENGE),
        ("défie", Keyword.CHALLENGE),
        ("mon défi svp", Keyword.CHALLENGE),
        ("mes defi", Keyword.MY_CHALLENGES),
        ("challange", Keyword.CHALLENGE),
        ("j'ai besoin d'aide", Keyword.HELP),
        ("aider", Keyword.HELP),
        ("réglage", Keyword.SETTINGS),
        ("langage", Keyword.LANGUAGE),
        ("languge", Keyword.LANGUAGE),
        ("qui vois quoi", Keyword.WHO_SEES_WHAT),
        ("reprendr", Keyword.RESUME),
        # Words of other things, or of nothing yet: a near miss must not reach for them.
        ("reporter", None),
        ("cahiers", Keyword.NOTEBOOK),
        ("mon bilant", Keyword.REPORT),
        ("bonjoure", None),
        ("non", None),
        ("ok", None),
        ("le", None),
        ("?", None),
        ("", None),
        ("Comment faire un défi à mes élèves pour lundi?", None),
    ],
)
def test_a_near_miss_is_only_offered(text: str, near: Keyword | None) -> None:
    heard = hear(WORDS, text, "fr_CA")
    assert (heard.keyword, heard.near) == (None, near)


def test_a_keyword_in_a_sentence_is_no_keyword() -> None:
    assert hear(WORDS, "Comment aider mes élèves à passer à autre chose?").keyword is None
    assert hear(WORDS, "aide " * 40).keyword is None


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("1", "me"),
        ("4.", "no_tool"),
        (" 2) ", "learners_too"),
        ("0", None),
        ("5", None),
        ("99999999999999999999", None),
        ("Moi", "me"),
        ("me", "me"),
        ("mes élèves aussi", "learners_too"),
        ("MES ELEVES", "learners_too"),
        ("my students too", "learners_too"),
        ("je ne sais pas encore", "unknown"),
        ("je ne sais", "unknown"),
        ("I don't know", "unknown"),
        ("I don’t know yet", "unknown"),
        ("pas d'outil", "no_tool"),
        ("pas", "no_tool"),
        ("m", None),
        ("p", None),
        ("personne", None),
        ("", None),
    ],
)
def test_an_option_by_number_name_or_beginning(text: str, option: str | None) -> None:
    assert hear(WORDS, text, "fr_CA", TOOL_USER).option == option


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("français", "fr_CA"),
        ("francais (france)", "fr_FR"),
        ("France", "fr_FR"),
        ("Québec", "fr_CA"),
        ("anglais", "en_CA"),
        ("english", "en_CA"),
        ("fran", None),
        ("espagnol", None),
    ],
)
def test_a_language_by_its_names(text: str, locale: str | None) -> None:
    assert hear(WORDS, text, "en_CA", LOCALE).option == locale


def test_names_that_are_data_are_options_too() -> None:
    assert hear(WORDS, "cop", "fr_CA", COMMUNITY).option == "c1"
    assert hear(WORDS, "2", "fr_CA", COMMUNITY).option == "c2"
    assert hear(WORDS, "chantier ia", "fr_CA", COMMUNITY).option == "c2"


@pytest.mark.parametrize(
    ("text", "option"),
    [("Bruno", "p2"), ("cote", "p2"), ("Côté", "p2"), ("Roy", None), ("cora roy", "p3"), ("3", "p4"), ("Gagnon", None)],
)
def test_a_person_by_first_or_last_name(text: str, option: str | None) -> None:
    people = (("p2", "Bruno Côté"), ("p3", "Cora Roy"), ("p4", "Nadia Roy"))
    options = called(WORDS, ShareWalkDialog, "peer", replace(TO_SHARE, peers=people))
    assert hear(WORDS, text, "fr_CA", options).option == option


def test_without_a_choice_nothing_is_an_option() -> None:
    assert called(WORDS, ChallengeDialog, "question", MONTH) == {}
    assert called(WORDS, ChallengeDialog, "gone", MONTH) == {}
    assert hear(WORDS, "1").option is None


@pytest.mark.parametrize("text", ["oui", "Oui.", "OUI!", "ouais", "yes", "d’accord", "ok"])
def test_yes(text: str) -> None:
    assert hear(WORDS, text).yes is True


@pytest.mark.parametrize("text", ["non", "Non, autre chose", "no", "nope"])
def test_no(text: str) -> None:
    assert hear(WORDS, text).yes is False


@pytest.mark.parametrize("text", ["", "peut-être", "oui mais non", "no comment"])
def test_neither(text: str) -> None:
    assert hear(WORDS, text).yes is None


def test_the_writers_language_breaks_a_tie() -> None:
    """« languges » is as far from « langues » as from "languages"; either way it is only offered."""
    assert hear(WORDS, "languges", "en_CA").near is Keyword.LANGUAGE
    assert hear(WORDS, "languges", "fr_CA").near is Keyword.LANGUAGE


@given(st.text(max_size=60), st.sampled_from([None, "fr_CA", "en_US", "zz"]))
def test_nothing_typed_is_an_error(text: str, locale: str | None) -> None:
    heard = hear(WORDS, text, locale, TOOL_USER)
    assert heard.text == text
    assert heard.keyword is None or heard.near is None


@given(
    st.sampled_from(TYPED),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.booleans(),
    st.sampled_from(["", ".", "!", " ?", "…", "\u202f!", " . "]),
    st.sampled_from(["", " ", "\n", "\t"]),
)
def test_a_keyword_is_heard_however_it_is_typed(
    typed: tuple[Keyword, str], case: object, bare: bool, end: str, before: str
) -> None:
    keyword, word = typed
    if bare:
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    assert hear(WORDS, before + case(word) + end).keyword is keyword  # type: ignore[operator]


@given(st.text(max_size=300))
def test_flat_is_flat(text: str) -> None:
    assert flat(flat(text)) == flat(text)


@pytest.mark.parametrize("text", ["x" * 30_000, "défi\n" * 6_000, "\x00\x1b[31m", "{{DATE(", "[a](http://b)", "\ud800"])
def test_odd_texts_are_harmless(text: str) -> None:
    heard = hear(WORDS, text, "fr_CA", TOOL_USER)
    assert (heard.keyword, heard.option, heard.yes) == (None, None, None)
