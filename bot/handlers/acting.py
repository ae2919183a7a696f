"""What a handler is given: who acts, where, when, and the transaction they act in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from community.views import Membership, PersonView
from storage.addresses import Address
from storage.scope import Scope
from storage.sealing import KeyRing


@dataclass(frozen=True, slots=True)
class Acting:
    """One person's act inside one transaction. ``now`` is a UTC instant; the scope names the community acted in."""

    scope: Scope
    conn: Connection
    ring: KeyRing
    person: PersonView
    person_id: str
    address: Address
    now: datetime

    def membership(self) -> Membership | None:
        """Their place in the community acted in, as it is now."""
        return self.person.membership(self.scope.community_id)
