"""Somebody of several communities: asked once, and nothing of one is kept in another."""

from dataclasses import replace

from community.roles import Role
from tests.dialogs.conversation import Conversation, Form, member, play
from tests.dialogs.lines import (
    AGED,
    CANCELLED,
    CHANGE_IT,
    CHANGED,
    COMMUNITY,
    EMPTY,
    ENGLISH,
    HELP,
    KEPT,
    LANGUAGE,
    NO_OPTION,
    NOT_FOR_YOU,
    NOT_UNDERSTOOD,
    NOTHING,
    QUESTION,
    SET_ASIDE,
    TOOL,
)

COP, CAP = "COP IA", "Chantier IA"
IN_COP = "Communauté : COP IA. Pour en changer, écrivez « communauté ». / "
IN_CAP = "Communauté : Chantier IA. Pour en changer, écrivez « communauté ». / "


def of_both() -> Conversation:
    return Conversation(member(COP, CAP))


def test_it_is_asked_once() -> None:
    play(
        [
            ("défi", COMMUNITY),
            ("Lyon", NO_OPTION + COMMUNITY),
            ("", EMPTY + COMMUNITY),
            ("chantier", IN_CAP + QUESTION),
            ("Comment lire?", IN_CAP + TOOL),
            ("moi", KEPT.format("Comment lire?")),
            ("+90 d", ""),
            ("défi", IN_CAP + "> Comment lire? / " + CHANGE_IT),
            ("annuler", CANCELLED),
            ("communauté", COMMUNITY),
            ("1", "Vos réglages"),
            ("défi", IN_COP + QUESTION),
        ],
        of_both(),
    )


def test_it_is_asked_by_buttons_too_and_help_explains_it() -> None:
    play(
        [
            ("défi", COMMUNITY),
            (
                "aide",
                COMMUNITY + " / Votre nom figure dans plus d'une communauté. Je retiens votre choix; pour en changer,"
                " écrivez « communauté ».",
            ),
            ("[COP IA]", IN_COP + QUESTION),
        ],
        of_both(),
    )


def test_asking_for_it_again_asks_the_same_again() -> None:
    play(
        [
            ("défi", COMMUNITY),
            ("défi", COMMUNITY),
            ("communauté", COMMUNITY),
            ("langue", LANGUAGE),
            ("défi", COMMUNITY),
            ("COP IA", IN_COP + QUESTION),
            ("annuler", CANCELLED),
            ("reprendre", LANGUAGE),
            ("annuler", CANCELLED),
            ("reprendre", NOTHING),
        ],
        of_both(),
    )


def test_what_was_wanted_goes_on_after_a_late_answer_and_a_later() -> None:
    play(
        [
            ("défi", COMMUNITY),
            ("+3 d", ""),
            ("Chantier IA", "Est-ce pour le choix de la communauté?"),
            ("oui", IN_CAP + QUESTION),
        ],
        of_both(),
    )
    play(
        [
            ("défi", COMMUNITY),
            ("plus tard", SET_ASIDE.format("le choix de la communauté")),
            ("reprendre", COMMUNITY),
            ("[Chantier IA]", IN_CAP + QUESTION),
        ],
        of_both(),
    )


def test_another_language_in_the_middle_is_about_no_community() -> None:
    play([("langue", LANGUAGE), ("English", ENGLISH), ("challenge", "Which community is this about?")], of_both())


def test_what_is_begun_in_one_community_is_not_kept_in_another() -> None:
    conversation = play(
        [
            ("défi", COMMUNITY),
            ("COP IA", IN_COP + QUESTION),
            ("Comment lire?", IN_COP + TOOL),
            ("communauté", COMMUNITY),
            ("Chantier IA", "Vos réglages"),
            ("défi", IN_CAP + QUESTION),
            ("Comment décider?", IN_CAP + TOOL),
            ("moi", KEPT.format("Comment décider?")),
            ("reprendre", IN_COP + TOOL),
            ("pas d'outil", KEPT.format("Comment lire?")),
            ("reprendre", NOTHING),
        ],
        of_both(),
    )
    assert {place: kept.question for place, kept in conversation.kept.items()} == {
        COP: "Comment lire?",
        CAP: "Comment décider?",
    }


def kept_in_both(*, as_form: bool = False) -> Conversation:
    """Somebody with a challenge in each, whose cards can still be pressed; the COP's was kept last."""
    conversation = Conversation(member(COP, CAP), as_form=as_form)
    for place, question in ((CAP, "Comment décider?"), (COP, "Comment lire?")):
        form = Form("Garder", {"question": question, "tool_user": "me"})
        for said in ("communauté", place, "défi", *((form,) if as_form else (question, "moi"))):
            conversation.says(said)
    assert {place: kept.question for place, kept in conversation.kept.items()} == BOTH
    return conversation


BOTH = {CAP: "Comment décider?", COP: "Comment lire?"}
ACTIONS = (
    "Les actions de ce défi / > {} / "
    "Une action, c'est une chose essayée dans un contexte. Ajoutez la première quand vous voudrez."
)


