"""From what Slack sends to an :class:`~bot.incoming.Incoming`. Pure.

A payload that Slack doesn't send raises :class:`Malformed`; one that asks nothing of us gives ``None``.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.channels.slack import shapes
from bot.channels.slack.render import LINK
from bot.channels.text import clean
from bot.incoming import Account, Incoming, Opened, Place, Pressed, Typed, Where

CHANNEL = "slack"

_HEARD = ("message", "app_mention")
_FROM_PEOPLE = (None, "file_share")
"""The kinds of message in which somebody says something: a text, or a text with a file. Edits, deletions, broadcasts
of thread replies, joins and the rest have a kind of their own."""

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")

_Shape = TypeVar("_Shape", bound=shapes.Shape)


class Malformed(ValueError):
    """A payload that Slack doesn't send."""


def read(payload: Mapping[str, Any]) -> Incoming | None:
    """What one payload asks: an event, a press, a form sent, or a command."""
    match payload.get("type"):
        case "event_callback":
            return _said(payload)
        case "block_actions":
            return _pressed(payload)
        case "view_submission":
            return _submitted(payload)
        case None if "command" in payload:
            return _opened(payload)
    raise Malformed("no payload of ours")


def form_pressed(payload: Mapping[str, Any]) -> str | None:
    """The id of the form in which a button was pressed, of a payload already read; ``None`` for anything else."""
    view = payload.get("view") if payload.get("type") == "block_actions" else None
    return str(view["id"]) if view else None


def challenge(payload: Mapping[str, Any]) -> str:
    """What Slack wants to read again to believe that this address is ours."""
    return _shaped(shapes.Challenge, payload).challenge


