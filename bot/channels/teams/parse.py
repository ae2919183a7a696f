"""An activity of Teams → what happened, for the turn; ``None`` when there is nothing to act on.

Ignored without harm: edits, deletions, reactions, typing, read receipts and other events, what the bot itself writes,
people who come and go, upgrades of the app, and invokes that are neither a press on one of our cards, nor a message
kept, nor the answer to a file offered.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot.channels.teams.consent import FILE_CONSENT, answered
from bot.channels.teams.mentions import without_mentions
from bot.channels.teams.shape import Malformed, identifier, tenant_of
from bot.channels.teams.taken import FETCH_TASK, taken
from bot.channels.text import clean
from bot.incoming import Account, Act, Incoming, Installed, MessageTaken, Place, Pressed, Removed, Typed, Where

RAW = "relais.raw"
"""Where the adapter leaves the request in the turn state."""
CARD_ACTION = "adaptiveCard/action"
CARD_LIMIT = 64
VERB_LIMIT = 64
REVISION_LIMIT = 2**31 - 1
"""What a button may carry: the columns of a press, and a PostgreSQL integer."""
THREAD_LIMIT = 128
"""The column of an outbox row."""
FIELDS_LIMIT = 20
FIELD_NAME_LIMIT = 64
LOCALE_LIMIT = 16
"""The column of an address."""
OURS = frozenset({"card", "verb", "revision"})

_THREAD = ";messageid="
"""Between a channel's id and that of the message in whose thread something is said."""

_KINDS = {"personal": Where.PERSONAL, "groupChat": Where.GROUP, "channel": Where.CHANNEL}
_INSTALLATIONS: dict[str, Act] = {"add": Installed(), "remove": Removed()}  # upgrades change nothing for anybody
_LOCALE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}")


def parse(context: TurnContext, file_hosts: frozenset[str] = frozenset()) -> Incoming | None:
    """What ``context``'s activity means. ``file_hosts``: where files may be put.

    Its turn state holds the request as it came, under ``RAW``: the SDK doesn't know all that Teams says. The shape of
    the activity was checked before (shape.py); raises :class:`bot.channels.teams.shape.Malformed` for a press that no
    card of ours makes.
    """
    activity: Activity = context.activity
    raw: Mapping[str, Any] = context.turn_state[RAW]
    if activity.from_property is None or activity.from_property.id == activity.recipient.id:
        return None
    act = _act(activity, file_hosts)
    if act is None:
        return None
    return Incoming(
        event_id=_event_id(raw),
        account=_account(raw),
        place=_place_of_none(activity, raw) if isinstance(act, MessageTaken) else _place(activity, raw),
        act=act,
        replaces=isinstance(act, Pressed) and activity.type == "invoke",
    )


def _act(activity: Activity, file_hosts: frozenset[str]) -> Act | None:
    match activity.type:
        case "message":
            return _pressed_by_message(activity) or Typed(clean(without_mentions(activity)))
        case "invoke" if activity.name == CARD_ACTION:
            return _pressed_by_invoke(activity.value)
        case "invoke" if activity.name == FETCH_TASK:
            return taken(activity.value)
        case "invoke" if activity.name == FILE_CONSENT:
            if activity.conversation.conversation_type != "personal":
                raise Malformed("conversationType")  # Teams hands files over in private only
            return answered(activity.value, file_hosts)
        case "installationUpdate":
            return _INSTALLATIONS.get(activity.action or "")
        case "conversationUpdate":
            if any(member.id == activity.recipient.id for member in activity.members_added or ()):
                return Installed()
            if any(member.id == activity.recipient.id for member in activity.members_removed or ()):
                return Removed()
    return None


def _pressed_by_invoke(value: object) -> Pressed:
    action = value.get("action") if isinstance(value, dict) else None
    if not isinstance(action, dict):
        raise Malformed("value.action")
    data = action.get("data")
    if not isinstance(data, dict):
        raise Malformed("value.action.data")
    verb = action.get("verb")
    if verb is not None and data.get("verb", verb) != verb:
        raise Malformed("value.action.verb")
    return _pressed({"verb": verb} | data)


def _pressed_by_message(activity: Activity) -> Pressed | None:
    """An ``Action.Submit``: what a client makes of our buttons that doesn't know ``Action.Execute``."""
    value = activity.value
    if not isinstance(value, dict) or "card" not in value:
        return None
    return _pressed(value)


