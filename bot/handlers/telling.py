"""Saying something to somebody else than who acts: to whom it goes, and when they are at work to read it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.handlers.acting import Acting
from community.civil import next_working_moment
from community.delivery import DELIVERY
from community.messages import Message
from storage.addresses import address_of_person
from storage.scope import Scope
from storage.views.people import load_person


def tell(acting: Acting, scope: Scope, person_id: str, message: Message, cause: str) -> datetime | None:
    """Put a message to a person of the scope's community in the outbox; the UTC instant it is due at.

    ``cause`` makes it one: told twice for the same cause, they hear it once. ``None`` where they can't be told: they
    have no place there any more, or no account that Relais could write to.
    """
    person = load_person(scope, acting.conn, person_id, acting.now)
    place = person.membership(scope.community_id) if person is not None else None
    address = address_of_person(scope, acting.conn, person_id)
    if person is None or place is None or address is None:
        return None
    due = acting.now
    if DELIVERY[message.kind].at_work:
        due = next_working_moment(acting.now, ZoneInfo(place.time_zone), person.quiet.hours or place.hours)
    # An order of its own: what waits for morning holds up no answer in their talk.
    order_key = f"{message.kind}:{person_id}"[:64]
    acting.saying.say(scope, message, address, cause=cause, order_key=order_key, not_before=due)
    return due
