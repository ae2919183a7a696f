"""However much somebody writes, and in however wide characters, what others wrote is still read."""

from dataclasses import replace

import pytest

from bot.cards.card import Card, Paragraph, People
from bot.cards.drawing import draw
from bot.channels.slack.render import MESSAGE_BLOCKS
from bot.channels.slack.render import message as slack_message
from bot.channels.teams.render import SIZE_LIMIT, invoke_body, message
from bot.channels.teams.wire import to_json
from bot.guides import packaged
from bot.incoming import Reply, Shape
from bot.texts.words import Words
from community.messages import PeerBundle, WalkShared
from community.peers import WORDS_LIMIT, WordsKind
from community.report import TRACES_LIMIT
from community.views import BundleView, PeerWords
from community.walk import NOTE_LIMIT, PROJECT_LIMIT, Answer, Given
from community.walk_share import snapshot
from tests.cards.examples_guide import ENDED
from tests.cards.examples_walk_shares import READ

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


@pytest.mark.parametrize("character", ["é", "😀", "\\"])
def test_a_walk_shown_with_all_the_notes_it_may_have_is_read_whole(character: str) -> None:
    every = [question.key for _, question in packaged().questions()]
    noted = {
        key: Given(key, Answer.PARTLY, character * (NOTE_LIMIT - 4) + f"{n:04}", True) for n, key in enumerate(every)
    }
    walked = replace(ENDED, answers=noted, title=character * PROJECT_LIMIT)
    card = draw(WalkShared(share_id="s1"), replace(READ, snapshot=snapshot(walked)), WORDS.into("fr_CA"))
    sent = to_json(message(card, "c1", 0))
    assert len(sent) < SIZE_LIMIT
    blocks = slack_message(card, "c1", 0)
    assert len(blocks) <= MESSAGE_BLOCKS
    shown = snapshot(walked)
    for note in (note for line in shown.lines for note in line.notes):
        assert note.text[-4:] in sent.decode()
        assert note.text[-4:] in str(blocks)
