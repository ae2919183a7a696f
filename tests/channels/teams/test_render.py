"""Cards as Teams gets them: within Adaptive Card 1.5 and Teams' limits, and nobody's words at work in them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bot.cards.card import (
    Block,
    Button,
    Card,
    ChoiceInput,
    DateInput,
    Fact,
    Facts,
    Input,
    Link,
    Option,
    Paragraph,
    People,
    TextInput,
)
from bot.channels.teams.render import ELEMENTS, SIZE_LIMIT, CardTooBig, adaptive_card, invoke_body, message
from bot.channels.teams.wire import to_json
from bot.incoming import NOTHING, Reply, Shape

SCHEMA = json.loads(resources.files("adaptive_cards").joinpath("schemas/schema-1.5.json").read_text("utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)

ACTIVE = "**gras** _x_ `y` ~~z~~ <b>t</b> \\* | # titre"
HOSTILE = (
    "[cliquez](https://evil.example)",
    "![image](https://evil.example/x.png)",
    "<at>Ada</at>",
    "{{DATE(2025-10-07T12:00:00Z, SHORT)}}",
    "{{TIME(2025-10-07T12:00:00Z)}} {{ date (x) }}",
    "{{{{DATE(2025-10-07T12:00:00Z)}}}}",
    "${name} {{name}}",
    "- un\n- deux\n1. trois",
    "&lt;b&gt; &#42;",
    "https://evil.example",
    ACTIVE,
    "# titre",
    "1. un",
    "\\",
    '"}]}',
)

FULL = Card(
    text="Votre défi d'octobre",
    title="Votre défi, d'ici la rencontre du 13 novembre",
    blocks=(
        Paragraph("Partez de ce qui vous agace ou vous échappe en classe."),
        Paragraph("Par exemple", strong=True),
        Paragraph("Une phrase suffit.", subtle=True),
        People("Comment commenter 28 textes?"),
        Facts((Fact("Équipe", "Sciences"), Fact("De", "Ada", people=True))),
    ),
    inputs=(
        TextInput("question", "Ma question", "Comment…", "Comment …", multiline=True, missing="Écrivez une question."),
        ChoiceInput(
            "tool",
            "Qui s'en sert?",
            (Option("me", "Moi"), Option("none", "Pas d'outil")),
            value="me",
            error="Choisissez une réponse.",
        ),
        TextInput("note", "Une note", required=False),
        DateInput("on", "D'ici le", "2025-11-13", required=False),
    ),
    after=(Paragraph("Pour l'instant, vous êtes la seule personne à voir ceci."),),
    buttons=(Button("keep", "Garder", submits=True, primary=True), Button("skip", "Pas ce mois-ci")),
)


def elements(part: Any) -> Iterator[dict[str, Any]]:
    """Every element of a card's JSON, but for what only stands in."""
    if isinstance(part, dict):
        if "type" in part:
            yield part
        for name, value in part.items():
            if name != "fallback":
                yield from elements(value)
    elif isinstance(part, list):
        for value in part:
            yield from elements(value)


def drawn(card: Card) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(adaptive_card(card, "c1", 3)))
    return found


