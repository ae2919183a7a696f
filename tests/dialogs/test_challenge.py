"""« défi », by talking: every fault with the recovery after it, the open challenge changed, who may keep one."""

import pytest

from community.challenge import ToolUser
from community.commands import KeepChallenge, SkipMonth
from community.roles import Role
from tests.dialogs.conversation import ADA, Conversation, Table, member, play
from tests.dialogs.lines import (
    CANCELLED,
    CHANGE_IT,
    CHANGED,
    EMPTY,
    ENGLISH,
    HELP,
    KEPT,
    LANGUAGE,
    NEEDED,
    NO_OPTION,
    NOT_FOR_YOU,
    NOT_UNDERSTOOD,
    NOTHING,
    QUESTION,
    SET_ASIDE,
    STILL_QUESTION,
    TOO_LONG,
    TOOL,
)

LONG = "Comment " + "x" * 30_000
LIMIT = "x" * 300
MARKUP = "Comment **lire** <at>Ada</at> <!channel> {{DATE(2025)}} {learners}?"
HOW = (
    " / Une aide, si elle vous sert : une question de la forme « Comment …? » montre mieux quoi essayer."
    " La vôtre peut rester telle quelle."
)
WITHOUT_TOOL = " / Et sans l'outil, la question serait…? La vôtre peut rester telle quelle."
SKIPPED = (
    "Entendu : pas de défi en octobre. Rien à expliquer, et aucun rappel d'ici novembre."
    " / Si une question vous vient, écrivez « défi »."
)

