"""What peers write under a challenge: in its thread, to whom it was sent, to who sent it."""

from bot.cards.card import Block, Button, Card, Drawing, Paragraph, People
from bot.cards.parts import card, way
from bot.texts.words import Speech
from community.messages import PeerAnswer, PeerBundle, PeerQuestion, ThreadWords, WordsSent
from community.peers import WordsKind
from community.views import BundleView, PeerWords, SentView

TOLD_AT_ONCE = 12
"""Words in one bundle: past those, only how many more there are."""
_ANSWERED_FROM_HERE = 3


def words_sent(message: WordsSent, sent: SentView, speech: Speech) -> Card:
    """To whom it goes, when they get it, where else it is read."""
    words = sent.words
    if message.at_once:
        when = speech("words_sent.now", to=words.to)
    elif sent.at is not None:
        when = speech("words_sent.bundled" if message.bundled else "words_sent.later", to=words.to, at=sent.at)
    else:
        when = speech("words_sent.sometime" if message.bundled else "words_sent.nobody", to=words.to)
    told = message.at_once or sent.at is not None or message.bundled
    where = {(True, True): "words_sent.thread", (False, False): "words_sent.nowhere"}.get((told, message.in_thread))
    return card(
        speech,
        People(words.text),
        Paragraph(when),
        *([Paragraph(speech(where))] if where else []),
        title=_sent_where(message, sent, speech),
        buttons=(
            Button(f"show.team_challenge.{words.challenge_id}", speech("button.show.team_challenge")),
            way(speech, "say.team_challenges"),
        ),
    )


def _sent_where(message: WordsSent, sent: SentView, speech: Speech) -> str:
    if message.at_once or sent.at is not None or message.bundled:
        return speech("words_sent.title", to=sent.words.to)
    return speech("words_sent.in_thread" if message.in_thread else "words_sent.kept")


def thread_words(message: ThreadWords, words: PeerWords, speech: Speech) -> Card:
    """In the thread: who says what to whom, signed."""
    return card(
        speech,
        Paragraph(speech(f"thread_words.{words.kind}", author=words.author, to=words.to)),
        People(words.text),
        Paragraph(speech("peers.signed", author=words.author), subtle=True),
    )


def peer_question(message: PeerQuestion, words: PeerWords, speech: Speech) -> Card:
    """A direct question, what it is about, and the way to answer."""
    return card(
        speech,
        *_about(words, speech, "peer_question.about"),
        Paragraph(speech("peer_question.asks", author=words.author)),
        People(words.text),
        Paragraph(speech("peer_question.note"), subtle=True),
        title=speech("peer_question.title", author=words.author),
        buttons=(_answer(words, speech), _see(words, speech, own=True)),
    )


def peer_answer(message: PeerAnswer, words: PeerWords, speech: Speech) -> Card:
    """What came back on what one wrote; the challenge is offered while it may still be read."""
    asked: list[Block] = [Paragraph(speech("peer_answer.asked")), People(words.asked)] if words.asked else []
    return card(
        speech,
        *asked,
        Paragraph(speech("peer_answer.answers", author=words.author)),
        People(words.text),
        title=speech("peer_answer.title", author=words.author),
        buttons=(
            _answer(words, speech),
            *([_see(words, speech, own=words.owner_id == words.to_id)] if words.question else []),
            way(speech, "say.team_challenges"),
        ),
    )


def peer_bundle(message: PeerBundle, bundle: BundleView, speech: Speech) -> Card:
    """What came this week, challenge by challenge; each in its author's name."""
    told = sorted(bundle.words[:TOLD_AT_ONCE], key=lambda words: _order(bundle, words))
    blocks: list[Block] = []
    about = ""
    for number, words in enumerate(told, 1):
        if words.challenge_id != about:
            blocks += _about(words, speech, "peer_bundle.about")
            about = words.challenge_id
        blocks += _told(number, words, speech)
    more = len(bundle.words) - len(told)
    if more > 0:
        blocks.append(Paragraph(speech("peer_bundle.more", count=more)))
    answerable = [(number, words) for number, words in enumerate(told, 1) if words.kind is not WordsKind.TRY]
    numbered = len(told) > 1
    own = next((words for words in told if words.owner_id == words.to_id), None)
    return card(
        speech,
        *blocks,
        Paragraph(speech("peer_bundle.note"), subtle=True),
        title=speech("peer_bundle.title"),
        buttons=(
            *(_answer(words, speech, number if numbered else 0) for number, words in answerable[:_ANSWERED_FROM_HERE]),
            *([_see(own, speech, own=True)] if own is not None else []),
            way(speech, "say.team_challenges"),
        ),
    )


def _order(bundle: BundleView, words: PeerWords) -> tuple[int, int]:
    """Challenges by what came first under them; under each, questions before the rest."""
    challenges = [each.challenge_id for each in bundle.words]
    return challenges.index(words.challenge_id), 0 if words.kind is WordsKind.QUESTION else 1


def _told(number: int, words: PeerWords, speech: Speech) -> list[Block]:
    asked: list[Block] = [Paragraph(speech("peer_bundle.asked")), People(words.asked)] if words.asked else []
    line = Paragraph(speech(f"peer_bundle.{words.kind}", number=number, author=words.author), strong=True)
    return [*asked, line, *([People(words.text)] if words.text else [])]


def _about(words: PeerWords, speech: Speech, key: str) -> list[Block]:
    """One's own challenge, where that is what the words are about."""
    own = words.question and words.owner_id == words.to_id
    return [Paragraph(speech(key)), People(words.question)] if own else []


def _answer(words: PeerWords, speech: Speech, number: int = 0) -> Button:
    label = speech("button.start.answer.numbered", number=number) if number else speech("button.start.answer")
    return Button(f"start.answer.{words.words_id}", label, primary=number < 2)


def _see(words: PeerWords, speech: Speech, *, own: bool) -> Button:
    return Button(
        f"show.team_challenge.{words.challenge_id}",
        speech("button.show.team_challenge.own" if own else "button.show.team_challenge"),
    )


DRAWN: dict[str, Drawing] = {
    "words_sent": words_sent,
    "thread_words": thread_words,
    "peer_question": peer_question,
    "peer_answer": peer_answer,
    "peer_bundle": peer_bundle,
}
