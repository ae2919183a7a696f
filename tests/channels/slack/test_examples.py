"""Every card there is, as Slack takes it: within its limits, nothing left out, nothing alive in it."""

import pytest

from bot.cards.card import Button, Card, Facts, Paragraph
from bot.cards.drawing import draw
from bot.channels.slack import render
from bot.texts.words import Words
from tests.cards.examples import EXAMPLES
from tests.channels.slack.test_render import text_objects
from tests.fakes.slack_limits import check_blocks, check_view

WORDS = Words.load()


@pytest.mark.parametrize("name", EXAMPLES)
def test_slack_takes_every_card_whole(name: str) -> None:
    message, seen = EXAMPLES[name]
    for locale in ("fr_CA", "fr_FR", "en_CA"):
        card = draw(message, seen, WORDS.into(locale))
        blocks, form = render.message(card, "c" * 22, 3), render.view(card, "c" * 22, 3)
        check_blocks(blocks, 50)
        check_view(form)
        shown = {text["text"] for text in text_objects(blocks)}
        facts = [f"{fact.label}\n{fact.value}" for b in card.blocks if isinstance(b, Facts) for fact in b.facts]
        read = [b.text for b in (*card.blocks, *card.after) if not isinstance(b, Facts)]
        assert {text for text in (card.title, *read, *facts, *(b.label for b in card.buttons)) if text} <= shown
        assert all(text["type"] == "plain_text" for text in text_objects([blocks, form]))


def test_many_short_texts_are_shown_whole() -> None:
    lines = tuple(Paragraph(f"{n}. Équipe {n}") for n in range(1, 81))
    blocks = render.message(Card("a", title="Lequel?", blocks=lines, buttons=(Button("x", "X"),)), "c1", 0)
    check_blocks(blocks, 50)
    assert [block["type"] for block in blocks] == ["header", "section", "actions"]
    assert blocks[1]["text"]["text"].splitlines() == [line.text for line in lines]


def test_long_texts_are_joined_only_as_far_as_a_section_holds() -> None:
    lines = tuple(Paragraph("é" * 1400) for _ in range(60))
    blocks = render.message(Card("a", blocks=lines), "c1", 0)
    check_blocks(blocks, 50)
    assert [len(block["text"]["text"]) for block in blocks] == [2801] * 30
