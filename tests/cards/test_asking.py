"""Questions of any dialog: forms, single questions, faults, ways out."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards.card import Card, ChoiceInput, Paragraph, People, TextInput, faults
from bot.cards.drawing import draw
from bot.texts.words import Words
from community.commands import SkipMonth
from community.messages import Ask
from community.views import AskView
from dialogs import DIALOGS
from dialogs.challenge import ChallengeDialog
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, Next, short_text
from tests.cards.examples import ANA, CHALLENGE, CHANGING, COMMUNITY, COP, GIVEN, LANGUAGE, MONTH, TOOL_USER, changed

WORDS = Words.load()
SAY = WORDS.into("fr_CA")


def verbs(card: Card) -> list[str]:
    return [button.verb for button in card.buttons]


def lines(card: Card) -> list[str]:
    return [block.text for block in (*card.blocks, *card.after) if isinstance(block, Paragraph)]


def form(draft: dict[str, str] | None = None, view: object = MONTH, **more: Any) -> AskView:
    return AskView(view, draft or {}, form=True, back=False, **more)


def test_a_form_has_every_step_in_order_with_what_was_given() -> None:
    card = draw(CHALLENGE, form(GIVEN, CHANGING), SAY)
    question, tool_user = card.inputs
    assert isinstance(question, TextInput)
    assert isinstance(tool_user, ChoiceInput)
    assert (question.id, question.value, question.limit, question.required) == (
        "question",
        GIVEN["question"],
        300,
        True,
    )
    assert (tool_user.id, tool_user.value, tool_user.required) == ("tool_user", "me", False)
    assert [option.value for option in tool_user.options] == ["me", "learners_too", "unknown", "no_tool"]
    assert verbs(card) == ["form.challenge", "challenge.skip_month", "say.team_challenges", "say.my_challenges"]
    assert card.buttons[0].submits


def test_a_form_says_in_its_own_fields_what_is_missing() -> None:
    question, tool_user = draw(CHALLENGE, form(), SAY).inputs
    assert (question.error, question.missing) == ("", "Il manque une réponse ici.")
    assert tool_user.missing == ""


def test_a_refused_form_keeps_what_was_typed_and_says_why_under_it() -> None:
    typed = {"question": "x" * 412, "tool_user": "somebody else"}
    why = {"question": ("too_long", 412), "tool_user": ("not_an_option", None)}
    question, tool_user = draw(CHALLENGE, form(typed, faults=why), SAY).inputs
    assert question.value == "x" * 412
    assert question.error == "Ce texte fait 412 caractères; la limite est de 300. Gardez l'essentiel."
    assert (tool_user.value, tool_user.error) == ("", "Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci.")


def test_an_example_is_for_whoever_has_nothing_yet() -> None:
    assert any("28 textes" in line for line in lines(draw(CHALLENGE, form(), SAY)))
    assert not any("28 textes" in line for line in lines(draw(CHALLENGE, form(GIVEN, CHANGING), SAY)))


def test_an_open_challenge_introduces_itself_otherwise() -> None:
    assert any("telle que vous l'avez gardée" in line for line in lines(draw(CHALLENGE, form(GIVEN, CHANGING), SAY)))


def test_by_talking_the_standing_question_can_be_read_again() -> None:
    card = draw(CHALLENGE, AskView(CHANGING, GIVEN, form=False, back=False), SAY)
    assert [block.text for block in card.blocks if isinstance(block, People)] == [GIVEN["question"]]
    assert not card.inputs
    assert verbs(card) == ["challenge.skip_month", "say.team_challenges", "say.my_challenges", "say.cancel"]


def test_a_choice_is_its_buttons_and_the_ways_out() -> None:
    card = draw(TOOL_USER, AskView(MONTH, GIVEN, form=False, back=True), SAY)
    options = ["answer.me", "answer.learners_too", "answer.unknown", "answer.no_tool"]
    assert verbs(card) == [*options, "say.back", "say.later"]
    assert not any(button.primary for button in card.buttons)


def test_too_many_options_for_buttons_are_numbered() -> None:
    many = replace(
        ANA,
        memberships=tuple(replace(COP, community_id=f"c{n}", community_name=f"C{n} " + "x" * 190) for n in range(40)),
    )
    card = draw(COMMUNITY, AskView(many, {}, form=False, back=False), SAY)
    assert verbs(card) == ["say.cancel"]
    assert lines(card)[1].startswith("1. C0 x")
    assert lines(card)[-1] == "Répondez par un numéro."
    assert faults(card) == []
    five = replace(many, memberships=many.memberships[:5])
    assert len(draw(COMMUNITY, AskView(five, {}, form=False, back=False), SAY).buttons) == 6


@pytest.mark.parametrize("key", ["empty", "not_an_option", "nothing_before", "not_skippable"])
def test_a_fault_comes_before_the_question(key: str) -> None:
    card = draw(changed(LANGUAGE, fault=key), AskView(None, {}, form=False, back=False), SAY)
    assert lines(card)[:2] == [SAY(f"fault.{key}"), SAY("language.locale.ask")]


def test_help_is_the_steps_own() -> None:
    card = draw(changed(TOOL_USER, help=True), AskView(MONTH, GIVEN, form=False, back=True), SAY)
    assert SAY("challenge.tool_user.help") in lines(card)


def test_an_aged_card_says_so_first() -> None:
    card = draw(changed(CHALLENGE, aged=True), form(), SAY)
    assert lines(card)[0] == "Cette carte a vieilli. Voici celle du jour."


@pytest.mark.parametrize(
    ("own", "locale", "reader", "label"),
    [
        ("personnes étudiantes", "fr_CA", "fr_CA", "Mes personnes étudiantes aussi"),
        ("personnes étudiantes", "fr_CA", "en_CA", "My students too"),
        ("", "fr_CA", "fr_CA", "Mes élèves aussi"),
        ("learners", "en_CA", "en_US", "My learners too"),
        ("learners", "en_CA", "fr_FR", "Mes élèves aussi"),
    ],
)
def test_a_community_names_its_learners_in_its_own_language(own: str, locale: str, reader: str, label: str) -> None:
    view = replace(MONTH, learners=own, words_locale=locale)
    card = draw(TOOL_USER, AskView(view, GIVEN, form=False, back=True), WORDS.into(reader))
    assert card.buttons[1].label == label


def test_the_community_is_named_to_whoever_has_several() -> None:
    told = draw(CHALLENGE, form(community="COP IA", several=True), SAY)
    assert "COP IA" in lines(told)[0]
    assert not any("COP IA" in line for line in lines(draw(CHALLENGE, form(community="COP IA"), SAY)))


class Diary(Dialog):
    """A dialog of the future, with what none has today: a text that may be skipped."""

    key = "challenge"

    @short_text(limit=60)
    def tool_user(draft: Draft, view: object) -> Next:  # noqa: N805
        """First."""
        return Next("question")

    @short_text(limit=60, optional=True)
    def question(draft: Draft, view: object) -> Finish:  # noqa: N805
        """Then."""
        return Finish(SkipMonth())


def test_a_text_that_may_be_skipped_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DIALOGS, "challenge", Diary)
    ask = Ask(dialog="challenge", step="question", revision=1)
    assert verbs(draw(ask, AskView(None, {}, form=False, back=True), SAY)) == ["say.skip", "say.back", "say.later"]


def test_the_dialog_was_put_back() -> None:
    assert DIALOGS["challenge"] is ChallengeDialog
