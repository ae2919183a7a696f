"""« défi » by form: every fault under its field with the recovery after it, and the form of an open challenge."""

import pytest

from community.challenge import ToolUser
from community.commands import KeepChallenge
from tests.dialogs.conversation import Conversation, Form, Table, chosen, play
from tests.dialogs.lines import (
    CANCELLED,
    CHANGED,
    ENGLISH,
    FIELDS,
    KEPT,
    LANGUAGE,
    NOT_UNDERSTOOD,
    NOTHING,
    SET_ASIDE,
    STILL_QUESTION,
    TOOL,
)

LONG = "Comment " + "x" * 30_000


def form(question: str, tool_user: str = "") -> Form:
    return Form("Garder", {"question": question, "tool_user": tool_user})


MISSING = "Ma question: Il manque une réponse ici."
NOT_THIS_LONG = "Ma question: Ce texte fait {} caractères; la limite est de 300. Gardez l'essentiel."
NOT_THIS_ONE = "S'il y a un outil, qui s'en sert?: Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci."

BY_FORM: dict[str, tuple[Table, KeepChallenge]] = {
    "filled in": (
        [("défi", FIELDS), (form("Comment lire?", "learners_too"), KEPT.format("Comment lire?"))],
        KeepChallenge("Comment lire?", ToolUser.LEARNERS_TOO),
    ),
    "without the choice": (
        [("défi", FIELDS), (form("Comment\nlire?"), KEPT.format("Comment lire?"))],
        KeepChallenge("Comment lire?", ToolUser.UNKNOWN),
    ),
    "every fault, each under its field": (
        [
            ("défi", FIELDS),
            (form(""), MISSING),
            (form("\u200b", "me"), MISSING),
            (form("\x00", "me"), MISSING),
            (form(LONG, "me"), NOT_THIS_LONG.format("30 008")),
            (form("Comment lire?", "the head"), NOT_THIS_ONE),
            (form("x" * 301, "?"), NOT_THIS_LONG.format("301") + " / " + NOT_THIS_ONE),
            (Form("Garder", {}), MISSING),
            (Form("Garder", {"id": "k9", "question": "Comment lire?"}), KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.UNKNOWN),
    ),
    "faults, then by talking after all": (
        [
            ("défi", FIELDS),
            (form("", "me"), MISSING),
            ("Comment lire?", TOOL),
            ("moi", KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
    "the first by talking, then all of the form": (
        [
            ("défi", FIELDS),
            ("Comment lire?", TOOL),
            (form("Comment écrire?", "me"), KEPT.format("Comment écrire?")),
            ("moi", NOT_UNDERSTOOD),
        ],
        KeepChallenge("Comment écrire?", ToolUser.ME),
    ),
    "after it was put aside": (
        [
            ("défi", FIELDS),
            ("plus tard", SET_ASIDE.format("votre défi")),
            (form("Comment lire?", "me"), KEPT.format("Comment lire?")),
            ("reprendre", NOTHING),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
    "after it was cancelled": (
        [
            ("défi", FIELDS),
            ("annuler", CANCELLED),
            (form("", "me"), MISSING),
            (form("Comment lire?", "me"), KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
    "another conversation open meanwhile stays open": (
        [
            ("défi", FIELDS),
            ("langue", LANGUAGE),
            (form("Comment lire?", "me"), KEPT.format("Comment lire?")),
            ("English", ENGLISH),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
    "days later, while another text waits": (
        [
            ("défi", FIELDS),
            ("+3 d", ""),
            ("Bruno est là?", STILL_QUESTION),
            (form("Comment lire?", "me"), KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
}


@pytest.mark.parametrize(("table", "kept"), BY_FORM.values(), ids=BY_FORM)
def test_by_form(table: Table, kept: KeepChallenge) -> None:
    conversation = play(table, Conversation(as_form=True))
    assert [command for command in conversation.commands if isinstance(command, KeepChallenge)] == [kept]


def test_the_form_of_the_open_challenge_has_it_in_its_fields() -> None:
    conversation = Conversation(as_form=True)
    conversation.carries_out(KeepChallenge("Comment relire?", ToolUser.ME))
    conversation.says("défi")
    card = conversation.screen[-1].card
    assert (card.inputs[0].value, chosen(card, "tool_user")) == ("Comment relire?", "Moi")
    play([(form("Comment relire?", "no_tool"), CHANGED.format("Comment relire?"))], conversation)
    assert conversation.commands[1:] == [KeepChallenge("Comment relire?", ToolUser.NO_TOOL, "k1")]
