"""Putting messages in the outbox: each with its card, its policy and its place in line."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from community.delivery import DELIVERY
from community.messages import Message
from storage.addresses import Address
from storage.outbox import Row, put
from storage.scope import Scope, new_id


@dataclass(slots=True)
class Saying:
    """What one event gives rise to, in one transaction.

    Rows due now are born leased to the process that holds ``lease`` until ``leased_until``, and gathered in ``rows``
    for its sender; others wait in the outbox.
    """

    conn: Connection
    now: datetime
    lease: str
    leased_until: datetime
    request_id: str
    rows: list[Row] = field(default_factory=list)

    def say(
        self,
        scope: Scope,
        message: Message,
        to: Address,
        *,
        cause: str,
        ordinal: int = 0,
        recipient: str | None = None,
        order_key: str | None = None,
        not_before: datetime | None = None,
        edits: str | None = None,
        thread: str | None = None,
    ) -> bool:
        """Put one message to an address in the outbox; whether it wasn't there already.

        ``recipient`` is the person, else the address. ``order_key`` defaults to the recipient: their talk.
        ``edits`` is the id of the card this message replaces; ``thread``, the message in whose thread it is posted.
        """
        delivery = DELIVERY[message.kind]
        due = not_before or self.now
        whom = recipient or to.person_id or to.id
        row = Row(
            id=new_id(),
            organization_id=scope.organization_id,
            community_id=scope.community_id,
            person_id=to.person_id,
            address_id=to.id,
            recipient=whom,
            cause=cause,
            ordinal=ordinal,
            order_key=order_key or whom,
            kind=message.kind,
            message=message.model_dump(mode="json"),
            edits=edits,
            priority=delivery.priority,
            not_before=due,
            expires_at=due + delivery.window,
            attempts=0,
            lease=self.lease if due <= self.now else None,
            request_id=self.request_id,
            thread=thread,
        )
        if not put(scope, self.conn, row, self.now, self.leased_until if row.lease else None):
            return False
        if row.lease:
            self.rows.append(row)
        return True