def _pressed(data: Mapping[str, Any]) -> Pressed:
    revision = data.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or not 0 <= revision <= REVISION_LIMIT:
        raise Malformed("revision")
    fields = {}
    for name, value in data.items():
        if name in OURS or value is None:
            continue
        if not isinstance(value, str) or len(name) > FIELD_NAME_LIMIT or not name.isprintable():
            raise Malformed("fields")
        fields[name] = clean(value)
    if len(fields) > FIELDS_LIMIT:
        raise Malformed("fields")
    return Pressed(identifier(data, "card", CARD_LIMIT), identifier(data, "verb", VERB_LIMIT), revision, fields)


def _event_id(raw: Mapping[str, Any]) -> str:
    """The same when delivered again. Teams numbers messages by the millisecond *within* a conversation.

    So the conversation is part of it; an event without an id is known by its conversation, kind and time.
    """
    conversation: str = raw["conversation"]["id"]
    if raw.get("id") is not None:
        return f"{raw['id']}@{hashlib.sha256(conversation.encode()).hexdigest()[:16]}"
    parts = [conversation, raw["type"], raw.get("action") or "", raw.get("timestamp") or ""]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _account(raw: Mapping[str, Any]) -> Account:
    sender: Mapping[str, Any] = raw["from"]
    tenant = tenant_of(raw)
    assert tenant is not None
    home = (sender.get("tenantId") or "").lower()
    return Account(
        channel="teams",
        tenant=tenant,
        id=sender.get("aadObjectId") or sender["id"],
        name=clean(sender.get("name") or "").strip(),
        locale=_locale(raw),
        guest=(sender.get("userRole") or "").lower() in ("guest", "anonymous") or home not in ("", tenant),
    )


def _locale(raw: Mapping[str, Any]) -> str | None:
    """The client's locale, such as ``"fr_CA"``."""
    told = [raw.get("locale"), *(e.get("locale") for e in raw.get("entities") or () if e["type"] == "clientInfo")]
    for locale in told:
        if isinstance(locale, str) and len(locale) <= LOCALE_LIMIT and _LOCALE.fullmatch(locale):
            return locale.replace("-", "_")
    return None


def in_thread(channel: str, message_id: str) -> str:
    """The conversation that is the thread of one message in a channel."""
    return f"{channel}{_THREAD}{message_id}"


def _place(activity: Activity, raw: Mapping[str, Any]) -> Place:
    # Only a conversation that says it is private is taken for one: what is said in it is for one person's eyes.
    kind = activity.conversation.conversation_type or "groupChat"
    conversation, thread = activity.conversation.id, ""
    if kind == "channel":
        conversation, _, thread = conversation.partition(_THREAD)
    if not conversation or len(thread) > THREAD_LIMIT:
        raise Malformed("conversation")
    return Place(
        kind=_KINDS[kind],
        conversation=conversation,
        reference={
            "service_url": activity.service_url,
            "bot": {"id": activity.recipient.id, "name": clean(activity.recipient.name or "")},
            "tenant": tenant_of(raw),
            "kind": kind,
            "user": activity.from_property.id,
        },
        thread=thread or None,
        about=_about(raw) if kind == "channel" else {},
    )


def _place_of_none(activity: Activity, raw: Mapping[str, Any]) -> Place:
    """The place of what may be done in any conversation, the private chats of other people among them.

    None of those is one to write in, and the bot may be in none of them: what comes of it is said in its own private
    chat. Only the roster of a channel or group that it is in says who acts.
    """
    place = _place(activity, raw)
    return Place(Where.PERSONAL, "", place.reference, about={"roster": place.conversation})


def _about(raw: Mapping[str, Any]) -> dict[str, str]:
    """What Teams says of a channel. Added to a team, it says the team only: the conversation is its General channel."""
    data: Mapping[str, Any] = raw.get("channelData") or {}
    team, channel = data.get("team") or {}, data.get("channel") or {}
    told = {"team": team.get("id"), "team_name": team.get("name"), "channel_name": channel.get("name")}
    named = {name: clean(value).strip() for name, value in told.items() if value}
    return {name: value for name, value in named.items() if value}
