"""The neutral card as Block Kit: as Slack takes it, and with nothing alive in what people wrote."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import (
    BUTTON_LIMIT,
    Block,
    Button,
    Card,
    ChoiceInput,
    DateInput,
    Fact,
    Facts,
    Option,
    Paragraph,
    People,
    TextInput,
)
from bot.channels.slack import render
from tests.fakes.slack_limits import check_blocks, check_view

FORM = Card(
    text="Votre défi d'octobre",
    title="Votre défi, d'ici la rencontre du 13 novembre",
    blocks=(Paragraph("Partez de ce qui vous agace."),),
    inputs=(
        TextInput("question", "Ma question", value="Comment", placeholder="Comment …", limit=300, multiline=True),
        ChoiceInput(
            "tool_user", "Qui s'en sert?", (Option("me", "Moi"), Option("no_tool", "Pas d'outil")), required=False
        ),
    ),
    after=(Paragraph("Pour l'instant, vous êtes la seule personne à voir ceci.", subtle=True),),
    buttons=(
        Button("form.challenge", "Garder", submits=True, primary=True),
        Button("challenge.skip_month", "Pas ce mois-ci"),
    ),
)
HOSTILE = (
    "<!channel>",
    "<@U0MARIE>",
    "<https://evil.example|votre banque>",
    "*gras* _i_ ~s~ `code`",
    "https://evil.example",
    ":rotating_light:",
    "&lt;!here&gt; & <b>",
    "{{DATE(2025-10-07)}}",
    "> cité\n• puce",
    "{date_num}",
)


def text_objects(shown: Any) -> list[dict[str, Any]]:
    if isinstance(shown, list):
        return [text for part in shown for text in text_objects(part)]
    if not isinstance(shown, dict):
        return []
    here = [shown] if shown.get("type") in ("plain_text", "mrkdwn") else []
    return here + [text for part in shown.values() for text in text_objects(part)]


def test_a_whole_card_as_a_message() -> None:
    def button(verb: str, label: str, **more: str) -> dict[str, Any]:
        value = json.dumps({"card": "c1", "verb": verb, "revision": 2})
        return {"type": "button", "action_id": verb, "text": plain(label), "value": value, **more}

    assert render.message(FORM, "c1", 2) == [
        {"type": "header", "text": plain("Votre défi, d'ici la rencontre du 13 novembre")},
        {"type": "section", "text": plain("Partez de ce qui vous agace.")},
        {
            "type": "input",
            "block_id": "question",
            "label": plain("Ma question"),
            "optional": False,
            "element": {
                "type": "plain_text_input",
                "action_id": "question",
                "multiline": True,
                "max_length": 300,
                "initial_value": "Comment",
                "placeholder": plain("Comment …"),
            },
        },
        {
            "type": "input",
            "block_id": "tool_user",
            "label": plain("Qui s'en sert?"),
            "optional": True,
            "element": {
                "type": "radio_buttons",
                "action_id": "tool_user",
                "options": [
                    {"text": plain("Moi"), "value": "me"},
                    {"text": plain("Pas d'outil"), "value": "no_tool"},
                ],
            },
        },
        {"type": "context", "elements": [plain("Pour l'instant, vous êtes la seule personne à voir ceci.")]},
        {
            "type": "actions",
            "elements": [
                button("form.challenge", "Garder", style="primary"),
                button("challenge.skip_month", "Pas ce mois-ci"),
            ],
        },
    ]


@pytest.mark.parametrize("given", ["2025-11-13", "", "demain", "2025-02-30"])
def test_a_day_to_choose(given: str) -> None:
    day = DateInput("on", "Prochaine rencontre", given, "2025-10-08", "2026-06-30")
    card = Card("x", title="x", inputs=(day,), buttons=(Button("form.meeting", "Garder", submits=True),))
    form = render.view(card, "c1", 2)
    check_view(form)
    check_blocks(render.message(card, "c1", 2), 50)
    (block,) = (block for block in form["blocks"] if block["type"] == "input")
    initial = {"initial_date": given} if given == "2025-11-13" else {}
    assert block["element"] == {"type": "datepicker", "action_id": "on", **initial}
    assert (block["block_id"], block["label"]) == ("on", plain("Prochaine rencontre"))


def test_the_same_card_as_a_form() -> None:
    form = render.view(FORM, "c1", 2)
    message = render.message(FORM, "c1", 2)
    assert form["blocks"][:-1] == message[:-1]
    assert [button["action_id"] for button in form["blocks"][-1]["elements"]] == ["challenge.skip_month"]
    assert form["title"] == plain("Votre défi, d'ici la…")
    assert form["submit"] == plain("Garder")
    assert json.loads(form["private_metadata"]) == {"card": "c1", "verb": "form.challenge", "revision": 2}
    check_view(form)


def test_a_card_with_nothing_to_fill_in_is_a_page() -> None:
    form = render.view(Card("C'est gardé, et vous seule le voyez.", blocks=(Paragraph("Le montrer?"),)), "c1", 1)
    assert (form["title"], form["blocks"]) == (
        plain("C'est gardé, et vous…"),
        [{"type": "section", "text": plain("Le montrer?")}],
    )
    assert "submit" not in form
    check_view(form)
    check_view(render.view(Card("C'est gardé."), "c1", 1))


def test_a_form_that_cannot_be_sent_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="submits"):
        render.view(Card("a", inputs=(TextInput("q", "Q"),), buttons=(Button("x", "X"),)), "c1", 0)


def test_a_fault_is_read_under_its_field() -> None:
    card = Card("a", inputs=(TextInput("q", "Q", error="Une phrase suffit."), TextInput("r", "R")))
    assert render.message(card, "c1", 0)[1] == {"type": "context", "elements": [plain("Une phrase suffit.")]}
    assert render.faults(card) == {"q": "Une phrase suffit."}


def test_what_was_chosen_is_shown_and_what_is_no_option_is_not() -> None:
    options = (Option("me", "Moi"), Option("no_tool", "Pas d'outil"))
    chosen, other = (
        render.message(Card("a", inputs=(ChoiceInput("t", "T", options, value=value),)), "c1", 0)[0]["element"]
        for value in ("no_tool", "gone")
    )
    assert chosen["initial_option"] == chosen["options"][1]
    assert "initial_option" not in other


def test_many_options_are_a_menu() -> None:
    options = tuple(Option(str(n), f"Option {n}") for n in range(30))
    blocks = render.message(Card("a", inputs=(ChoiceInput("t", "T", options),)), "c1", 0)
    assert blocks[0]["element"]["type"] == "static_select"
    check_blocks(blocks, 50)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_peoples_words_stay_dead_wherever_they_are(hostile: str) -> None:
    card = Card(
        text="Votre défi",
        title=hostile,
        blocks=(
            People(hostile),
            Facts((Fact("Question", hostile, people=True),)),
            Paragraph(hostile),
            Paragraph(hostile, strong=True),
            Paragraph(hostile, subtle=True),
        ),
        inputs=(
            TextInput("q", hostile, value=hostile, placeholder=hostile, error=hostile),
            ChoiceInput("t", hostile, (Option("a", hostile), Option("b", "B")), value="a"),
        ),
        buttons=(Button("form.challenge", hostile, submits=True), Button("x", hostile)),
    )
    for shown in (render.message(card, "c1", 0), render.view(card, "c1", 0)):
        texts = text_objects(shown)
        assert len(texts) >= 12
        for text in texts:
            # Plain text holds no markup, as typed; and « :codes: » stay codes.
            assert (text["type"], text["emoji"]) == ("plain_text", False)
    first = render.message(card, "c1", 0)[1]
    assert first == {"type": "section", "text": plain(hostile)}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_notification_has_nothing_alive_in_it(hostile: str) -> None:
    shown = render.fallback(Card(hostile))
    assert "<" not in shown
    assert ">" not in shown
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == hostile


def test_a_long_text_is_shown_whole() -> None:
    text = "é" * 7000
    blocks = render.message(Card("a", blocks=(People(text), Paragraph(text, subtle=True))), "c1", 0)
    check_blocks(blocks, 50)
    assert "".join(block["text"]["text"] for block in blocks if block["type"] == "section") == text
    assert "".join(block["elements"][0]["text"] for block in blocks if block["type"] == "context") == text


def test_what_is_far_too_much_is_cut_and_the_buttons_stay() -> None:
    long = "mot " * 2000
    facts = tuple(Fact(f"Fait {n}", long, people=True) for n in range(25))
    card = Card(
        text=long,
        title=long[:140],
        blocks=(*(People(long) for _ in range(30)), Facts(facts)),
        inputs=(TextInput("q", long, value=long, placeholder=long, limit=9000),),
        buttons=(*(Button(f"v{n}", long) for n in range(BUTTON_LIMIT)), Button("form.challenge", long, submits=True)),
    )
    blocks = render.message(card, "c1", 0)
    check_blocks(blocks, 50)
    assert len(blocks) == 50
    assert blocks[-1]["type"] == "actions"
    assert blocks[-1]["elements"][0]["text"]["text"].endswith("mot…")
    check_view(render.view(card, "c1", 0))
    assert len(render.fallback(card)) == 3000


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("court", 24, "court"),
        ("x" * 24, 24, "x" * 24),
        ("x" * 25, 24, "x" * 23 + "…"),
        ("Votre défi, d'ici la rencontre", 24, "Votre défi, d'ici la…"),
        ("a " + "b" * 30, 24, "a " + "b" * 21 + "…"),
    ],
)
def test_cut(text: str, limit: int, cut: str) -> None:
    assert render.cut(text, limit) == cut


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=4000)
blocks_of_any_kind: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, words, strong=st.booleans(), subtle=st.booleans()),
    st.builds(People, words),
    st.builds(Facts, st.lists(st.builds(Fact, st.text(min_size=1, max_size=40), words), max_size=12).map(tuple)),
)


@given(
    title=words,
    blocks=st.lists(blocks_of_any_kind, max_size=5),
    after=st.lists(blocks_of_any_kind, max_size=3),
    value=words,
    label=st.text(min_size=1).filter(str.strip),
)
def test_slack_takes_whatever_the_card_holds(
    title: str, blocks: list[Block], after: list[Block], value: str, label: str
) -> None:
    card = Card(
        text="Votre défi",
        title=title if title.strip() else "",
        blocks=tuple(blocks),
        inputs=(TextInput("q", label, value=value, error=value),),
        after=tuple(after),
        buttons=(Button("form.challenge", label, submits=True), Button("x", label)),
    )
    check_blocks(render.message(card, "c1", 0), 50)
    check_view(render.view(card, "c1", 0))


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
