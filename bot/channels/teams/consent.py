"""Files in a private chat: Teams asks its person first, then says where the file may be put, in their OneDrive.

The card that asks and the one that shows the file are Teams' own (« Send and receive files » of Microsoft's
documentation); the answer is an invoke. Where it says that a file may be put is looked at as closely as where messages
may be posted: it is an address that somebody else gives us.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.cards.card import Card
from bot.channels.teams.hosts import may_put_at
from bot.channels.teams.shape import Malformed, identifier
from bot.incoming import FileAnswered
from community.files import File, Place

FILE_CONSENT = "fileConsent/invoke"
CONSENT_CARD = "application/vnd.microsoft.teams.card.file.consent"
INFO_CARD = "application/vnd.microsoft.teams.card.file.info"
CARD_LIMIT = 64
NAME_LIMIT = 255
ADDRESS_LIMIT = 4096
UNIQUE_ID_LIMIT = 256
DESCRIPTION_LIMIT = 400

_FILE_TYPE = re.compile(r"[A-Za-z0-9]{1,16}")
_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')


def answered(value: object, hosts: frozenset[str]) -> FileAnswered:
    """What somebody answered to « may this file be put in your OneDrive? ».

    ``place`` is ``None`` where it was declined, and where it is none of ours to put anything in: not under ``hosts``.
    Raises :class:`bot.channels.teams.shape.Malformed`.
    """
    if not isinstance(value, dict) or value.get("type") != "fileUpload":
        raise Malformed("value.type")
    context = value.get("context")
    if not isinstance(context, dict) or context.keys() != {"card"}:
        raise Malformed("value.context")
    card = identifier(context, "card", CARD_LIMIT)
    match value.get("action"):
        case "accept":
            return FileAnswered(card, accepted=True, place=_place(value.get("uploadInfo"), hosts))
        case "decline":
            return FileAnswered(card, accepted=False)
    raise Malformed("value.action")


def consent(card: Card, card_id: str, file: File) -> dict[str, Any]:
    """The activity that asks. What comes back with the answer is the card's id, and nothing else."""
    context = {"card": card_id}
    content = {
        "description": card.text[:DESCRIPTION_LIMIT],
        "sizeInBytes": len(file.content),
        "acceptContext": context,
        "declineContext": context,
    }
    return _message(card, {"contentType": CONSENT_CARD, "name": file.name, "content": content})


def there(card: Card, place: Place) -> dict[str, Any]:
    """The activity that shows the file in its place."""
    content = {"uniqueId": place.unique_id, "fileType": place.file_type}
    shown = {"contentType": INFO_CARD, "contentUrl": place.content_url, "name": place.name, "content": content}
    return _message(card, shown)


def _message(card: Card, attachment: dict[str, Any]) -> dict[str, Any]:
    locale = card.locale.replace("_", "-")
    return {"type": "message", "summary": card.text, "locale": locale, "attachments": [attachment]}


def _place(told: object, hosts: frozenset[str]) -> Place | None:
    if not isinstance(told, dict):
        raise Malformed("value.uploadInfo")
    upload, content = (_address(told, field) for field in ("uploadUrl", "contentUrl"))
    name = identifier(told, "name", NAME_LIMIT)
    file_type = identifier(told, "fileType", NAME_LIMIT)
    if _IN_A_NAME.search(name):
        raise Malformed("name")
    if not _FILE_TYPE.fullmatch(file_type):
        raise Malformed("fileType")
    unique_id = identifier(told, "uniqueId", UNIQUE_ID_LIMIT)
    if not (may_put_at(upload, hosts) and may_put_at(content, hosts)):
        return None
    return Place(upload, content, name, unique_id, file_type)


def _address(told: Mapping[str, Any], field: str) -> str:
    found = identifier(told, field, ADDRESS_LIMIT)
    if " " in found:
        raise Malformed(field)
    return found
