"""Keywords in the middle of a conversation: back, skip, later, resume, help, cancel, and what is nearly one."""

import pytest

from community.talk import ASIDE_LIMIT
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, short_text
from tests.dialogs.conversation import Conversation, Table, play
from tests.dialogs.deploying import deployed
from tests.dialogs.lines import (
    AGED,
    CANCELLED,
    CHANGE_IT,
    ENGLISH,
    HELP,
    KEPT,
    KEPT_EN,
    LANGUAGE,
    NEEDED,
    NOT_UNDERSTOOD,
    NOTHING,
    NOTHING_BEFORE,
    QUESTION,
    QUESTION_HELP,
    SET_ASIDE,
    TOOL,
    TOOL_HELP,
)

ENGLISH_QUESTION = 'What is your question? It can start with "How".'
ENGLISH_TOOL = "If there is a tool, who uses it?"
CHALLENGE_ASIDE = SET_ASIDE.format("votre défi")
LANGUAGE_ASIDE = SET_ASIDE.format("le choix de la langue")

TABLES: dict[str, Table] = {
    "back, at the first question and later": [
        ("défi", QUESTION),
        ("retour", NOTHING_BEFORE + QUESTION),
        ("Comment lire?", TOOL),
        ("RETOUR", "> Comment lire? / " + QUESTION),
        ("retour", NOTHING_BEFORE + "> Comment lire? / " + QUESTION),
        ("Comment écrire?", TOOL),
        ("[Retour]", "> Comment écrire? / " + QUESTION),
        ("Comment écrire?", TOOL),
        ("moi", KEPT.format("Comment écrire?")),
    ],
    "skip, where it may be and where not": [
        ("défi", QUESTION),
        ("passer", NEEDED + QUESTION),
        ("Comment lire?", TOOL),
        ("retour", "> Comment lire? / " + QUESTION),
        ("passer", NEEDED + "> Comment lire? / " + QUESTION),
        ("Comment lire?", TOOL),
        ("sauter", KEPT.format("Comment lire?")),
    ],
    "later, then resumed where it was": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("[Plus tard]", CHALLENGE_ASIDE),
        ("Comment écrire?", NOT_UNDERSTOOD),
        ("+120 d", ""),
        ("reprendre", TOOL),
        ("moi", KEPT.format("Comment lire?")),
        ("reprendre", NOTHING),
    ],
    "later, then the same keyword": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("pas maintenant", CHALLENGE_ASIDE),
        ("défi", TOOL),
        ("défi", TOOL),
        ("reprendre", TOOL),
        ("retour", "> Comment lire? / " + QUESTION),
        ("annuler", CANCELLED),
        ("reprendre", NOTHING),
    ],
    "two put aside, the last one first": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("langue", LANGUAGE),
        ("plus tard", LANGUAGE_ASIDE),
        ("reprendre", LANGUAGE),
        ("English", ENGLISH),
        ("resume", ENGLISH_TOOL),
        ("me", KEPT_EN.format("Comment lire?")),
        ("resume", "Nothing is under way. Here is what you can do."),
    ],
    "two put aside, each by its own button": [
        ("défi", QUESTION),
        ("plus tard", CHALLENGE_ASIDE),
        ("langue", LANGUAGE),
        ("plus tard", LANGUAGE_ASIDE),
        ("[Reprendre] under votre défi", QUESTION),
        ("[Reprendre] under le choix de la langue", LANGUAGE),
        ("annuler", CANCELLED),
        ("reprendre", QUESTION),
    ],
    "cancelled, and everything it leaves without an object": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("annuler", CANCELLED),
        ("annuler", NOTHING),
        ("retour", NOTHING),
        ("passer", NOTHING),
        ("plus tard", NOTHING),
        ("reprendre", NOTHING),
        ("moi", NOT_UNDERSTOOD),
        ("défi", QUESTION),
    ],
    "help in the middle is the step's own, and changes nothing": [
        ("aide", HELP),
        ("défi", QUESTION),
        ("aide", QUESTION + QUESTION_HELP),
        ("Comment lire?", TOOL),
        ("AIDE!", TOOL + TOOL_HELP),
        ("retour", "> Comment lire? / " + QUESTION),
        ("help", "> Comment lire? / " + QUESTION + QUESTION_HELP),
        ("Comment lire?", TOOL),
        ("moi", KEPT.format("Comment lire?")),
        ("aide", HELP),
    ],
    "the language in the middle, then resumed in it": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("langue", LANGUAGE),
        ("klingon", "Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / " + LANGUAGE),
        ("[English]", ENGLISH),
        ("resume", ENGLISH_TOOL),
        ("back", "> Comment lire? / " + ENGLISH_QUESTION),
        ("How can I read?", ENGLISH_TOOL),
        ("Mes élèves aussi", KEPT_EN.format("How can I read?")),
    ],
    "a page in the middle leaves the question open": [
        ("défi", QUESTION),
        ("mes défis", "Vos défis"),
        ("[Mes défis]", "Vos défis"),
        ("qui voit quoi", "Qui voit quoi"),
        ("réglages", "Vos réglages"),
        ("Comment lire?", TOOL),
        ("merci", "De rien. Pour la suite, « aide » montre ce qui est possible."),
        ("moi", KEPT.format("Comment lire?")),
    ],
    "a whole message that is a keyword beats the question, any other text goes to it": [
        ("défi", QUESTION),
        ("Bonjour", HELP),
        ("bonjour à toute la classe", TOOL),
        ("retour", "> bonjour à toute la classe / " + QUESTION),
        ("annulez tout", TOOL),
        ("retour", "> annulez tout / " + QUESTION),
        ("defit", TOOL),
        ("«\xa0Annuler.\xa0»", CANCELLED),
    ],
    "what is nearly a keyword is only offered": [
        ("défit", NOT_UNDERSTOOD + " / Cherchiez-vous « défi »?"),
        ("oui", NOT_UNDERSTOOD),
        ("mes défi", NOT_UNDERSTOOD + " / Cherchiez-vous « mes défis »?"),
        ("[Mes défis]", "Vos défis"),
        ("reprandre", NOT_UNDERSTOOD + " / Cherchiez-vous « reprendre »?"),
        ("[Reprendre]", NOTHING),
        ("annuller", NOT_UNDERSTOOD),
        ("x" * 30_000, NOT_UNDERSTOOD),
        ("", NOT_UNDERSTOOD),
        ("[Mon défi]", QUESTION),
    ],
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_keyword(table: Table) -> None:
    play(table)


