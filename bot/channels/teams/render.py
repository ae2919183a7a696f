"""A neutral card → what Teams shows.

People's text goes into runs, which no client reads as Markdown. Our own words may hold somebody's name, so they go
into a TextBlock only when nothing in them could be read as Markdown; backslashes would show on telephones. A client
may still fill in ``{{DATE(…)}}`` anywhere: its braces are kept apart.
"""

import re
from dataclasses import replace
from typing import Any

from bot.cards.card import (
    Block,
    Button,
    Card,
    ChoiceInput,
    DateInput,
    Fact,
    Facts,
    Input,
    Paragraph,
    People,
    TextInput,
)
from bot.cards.parts import clipped
from bot.channels.teams.elements import (
    ELEMENTS,
    ActionExecute,
    ActionOpenUrl,
    ActionSet,
    ActionSubmit,
    AdaptiveCard,
    Element,
    InputChoiceSet,
    InputDate,
    InputText,
    PressData,
    RichTextBlock,
    TextBlock,
    TextRun,
)
from bot.channels.teams.parse import OURS
from bot.channels.teams.wire import to_json
from bot.channels.text import is_date
from bot.incoming import Reply, Shape

__all__ = ["ELEMENTS", "SIZE_LIMIT", "CardTooBig", "adaptive_card", "invoke_body", "message"]

SIZE_LIMIT = 28 * 1024
"""Bytes in a message with a card (Microsoft's limit for cards; 40 KB for a bot's message was seen to vary)."""
SHORTEST = 60
"""Characters that are left of what is cut on a card that is too big."""
EXPANDED_LIMIT = 6
"""Options shown one under another; more of them go into a list to open."""
TAKEN = "✓"
"""Said of a press that nothing else answers. Teams says « unable to reach app », and presses again, when an invoke's
answer is empty; this is no word, so it needs no language."""

_ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"
_ACTIVE = re.compile(
    r"[*_\[\]`~<>\\|\n\r]"  # emphasis, links, code, mentions, and lines, which Markdown joins
    r"|^\s*(?:[-+#=]|\d+[.)])"  # lists and headings
    r"|&#?\w+;|://|\{\{"  # entities, addresses, functions
)
_FUNCTION = re.compile(r"\{(?=\{\s*(?:DATE|TIME)\s*\()", re.IGNORECASE)
_JOINER = "\u2060"


class CardTooBig(ValueError):
    """A card over Teams' limit of bytes."""


def message(card: Card, card_id: str, revision: int, *, edits: bool = False) -> dict[str, Any]:
    """The activity that shows ``card``: plain text when one line of ours says it all, else an Adaptive Card.

    One that ``edits`` another is always a card: clients don't show a text that comes in place of a card. Raises
    :class:`CardTooBig`.
    """
    if card.is_plain() and not edits and not any(isinstance(block, People | Facts) for block in card.blocks):
        text = next((block.text for block in card.blocks if isinstance(block, Paragraph)), card.text)
        return {"type": "message", "textFormat": "plain", "text": text, "locale": _lang(card)}
    activity = {
        "type": "message",
        "summary": card.text,
        "locale": _lang(card),
        "attachments": [{"contentType": _ADAPTIVE, "content": adaptive_card(card, card_id, revision)}],
    }
    size = len(to_json(activity))
    if size < SIZE_LIMIT:
        return activity
    shorter = _shorter(card)
    if shorter == card:
        raise CardTooBig(f"{size} bytes; less than {SIZE_LIMIT} wanted")
    return message(shorter, card_id, revision, edits=edits)