BY_TALKING: dict[str, tuple[Table, KeepChallenge]] = {
    "written": (
        [("défi", QUESTION), ("Comment lire?", TOOL), ("mes élèves aussi", KEPT.format("Comment lire?"))],
        KeepChallenge("Comment lire?", ToolUser.LEARNERS_TOO),
    ),
    "pressed": (
        [("Challenge", QUESTION), ("Comment lire?", TOOL), ("[Pas d'outil]", KEPT.format("Comment lire?"))],
        KeepChallenge("Comment lire?", ToolUser.NO_TOOL),
    ),
    "an option by its number": (
        [
            ("défi", QUESTION),
            ("Comment lire?", TOOL),
            ("0", NO_OPTION + TOOL),
            ("5", NO_OPTION + TOOL),
            ("4", KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.NO_TOOL),
    ),
    "an option by the beginning that only it has": (
        [
            ("défi", QUESTION),
            ("Comment lire?", TOOL),
            ("m", NO_OPTION + TOOL),
            ("je ne sais", KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.UNKNOWN),
    ),
    "an option in the other language": (
        [("défi", QUESTION), ("Comment lire?", TOOL), ("MY STUDENTS TOO", KEPT.format("Comment lire?"))],
        KeepChallenge("Comment lire?", ToolUser.LEARNERS_TOO),
    ),
    "nothing, nothing but blanks, nothing that anybody sees": (
        [
            ("défi", QUESTION),
            ("", EMPTY + QUESTION),
            ("  \n ", EMPTY + QUESTION),
            ("\x00\x07", EMPTY + QUESTION),
            ("\u200b\u2060", EMPTY + QUESTION),
            ("Comment lire?", TOOL),
            ("", EMPTY + TOOL),
            ("\x1b", EMPTY + TOOL),
            ("moi", KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
    "control characters in it, on several lines": (
        [
            ("d\x00éfi\u200b", QUESTION),
            ("Com\x00ment\u202e\r\n\tlire?\x07", TOOL),
            ("m\x00oi", KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.ME),
    ),
    "too long, by much and by one, then one that just fits": (
        [
            ("défi", QUESTION),
            (LONG, TOO_LONG.format("30 008") + QUESTION),
            (LIMIT + "x", TOO_LONG.format("301") + QUESTION),
            (LIMIT, TOOL),
            (LONG, NO_OPTION + TOOL),
            ("moi", KEPT.format(LIMIT) + HOW),
        ],
        KeepChallenge(LIMIT, ToolUser.ME),
    ),
    "not an option, then another question": (
        [
            ("défi", QUESTION),
            ("Comment lire?", TOOL),
            ("la directrice", NO_OPTION + TOOL),
            ("[Retour]", "> Comment lire? / " + QUESTION),
            ("Comment écrire?", TOOL),
            ("[Moi]", KEPT.format("Comment écrire?")),
        ],
        KeepChallenge("Comment écrire?", ToolUser.ME),
    ),
    "what looks like markup is only text": (
        [
            ("défi", QUESTION),
            (MARKUP, TOOL),
            ("retour", f"> {MARKUP} / " + QUESTION),
            (MARKUP, TOOL),
            ("moi", KEPT.format(MARKUP)),
        ],
        KeepChallenge(MARKUP, ToolUser.ME),
    ),
    "the second question skipped, never the first": (
        [
            ("défi", QUESTION),
            ("passer", NEEDED + QUESTION),
            ("Comment lire?", TOOL),
            ("passer", KEPT.format("Comment lire?")),
        ],
        KeepChallenge("Comment lire?", ToolUser.UNKNOWN),
    ),
    "a tool in it is helped, once": (
        [
            ("défi", QUESTION),
            ("Comment utiliser Copilot?", TOOL),
            ("moi", KEPT.format("Comment utiliser Copilot?") + WITHOUT_TOOL),
            ("[Changer la question]", "> Comment utiliser Copilot? / " + CHANGE_IT),
            ("Comment utiliser Gemini?", TOOL),
            ("moi", CHANGED.format("Comment utiliser Gemini?")),
        ],
        KeepChallenge("Comment utiliser Gemini?", ToolUser.ME, "k1"),
    ),
}


@pytest.mark.parametrize(("table", "kept"), BY_TALKING.values(), ids=BY_TALKING)
def test_by_talking(table: Table, kept: KeepChallenge) -> None:
    assert play(table).commands[-1] == kept


def open_one() -> Conversation:
    """Somebody whose challenge of the month is open, the tool used by themself."""
    conversation = Conversation()
    conversation.carries_out(KeepChallenge("Comment relire?", ToolUser.ME))
    conversation.commands.clear()
    return conversation


def test_the_open_challenge_is_shown_to_change() -> None:
    conversation = play(
        [
            ("défi", "> Comment relire? / " + CHANGE_IT),
            ("", EMPTY + "> Comment relire? / " + CHANGE_IT),
            (LONG, TOO_LONG.format("30 008") + "> Comment relire? / " + CHANGE_IT),
            ("Comment relire mieux?", TOOL),
            ("[Mes élèves aussi]", CHANGED.format("Comment relire mieux?")),
            ("mes défis", "Vos défis"),
        ],
        open_one(),
    )
    assert conversation.commands == [KeepChallenge("Comment relire mieux?", ToolUser.LEARNERS_TOO, "k1")]


def test_the_open_challenge_left_as_it_is() -> None:
    conversation = play([("défi", "> Comment relire? / " + CHANGE_IT), ("annuler", CANCELLED)], open_one())
    assert conversation.commands == []
    (kept,) = conversation.kept.values()
    assert (kept.question, kept.tool_user) == ("Comment relire?", ToolUser.ME)


def test_what_stood_goes_on_standing_where_it_is_skipped() -> None:
    conversation = play(
        [
            ("défi", "> Comment relire? / " + CHANGE_IT),
            ("Comment relire mieux?", TOOL),
            ("passer", CHANGED.format("Comment relire mieux?")),
        ],
        open_one(),
    )
    assert conversation.commands == [KeepChallenge("Comment relire mieux?", ToolUser.ME, "k1")]


@pytest.mark.parametrize("as_form", [True, False])
def test_not_this_month(as_form: bool) -> None:
    conversation = Conversation(as_form=as_form)
    conversation.says("défi")
    play([("[Pas ce mois-ci]", SKIPPED), ("annuler", NOTHING)], conversation)
    assert conversation.commands == [SkipMonth()]


def test_not_this_month_at_the_second_question_and_while_a_late_text_waits() -> None:
    play([("défi", QUESTION), ("Comment lire?", TOOL), ("[Pas ce mois-ci]", SKIPPED), ("moi", NOT_UNDERSTOOD)])
    play([("défi", QUESTION), ("+3 d", ""), ("Bruno?", STILL_QUESTION), ("[Pas ce mois-ci]", SKIPPED)])


def test_not_this_month_leaves_another_conversation_open() -> None:
    play([("défi", QUESTION), ("langue", LANGUAGE), ("[Pas ce mois-ci]", SKIPPED), ("English", ENGLISH)])


@pytest.mark.parametrize("role", Role)
def test_who_may_keep_one(role: Role) -> None:
    may = role not in (Role.STEERING, Role.PRINCIPAL, Role.ADMIN)
    conversation = Conversation(member("COP IA", roles=[role]))
    play([("défi", QUESTION if may else NOT_FOR_YOU), ("annuler", CANCELLED if may else NOTHING)], conversation)
    play([("défi", QUESTION)], Conversation(member("COP IA", roles=[role, Role.MEMBER])))


def test_who_may_no_longer_is_told_and_finds_it_again_when_they_may() -> None:
    conversation = play([("défi", QUESTION), ("Comment lire?", TOOL), ("plus tard", SET_ASIDE.format("votre défi"))])
    conversation.person = member("COP IA", roles=[Role.PRINCIPAL])
    play([("reprendre", NOT_FOR_YOU), ("défi", NOT_FOR_YOU), ("aide", HELP)], conversation)
    conversation.person = ADA
    play([("reprendre", TOOL), ("moi", KEPT.format("Comment lire?"))], conversation)


def test_nobody_of_a_community_is_told_whom_to_ask() -> None:
    play(
        [("défi", "Bonjour. Ici Relais."), ("langue", "Bonjour. Ici Relais."), ("annuler", NOTHING)],
        Conversation(member()),
    )
