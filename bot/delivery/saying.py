"""Putting messages in the outbox: each with its card, its policy and its place in line; and having cards stay true."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from community.delivery import DELIVERY, FRESHENING, Delivery
from community.messages import Message
from storage.addresses import Address
from storage.cards import SentCard, replace_card
from storage.freshness import lock_cards_about, lock_cards_at, on_its_way, post_again
from storage.outbox import Row, put
from storage.scope import Scope, new_id

FRESHENED_AFTER = timedelta(seconds=3)
"""How long a changed card waits for further changes: they share one edit."""


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
        subject: str | None = None,
    ) -> bool:
        """Put one message to an address in the outbox; whether it wasn't there already.

        ``recipient`` is the person, else the address. ``order_key`` defaults to the recipient: their talk;
        for what is pushed, to the recipient and the kind: what is put off holds up no answer.
        ``edits`` is the id of the card this message replaces; ``thread``, the message in whose thread it is posted.
        ``subject`` is what a new card is about, where its message doesn't say so by itself: :meth:`freshen` edits
        it when that changes.
        """
        whom = recipient or to.person_id or to.id
        delivery = DELIVERY[message.kind]
        row = self._row(
            scope,
            delivery,
            not_before or self.now,
            person_id=to.person_id,
            address_id=to.id,
            recipient=whom,
            cause=cause,
            ordinal=ordinal,
            order_key=order_key or (f"{message.kind}:{whom}" if delivery.counted else whom),
            kind=message.kind,
            message=message.model_dump(mode="json"),
            edits=edits,
            thread=thread,
        )
        if not put(
            scope, self.conn, row, self.now, self.leased_until if row.lease else None, subject or message.true_about()
        ):
            return False
        if row.lease:
            self.rows.append(row)
        return True

    def freshen(self, scope: Scope, subject_id: str) -> int:
        """The subject changed: have every card about it edited, in a moment; how many edits that makes.

        A card is drawn when it is sent, so what already waits to be sent says the change by itself. Cards where the
        bot was removed are left as they are until it is back (:meth:`freshen_address`).
        """
        return self._freshen(scope, lock_cards_about(scope, self.conn, subject_id))

    def freshen_address(self, scope: Scope, address_id: str) -> int:
        """Somewhere can be reached again: have every card with a subject there edited, as :meth:`freshen` does.

        One that could not be posted meanwhile is posted now, unless another of its kind stands for it there.
        """
        cards = lock_cards_at(scope, self.conn, address_id)
        stand = {_kind_of(card) for card in cards if self._stands(scope, card)}
        again = 0
        for card in cards:
            if _kind_of(card) not in stand and post_again(scope, self.conn, card.id, self.now):
                stand.add(_kind_of(card))
                again += 1
        return again + self._freshen(scope, cards)

    def _stands(self, scope: Scope, card: SentCard) -> bool:
        """Whether it was posted, or is on its way."""
        return card.platform_id is not None or on_its_way(scope, self.conn, card.id, self.now) is not None

    def _freshen(self, scope: Scope, cards: Iterable[SentCard]) -> int:
        made = 0
        for card in cards:
            going = on_its_way(scope, self.conn, card.id, self.now)
            if (going is None and card.platform_id is None) or (going is not None and going.waits):
                continue  # it never arrived; or it says the change when it is sent
            self._edit(Scope(scope.organization_id, card.community_id), card, going.order_key if going else card.id)
            made += 1
        return made

    def _edit(self, scope: Scope, card: SentCard, order_key: str) -> None:
        """Have a card say again what it says, as it is by then: after whatever is being sent of it."""
        revision = card.revision + 1
        replace_card(scope, self.conn, card.id, card.message, revision, card.subject_id)
        row = self._row(
            scope,
            FRESHENING,
            self.now + FRESHENED_AFTER,
            person_id=card.person_id,
            address_id=card.address_id,
            recipient=card.person_id or card.address_id,
            cause=f"freshen:{card.id}:{revision}",
            ordinal=0,
            order_key=order_key,
            kind=card.message["kind"],
            message=card.message,
            edits=card.id,
        )
        put(scope, self.conn, row, self.now)

    def _row(self, scope: Scope, delivery: Delivery, due: datetime, **values: Any) -> Row:
        return Row(
            id=new_id(),
            organization_id=scope.organization_id,
            community_id=scope.community_id,
            priority=delivery.priority,
            not_before=due,
            expires_at=due + delivery.window,
            attempts=0,
            lease=self.lease if due <= self.now else None,
            request_id=self.request_id,
            **values,
        )


def _kind_of(card: SentCard) -> tuple[str | None, str]:
    """What the card is about, and which card about it: there is one of each at an address."""
    return card.subject_id, str(card.message["kind"])
