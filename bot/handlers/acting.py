"""What a handler is given: who acts, where, when, and the transaction they act in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.delivery.saying import Saying
from bot.ways import NO_WAYS, Ways
from community.messages import Message
from community.views import Membership, PersonView
from storage.addresses import Address
from storage.scope import Scope
from storage.sealing import KeyRing


@dataclass(frozen=True, slots=True)
class Acting:
    """One person's act inside one transaction. ``now`` is a UTC instant; the scope names the community acted in.

    ``saying`` puts messages to others in the outbox, ``cause`` names the event for them. ``address`` is the actor's.
    """

    scope: Scope
    conn: Connection
    ring: KeyRing
    person: PersonView
    person_id: str
    address: Address
    now: datetime
    saying: Saying
    cause: str
    ways: Ways = NO_WAYS
    """How files are handed over here."""

    def membership(self) -> Membership | None:
        """Their place in the community acted in, as it is now."""
        return self.person.membership(self.scope.community_id)

    def group_id(self) -> str:
        """The id of their team, else family, else of the community acted in; empty without a place there."""
        place = self.membership()
        return place.group_id if place is not None else ""


@dataclass(frozen=True, slots=True)
class Begin:
    """What a handler answers where the act leads on to a conversation: first these messages, then that dialog."""

    dialog: str
    subject_id: str | None = None
    given: dict[str, str] = field(default_factory=dict)
    say: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Also:
    """What a handler answers with several messages: the first may take the pressed card's place, others come below."""

    say: tuple[Message, ...]


Handler = Callable[[Any, Acting], Message | Begin | Also]
"""Carries out one kind of command: the command, and who acts."""
