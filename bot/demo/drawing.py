"""Adaptive Cards as HTML, drawn on the server from the very JSON that Teams would get.

Only the closed set of elements that our own renderer emits is known here; a test compares the two sets. Whatever a
card holds is escaped: nothing in it, ours or anybody's, ever becomes markup.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

Element = Mapping[str, Any]

_HEADING = Markup('<h3 class="{}">{}</h3>')
_PARAGRAPH = Markup('<p class="{}">{}</p>')
_LINES = Markup('<textarea {} rows="3">\n{}</textarea>')  # HTML drops the first line break
_LINE = Markup('<input type="text" {} value="{}">')
_DAY = Markup('<input type="date" id="{0}" name="{1}" value="{2}" min="{3}" max="{4}" aria-describedby="{0}-fault"{5}>')
_LOOKS: Mapping[str, Callable[[Element], bool]] = {
    "bolder": lambda element: element.get("weight") == "Bolder",
    "large": lambda element: element.get("size") == "Large",
    "subtle": lambda element: bool(element.get("isSubtle")),
    "attention": lambda element: element.get("color") == "Attention",
    "near": lambda element: element.get("spacing") == "Small",
}
_WAY_OUT = Markup('<a class="way-out" href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
_RADIO = Markup('<label class="option"><input type="radio" name="{}" value="{}"{}{}><span>{}</span></label>')
_OPTION = Markup('<option value="{}"{}>{}</option>')
_SELECTED = Markup(" selected")
_CHECKED = Markup(" checked")
_CHECKS = Markup(" data-checks")
_REQUIRED = Markup(" required")
_MARK = Markup(' <span class="required" aria-hidden="true">*</span>')


class UnknownElement(ValueError):
    """The card holds something that our renderer never emits."""


def draw(card: Element, prefix: str) -> Markup:
    """The card as HTML: a form with live inputs and buttons.

    ``prefix`` makes the ids of one page unique. Each button's value is its place among :func:`actions`.
    Raises :class:`UnknownElement`.
    """
    if card.get("type") != "AdaptiveCard":
        raise UnknownElement(str(card.get("type")))
    places = {id(action): place for place, action in enumerate(actions(card))}
    pen = _Pen(prefix, places)
    body = _join(pen.draw(element) for element in card.get("body", ()))
    return Markup('<form class="card" lang="{}" novalidate>{}</form>').format(card.get("lang", ""), body)


def actions(card: Element) -> list[dict[str, Any]]:
    """Every button of the card, in reading order; its links are none."""
    sets = (element for element in card.get("body", ()) if element.get("type") == "ActionSet")
    return [action for found in sets for action in found["actions"] if action["type"] != "Action.OpenUrl"]


def input_ids(card: Element) -> set[str]:
    """The ids of the card's inputs: what a press may send along."""
    return {element["id"] for element in card.get("body", ()) if element.get("type", "").startswith("Input.")}


