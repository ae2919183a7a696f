"""What a card that stays true needs when its subject changes: which cards those are, and what is on its way to each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select, update
from sqlalchemy import literal_column as literally

from community.delivery import LIVE, OutboxState
from storage.cards import CARD_COLUMNS, SentCard, card_of
from storage.outbox import NO_ADDRESS
from storage.schema import addresses, cards, outbox
from storage.scope import Scope


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """What is still to be sent of a card. ``waits``: nobody took it yet, and it is drawn when it is sent.

    ``order_key`` is the order it is sent in.
    """

    waits: bool
    order_key: str


_REACHABLE = (
    select(*CARD_COLUMNS)
    .join(addresses, addresses.c.id == cards.c.address_id)
    .where(
        cards.c.organization_id == bindparam("of_organization"),
        cards.c.subject_id.is_not(None),
        addresses.c.reachable,
    )
    .order_by(cards.c.id)  # each transaction locks them in the same order
    .with_for_update(of=cards)
)
_ABOUT = _REACHABLE.where(cards.c.subject_id == bindparam("of_subject"))
_AT = _REACHABLE.where(cards.c.address_id == bindparam("of_address"))
# Spelt out, as in storage/outbox.py: with parameters for states, no database uses a partial index.
_OF_THE_CARD = or_(
    outbox.c.id == bindparam("of_card"),
    (outbox.c.edits == bindparam("of_card"))
    & outbox.c.state.in_([literally(f"'{state}'", outbox.c.state.type) for state in LIVE]),
)
_MINE = outbox.c.organization_id == bindparam("of_organization")
# Not asked without the lock: of a claim at the same moment, either we see what it took, or it leaves what we saw.
_WAITING = (
    select(outbox.c.order_key)
    .where(_OF_THE_CARD, _MINE, outbox.c.state == OutboxState.READY.value, outbox.c.expires_at > bindparam("now"))
    .with_for_update()
)
_NEVER_LEFT = or_(
    outbox.c.state == OutboxState.DEAD.value,
    (outbox.c.state == OutboxState.CANCELLED.value) & (outbox.c.code == NO_ADDRESS),
)
_AGAIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_card"), _MINE, _NEVER_LEFT, outbox.c.expires_at > bindparam("now"))
    .values(
        state=OutboxState.READY.value,
        not_before=bindparam("now"),
        lease=None,
        leased_until=None,
        ended_at=None,
        code=None,
    )
)
_TAKEN = (
    select(outbox.c.order_key)
    .where(_OF_THE_CARD, _MINE, outbox.c.state.in_([OutboxState.LEASED.value, OutboxState.SENDING.value]))
    .order_by(outbox.c.seq.desc())
    .limit(1)
)


def post_again(scope: Scope, conn: Connection, card_id: str, now: datetime) -> bool:
    """Have one of the organization's cards posted after all, if it surely never was and it isn't too late for it."""
    return (
        conn.execute(_AGAIN, {"of_card": card_id, "of_organization": scope.organization_id, "now": now}).rowcount == 1
    )


def lock_cards_about(scope: Scope, conn: Connection, subject_id: str) -> list[SentCard]:
    """The organization's cards about a subject, where they can be reached; locked until the transaction ends."""
    given = {"of_organization": scope.organization_id, "of_subject": subject_id}
    return [card_of(row) for row in conn.execute(_ABOUT, given)]


def lock_cards_at(scope: Scope, conn: Connection, address_id: str) -> list[SentCard]:
    """The cards with a subject at one of the organization's addresses, if it can be reached; locked as above."""
    given = {"of_organization": scope.organization_id, "of_address": address_id}
    return [card_of(row) for row in conn.execute(_AT, given)]


def on_its_way(scope: Scope, conn: Connection, card_id: str, now: datetime) -> OnItsWay | None:
    """What is still to be sent of one of the organization's cards, itself or an edit of it; ``None`` for nothing.

    What waits is locked until the transaction ends: nobody takes it before what it is to say is committed.
    """
    given = {"of_card": card_id, "of_organization": scope.organization_id, "now": now}
    for waits, asked in ((True, _WAITING), (False, _TAKEN)):
        order_key = conn.execute(asked, given).scalar()
        if order_key is not None:
            return OnItsWay(waits, order_key)
    return None
