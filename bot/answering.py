"""How a turn answers: in private, in a pressed card's place, or under a form's fields."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cards.card import Card
from bot.delivery.saying import Saying
from bot.identity import Writer
from bot.incoming import NOTHING, Incoming, Installed, MessageTaken, Pressed, Reply, Shape
from bot.pressing import is_page
from bot.showing import Showing
from community.civil import next_working_moment
from community.delivery import DELIVERY
from community.messages import MESSAGE, Ask, InPrivate, Message, Welcome
from community.views import PersonView
from dialogs.steps import Fault
from storage.addresses import find_address
from storage.cards import SentCard, replace_card
from storage.organizations import community
from storage.outbox import Row
from storage.scope import Scope


@dataclass(frozen=True, slots=True)
class Done:
    """A turn taken: what the channel answers, and the rows its process is to send now."""

    reply: Reply
    rows: list[Row]


class Unconsumed(Exception):
    """A form has faults: they are shown, and nothing of the event is kept."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class Answering:
    """What one event of one writer is answered. ``event`` names it, across channels: what is said is said once."""

    def __init__(
        self, conn: Connection, writer: Writer, incoming: Incoming, event: str, showing: Showing, saying: Saying
    ) -> None:
        self.conn = conn
        self.writer = writer
        self.incoming = incoming
        self.event = event
        self.showing = showing
        self.saying = saying
        self.now = saying.now
        self.scope = writer.scope
        self._said = 0

    def say(self, *messages: Message, scope: Scope | None = None) -> None:
        """In private; where it was said in a channel, one line there says that it goes on in private.

        Who pressed is told so alone (:meth:`_done`).
        """
        address = self.writer.address
        for message in messages:
            self.saying.say(scope or self.scope, message, address, cause=self.event, ordinal=self._said)
            self._said += 1
        place = self.writer.place
        if place is not None and messages and not isinstance(self.incoming.act, Pressed):
            line = InPrivate(address_id=address.id)
            talk = address.person_id or address.id
            self.saying.say(
                self.scope,
                line,
                place,
                cause=self.event,
                recipient=place.id,
                order_key=talk,
                thread=self.incoming.place.thread,
            )

    def welcome(self, person: PersonView) -> None:
        """Once a person, when people are at work; at once to somebody who is writing now."""
        if not person.memberships:
            return
        at_once = not isinstance(self.incoming.act, Installed)
        not_before = self.now
        if DELIVERY[Welcome().kind].at_work and not at_once:
            scope = Scope(self.scope.organization_id, person.memberships[0].community_id)
            place = community(scope, self.conn)
            if place is not None:
                not_before = next_working_moment(self.now, ZoneInfo(place.time_zone), place.hours)
        address = self.writer.address
        self.saying.say(
            self.scope,
            Welcome(),
            address,
            cause="welcome",
            order_key=None if at_once else f"welcome:{address.person_id}",
            not_before=not_before,
        )

    def replace(self, card: SentCard, message: Message, scope: Scope) -> Reply:
        """This message in the pressed card's place: at once where the channel can, and for good by the sender.

        Teams shows the HTTP answer's card to the one who pressed, only until the chat is opened again. Of a form that
        lies over the chat and was never a message in it, what it ends in is one: with the form closed, it is there.
        """
        revision = card.revision + 1
        replace_card(scope, self.conn, card.id, message.model_dump(mode="json"), revision, message.true_about())
        form_alone = self.incoming.elsewhere and card.platform_id is None
        stays = form_alone and is_page(message)
        edits = None if stays else card.id
        self.saying.say(scope, message, self.writer.address, cause=self.event, ordinal=self._said, edits=edits)
        self._said += 1
        if not self.incoming.replaces:
            return NOTHING
        drawn = self._drawn(message, scope)
        return Reply(Shape.REPLACE, drawn, card.id, revision) if drawn is not None else NOTHING

    def as_it_is(self, card: SentCard) -> Reply:
        """The pressed card as it is now."""
        if not self.incoming.replaces:
            return NOTHING
        scope = Scope(self.scope.organization_id, card.community_id)
        drawn = self._drawn(MESSAGE.validate_python(card.message), scope)
        return Reply(Shape.REPLACE, drawn, card.id, card.revision) if drawn is not None else NOTHING

    def faulty(self, asked: Ask, fields: dict[str, str], faults: dict[str, Fault], card: SentCard) -> Reply:
        """The same question, or form: what was written in it, and what is amiss under each field."""
        drawn = self.showing.card(
            self.conn,
            Scope(self.scope.organization_id, card.community_id),
            asked,
            self.writer.address,
            self.now,
            as_form=True,
            fields=fields,
            faults={step: (fault.key, fault.length) for step, fault in faults.items()},
        )
        return Reply(Shape.FAULTS, drawn, card.id, card.revision)

    def _drawn(self, message: Message, scope: Scope) -> Card | None:
        address = find_address(self.scope, self.conn, self.writer.address.id) or self.writer.address
        return self.showing.card(self.conn, scope, message, address, self.now, as_form=True)

    def done(self, reply: Reply = NOTHING) -> Done:
        """The turn taken. Who pressed in a channel, or chose a message, is told alone that it goes on in private.

        So is who asked from elsewhere what was answered there.
        """
        act = self.incoming.act
        in_channel = isinstance(act, Pressed) and self.writer.place is not None
        unseen = self.incoming.elsewhere and reply is NOTHING and self._said > 0
        if isinstance(act, MessageTaken) or in_channel or unseen:
            reply = Reply(Shape.TOLD, self._drawn(InPrivate(address_id=self.writer.address.id), self.scope))
        return Done(reply, self.saying.rows)
