"""From the neutral card to Block Kit: a message's blocks, or a form. Pure.

Everything is ``plain_text``, our words and people's, with emoji codes left as typed: nothing that somebody writes can
become a mention, a link or bold. Limits are those of Slack's reference of Block Kit; the card's own
(bot/cards/card.py) are tighter, so that cutting is only the last resort.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.cards.card import Block, Button, Card, ChoiceInput, DateInput, Facts, Input, Link, Paragraph, TextInput
from bot.channels.text import is_date

Json = dict[str, Any]

FALLBACK_LIMIT = 3000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_TITLE = 24
VIEW_SUBMIT = 24
HEADER = 150
SECTION = 3000
CONTEXT = 2000
FIELD = 2000
FIELDS = 10
BUTTON = 75
BUTTONS = 25
INPUT_LABEL = 2000
INPUT_TEXT = 3000
PLACEHOLDER = 150
RADIO_OPTIONS = 10
OPTIONS = 100
OPTION = 75

LINK = "link."
"""How the id of a button begins that leads out: Slack tells us that it was pressed, and nothing comes of it."""
FORM_ID = "relais"
"""The ``callback_id`` of every form."""


def fallback(card: Card) -> str:
    """The top-level ``text`` of a message: what a notification shows, with nothing in it alive."""
    return escaped(card.text[:FALLBACK_LIMIT])


def escaped(text: str) -> str:
    """``text`` as Slack writes it where it reads mentions and links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def message(card: Card, card_id: str, revision: int) -> list[Json]:
    """The blocks of a message. Its inputs have the card's ids, so that a press brings them along."""
    body = [*_heading(card.title), *_content(card)]
    return _fit(body, _actions(card.buttons, card_id, revision, card.links), MESSAGE_BLOCKS)


def view(card: Card, card_id: str, revision: int) -> Json:
    """The card as a form; with nothing to fill in, a page to read.

    Raises ``ValueError`` for inputs without a button that submits: Slack takes no such form.
    """
    submit = next((button for button in card.buttons if button.submits), None)
    if card.inputs and submit is None:
        raise ValueError("a form needs a button that submits")
    body = [*(_heading(card.title) if len(card.title) > VIEW_TITLE else ()), *_content(card)]
    others = [button for button in card.buttons if button is not submit]
    blocks = _fit(body, _actions(others, card_id, revision, card.links), VIEW_BLOCKS)
    form: Json = {
        "type": "modal",
        "callback_id": FORM_ID,
        "title": _plain(card.title or card.text, VIEW_TITLE),
        "blocks": blocks or list(_sections(card.text)),
    }
    if submit is not None:
        form["submit"] = _plain(submit.label, VIEW_SUBMIT)
        form["private_metadata"] = _target(card_id, submit.verb, revision)
    return form


def faults(card: Card) -> dict[str, str]:
    """The faults of a form's inputs, by input."""
    return {given.id: given.error for given in card.inputs if given.error}