def is_day(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def check(card: dict[str, Any]) -> None:
    """What holds for every card we send."""
    VALIDATOR.validate(card)
    assert card["version"] == "1.5"
    actions = [element for element in elements(card) if element["type"] == "Action.Execute"]
    assert len(actions) <= 6
    for element in elements(card):
        assert element["type"] == "AdaptiveCard" or element["type"] in ELEMENTS
        assert "{{DATE(" not in json.dumps(element, ensure_ascii=False)
        assert "{{TIME(" not in json.dumps(element, ensure_ascii=False)
        if element["type"] == "TextBlock":
            assert element["wrap"] is True
            assert not re.search(r"[*_\[\]`~<>\\|\n\r]|^\s*([-+#=]|\d+[.)])|://|&\w+;|\{\{", element["text"])
        if element["type"].startswith("Input."):
            assert element["label"]
            assert bool(element.get("isRequired")) == bool(element.get("errorMessage"))
        if element["type"] == "Input.Date":
            assert all(is_day(element[name]) for name in ("value", "min", "max") if name in element)
    for action in actions:
        assert "style" not in action
        assert action["data"]["verb"] == action["verb"]
        assert action["fallback"]["type"] == "Action.Submit"
        assert action["fallback"]["data"] == action["data"]
        assert action["fallback"].get("associatedInputs") == action.get("associatedInputs")


def test_a_full_card() -> None:
    card = drawn(FULL)
    check(card)
    assert card["lang"] == "fr-CA"
    assert card["fallbackText"] == "Votre défi d'octobre"
    heading, *_ = card["body"]
    assert (heading["style"], heading["text"]) == ("heading", FULL.title)
    question, tool, fault, note = (card["body"][i] for i in range(7, 11))
    assert question == {
        "type": "Input.Text",
        "id": "question",
        "label": "Ma question",
        "maxLength": 3000,
        "isMultiline": True,
        "placeholder": "Comment …",
        "value": "Comment…",
        "isRequired": True,
        "errorMessage": "Écrivez une question.",
    }
    assert (tool["style"], tool["value"], tool["errorMessage"]) == ("expanded", "me", "Qui s'en sert?")
    assert (fault["text"], fault["color"]) == ("Choisissez une réponse.", "Attention")
    assert "isRequired" not in note
    keep, skip = card["body"][-1]["actions"]
    assert keep["data"] == {"card": "c1", "verb": "keep", "revision": 3}
    assert "associatedInputs" not in keep
    assert skip["associatedInputs"] == "none"


def test_the_elements_are_all_those_that_are_drawn() -> None:
    card = Card("x", title="1. x", blocks=(*FULL.blocks, People("x")), inputs=FULL.inputs, buttons=FULL.buttons)
    card = replace(card, links=(Link("https://relais.example.org/files/x", "x"),))
    seen = {element["type"] for each in (card, FULL) for element in elements(drawn(each))}
    assert seen - {"AdaptiveCard"} == ELEMENTS


@pytest.mark.parametrize("words", HOSTILE)
def test_peoples_words_are_shown_as_they_are_and_do_nothing(words: str) -> None:
    card = Card(
        "x",
        blocks=(People(words), Facts((Fact("De", words, people=True),))),
        inputs=(TextInput("question", "Ma question", value=words),),
    )
    shown = drawn(card)
    check_but_for_the_field(shown, words)
    said, fact, field = shown["body"]
    assert said["type"] == fact["type"] == "RichTextBlock"
    assert said["inlines"][0]["text"].replace("\u2060", "") == words
    assert fact["inlines"][1]["text"].replace("\u2060", "") == words
    assert field["value"] == words, "a field's value is plain text, and comes back as it went"


def check_but_for_the_field(shown: dict[str, Any], words: str) -> None:
    field = shown["body"][2]
    assert field.pop("value") == words
    check(shown)
    field["value"] = words


@pytest.mark.parametrize("words", HOSTILE)
def test_a_name_in_our_own_words_does_nothing_either(words: str) -> None:
    card = Card(
        "x",
        title=f"Bonjour {words}",
        blocks=(
            Paragraph(words, strong=True),
            Paragraph(f"{words} anime la COP", subtle=True),
            Facts((Fact(words, "x"), Fact("x", words))),
        ),
        inputs=(ChoiceInput("who", "Qui?", (Option("a", words),), error=words),),
        buttons=(Button("tell", "Écrire"),),
    )
    shown = drawn(card)
    for choice in shown["body"][5]["choices"]:
        assert choice.pop("title") == words
        choice["title"] = "x"
    check(shown)


def test_several_lines_stay_several_lines() -> None:
    [said, ours] = drawn(Card("x", title="", blocks=(People("un\n\ndeux"), Paragraph("un\ndeux"))))["body"]
    assert said["inlines"][0]["text"] == "un\n\ndeux"
    assert ours["inlines"][0]["text"] == "un\ndeux"


def test_many_options_are_a_list_to_open() -> None:
    options = tuple(Option(str(number), f"Équipe {number}") for number in range(7))
    [field] = drawn(Card("x", inputs=(ChoiceInput("team", "Équipe", options),)))["body"]
    assert field["style"] == "compact"


@pytest.mark.parametrize("name", ["card", "verb", "revision"])
def test_an_input_may_not_hide_what_a_button_carries(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        adaptive_card(Card("x", inputs=(TextInput(name, "x"),)), "c1", 0)


def test_a_line_of_ours_is_a_text() -> None:
    assert message(Card("C'est gardé.", blocks=(Paragraph("C'est *gardé*."),)), "c1", 0) == {
        "type": "message",
        "textFormat": "plain",
        "text": "C'est *gardé*.",
        "locale": "fr-CA",
    }
    assert message(Card("C'est gardé."), "c1", 0)["text"] == "C'est gardé."


@pytest.mark.parametrize(
    "card",
    [
        Card("x", blocks=(People("mots de quelqu'un"),)),
        Card("x", blocks=(Facts((Fact("a", "b"),)),)),
        Card("x", title="x"),
    ],
)
def test_anything_more_is_a_card(card: Card) -> None:
    activity = message(card, "c1", 0)
    assert "text" not in activity
    assert activity["summary"] == "x"
    check(activity["attachments"][0]["content"])


def test_an_edit_is_a_card() -> None:
    assert message(Card("x", blocks=(Paragraph("x"),)), "c1", 0, edits=True)["attachments"]


def test_too_many_bytes_are_refused_before_teams_does() -> None:
    paragraphs = tuple(Paragraph("é" * 2900) for _ in range(4))
    assert len(to_json(message(Card("x", blocks=paragraphs), "c1", 0))) < SIZE_LIMIT
    with pytest.raises(CardTooBig):
        message(Card("x", blocks=(*paragraphs, *paragraphs)), "c1", 0)


def test_a_day_to_choose() -> None:
    day = DateInput(
        "on", "Prochaine rencontre", "2025-11-13", "2025-10-08", "2026-06-30", missing="Choisissez un jour."
    )
    card = drawn(Card("x", inputs=(day,)))
    check(card)
    assert card["body"] == [
        {
            "type": "Input.Date",
            "id": "on",
            "label": "Prochaine rencontre",
            "value": "2025-11-13",
            "min": "2025-10-08",
            "max": "2026-06-30",
            "isRequired": True,
            "errorMessage": "Choisissez un jour.",
        }
    ]


@pytest.mark.parametrize("given", ["demain", "2025-02-30", "2025-1-1", "20251113", "٢٠٢٥-١١-١٣", "2025-11-13 "])
def test_what_is_no_day_is_not_shown_as_one(given: str) -> None:
    card = drawn(Card("x", inputs=(DateInput("on", "Le", given, required=False, error="Quel jour?"),)))
    check(card)
    day, fault = card["body"]
    assert day == {"type": "Input.Date", "id": "on", "label": "Le"}
    assert fault["text"] == "Quel jour?"


def test_answers_to_a_press() -> None:
    assert invoke_body(NOTHING)["value"] == "✓"
    assert invoke_body(Reply(Shape.REPLACE))["value"] == "✓"
    assert invoke_body(Reply(Shape.TOLD))["value"] == "✓"
    told = invoke_body(Reply(Shape.TOLD, Card("Je continue avec vous en privé.")))
    assert told == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": "Je continue avec vous en privé.",
    }
    shown = invoke_body(Reply(Shape.FAULTS, FULL, "c1", 4))
    check(json.loads(to_json(shown["value"])))


words = st.text(max_size=200)
some_words = st.text(min_size=1, max_size=60)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, words, st.booleans(), st.booleans()),
    st.builds(People, words),
    st.builds(Facts, st.lists(st.builds(Fact, words, words, st.booleans()), max_size=4).map(tuple)),
)
names = st.sampled_from(["question", "tool", "note"])
options = st.lists(st.builds(Option, some_words, words), min_size=1, max_size=8).map(tuple)
days = st.one_of(st.just(""), st.dates().map(str), words)
inputs: st.SearchStrategy[Input] = st.one_of(
    st.builds(TextInput, names, some_words, words, words, required=st.booleans(), error=words, missing=words),
    st.builds(ChoiceInput, names, some_words, options, required=st.booleans(), error=words, missing=words),
    st.builds(DateInput, names, some_words, days, days, days, required=st.booleans(), error=words, missing=words),
)
buttons = st.lists(st.builds(Button, some_words, some_words, st.booleans(), st.booleans()), max_size=6).map(tuple)


@given(
    st.builds(
        Card,
        some_words,
        words,
        st.lists(blocks, max_size=4).map(tuple),
        st.lists(inputs, max_size=3).map(tuple),
        st.lists(blocks, max_size=2).map(tuple),
        buttons,
    )
)
def test_any_card_is_one_teams_takes(card: Card) -> None:
    shown = drawn(card)
    for element in elements(shown):
        if element["type"].startswith("Input."):
            if element["type"] == "Input.Date":
                continue  # no text
            for own in ("value", "placeholder", "choices"):
                element.pop(own, None)  # plain text, whatever it holds
            if element["type"] == "Input.ChoiceSet":
                element["choices"] = []
    check(shown)
