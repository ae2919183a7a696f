"""Saying something to somebody else than who acts: to whom it goes, and when they are to read it."""

from datetime import datetime

from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting
from community.delivery import DELIVERY
from community.messages import Message
from storage.addresses import address_of_person
from storage.scope import Scope


def tell(acting: Acting, scope: Scope, person_id: str, message: Message, cause: str) -> datetime | None:
    """Put a message to a person of the scope's community in the outbox; the UTC instant it is due at.

    That is inside their hours, after their pause, within what a week and a month may hold (community/quiet.py).
    ``cause`` makes it one: told twice for the same cause, they hear it once. ``None`` where they can't be told: they
    have no place there any more, no account that Relais could write to, or want no more messages of this kind.
    """
    going = when_read(acting.conn, scope, message.kind, person_id, acting.now)
    address = address_of_person(scope, acting.conn, person_id)
    if going.at is None or address is None:
        return None
    due = going.at if DELIVERY[message.kind].at_work else acting.now
    # An order of its own: what waits for morning holds up no answer in their talk.
    order_key = f"{message.kind}:{person_id}"[:64]
    acting.saying.say(scope, message, address, cause=cause, order_key=order_key, not_before=due)
    return due
