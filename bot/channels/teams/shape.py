"""The shape of an activity: every field we use has its type and its size before anything is made of it.

The SDK checks none of it. Sizes are those of the columns the values end in (storage/schema.py).
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.channels.teams.gate import Refusal
from bot.channels.teams.token import CHANNEL

KIND_LIMIT = 64
EVENT_ID_LIMIT = 150
ACCOUNT_LIMIT = 128
TENANT_LIMIT = 128
CONVERSATION_LIMIT = 512
ADDRESS_LIMIT = 512
NAME_LIMIT = 256
TIMESTAMP_LIMIT = 64
LISTED_LIMIT = 200
"""People or entities in one activity. A big team is installed with its people told in several events."""

_TENANT = re.compile(r"[A-Za-z0-9._-]+")


class Malformed(Refusal):
    """An activity that Teams doesn't send. Names the field, never its value."""

    def __init__(self, field: str) -> None:
        super().__init__(400, f"malformed: {field}")


def check(raw: Mapping[str, Any]) -> None:
    """Raise :class:`Malformed` unless each field we use is what Teams makes of it."""
    if raw.get("channelId") != CHANNEL:
        raise Malformed("channelId")
    identifier(raw, "type", KIND_LIMIT)
    identifier(raw, "serviceUrl", ADDRESS_LIMIT)
    if raw.get("id") is not None:
        identifier(raw, "id", EVENT_ID_LIMIT)
    if raw.get("timestamp") is not None:
        identifier(raw, "timestamp", TIMESTAMP_LIMIT)
    for field in ("text", "locale", "name", "action"):
        if not isinstance(raw.get(field), str | None):
            raise Malformed(field)
    _check_people(raw)
    _check_conversation(raw)
    for entity in _listed(raw, "entities"):
        _check_entity(entity)


def identifier(raw: Mapping[str, Any], field: str, limit: int) -> str:
    """A name made by a machine: printable, not empty, ``limit`` characters at most. Raises :class:`Malformed`."""
    value = raw.get(field)
    if not isinstance(value, str) or not value or len(value) > limit or not value.isprintable():
        raise Malformed(field)
    return value


def tenant_of(raw: Mapping[str, Any]) -> str | None:
    """The tenant an activity comes from, in lower case: a GUID is the same in both. Raises :class:`Malformed`."""
    data = _mapping(raw, "channelData")
    tenant = _mapping(data, "tenant").get("id")
    if tenant is None:
        tenant = _mapping(raw, "conversation").get("tenantId")
    if tenant is not None and (
        not isinstance(tenant, str) or len(tenant) > TENANT_LIMIT or not _TENANT.fullmatch(tenant)
    ):
        raise Malformed("tenant")
    return tenant.lower() if tenant is not None else None


def _check_people(raw: Mapping[str, Any]) -> None:
    _check_account(raw.get("recipient"), "recipient")
    # Somebody acts in all of these; of the other events Teams may name nobody.
    if raw.get("from") is not None or raw["type"] in ("message", "invoke", "installationUpdate"):
        _check_account(raw.get("from"), "from")
    for field in ("membersAdded", "membersRemoved"):
        for member in _listed(raw, field):
            _check_account(member, field)


def _check_account(account: object, field: str) -> None:
    if not isinstance(account, dict):
        raise Malformed(field)
    identifier(account, "id", ACCOUNT_LIMIT)
    if account.get("aadObjectId") is not None:
        identifier(account, "aadObjectId", ACCOUNT_LIMIT)
    for own in ("name", "userRole", "tenantId", "role"):
        value = account.get(own)
        if not isinstance(value, str | None) or len(value or "") > NAME_LIMIT:
            raise Malformed(field)


def _check_conversation(raw: Mapping[str, Any]) -> None:
    conversation = raw.get("conversation")
    if not isinstance(conversation, dict):
        raise Malformed("conversation")
    identifier(conversation, "id", CONVERSATION_LIMIT)
    if conversation.get("conversationType") not in (None, "personal", "groupChat", "channel"):
        raise Malformed("conversationType")
    if not tenant_of(raw):
        raise Malformed("tenant")
    _check_channel(_mapping(raw, "channelData"))


def _check_channel(data: Mapping[str, Any]) -> None:
    for field in ("team", "channel"):
        told = _mapping(data, field)
        if told.get("id") is not None:
            identifier(told, "id", CONVERSATION_LIMIT)
        name = told.get("name")
        if not isinstance(name, str | None) or len(name or "") > NAME_LIMIT:
            raise Malformed(field)


def _check_entity(entity: object) -> None:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise Malformed("entities")
    if not isinstance(entity.get("locale"), str | None):
        raise Malformed("entities")
    if entity["type"].lower() == "mention":
        mentioned = entity.get("mentioned")
        if not isinstance(mentioned, dict) or not isinstance(mentioned.get("id"), str):
            raise Malformed("entities")
        name = mentioned.get("name")
        if not isinstance(name, str | None) or len(name or "") > NAME_LIMIT:
            raise Malformed("entities")
        if not isinstance(entity.get("text"), str | None):
            raise Malformed("entities")


def _mapping(raw: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    value = raw.get(field)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed(field)
    return value


def _listed(raw: Mapping[str, Any], field: str) -> list[Any]:
    value = raw.get(field)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > LISTED_LIMIT:
        raise Malformed(field)
    return value