def test_each_kept_card_changes_its_own() -> None:
    conversation = play(
        [
            ("[Changer la question] under Comment décider?", IN_CAP + "> Comment décider? / " + CHANGE_IT),
            ("[Changer la question] under Comment lire?", IN_COP + "> Comment lire? / " + CHANGE_IT),
            ("Comment relire?", IN_COP + TOOL),
            ("passer", CHANGED.format("Comment relire?")),
            ("reprendre", IN_CAP + "> Comment décider? / " + CHANGE_IT),
            ("annuler", CANCELLED),
            ("défi", IN_CAP + "> Comment décider? / " + CHANGE_IT),
        ],
        kept_in_both(),
    )
    assert {place: kept.question for place, kept in conversation.kept.items()} == BOTH | {COP: "Comment relire?"}


def test_an_option_of_one_is_no_answer_in_the_other() -> None:
    conversation = kept_in_both()
    play(
        [
            ("défi", IN_COP + "> Comment lire? / " + CHANGE_IT),
            ("Comment relire?", IN_COP + TOOL),
            ("[Pas d'outil] under Chantier IA", AGED + IN_CAP + "> Comment décider? / " + CHANGE_IT),
            ("annuler", CANCELLED),
            ("reprendre", IN_COP + TOOL),
            ("[Moi]", CHANGED.format("Comment relire?")),
        ],
        conversation,
    )


def test_a_form_of_one_is_kept_there_whatever_is_open_in_the_other() -> None:
    conversation = Conversation(member(COP, CAP), as_form=True)
    form = Form("Garder", {"question": "Comment lire?"})
    for said in ("communauté", COP, "défi", "communauté", CAP, "défi", "Comment décider?"):
        conversation.says(said)
    _, cap_form = (shown for shown in conversation.screen if shown.card.inputs)
    conversation.screen.remove(cap_form)
    play(
        [
            (form, KEPT.format("Comment lire?")),
            ("moi", KEPT.format("Comment décider?")),
        ],
        conversation,
    )
    assert {place: kept.question for place, kept in conversation.kept.items()} == BOTH


def test_a_page_pressed_on_a_card_of_the_other_leaves_the_question_open() -> None:
    play(
        [
            ("défi", IN_COP + "> Comment lire? / " + CHANGE_IT),
            ("[Mes actions] under Comment décider?", ACTIONS.format("Comment décider?")),
            ("Comment relire?", IN_COP + TOOL),
            ("moi", CHANGED.format("Comment relire?")),
        ],
        kept_in_both(),
    )


def test_who_left_one_is_asked_nothing_more_and_nothing_of_it_goes_on() -> None:
    conversation = play(
        [
            ("défi", COMMUNITY),
            ("Chantier IA", IN_CAP + QUESTION),
            ("Comment décider?", IN_CAP + TOOL),
            ("plus tard", SET_ASIDE.format("votre défi")),
            ("défi", IN_CAP + TOOL),
        ],
        of_both(),
    )
    conversation.person = member(COP)
    play([("moi", NOT_UNDERSTOOD), ("reprendre", NOTHING), ("défi", QUESTION), ("annuler", CANCELLED)], conversation)
    conversation.person = member(COP, "Cycle IA")
    play([("défi", IN_COP + QUESTION)], conversation)


def test_a_community_left_is_no_longer_among_those_to_choose() -> None:
    conversation = play([("défi", COMMUNITY)], Conversation(member(COP, CAP, "Cycle IA")))
    conversation.person = member(COP, "Cycle IA")
    play([("Chantier IA", NO_OPTION + COMMUNITY), ("[Chantier IA]", NO_OPTION + COMMUNITY)], conversation)
    play([("2", IN_CAP.replace(CAP, "Cycle IA") + QUESTION)], conversation)


def test_a_second_community_is_asked_about_where_nothing_was_begun_in_the_first() -> None:
    conversation = play([("aide", HELP), ("langue", LANGUAGE), ("annuler", CANCELLED)])
    conversation.person = member(COP, CAP)
    play([("défi", COMMUNITY)], conversation)


def test_what_was_begun_in_the_only_one_is_kept_there_when_there_are_two() -> None:
    conversation = play([("défi", QUESTION), ("Comment lire?", TOOL)])
    conversation.person = member(COP, CAP)
    play(
        [
            ("retour", IN_COP + "> Comment lire? / " + QUESTION),
            ("communauté", COMMUNITY),
            ("Chantier IA", "Vos réglages"),
            ("défi", IN_CAP + QUESTION),
            ("annuler", CANCELLED),
            ("reprendre", IN_COP + "> Comment lire? / " + QUESTION),
            ("Comment lire?", IN_COP + TOOL),
            ("moi", KEPT.format("Comment lire?")),
        ],
        conversation,
    )
    assert list(conversation.kept) == [COP]


def test_a_role_is_of_a_community() -> None:
    steers = member(CAP, roles=[Role.STEERING]).memberships
    both = member(COP)
    conversation = Conversation(replace(both, memberships=(*both.memberships, *steers)))
    play(
        [
            ("défi", COMMUNITY),
            ("Chantier IA", NOT_FOR_YOU),
            ("défi", NOT_FOR_YOU),
            ("communauté", COMMUNITY),
            ("COP IA", "Vos réglages"),
            ("défi", IN_COP + QUESTION),
        ],
        conversation,
    )
