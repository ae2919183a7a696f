"""One reviewed transcript a message and language. After changing words: ``pytest --snapshot-update``, then read."""

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.cards.card import faults
from bot.cards.drawing import draw
from bot.texts.words import Words
from tests.cards.examples import EXAMPLES
from tests.cards.plain import plain

WORDS = Words.load()


@pytest.mark.parametrize("locale", ["fr_CA", "en_CA"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_read(name: str, locale: str, snapshot: SnapshotAssertion) -> None:
    message, seen = EXAMPLES[name]
    assert plain(draw(message, seen, WORDS.into(locale))) == snapshot


@pytest.mark.parametrize("locale", ["fr_CA", "fr_FR", "en_CA"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_card_fits_both_platforms(name: str, locale: str) -> None:
    message, seen = EXAMPLES[name]
    card = draw(message, seen, WORDS.into(locale))
    assert faults(card) == []
    assert card.locale == locale