def cut(text: str, limit: int) -> str:
    """The text, or as many of its words as fit in ``limit`` characters, and « … »."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    if space > limit // 2:
        head = head[:space]
    return head.rstrip() + "…"


def _plain(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def _target(card_id: str, verb: str, revision: int) -> str:
    return json.dumps({"card": card_id, "verb": verb, "revision": revision})


def _heading(text: str) -> Iterator[Json]:
    if len(text) > HEADER:
        yield from _sections(text)
    elif text.strip():
        yield {"type": "header", "text": _plain(text, HEADER)}


def _sections(text: str) -> Iterator[Json]:
    for piece in _pieces(text, SECTION):
        yield {"type": "section", "text": _plain(piece, SECTION)}


def _asides(text: str) -> Iterator[Json]:
    for piece in _pieces(text, CONTEXT):
        yield {"type": "context", "elements": [_plain(piece, CONTEXT)]}


def _pieces(text: str, limit: int) -> Iterator[str]:
    """The whole text in pieces that fit; nothing of a blank one, which Slack refuses."""
    for start in range(0, len(text), limit):
        if text[start : start + limit].strip():
            yield text[start : start + limit]


def _content(card: Card) -> Iterator[Json]:
    for block in card.blocks:
        yield from _block(block)
    for given in card.inputs:
        yield _input(given)
        # A form that was sent shows its faults by itself, a message doesn't.
        yield from _asides(given.error)
    for block in card.after:
        yield from _block(block)


def _block(block: Block) -> Iterator[Json]:
    if isinstance(block, Facts):
        fields = [_plain(f"{fact.label}\n{fact.value}", FIELD) for fact in block.facts]
        for start in range(0, len(fields), FIELDS):
            yield {"type": "section", "fields": fields[start : start + FIELDS]}
    elif isinstance(block, Paragraph) and block.strong:
        yield from _heading(block.text)
    elif isinstance(block, Paragraph) and block.subtle:
        yield from _asides(block.text)
    else:
        yield from _sections(block.text)


def _input(given: Input) -> Json:
    match given:
        case TextInput():
            element = _text_input(given)
        case ChoiceInput():
            element = _choice(given)
        case DateInput():
            element = _date(given)
    return {
        "type": "input",
        "block_id": given.id,
        "label": _plain(given.label, INPUT_LABEL),
        "optional": not given.required,
        "element": element,
    }


def _text_input(given: TextInput) -> Json:
    limit = max(1, min(given.limit, INPUT_TEXT))
    element: Json = {
        "type": "plain_text_input",
        "action_id": given.id,
        "multiline": given.multiline,
        "max_length": limit,
    }
    if given.value:
        element["initial_value"] = given.value[:limit]
    if given.placeholder:
        element["placeholder"] = _plain(given.placeholder, PLACEHOLDER)
    return element


def _choice(given: ChoiceInput) -> Json:
    options = [{"text": _plain(option.label, OPTION), "value": option.value} for option in given.options[:OPTIONS]]
    element: Json = {
        "type": "radio_buttons" if len(options) <= RADIO_OPTIONS else "static_select",
        "action_id": given.id,
        "options": options,
    }
    chosen = next((option for option in options if option["value"] == given.value), None)
    if chosen:
        element["initial_option"] = chosen
    return element


def _date(given: DateInput) -> Json:
    """Slack's picker knows no first and last day: one that can't be is answered with the step's fault."""
    element: Json = {"type": "datepicker", "action_id": given.id}
    if is_date(given.value):
        element["initial_date"] = given.value
    return element


def _actions(buttons: Iterable[Button], card_id: str, revision: int, links: Iterable[Link] = ()) -> list[Json]:
    elements: list[Json] = [
        {"type": "button", "action_id": f"{LINK}{number}", "text": _plain(link.label, BUTTON), "url": link.url}
        for number, link in enumerate(links)
    ]
    elements += [
        {
            "type": "button",
            "action_id": button.verb,
            "text": _plain(button.label, BUTTON),
            "value": _target(card_id, button.verb, revision),
            **({"style": "primary"} if button.primary else {}),
        }
        for button in buttons
    ]
    return [{"type": "actions", "elements": elements[:BUTTONS]}] if elements else []


def _fit(body: list[Json], actions: list[Json], limit: int) -> list[Json]:
    """As many blocks as Slack takes, texts that follow one another joined where there are more; the buttons stay."""
    room = limit - len(actions)
    return (body if len(body) <= room else _joined(body))[:room] + actions


def _joined(body: list[Json]) -> list[Json]:
    """Each section's text with those after it, as many as a section holds."""
    blocks: list[Json] = []
    for block in body:
        before = blocks[-1] if blocks else {}
        if "text" in before and before["type"] == block["type"] == "section" and "text" in block:
            text = f"{before['text']['text']}\n{block['text']['text']}"
            if len(text) <= SECTION:
                blocks[-1] = {"type": "section", "text": _plain(text, SECTION)}
                continue
        blocks.append(block)
    return blocks
