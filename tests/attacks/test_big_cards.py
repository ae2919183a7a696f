"""However much somebody writes, and in however wide characters, what others wrote is still read."""

import pytest

from bot.cards.card import Card, Paragraph, People
from bot.cards.drawing import draw
from bot.channels.teams.render import SIZE_LIMIT, invoke_body, message
from bot.channels.teams.wire import to_json
from bot.incoming import Reply, Shape
from bot.texts.words import Words
from community.messages import PeerBundle
from community.peers import WORDS_LIMIT, WordsKind
from community.report import TRACES_LIMIT
from community.views import BundleView, PeerWords

WORDS = Words.load()


def words(number: int, text: str) -> PeerWords:
    return PeerWords(
        words_id=f"w{number}",
        challenge_id=f"c{number}",
        author_id="eve",
        author="Ève Morin",
        kind=WordsKind.IDEA,
        text=text,
        owner_id="ada",
        owner="Ada Tremblay",
        question="Comment lire?",
        answers_id=None,
        answered=False,
        to_id="ada",
        to="Ada Tremblay",
        asked="",
        community_id="cop",
    )


def test_a_bundle_stuffed_with_emojis_still_tells_the_others() -> None:
    stuffed = [words(n, "😀" * WORDS_LIMIT) for n in range(11)]
    seen = BundleView((*stuffed, words(11, "Une grille de trois critères.")))
    card = draw(PeerBundle(bundle="2025-W41"), seen, WORDS.into("fr_CA"))
    sent = to_json(message(card, "c1", 0))
    assert len(sent) < SIZE_LIMIT
    assert "Une grille de trois critères." in sent.decode()


@pytest.mark.parametrize("character", ["é", "😀"])
def test_a_report_with_all_its_messages_is_shown(character: str) -> None:
    traces = [Paragraph("Message"), People(character * 2000)] * TRACES_LIMIT
    card = Card("Bilan", "Bilan", (*traces, People("Une grille.")))
    assert len(to_json(message(card, "c1", 0))) < SIZE_LIMIT
    shown = to_json(invoke_body(Reply(Shape.REPLACE, card, "c1", 1)))
    assert len(shown) < SIZE_LIMIT + 100
    assert "Une grille." in shown.decode()