def _shorter(card: Card) -> Card:
    """The same card, the longest of people's words cut: nobody's, however long, keep others' from being read."""
    told = [block.text for block in (*card.blocks, *card.after) if isinstance(block, People)]
    limit = max((len(text) for text in told), default=0) // 2
    if limit < SHORTEST:
        return card

    def cut(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(People(clipped(b.text, limit)) if isinstance(b, People) else b for b in blocks)

    return replace(card, blocks=cut(card.blocks), after=cut(card.after))


def invoke_body(reply: Reply) -> dict[str, Any]:
    """The answer to a press on ``reply``'s card, in Teams' Universal Action Model.

    A line, which only who pressed sees, or a card that takes the pressed one's place.
    """
    if reply.card is None or reply.shape in (Shape.NOTHING, Shape.TOLD):
        return {"statusCode": 200, "type": _MESSAGE, "value": _line_of(reply)}
    card = reply.card
    while len(to_json(drawn := adaptive_card(card, reply.card_id, reply.revision))) >= SIZE_LIMIT:
        shorter = _shorter(card)
        if shorter == card:
            break
        card = shorter
    return {"statusCode": 200, "type": _ADAPTIVE, "value": drawn}


def task_body(reply: Reply) -> dict[str, Any]:
    """The answer to a message action: one line, in Teams' own box."""
    return {"task": {"type": "message", "value": _line_of(reply)}}


def _line_of(reply: Reply) -> str:
    return reply.card.text if reply.card is not None and reply.shape is Shape.TOLD else TAKEN


def adaptive_card(card: Card, card_id: str, revision: int) -> AdaptiveCard:
    """``card`` as an Adaptive Card 1.5 whose buttons carry ``card_id``, their verb and ``revision``."""
    body: list[Element] = []
    if card.title:
        body.append(_heading(card.title))
    for block in card.blocks:
        body += _block(block)
    for given in card.inputs:
        body += _input(given)
    for block in card.after:
        body += _block(block)
    if card.buttons or card.links:
        # In an ActionSet: clients too old for Action.Execute honour its fallback only there.
        links = [ActionOpenUrl(type="Action.OpenUrl", title=link.label, url=link.url) for link in card.links]
        presses = [
            _action(button, {"card": card_id, "verb": button.verb, "revision": revision}) for button in card.buttons
        ]
        body.append(ActionSet(type="ActionSet", actions=[*links, *presses]))
    return AdaptiveCard(type="AdaptiveCard", version="1.5", lang=_lang(card), fallbackText=card.text, body=body)


def _lang(card: Card) -> str:
    return card.locale.replace("_", "-")


def _plain(text: str) -> str:
    return _FUNCTION.sub("{" + _JOINER, text)


def _heading(text: str) -> TextBlock | RichTextBlock:
    if _ACTIVE.search(text):
        return _runs(TextRun(type="TextRun", text=_plain(text), weight="Bolder", size="Large"))
    return TextBlock(type="TextBlock", text=text, wrap=True, weight="Bolder", size="Large", style="heading")


def _runs(*runs: TextRun) -> RichTextBlock:
    return RichTextBlock(type="RichTextBlock", inlines=list(runs))


def _block(block: Block) -> list[Element]:
    if isinstance(block, People):
        return [_runs(TextRun(type="TextRun", text=_plain(block.text)))]
    if isinstance(block, Facts):
        return [_line(fact, first=number == 0) for number, fact in enumerate(block.facts)]
    return [_paragraph(block)]


def _paragraph(paragraph: Paragraph) -> TextBlock | RichTextBlock:
    if _ACTIVE.search(paragraph.text):
        run = TextRun(type="TextRun", text=_plain(paragraph.text))
        if paragraph.strong:
            run["weight"] = "Bolder"
        if paragraph.subtle:
            run["isSubtle"] = True
        return _runs(run)
    drawn = TextBlock(type="TextBlock", text=paragraph.text, wrap=True)
    if paragraph.strong:
        drawn["weight"] = "Bolder"
    if paragraph.subtle:
        drawn["isSubtle"] = True
    return drawn


def _line(fact: Fact, *, first: bool) -> RichTextBlock:
    """A fact. Not in a FactSet, both of whose columns are Markdown."""
    drawn = _runs(
        TextRun(type="TextRun", text=_plain(fact.label) + " ", weight="Bolder"),
        TextRun(type="TextRun", text=_plain(fact.value)),
    )
    if not first:
        drawn["spacing"] = "Small"
    return drawn


def _input(given: Input) -> list[Element]:
    if given.id in OURS:
        raise ValueError(f"an input named « {given.id} » would hide what its card's buttons carry")
    match given:
        case TextInput():
            drawn: InputText | InputChoiceSet | InputDate = _text_input(given)
        case ChoiceInput():
            drawn = _choice_input(given)
        case DateInput():
            drawn = _date_input(given)
    if given.required:
        drawn["isRequired"] = True
        drawn["errorMessage"] = given.missing or given.label
    return [drawn, _fault(given.error)] if given.error else [drawn]


def _text_input(given: TextInput) -> InputText:
    drawn = InputText(type="Input.Text", id=given.id, label=given.label, maxLength=given.limit)
    if given.multiline:
        drawn["isMultiline"] = True
    if given.placeholder:
        drawn["placeholder"] = given.placeholder
    if given.value:
        drawn["value"] = given.value
    return drawn


def _choice_input(given: ChoiceInput) -> InputChoiceSet:
    drawn = InputChoiceSet(
        type="Input.ChoiceSet",
        id=given.id,
        label=given.label,
        style="expanded" if len(given.options) <= EXPANDED_LIMIT else "compact",
        wrap=True,
        choices=[{"title": option.label, "value": option.value} for option in given.options],
    )
    if given.value:
        drawn["value"] = given.value
    return drawn


def _date_input(given: DateInput) -> InputDate:
    drawn = InputDate(type="Input.Date", id=given.id, label=given.label)
    # What comes back to be corrected may be no date at all.
    if is_date(given.value):
        drawn["value"] = given.value
    if is_date(given.first):
        drawn["min"] = given.first
    if is_date(given.last):
        drawn["max"] = given.last
    return drawn


def _fault(error: str) -> TextBlock | RichTextBlock:
    """What is wrong with the input above: Teams shows none of a server's own."""
    if _ACTIVE.search(error):
        drawn = _runs(TextRun(type="TextRun", text=_plain(error), color="Attention"))
        drawn["spacing"] = "Small"
        return drawn
    return TextBlock(type="TextBlock", text=error, wrap=True, color="Attention", spacing="Small")


def _action(button: Button, data: PressData) -> ActionExecute:
    """A button. Teams has no style for the main one that isn't green or red, so they all look alike."""
    older = ActionSubmit(type="Action.Submit", title=button.label, data=data)
    drawn = ActionExecute(type="Action.Execute", title=button.label, verb=button.verb, data=data, fallback=older)
    if not button.submits:
        older["associatedInputs"] = "none"
        drawn["associatedInputs"] = "none"
    return drawn
