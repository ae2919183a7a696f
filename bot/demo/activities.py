"""What Teams would send when somebody types, presses a button or gets the app: the very Activity JSON."""

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.demo.people import Persona, Scene

BOT = {"id": "28:relais-demo", "name": "Relais"}
MENTION = "@Relais"
"""What is typed in a channel to be heard; a page's button writes it."""

_MENTION = re.compile(re.escape(MENTION) + r"\b", re.IGNORECASE)
_TAG = "<at>Relais</at>"

Activity = dict[str, Any]


def new_id() -> str:
    """An activity's id; Teams' own are opaque too."""
    return uuid.uuid4().hex


def mentions_bot(text: str) -> bool:
    """Whether Relais would hear ``text`` in a channel."""
    return _MENTION.search(text) is not None


def typed(scene: Scene, who: Persona, where: str, text: str, id_: str, now: datetime, service_url: str) -> Activity:
    """A message. ``where`` is a private chat's or a channel's conversation id."""
    activity = _common(scene, who, where, id_, now, service_url) | {
        "type": "message",
        "textFormat": "plain",
        "text": text,
    }
    if scene.channel_of(where) is not None:
        activity["conversation"]["id"] += f";messageid={id_}"
        activity["text"] = _MENTION.sub(_TAG, text)
        activity["entities"].append({"type": "mention", "mentioned": BOT, "text": _TAG})
    return activity


def pressed(
    scene: Scene,
    who: Persona,
    conversation: str,
    message_id: str,
    action: Mapping[str, Any],
    inputs: Mapping[str, str],
    now: datetime,
    service_url: str,
) -> Activity:
    """A press on an ``Action.Execute`` of the card in ``message_id``, the inputs merged into its data."""
    sent = {key: action[key] for key in ("type", "id", "title", "verb") if key in action}
    sent["data"] = dict(action.get("data", {})) | (dict(inputs) if action.get("associatedInputs") != "none" else {})
    activity = _common(scene, who, conversation.partition(";")[0], new_id(), now, service_url)
    activity["conversation"]["id"] = conversation
    return activity | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": {"action": sent, "trigger": "manual"},
        "replyToId": message_id,
    }


def taken(
    scene: Scene, who: Persona, conversation: str, message_id: str, text: str, author: Persona, now: datetime, url: str
) -> Activity:
    """Somebody keeps a message by the app's action on it; ``author`` wrote it."""
    thread = conversation.partition(";")[0]
    message = {
        "id": message_id,
        "createdDateTime": _instant(now),
        "linkToMessage": f"https://teams.example/l/message/{thread}/{message_id}",
        "body": {"contentType": "text", "content": text},
        "from": {"user": {"userIdentityType": "aadUser", "id": author.object_id, "displayName": author.name}},
    }
    value = {"commandId": "keepTrace", "commandContext": "message", "messagePayload": message}
    activity = _common(scene, who, thread, new_id(), now, url)
    return activity | {"type": "invoke", "name": "composeExtension/fetchTask", "value": value}


def answered(
    scene: Scene, who: Persona, conversation: str, message_id: str, value: Activity, now: datetime, service_url: str
) -> Activity:
    """Somebody answers whether a file may be put in their OneDrive."""
    activity = _common(scene, who, conversation, new_id(), now, service_url)
    return activity | {"type": "invoke", "name": "fileConsent/invoke", "value": value, "replyToId": message_id}


def installed(scene: Scene, who: Persona, where: str, now: datetime, service_url: str) -> list[Activity]:
    """What arrives when the app is installed for somebody or in a team: both events, as Teams sends both.

    Their ids are always the same, so that a start which repeats them changes nothing.
    """
    common = _common(scene, who, where, "", now, service_url)
    return [
        common | {"type": "installationUpdate", "action": "add", "id": f"install-{where}"},
        common | {"type": "conversationUpdate", "membersAdded": [BOT], "id": f"members-{where}"},
    ]


def _common(scene: Scene, who: Persona, where: str, id_: str, now: datetime, service_url: str) -> Activity:
    channel = scene.channel_of(where)
    channel_data: Activity = {"tenant": {"id": scene.tenant}}
    conversation: Activity = {"id": where, "tenantId": scene.tenant, "conversationType": "personal"}
    if channel is not None:
        channel_data |= {"channel": {"id": where}, "team": {"id": channel.team_id}}
        conversation |= {"conversationType": "channel", "isGroup": True}
    locale = who.locale.replace("_", "-")
    return {
        "id": id_,
        "channelId": "msteams",
        "serviceUrl": service_url,
        "timestamp": _instant(now),
        "from": {"id": who.user_id, "name": who.name, "aadObjectId": who.object_id},
        "recipient": BOT,
        "conversation": conversation,
        "channelData": channel_data,
        "locale": locale,
        "entities": [{"type": "clientInfo", "locale": locale, "country": "CA", "platform": "Web"}],
    }


def _instant(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
