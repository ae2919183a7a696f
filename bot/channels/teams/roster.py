"""What Teams knows of somebody: the e-mail by which a roster's person is found."""

from collections.abc import Mapping
from dataclasses import replace

import aiohttp
import structlog

from bot.channels.teams.connector import Connector, NotSent, Unsure
from bot.channels.teams.credentials import NoToken
from bot.channels.teams.outcome import code_of
from bot.incoming import Incoming

TIMEOUT = aiohttp.ClientTimeout(total=3)
"""Time for a look-up: a person waits for it, and a press must be answered within some ten seconds."""
EMAIL_LIMIT = 320

_log = structlog.get_logger()


async def look_up(connector: Connector, incoming: Incoming) -> Incoming:
    """``incoming`` with what the conversation's roster says of its account. Without it when Teams can't be asked.

    Never raises.
    """
    reference = incoming.place.reference
    conversation = incoming.place.about.get("roster") or incoming.place.conversation
    try:
        answer = await connector.ask(
            "GET", reference["service_url"], conversation, "members", reference["user"], limit=TIMEOUT
        )
    except (NotSent, NoToken, Unsure) as error:
        _log.warning("teams.not_looked_up", why=error.code)
        return incoming.with_email(None)
    if answer.status != 200 or not isinstance(answer.body, dict):
        _log.warning("teams.not_looked_up", why=code_of(answer.status, answer.body))
        return incoming.with_email(None)
    found = incoming.with_email(_email(answer.body))
    guest = found.account.guest or _is_guest(answer.body, found.account.tenant)
    return replace(found, account=replace(found.account, guest=guest))


def _email(member: Mapping[str, object]) -> str | None:
    """The member's e-mail, else the name they sign in with, which is written alike and as unique."""
    for value in (member.get("email"), member.get("userPrincipalName")):
        if isinstance(value, str) and "@" in value and "#" not in value and len(value) <= EMAIL_LIMIT:
            return value.strip().lower()
    return None


def _is_guest(member: Mapping[str, object], tenant: str) -> bool:
    """Guests sign in under a name such as ``ann_other.org#EXT#@home.onmicrosoft.com``.

    In a shared channel or a chat with people from outside, somebody is of another tenant and no guest; their e-mail
    is what that tenant says, and proves nothing here.
    """
    role, name = str(member.get("userRole") or ""), str(member.get("userPrincipalName") or "")
    away = str(member.get("tenantId") or "").lower() not in ("", tenant)
    return role.lower() in ("guest", "anonymous") or "#ext#" in name.lower() or away
