"""A text that comes long after its question: whether it is for it is asked first."""

import pytest

from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, Next, choice, short_text
from tests.dialogs.conversation import Conversation, Form, Table, play
from tests.dialogs.deploying import deployed
from tests.dialogs.lines import (
    AGED,
    CANCELLED,
    EMPTY,
    ENGLISH,
    FIELDS,
    KEPT,
    LANGUAGE,
    NEEDED,
    NO_OPTION,
    NOT_UNDERSTOOD,
    NOTHING,
    NOTHING_BEFORE,
    QUESTION,
    QUESTION_HELP,
    SET_ASIDE,
    STILL_QUESTION,
    STILL_TOOL,
    TOO_LONG,
    TOOL,
)

STILL_LANGUAGE = "Est-ce pour le choix de la langue?"
LATE = ("+21 min", "")
LONG = "x" * 30_000
TO_BRUNO = "Bruno, es-tu là?"

TABLES: dict[str, Table] = {
    "in time": [
        ("défi", QUESTION),
        ("+20 min", ""),
        ("Comment lire?", TOOL),
        ("+20 min", ""),
        ("retour", "> Comment lire? / " + QUESTION),
        ("+20 min", ""),
        ("Comment écrire?", TOOL),
    ],
    "yes": [
        ("défi", QUESTION),
        LATE,
        ("Comment lire?", STILL_QUESTION),
        ("oui", TOOL),
        ("moi", KEPT.format("Comment lire?")),
    ],
    "yes, pressed days later": [
        ("défi", QUESTION),
        LATE,
        ("Comment lire?", STILL_QUESTION),
        ("+9 d", ""),
        ("[Oui]", TOOL),
        ("moi", KEPT.format("Comment lire?")),
    ],
    "yes, and then it isn't taken": [
        ("langue", LANGUAGE),
        LATE,
        ("klingon", STILL_LANGUAGE),
        ("[Oui]", NO_OPTION + LANGUAGE),
        ("English", ENGLISH),
    ],
    "yes, and it was an option": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        LATE,
        ("mes élèves aussi", STILL_TOOL),
        ("oui", KEPT.format("Comment lire?")),
    ],
    "yes, and it was an option's number": [
        ("langue", LANGUAGE),
        LATE,
        ("3", STILL_LANGUAGE),
        ("c'est ça", ENGLISH),
    ],
    "no": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        LATE,
        (TO_BRUNO, STILL_TOOL),
        ("non", SET_ASIDE.format("votre défi")),
        ("moi", NOT_UNDERSTOOD),
        ("reprendre", TOOL),
        ("moi", KEPT.format("Comment lire?")),
    ],
    "no, pressed": [
        ("défi", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("[Non, autre chose]", SET_ASIDE.format("votre défi")),
        ("[Reprendre]", QUESTION),
        ("Comment lire?", TOOL),
    ],
    "another text, and another, then yes to the last": [
        ("défi", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("Comment écrire?", STILL_QUESTION),
        ("Comment lire?", STILL_QUESTION),
        ("[Oui]", TOOL),
        ("moi", KEPT.format("Comment lire?")),
    ],
    "yes and no on a card whose text is settled": [
        ("défi", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("annuler", CANCELLED),
        ("[Oui]", NOT_UNDERSTOOD),
        ("défi", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("reprendre", QUESTION),
        ("[Non, autre chose]", AGED + QUESTION),
        ("Comment lire?", TOOL),
    ],
    "keywords, which leave the late text": [
        ("défi", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("aide", QUESTION + QUESTION_HELP),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("retour", NOTHING_BEFORE + QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("passer", NEEDED + QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("défi", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("langue", LANGUAGE),
        ("annuler", CANCELLED),
        ("reprendre", QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        ("plus tard", SET_ASIDE.format("votre défi")),
        ("oui", NOT_UNDERSTOOD),
        ("reprendre", QUESTION),
        ("oui", TOOL),
    ],
    "a page, and the late text still waits": [
        ("défi", QUESTION),
        LATE,
        ("Comment lire?", STILL_QUESTION),
        ("mes défis", "Vos défis"),
        ("oui", TOOL),
    ],
    "skipped instead": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        LATE,
        (TO_BRUNO, STILL_TOOL),
        ("passer", KEPT.format("Comment lire?")),
        ("oui", NOT_UNDERSTOOD),
    ],
    "answered by a button instead": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        LATE,
        (TO_BRUNO, STILL_TOOL),
        ("[Moi]", KEPT.format("Comment lire?")),
        ("[Oui]", NOT_UNDERSTOOD),
    ],
    "too long for the question, or nothing: told at once": [
        ("défi", QUESTION),
        LATE,
        (LONG, TOO_LONG.format("30 000") + QUESTION),
        LATE,
        ("\u200b", EMPTY + QUESTION),
        LATE,
        (TO_BRUNO, STILL_QUESTION),
        (LONG, TOO_LONG.format("30 000") + QUESTION),
        ("Comment lire?", TOOL),
    ],
    "long by its blanks only is asked about like any other": [
        ("défi", QUESTION),
        LATE,
        ("Comment" + " " * 400 + "lire?", STILL_QUESTION),
        ("Comment" + " " * 400 + "lire?", STILL_QUESTION),
        ("oui", TOOL),
        ("moi", KEPT.format("Comment lire?")),
    ],
    "late for a choice": [
        ("défi", QUESTION),
        ("Comment lire?", TOOL),
        LATE,
        (LONG, STILL_TOOL),
        ("oui", NO_OPTION + TOOL),
        ("moi", KEPT.format("Comment lire?")),
    ],
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_late_text(table: Table) -> None:
    play(table)


def test_a_form_settles_what_a_late_text_asked() -> None:
    form = Form("Garder", {"question": "Comment lire?", "tool_user": "me"})
    play(
        [
            ("défi", FIELDS),
            LATE,
            (TO_BRUNO, STILL_QUESTION),
            (Form("Garder", {}), "Ma question: Il manque une réponse ici."),
            (TO_BRUNO, STILL_QUESTION),
            (form, KEPT.format("Comment lire?")),
            ("oui", NOT_UNDERSTOOD),
            ("annuler", NOTHING),
        ],
        Conversation(as_form=True),
    )


def test_yes_about_an_earlier_text_is_not_said_of_the_latest() -> None:
    conversation = play([("défi", QUESTION), LATE, ("Comment lire?", STILL_QUESTION), (TO_BRUNO, STILL_QUESTION)])
    conversation.screen.pop()
    play([("[Oui]", AGED + QUESTION), ("Comment lire?", TOOL)], conversation)


def test_a_press_is_never_late() -> None:
    play([("langue", LANGUAGE), ("+9 d", ""), ("[English]", ENGLISH)])


class Errand(Dialog):
    """A conversation that lapses sooner."""

    key = "errand"
    lapse_minutes = 10

    @short_text(limit=20)
    def what(draft: Draft, view: object) -> Finish:  # noqa: N805
        raise AssertionError(draft)


class Trip(Dialog):
    """A conversation whose first question may be answered by a button, or skipped."""

    key = "trip"

    @choice("train", "bus", optional=True)
    def how(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("where")

    @short_text(limit=20)
    def where(draft: Draft, view: object) -> Finish:  # noqa: N805
        raise AssertionError(draft)


@pytest.mark.parametrize("said", ["[bus]", "passer"])
def test_a_late_text_is_let_go_when_the_talk_goes_on(said: str) -> None:
    with deployed(Trip):
        play(
            [
                ("→ trip", "trip.how?"),
                LATE,
                (TO_BRUNO, "Est-ce pour trip.how?"),
                (said, "trip.where?"),
                ("[Oui]", AGED + "trip.where?"),
                ("retour", "trip.how?"),
            ]
        )


def test_a_dialog_may_lapse_sooner() -> None:
    with deployed(Errand):
        play([("→ errand", "errand.what?"), ("+10 min", ""), ("", EMPTY + "errand.what?")])
        play([("→ errand", "errand.what?"), ("+11 min", ""), ("du pain", "Est-ce pour errand.what?")])
