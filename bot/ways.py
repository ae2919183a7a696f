"""How a file may be handed over: in the chat itself, or behind a link of ours that leads to it for an hour.

A link's token says whose file it is, sealed under the key ring: nobody can make one, change one, or read one.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime

from community.files import FileKind
from storage.scope import Scope
from storage.sealing import CannotUnseal, KeyRing

PATH = "/files/"
TOKEN_LIMIT = 1024
"""Characters: ours are about 300."""
_PLACE = ("links", "token", "1")
"""What a token is sealed for; another number for another form of it."""
_URL_SAFE = str.maketrans("+/", "-_")
_BASE64 = str.maketrans("-_", "+/")


@dataclass(frozen=True, slots=True)
class Ways:
    """``in_chat``: the channels whose chat takes files; ``public_url``: where people reach Relais, empty if nowhere."""

    in_chat: frozenset[str] = frozenset()
    public_url: str = ""

    def is_ours(self, url: str) -> bool:
        """Whether a link leads to one of our own files."""
        return bool(self.public_url) and url.startswith(self.public_url + PATH)


NO_WAYS = Ways()
"""None at all."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose file a link leads to, ``until`` an instant in UTC."""

    file: FileKind
    subject_id: str
    organization_id: str
    person_id: str
    until: datetime

    def scope(self) -> Scope:
        """The organization it is of."""
        return Scope(self.organization_id)


def sealed(ring: KeyRing, ticket: Ticket) -> str:
    """The token of a link."""
    said = [ticket.file, ticket.subject_id, ticket.organization_id, ticket.person_id, int(ticket.until.timestamp())]
    return ring.seal(*_PLACE, json.dumps(said)).translate(_URL_SAFE).rstrip("=")


def unsealed(ring: KeyRing, token: str, now: datetime) -> Ticket | None:
    """What a token of ours says, while it is not over at ``now``; ``None`` for any other text."""
    if len(token) > TOKEN_LIMIT or not token.isascii():
        return None
    key_id, _, encoded = token.partition(".")
    padded = encoded.translate(_BASE64) + "=" * (-len(encoded) % 4)
    try:
        if base64.b64encode(base64.b64decode(padded, validate=True)).decode() != padded:
            return None  # the same bytes, otherwise written: not as we write them
        file, subject_id, organization_id, person_id, until = json.loads(ring.unseal(*_PLACE, f"{key_id}.{padded}"))
        ticket = Ticket(
            FileKind(file), subject_id, organization_id, person_id, datetime.fromtimestamp(until, tz=now.tzinfo)
        )
    except (CannotUnseal, ValueError, TypeError):
        return None
    return ticket if now < ticket.until else None
