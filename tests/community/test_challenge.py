"""Which help a question gets, in both languages, and how a challenge moves."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.challenge import QUESTION_LIMIT, TRANSITIONS, ChallengeAct, ChallengeState, Hint, hint_for

NARROW, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    "question",
    [
        "Comment amener mes élèves à relire leurs textes ?",
        "comment relire?",
        "COMMENT RELIRE ?",
        f"Comment relire{NARROW}?",
        f"Comment relire{WIDE}?",
        f"Comment{WIDE}relire{WIDE}?",
        "  Comment   relire ?  ",
        f"«{WIDE}Comment relire ?{WIDE}»",
        '"Comment relire ?"',
        "“Comment relire ?”",
        "Comment, sans y passer la soirée, annoter trente textes ?",
        "Comment est-ce que je relance un groupe qui décroche ?",
        "De quelle façon évaluer l'oral ?",
        "De quelle manière évaluer l’oral ?",
        unicodedata.normalize("NFD", "De quelle façon évaluer l'oral ?"),
        "How can I get them to reread?",
        "How might we grade less?",
        "In what way could they help one another?",
    ],
)
def test_a_question_that_asks_how_needs_no_help(question: str) -> None:
    assert hint_for(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "relire",
        "Relire les textes",
        "Pourquoi relisent-ils si peu ?",
        "Est-ce que je peux évaluer l'oral ?",
        "Comment relire",
        "Comment",
        "Comment?",
        "Commentaires sur un texte ?",
        "Why do they not reread?",
        "Howard lira-t-il ?",
        "Should I grade less?",
        "Utiliser ChatGPT",
    ],
)
def test_a_question_that_does_not_is_offered_a_how(question: str) -> None:
    assert hint_for(question) is Hint.HOW


@pytest.mark.parametrize(
    "question",
    [
        "Comment utiliser ChatGPT pour corriger ?",
        "Comment utiliser chat gpt pour corriger ?",
        "Comment utiliser Chat-GPT pour corriger ?",
        f"Comment utiliser Chat{WIDE}GPT pour corriger ?",
        "Comment se servir de Copilot, en classe ?",
        "Comment faire un plan avec NotebookLM ?",
        "Comment illustrer avec DALL-E ?",
        "Comment traduire (DeepL) sans tricher ?",
        "How can Gemini help me plan?",
        "How do I stop them using Perplexity?",
    ],
)
def test_a_tool_in_it_is_helped_never_refused(question: str) -> None:
    assert hint_for(question) is Hint.WITHOUT_TOOL


@pytest.mark.parametrize(
    "question",
    ["Comment copiloter un projet ?", "Comment parler des geminides ?", "How can I discuss canvas painting?"],
)
def test_a_word_that_only_begins_like_a_tool_is_no_tool(question: str) -> None:
    assert hint_for(question) is None


@given(st.text(max_size=QUESTION_LIMIT))
def test_any_text_gets_one_help_at_most(text: str) -> None:
    assert hint_for(text) in (None, *Hint)
    assert hint_for(f"Comment {text} ?") in (None, Hint.WITHOUT_TOOL)


MOVES = {
    None: {"keep": "open", "skip": "skipped"},
    ChallengeState.OPEN: {
        "change": "open",
        "skip": "skipped",
        "report": "reported",
        "carry_over": "open",
        "leave": "left",
    },
    ChallengeState.SKIPPED: {"keep": "open", "skip": "skipped"},
    ChallengeState.REPORTED: {"report": "reported", "carry_over": "open", "leave": "left"},
    ChallengeState.LEFT: {"report": "reported", "carry_over": "open", "leave": "left"},
}
"""Every state with all the acts it knows; any other is refused."""


def test_each_act_in_each_state() -> None:
    assert MOVES.keys() == {None, *ChallengeState}
    for state, moves in MOVES.items():
        for act in ChallengeAct:
            assert TRANSITIONS.get((state, act)) == moves.get(act)


@given(st.lists(st.sampled_from(ChallengeAct), max_size=20))
def test_whatever_is_asked_it_can_be_left_and_taken_up_again(acts: list[ChallengeAct]) -> None:
    state: ChallengeState | None = None
    for act in acts:
        state = TRANSITIONS.get((state, act), state)
        stops = {TRANSITIONS.get((state, act)) for act in ChallengeAct}
        assert stops & {ChallengeState.SKIPPED, ChallengeState.LEFT}
        assert ChallengeState.OPEN in stops
