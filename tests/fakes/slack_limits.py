"""What Slack takes: its limits, as its SDK knows them, and a few rules that only its servers hold."""

from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View


class Refusal(Exception):
    """What Slack says no to: its code."""


def check_message(arguments: dict[str, Any]) -> None:
    """Raise :class:`Refusal` for a message that Slack would refuse, or show otherwise than meant."""
    if not arguments.get("text"):
        raise Refusal("no_text")
    assert arguments["link_names"] is False
    assert arguments["parse"] == "none"
    check_blocks(arguments["blocks"], 50)


def check_view(view: dict[str, Any]) -> None:
    """Raise :class:`Refusal` for a form that Slack would refuse."""
    check_blocks(view["blocks"], 100)
    try:
        View(**view).to_dict()
    except SlackObjectFormationError as error:
        raise Refusal(f"invalid_arguments: {error}") from error
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        raise Refusal("invalid_arguments: no submit")


def check_blocks(blocks: list[dict[str, Any]], limit: int) -> None:
    """Raise :class:`Refusal` for blocks over a limit, with a field that Slack doesn't know, or with an id twice."""
    if not 1 <= len(blocks) <= limit:
        raise Refusal(f"invalid_blocks: {len(blocks)} blocks")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        raise Refusal("invalid_blocks: a block_id twice")
    for block in blocks:
        try:
            known = Block.parse(block).to_dict()  # type: ignore[union-attr]
        except SlackObjectFormationError as error:
            raise Refusal(f"invalid_blocks: {error}") from error
        if known != block:
            raise Refusal(f"invalid_blocks: {block} is read as {known}")
        actions = [element.get("action_id") for element in block.get("elements", ()) if element["type"] == "button"]
        if len(set(actions)) < len(actions):
            raise Refusal("invalid_blocks: an action_id twice")
        _check_fields(block)
        for text in _texts(block):
            if not text["text"].strip():
                raise Refusal("invalid_blocks: a blank text")
            if len(text["text"]) > 3000:
                raise Refusal("invalid_blocks: a text too long")


def _check_fields(block: dict[str, Any]) -> None:
    """What the SDK lets pass, of a section's fields and of inputs."""
    element = block.get("element", {})
    options = element.get("options", ())
    broken = {
        "a field too long": any(len(field["text"]) > 2000 for field in block.get("fields", ())),
        "an option too long": any(len(option["text"]["text"]) > 75 for option in options),
        "an option's value too long": any(len(option["value"]) > 150 for option in options),
        "too many radio buttons": element.get("type") == "radio_buttons" and len(options) > 10,
        "a longest text over 3,000": element.get("max_length", 0) > 3000,
        "a text over its longest": len(element.get("initial_value", "")) > element.get("max_length", 3000),
    }
    for what, is_so in broken.items():
        if is_so:
            raise Refusal(f"invalid_blocks: {what}")


def _texts(shown: Any) -> list[dict[str, Any]]:
    if isinstance(shown, list):
        return [text for part in shown for text in _texts(part)]
    if not isinstance(shown, dict):
        return []
    if shown.get("type") in ("plain_text", "mrkdwn"):
        return [shown]
    return [text for part in shown.values() for text in _texts(part)]