class _Pen:
    """Draws one card."""

    def __init__(self, prefix: str, places: Mapping[int, int]) -> None:
        self.prefix = prefix
        self.places = places

    def draw(self, element: Element) -> Markup:
        kind = element.get("type")
        if kind not in DRAWN:
            raise UnknownElement(str(kind))
        return DRAWN[kind](self, element)

    def text_block(self, element: Element) -> Markup:
        shape = _HEADING if element.get("style") == "heading" else _PARAGRAPH
        return shape.format(_look(element), element["text"])

    def rich_text_block(self, element: Element) -> Markup:
        return _PARAGRAPH.format(_look(element), _join(self.draw(run) for run in element["inlines"]))

    def text_run(self, element: Element) -> Markup:
        return Markup('<span class="{}">{}</span>').format(_look(element), element["text"])

    def action_set(self, element: Element) -> Markup:
        return Markup('<div class="actions">{}</div>').format(_join(self.draw(action) for action in element["actions"]))

    def input_text(self, element: Element) -> Markup:
        field = f"{self.prefix}-{element['id']}"
        label = Markup('<label for="{}">{}{}</label>').format(field, element["label"], _mark(element))
        common = Markup('id="{0}" name="{1}" maxlength="{2}" placeholder="{3}" aria-describedby="{0}-fault"{4}').format(
            field, element["id"], element["maxLength"], element.get("placeholder", ""), _required(element)
        )
        shape = _LINES if element.get("isMultiline") else _LINE
        return _field(label, shape.format(common, element.get("value", "")), field, element)

    def input_date(self, element: Element) -> Markup:
        field = f"{self.prefix}-{element['id']}"
        label = Markup('<label for="{}">{}{}</label>').format(field, element["label"], _mark(element))
        value, first, last = (element.get(name, "") for name in ("value", "min", "max"))
        return _field(label, _DAY.format(field, element["id"], value, first, last, _required(element)), field, element)

    def input_choice_set(self, element: Element) -> Markup:
        field = f"{self.prefix}-{element['id']}"
        if element.get("style") == "compact":
            return self.select(element, field)
        options = _join(
            _RADIO.format(
                element["id"],
                choice["value"],
                _CHECKED if choice["value"] == element.get("value") else "",
                _required(element),
                choice["title"],
            )
            for choice in element["choices"]
        )
        legend = Markup("<legend>{}{}</legend>").format(element["label"], _mark(element))
        group = Markup('<fieldset id="{0}" aria-describedby="{0}-fault">{1}{2}</fieldset>').format(
            field, legend, options
        )
        return _field(Markup(), group, field, element)

    def select(self, element: Element, field: str) -> Markup:
        label = Markup('<label for="{}">{}{}</label>').format(field, element["label"], _mark(element))
        options = _join(
            _OPTION.format(
                choice["value"], _SELECTED if choice["value"] == element.get("value") else "", choice["title"]
            )
            for choice in element["choices"]
        )
        box = Markup(
            '<select id="{0}" name="{1}" aria-describedby="{0}-fault"{2}><option value=""></option>{3}</select>'
        )
        return _field(label, box.format(field, element["id"], _required(element), options), field, element)

    def action_execute(self, element: Element) -> Markup:
        checks = "" if element.get("associatedInputs") == "none" else _CHECKS
        return Markup('<button type="submit" value="{}" data-verb="{}"{}>{}</button>').format(
            self.places[id(element)], element.get("verb", ""), checks, element["title"]
        )

    def action_open_url(self, element: Element) -> Markup:
        if not element["url"].startswith(("https://", "http://")):
            raise UnknownElement(element["title"])
        return _WAY_OUT.format(element["url"], element["title"])


DRAWN: dict[str, Callable[[_Pen, Element], Markup]] = {
    "TextBlock": _Pen.text_block,
    "RichTextBlock": _Pen.rich_text_block,
    "TextRun": _Pen.text_run,
    "ActionSet": _Pen.action_set,
    "Input.Text": _Pen.input_text,
    "Input.ChoiceSet": _Pen.input_choice_set,
    "Input.Date": _Pen.input_date,
    "Action.Execute": _Pen.action_execute,
    "Action.OpenUrl": _Pen.action_open_url,
}
"""How each element is drawn. A new element of the Teams renderer is a method and a line here."""


def _look(element: Element) -> str:
    """The element's classes: each looks as Teams draws it."""
    return " ".join(name for name, holds in _LOOKS.items() if holds(element))


def _field(label: Markup, control: Markup, field: str, element: Element) -> Markup:
    fault = Markup('<p class="fault attention" id="{}-fault" data-fault="{}"></p>').format(
        field, element.get("errorMessage", "")
    )
    return Markup('<div class="field">{}{}{}</div>').format(label, control, fault)


def _required(element: Element) -> str:
    return _REQUIRED if element.get("isRequired") else ""


def _mark(element: Element) -> str:
    return _MARK if element.get("isRequired") else ""


def _join(parts: Iterator[Markup]) -> Markup:
    return Markup("").join(parts)