OLD_CARDS: dict[str, Table] = {
    "an option of a question that was answered": [
        ("langue", LANGUAGE),
        ("français", "C'est fait. Langue choisie : Français (Québec)."),
        ("[English]", AGED + LANGUAGE),
        ("[English]", ENGLISH),
    ],
    "an option of a question that was gone back from": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("retour", "> Comment lire? / " + QUESTION),
        ("[Moi]", AGED + "> Comment lire? / " + QUESTION),
        ("Comment écrire?", TOOL),
        ("[Moi]", KEPT.format("Comment écrire?")),
    ],
    "an option of a question that is asked again is its answer": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("la directrice", "Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / " + TOOL),
        ("[Moi] under " + TOOL, KEPT.format("Comment lire?")),
    ],
    "an option of a conversation that was put aside": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("langue", LANGUAGE),
        ("[Moi]", AGED + TOOL),
        ("[Moi]", KEPT.format("Comment lire?")),
        ("reprendre", LANGUAGE),
    ],
    "an option of a conversation that was kept starts from what is kept": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("moi", KEPT.format("Comment lire?")),
        ("[Pas d'outil]", AGED + "> Comment lire? / " + CHANGE_IT),
    ],
    "« Annuler » and « Plus tard » of another conversation leave this one alone": [
        ("langue", LANGUAGE),
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("[Annuler] under " + LANGUAGE, AGED + TOOL),
        ("langue", LANGUAGE),
        ("[Plus tard] under " + TOOL, AGED + LANGUAGE),
        ("English", ENGLISH),
        ("resume", ENGLISH_TOOL),
        ("me", KEPT_EN.format("Comment lire?")),
    ],
    "« Retour » of a question that was gone back from": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("retour", "> Comment lire? / " + QUESTION),
        ("[Retour]", AGED + "> Comment lire? / " + QUESTION),
    ],
    "« Annuler » of this conversation's first question, at its second": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        ("[Annuler]", CANCELLED),
        ("[Retour]", NOTHING),
    ],
    "« Reprendre » of what was resumed and finished": [
        ("défi", QUESTION),
        ("plus tard", CHALLENGE_ASIDE),
        ("langue", LANGUAGE),
        ("plus tard", LANGUAGE_ASIDE),
        ("langue", LANGUAGE),
        ("[Reprendre]", LANGUAGE),
        ("[English]", ENGLISH),
        ("resume", ENGLISH_QUESTION),
        ("cancel", "Cancelled. What was already kept stays kept."),
        ("[Reprendre] under votre défi", "Nothing is under way. Here is what you can do."),
    ],
}


@pytest.mark.parametrize("table", OLD_CARDS.values(), ids=OLD_CARDS)
def test_a_press_on_an_old_card(table: Table) -> None:
    play(table)


def errand(name: str) -> type[Dialog]:
    """A conversation of one question."""

    def done(draft: Draft, view: object) -> Finish:
        raise AssertionError(draft)

    return type(name, (Dialog,), {"key": name, "what": short_text(limit=20)(done)})


def test_of_many_put_aside_the_oldest_is_let_go() -> None:
    keys = [f"errand{number}" for number in range(ASIDE_LIMIT + 2)]
    with deployed(*map(errand, keys)):
        conversation = play([(f"→ {key}", f"{key}.what?") for key in keys])
        play([("annuler", CANCELLED)], conversation)
        waiting = keys[1:-1][::-1]
        assert len(waiting) == ASIDE_LIMIT
        for key in waiting:
            play([("reprendre", f"{key}.what?"), ("annuler", CANCELLED)], conversation)
        play([("reprendre", NOTHING), (f"→ {keys[0]}", f"{keys[0]}.what?")], conversation)


def test_everything_of_somebody_nothing_is_known_of() -> None:
    conversation = Conversation()
    for word in ("annuler", "retour", "passer", "plus tard", "reprendre"):
        play([(word, NOTHING)], conversation)
    assert conversation.talk.revision == 0
