"""Cards are drawn whole, and nothing in them becomes markup."""

from html.parser import HTMLParser
from typing import Any

import pytest

from bot.channels.teams.render import ELEMENTS
from bot.demo.drawing import DRAWN, UnknownElement, actions, draw, input_ids

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    "</textarea></form><script>",
    "{{DATE(2025-10-07T00:00:00Z)}} {{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; **bold** [link](https://example.invalid)",
)


def card_with(*body: dict[str, Any]) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "lang": "fr-CA", "body": list(body)}


class Reader(HTMLParser):
    """Every element with its attributes, and all text, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def everywhere(text: str) -> dict[str, Any]:
    """A card that holds ``text`` wherever one may stand."""
    return card_with(
        {"type": "TextBlock", "text": text, "style": "heading"},
        {"type": "TextBlock", "text": text, "isSubtle": True},
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, "weight": "Bolder"}]},
        {
            "type": "Input.Text",
            "id": "one",
            "label": text,
            "placeholder": text,
            "value": text,
            "errorMessage": text,
            "maxLength": 300,
        },
        {"type": "Input.Text", "id": "many", "label": text, "value": text, "maxLength": 300, "isMultiline": True},
        {
            "type": "Input.ChoiceSet",
            "id": "choice",
            "label": text,
            "errorMessage": text,
            "choices": [{"title": text, "value": text}],
            "value": text,
        },
        {
            "type": "Input.ChoiceSet",
            "id": "list",
            "style": "compact",
            "label": text,
            "choices": [{"title": text, "value": text}],
            "value": text,
        },
        {
            "type": "Input.Date",
            "id": "day",
            "label": text,
            "value": text,
            "min": text,
            "max": text,
            "errorMessage": text,
        },
        {
            "type": "ActionSet",
            "actions": [{"type": "Action.Execute", "title": text, "verb": "go", "data": {"note": text}}],
        },
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_card_becomes_markup(text: str) -> None:
    plain = read(draw(everywhere("plain"), "m-1"))
    hostile = read(draw(everywhere(text), "m-1"))

    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain.elements]
    assert [sorted(attrs) for _, attrs in hostile.elements] == [sorted(attrs) for _, attrs in plain.elements]
    assert hostile.text.count(text) == plain.text.count("plain"), "shown exactly as it was written"


def test_inputs_are_labelled_and_say_what_they_want() -> None:
    html = draw(
        card_with(
            {
                "type": "Input.Text",
                "id": "question",
                "label": "Ma question",
                "placeholder": "Comment …",
                "maxLength": 300,
                "isRequired": True,
                "errorMessage": "Une phrase, s'il vous plaît.",
            },
        ),
        "m-1",
    )
    elements = dict(read(html).elements)
    assert elements["label"]["for"] == elements["input"]["id"] == "m-1-question"
    assert elements["input"]["maxlength"] == "300"
    assert "required" in elements["input"]
    fault = next(attrs for _, attrs in read(html).elements if attrs.get("id") == elements["input"]["aria-describedby"])
    assert fault["data-fault"] == "Une phrase, s'il vous plaît."


def test_a_choice_is_a_group_of_radios_with_its_value_checked() -> None:
    html = draw(
        card_with(
            {
                "type": "Input.ChoiceSet",
                "id": "tool_user",
                "label": "Qui s'en sert?",
                "choices": [{"title": "Moi", "value": "me"}, {"title": "Pas d'outil", "value": "no_tool"}],
                "value": "no_tool",
            }
        ),
        "m-1",
    )
    radios = [attrs for tag, attrs in read(html).elements if tag == "input"]
    assert [(radio["value"], "checked" in radio) for radio in radios] == [("me", False), ("no_tool", True)]
    assert {radio["name"] for radio in radios} == {"tool_user"}
    assert "legend" in dict(read(html).elements)


def test_a_day_is_chosen_between_the_first_and_the_last() -> None:
    day = {
        "type": "Input.Date",
        "id": "on",
        "label": "Prochaine rencontre",
        "value": "2025-11-13",
        "min": "2025-10-08",
        "max": "2026-06-30",
        "isRequired": True,
        "errorMessage": "Choisissez un jour.",
    }
    elements = dict(read(draw(card_with(day), "m-1")).elements)
    assert elements["label"]["for"] == "m-1-on"
    assert elements["input"] == {
        "type": "date",
        "id": "m-1-on",
        "name": "on",
        "value": "2025-11-13",
        "min": "2025-10-08",
        "max": "2026-06-30",
        "aria-describedby": "m-1-on-fault",
        "required": None,
    }
    bare = dict(read(draw(card_with({"type": "Input.Date", "id": "on", "label": "Le"}), "m-1")).elements)["input"]
    assert (bare["value"], bare["min"], "required" in bare) == ("", "", False)


def test_buttons_are_numbered_in_reading_order() -> None:
    card = card_with(
        {"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "un", "associatedInputs": "none"}]},
        {"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "deux"}]},
    )
    buttons = [attrs for tag, attrs in read(draw(card, "m-1")).elements if tag == "button"]
    assert [(button["value"], "data-checks" in button) for button in buttons] == [("0", False), ("1", True)]
    assert [action["title"] for action in actions(card)] == ["un", "deux"]


def test_only_the_inputs_of_the_card_are_known() -> None:
    assert input_ids(everywhere("x")) == {"one", "many", "choice", "list", "day"}


@pytest.mark.parametrize(
    "element", [{"type": "Media"}, {}, {"type": "RichTextBlock", "inlines": [{"type": "Image", "url": "x"}]}]
)
def test_what_our_renderer_never_emits_is_refused(element: dict[str, Any]) -> None:
    with pytest.raises(UnknownElement):
        draw(card_with(element), "m-1")


def test_something_else_than_a_card_is_refused() -> None:
    with pytest.raises(UnknownElement):
        draw({"type": "HeroCard"}, "m-1")


def test_all_that_the_renderer_emits_is_drawn_and_nothing_else() -> None:
    assert set(DRAWN) == ELEMENTS
