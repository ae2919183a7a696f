"""A new version of the program in the middle of a conversation: no answer is taken for another question's."""

import pytest

from community.challenge import ToolUser
from community.commands import KeepChallenge
from dialogs.flow import Dialog
from dialogs.said import Chosen
from dialogs.steps import Draft, Finish, Next, choice, short_text
from tests.dialogs.conversation import Conversation, member, play
from tests.dialogs.deploying import deployed
from tests.dialogs.lines import (
    AGED,
    CANCELLED,
    COMMUNITY,
    EMPTY,
    HELP,
    KEPT,
    LANGUAGE,
    NOT_UNDERSTOOD,
    NOTHING,
    NOTHING_BEFORE,
    QUESTION,
    SET_ASIDE,
)

LATE = ("+21 min", "")


def asked(draft: Draft) -> Finish:
    """What was answered, question by question, to be read in what is kept."""
    return Finish(
        KeepChallenge(f"Comment {', '.join(f'{step} {draft[step]}' for step in sorted(draft))}?", ToolUser.ME)
    )


class Visit(Dialog):
    """A conversation of today: two questions."""

    key = "visit"

    @short_text(limit=20)
    def city(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("how")

    @choice("train", "bus")
    def how(draft: Draft, view: object) -> Finish:  # noqa: N805
        return asked(draft)


class OneMore(Dialog):
    """Tomorrow's: a question inserted before the second, one that the open card's buttons would answer too."""

    key = "visit"

    @short_text(limit=20)
    def city(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("back_home")

    @choice("bus", "train", optional=True)
    def back_home(draft: Draft, view: object) -> Next:  # noqa: N805
        return Next("how")

    @choice("train", "bus")
    def how(draft: Draft, view: object) -> Finish:  # noqa: N805
        return asked(draft)


class OneLess(Dialog):
    """Tomorrow's: the second question gone, and the first may be skipped."""

    key = "visit"

    @short_text(limit=20, optional=True)
    def city(draft: Draft, view: object) -> Finish:  # noqa: N805
        return asked(draft)


def half_way(*more: tuple[str, str]) -> Conversation:
    """Somebody whose first question is answered, and the second open."""
    with deployed(Visit):
        return play([("→ visit", "visit.city?"), ("Amos", "visit.how?"), *more])


def test_before_an_inserted_question_the_answer_is_still_for_the_open_one() -> None:
    for answer in ("1", "train", "[train]"):
        conversation = half_way()
        with deployed(OneMore):
            assert conversation.says(answer) == KEPT.format("Comment city Amos, how train?")
    conversation, kept = half_way(), KEPT.format("Comment back_home bus, city Alma, how train?")
    with deployed(OneMore):
        play([("retour", "> Amos / visit.city?"), ("Alma", "visit.back_home?"), ("[bus]", "visit.how?")], conversation)
        play([("retour", "visit.back_home?"), ("passer", "visit.how?"), ("train", kept)], conversation)


def test_back_as_far_as_one_came() -> None:
    with deployed(OneMore):
        play(
            [
                ("→ visit", "visit.city?"),
                ("Amos", "visit.back_home?"),
                ("passer", "visit.how?"),
                ("retour", "visit.back_home?"),
                ("retour", "> Amos / visit.city?"),
                ("retour", NOTHING_BEFORE + "> Amos / visit.city?"),
                ("Alma", "visit.back_home?"),
                ("[bus]", "visit.how?"),
                ("[train]", KEPT.format("Comment back_home bus, city Alma, how train?")),
            ]
        )


@pytest.mark.parametrize("said", ["1", "n'importe quoi", "[train]", "passer", "[Retour] under visit.how?"])
def test_a_question_that_is_gone_starts_over_with_what_was_given(said: str) -> None:
    conversation = half_way()
    with deployed(OneLess):
        old = "" if said.startswith("[Retour]") else AGED
        play([(said, f"{old}> Amos / visit.city?"), ("Alma", KEPT.format("Comment city Alma?"))], conversation)


@pytest.mark.parametrize(("said", "more"), [("reprendre", ""), ("→ visit", ""), ("aide", " / visit.city, explained")])
def test_a_question_that_is_gone_is_not_come_back_to(said: str, more: str) -> None:
    conversation = half_way()
    with deployed(OneLess):
        play([(said, f"> Amos / visit.city?{more}"), ("Alma", KEPT.format("Comment city Alma?"))], conversation)


def test_back_from_a_question_that_is_gone() -> None:
    conversation = half_way()
    with deployed(OneLess):
        play([("retour", "> Amos / visit.city?"), ("retour", NOTHING_BEFORE + "> Amos / visit.city?")], conversation)
        play([("passer", KEPT.format("Comment city Amos?"))], conversation)


def test_later_or_never_from_a_question_that_is_gone() -> None:
    conversation = half_way()
    with deployed(OneLess):
        conversation.says("plus tard")
        play([("reprendre", "> Amos / visit.city?"), ("annuler", CANCELLED)], conversation)


def test_a_late_text_for_a_question_that_is_gone() -> None:
    conversation = half_way(LATE)
    with deployed(OneLess):
        play([("train", AGED + "> Amos / visit.city?"), ("Alma", KEPT.format("Comment city Alma?"))], conversation)
    for answer in ("oui", "[Oui]", "train", "[train]"):
        conversation = half_way(LATE, ("train", "Est-ce pour visit.how?"))
        with deployed(OneLess):
            play([(answer, AGED + "> Amos / visit.city?"), ("Alma", KEPT.format("Comment city Alma?"))], conversation)
    conversation = half_way(LATE, ("train", "Est-ce pour visit.how?"))
    with deployed(OneLess):
        play([("non", SET_ASIDE.format("visit")), ("reprendre", "> Amos / visit.city?")], conversation)


def test_an_old_yes_for_a_question_that_is_gone() -> None:
    conversation = half_way(LATE, ("train", "Est-ce pour visit.how?"), ("reprendre", "visit.how?"))
    with deployed(OneLess):
        play([("[Oui]", AGED + "> Amos / visit.city?")], conversation)


def test_nobody_is_stuck_in_a_conversation_that_is_gone() -> None:
    for said, answered in (
        ("train", NOT_UNDERSTOOD),
        ("oui", NOT_UNDERSTOOD),
        ("aide", HELP),
        ("retour", NOTHING),
        ("passer", NOTHING),
        ("plus tard", NOTHING),
        ("annuler", NOTHING),
        ("reprendre", NOTHING),
        ("défi", QUESTION),
        ("[train]", HELP),
        ("[Retour]", NOTHING),
    ):
        play([(said, answered)], half_way())
        play([(said, answered)], half_way(LATE, ("train", "Est-ce pour visit.how?")))


def test_what_was_put_aside_and_is_gone_hides_nothing() -> None:
    with deployed(Visit):
        conversation = play([("langue", LANGUAGE), ("→ visit", "visit.city?"), ("Amos", "visit.how?")])
        conversation.says("plus tard")
    play([("reprendre", LANGUAGE), ("annuler", CANCELLED), ("reprendre", NOTHING)], conversation)


def test_its_card_too_may_be_pressed_when_it_is_gone() -> None:
    with deployed(Visit):
        conversation = play([("→ visit", "visit.city?")])
        conversation.says("plus tard")
    play([("[Reprendre]", NOTHING), ("défi", QUESTION)], conversation)


def test_not_this_month_in_a_conversation_that_is_gone() -> None:
    conversation = play([("défi", QUESTION)])
    with deployed(Visit):
        play([("→ visit", "visit.city?")], conversation)
    assert conversation.says("[Pas ce mois-ci]").startswith("Entendu : pas de défi en octobre.")
    play([("annuler", NOTHING)], conversation)


class Outing(Visit):
    """A conversation about a community."""

    key = "outing"
    in_community = True
    city = Visit.steps["city"]
    how = Visit.steps["how"]


def test_the_community_is_chosen_for_a_conversation_that_is_gone() -> None:
    with deployed(Outing):
        conversation = play([("→ outing", COMMUNITY)], Conversation(member("COP IA", "Chantier IA")))
    play([("COP IA", "Vos réglages"), ("annuler", NOTHING)], conversation)


def test_a_press_on_what_never_was_is_answered_with_what_there_is() -> None:
    conversation = Conversation()
    assert [m.kind for m in conversation.step(Chosen("visit", "how", "train")).say] == ["help"]
    play([("langue", LANGUAGE)], conversation)
    assert [m.kind for m in conversation.step(Chosen("visit", "how", "train")).say] == ["help"]
    play([("", EMPTY + LANGUAGE)], conversation)