def as_typed(text: str) -> str:
    """What somebody typed: references as plain text, « & < > » unescaped, invisible characters left out.

    Nothing that looks like a mention comes alive again: channels draw people's words as plain text.
    """
    text = _REFERENCE.sub(_as_text, text)
    return clean(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def _said(payload: Mapping[str, Any]) -> Incoming | None:
    """A person's message in the private chat, or one that mentions the app in a channel. No other event is heard."""
    if _shaped(shapes.AnyEvent, payload).event.type not in _HEARD:
        return None
    told = _shaped(shapes.EventCallback, payload)
    event = told.event
    installed = told.authorizations[0] if told.authorizations else shapes.Authorization()
    if event.user is None or event.bot_id or event.user == installed.user_id or event.subtype not in _FROM_PEOPLE:
        return None
    text = event.text or ""
    if event.type == "app_mention":
        kind = Where.CHANNEL
        text = _without_mention(text, installed.user_id)
    elif event.channel_type == "im":
        kind = Where.PERSONAL
    else:
        return None
    # In a channel shared between organizations, « team_id » may be the other one: ours is where the app is installed.
    tenant = installed.team_id or told.team_id
    home = event.user_team or (event.team if told.is_ext_shared_channel else None)
    return Incoming(
        event_id=told.event_id,
        account=_account(tenant, event.user, home, installed.enterprise_id),
        place=Place(kind, event.channel, thread=event.thread_ts if kind is Where.CHANNEL else None),
        act=Typed(as_typed(text)),
    )


def _pressed(payload: Mapping[str, Any]) -> Incoming | None:
    """A press on a button of ours. What the inputs beside it hold comes along.

    A form shows what came of a press in it; of a message, the sender edits what it says.
    """
    told = _shaped(shapes.BlockActions, payload)
    action = told.actions[0]
    if action.type != "button":
        return None
    if action.value is None and action.action_id[: len(LINK)] == LINK:
        return None
    if action.value is None:
        raise Malformed("a button without a value")
    target = _target(action.value)
    # A press inside a form says nothing of the conversation it was opened from.
    where = told.channel.id if told.channel else ""
    kind = Where.PERSONAL if where[:1] in ("", "D") else Where.CHANNEL
    thread = told.container.thread_ts if told.container and kind is Where.CHANNEL else None
    event_id = told.trigger_id or action.action_ts
    if event_id is None:
        raise Malformed("a press without an id")
    return Incoming(
        event_id=event_id,
        account=_member(told.team, told.user),
        place=Place(kind, where, thread=thread),
        act=Pressed(target.card, target.verb, target.revision, _fields(told.state), told.trigger_id),
        replaces=told.view is not None,
        elsewhere=told.view is not None,
    )


def _submitted(payload: Mapping[str, Any]) -> Incoming:
    """A form sent. Forms are between one person and us, wherever they were opened: the conversation is not said."""
    told = _shaped(shapes.ViewSubmission, payload)
    target = _target(told.view.private_metadata)
    event_id = told.trigger_id or (told.view.hash and f"{told.view.id}.{told.view.hash}")
    if not event_id:
        raise Malformed("a submission without an id")
    account = _member(told.team, told.user, told.view.app_installed_team_id)
    return Incoming(
        event_id=event_id,
        account=account,
        place=Place(Where.PERSONAL, ""),
        act=Pressed(target.card, target.verb, target.revision, _fields(told.view.state)),
        replaces=True,
        elsewhere=True,
    )


def _opened(payload: Mapping[str, Any]) -> Incoming:
    """A slash command. It may come from any conversation, also from one that the app can't see: none is told."""
    told = _shaped(shapes.Command, payload)
    return Incoming(
        event_id=told.trigger_id,
        account=Account(CHANNEL, told.team_id, told.user_id),
        place=Place(Where.PERSONAL, ""),
        act=Opened(as_typed(told.text).strip(), told.trigger_id),
        elsewhere=told.channel_id[:1] != "D",
    )


def _as_text(reference: re.Match[str]) -> str:
    """What is read where Slack writes « <@U1|name> », « <#C1|room> », « <!here> » or « <https://a.ca|a.ca> »."""
    sigil, target, label = reference[1], reference[2], reference[3]
    if sigil == "!":
        return label or f"@{target}"
    if sigil:
        return sigil + (label or target)
    if not label or label == target:
        return target
    # An address that Slack recognised in what was typed, or one that somebody put behind words.
    return label if target.removesuffix("/").endswith(label) else f"{label} ({target})"


def _without_mention(text: str, bot: str | None) -> str:
    """The text without the app's mention; without the first one, where Slack didn't say who we are."""
    if bot is None:
        return re.sub(r"<@[^<>]*>", "", text, count=1).strip()
    return re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", "", text).strip()


def _account(tenant: str, user: str, home: str | None, enterprise: str | None) -> Account:
    """Somebody; a guest if their own workspace is neither this one nor the organization it belongs to."""
    return Account(CHANNEL, tenant, user, guest=home is not None and home not in (tenant, enterprise))


def _member(team: shapes.Team | None, user: shapes.Person, installed: str | None = None) -> Account:
    # « team » is null where the app is installed for a whole organization.
    tenant = installed or (team.id if team else user.team_id)
    if tenant is None:
        raise Malformed("no workspace")
    return _account(tenant, user.id, user.team_id, team.enterprise_id if team else None)


def _target(value: str) -> shapes.Target:
    try:
        return shapes.Target.model_validate_json(value)
    except ValidationError:
        raise Malformed("not a button or form of ours") from None


def _fields(state: shapes.State | None) -> dict[str, str]:
    """What the inputs hold, by input, an empty one left out. Slack escapes nothing in them."""
    fields = {}
    for block, elements in (state.values if state else {}).items():
        for element in elements.values():
            text = element.selected_option.value if element.selected_option else element.selected_date or element.value
            if text is not None:
                fields[block] = clean(text)
    return fields


def _shaped(shape: type[_Shape], payload: Mapping[str, Any]) -> _Shape:
    try:
        return shape.model_validate(payload)
    except ValidationError as error:
        # Where it is wrong, never what it holds.
        places = [".".join(str(part) for part in fault["loc"]) for fault in error.errors(include_input=False)]
        raise Malformed(f"{shape.__name__}: {', '.join(places[:3])}") from None
