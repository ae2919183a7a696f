"""What one event of one person means, and what comes of it: the talk taken forward, a command done, words said."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cards.card import Card
from bot.delivery.saying import Saying
from bot.handlers import carry_out
from bot.handlers.acting import Acting, Begin
from bot.handlers.posting import say_setup, set_up
from bot.identity import Writer, found_again
from bot.incoming import NOTHING, Incoming, Installed, MessageTaken, Opened, Pressed, Reply, Shape, Typed, Where
from bot.pressing import changes, in_channel, meaning, replaces
from bot.showing import Showing
from bot.showing.groups import runs
from bot.texts.hearing import called, hear
from community.civil import civil_date, next_working_moment
from community.commands import Command, SkipMonth
from community.delivery import DELIVERY
from community.keywords import Keyword
from community.messages import (
    MESSAGE,
    About,
    Ask,
    ChallengeKept,
    InPrivate,
    Message,
    NotForYou,
    NothingToReport,
    NotShown,
    SharedCard,
    Welcome,
    WhomToAsk,
)
from community.talk import Talk
from community.views import OpenChallengesView, PersonView
from dialogs import DIALOGS, STARTS
from dialogs import talk as engine
from dialogs.choosing import chosen, needs_choice
from dialogs.flow import Opening
from dialogs.said import Filled, Given, Said, Started
from dialogs.standing import settle, still_theirs, turned_to
from dialogs.steps import Typed as Heard
from dialogs.talk import Outcome
from dialogs.which_challenge import WhichChallengeDialog
from storage.addresses import Address, find_address
from storage.cards import SentCard, add_card, find_card, first_press, replace_card
from storage.organizations import community
from storage.outbox import Row
from storage.scope import Scope, new_id
from storage.talks import begin_talk, lock_talk, save_talk
from storage.views.people import load_person

KEEP_TRACE = "keep_trace"
"""The dialog about a message that was chosen to be kept."""


@dataclass(frozen=True, slots=True)
class Done:
    """A turn taken: what the channel answers, and the rows its process is to send now."""

    reply: Reply
    rows: list[Row]


SHARED = SharedCard.model_fields["kind"].default


class Unconsumed(Exception):
    """A form has faults: they are shown, and nothing of the event is kept."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


class Conversing:
    """One event of one writer, inside its transaction. ``event`` names the event, across channels."""

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

    def act(self) -> Done:
        """Take the event forward."""
        person_id, person = self._person()
        if person is not None and not person.memberships:
            self.writer = found_again(self.conn, self.incoming, self.writer, self.now)
            person_id, person = self._person()
        if isinstance(self.incoming.act, Installed):
            if self.writer.place is not None:
                self._added_to(self.writer.place)
            elif person is not None:
                self._welcome(person)
            return self._done()
        if person is None or person_id is None or not person.memberships:
            self._say(WhomToAsk(guest=self.incoming.account.guest))
            return self._done()
        if self.writer.newly_linked:
            self._welcome(person)
        if isinstance(self.incoming.act, Pressed):
            return self._pressed(self.incoming.act, person, person_id)
        talk = self._lock(person, person_id)
        if isinstance(self.incoming.act, Opened):
            return self._opened(self.incoming.act, talk, person)
        if isinstance(self.incoming.act, MessageTaken):
            return self._taken(self.incoming.act, talk, person, person_id)
        heard = self._heard(self._text(), talk, person)
        place = self.writer.place
        if heard.keyword is Keyword.SETTINGS and place is not None and place.kind == Where.CHANNEL and runs(person):
            say_setup(self.saying, self.scope, place, self.event)  # the channel's own, for who may bind it
            return self._done()
        return self._follow(self._step(talk, heard, person), talk, person, person_id)

    def _added_to(self, place: Address) -> None:
        """A channel gets its card, once; a group chat is nobody's team."""
        if place.kind == Where.CHANNEL:
            set_up(self.saying, self.scope, self.conn, place, self.event)

    def again(self) -> Done:
        """The same event, delivered again: nothing is done; the reply is what the pressed card says now."""
        act = self.incoming.act
        card = find_card(self.scope, self.conn, act.card) if isinstance(act, Pressed) else None
        mine = card is not None and card.person_id is not None and card.person_id == self.writer.address.person_id
        if card is None or not mine or self.writer.place is not None:  # others read along where a place is
            return self._done()
        return self._done(self._as_it_is(card))

    def _pressed(self, act: Pressed, person: PersonView, person_id: str) -> Done:
        card = find_card(self.scope, self.conn, act.card)
        if self.writer.place is not None:
            return self._pressed_in_channel(act, card, self.writer.place, person, person_id)
        if card is None or card.person_id != person_id:
            self._say(NotForYou())
            return self._done()
        talk = self._lock(person, person_id)
        if card.community_id is not None and person.membership(card.community_id):
            talk = turned_to(talk, card.community_id)
        pressed = (card.id, act.verb, act.revision, person_id)
        repeated = changes(act.verb) and not first_press(self.scope, self.conn, *pressed, self.now)
        meant = meaning(act.verb, act.fields, MESSAGE.validate_python(card.message))
        if meant is None or (repeated and not isinstance(meant, Filled)):
            return self._done(self._as_it_is(card))
        left = card.community_id is not None and person.membership(card.community_id) is None
        if left and (act.verb.startswith("do.") or isinstance(meant, Filled | Given | Started | SkipMonth)):
            # what is for one community goes to no other
            self._say(NotForYou())
            return self._done()
        if isinstance(meant, About):
            outcome = Outcome(talk, (meant,))
        elif isinstance(meant, Said):
            outcome = self._step(talk, meant, person)
        else:
            outcome = Outcome(settle(talk, act.verb), command=meant)
        if outcome.faults and isinstance(meant, Filled):
            raise Unconsumed(self._faulty(outcome, meant, card))
        return self._follow(outcome, talk, person, person_id, card, again=repeated)

    def _pressed_in_channel(
        self, act: Pressed, card: SentCard | None, place: Address, person: PersonView, person_id: str
    ) -> Done:
        """A press on a channel's card goes on in private, with the one who pressed. The card stays as it is.

        Nobody's own card is in a channel, whatever a press claims.
        """
        theirs = card is not None and card.person_id is None and card.address_id == place.id
        here = theirs and card is not None and (card.community_id is None or person.membership(card.community_id))
        meant = meaning(act.verb, {}, MESSAGE.validate_python(card.message)) if card and here else None
        if card is None or not in_channel(act.verb) or not isinstance(meant, Said):
            of_a_peer = theirs and card is not None and card.message["kind"] == SHARED
            self._say(NotShown() if of_a_peer else NotForYou())
            return self._done()
        talk = self._lock(person, person_id)
        if card.community_id is not None:
            talk = turned_to(talk, card.community_id)
        outcome = self._step(talk, meant, person)
        if card.subject_id is not None and any(isinstance(message, NotShown) for message in outcome.say):
            self.saying.freshen(self.scope, card.subject_id)  # it invited to what isn't there any more
        return self._follow(outcome, talk, person, person_id)

    def _opened(self, act: Opened, talk: Talk, person: PersonView) -> Done:
        """A form asked for by name; what has no form is taken as if it had been typed."""
        heard = self._heard(act.word or "aide", talk, person)
        outcome = self._step(talk, heard, person)
        asked = outcome.say[0] if len(outcome.say) == 1 else None
        if not (heard.keyword in STARTS and isinstance(asked, Ask) and DIALOGS[asked.dialog].form):
            return self._follow(outcome, talk, person, self._person_id())
        save_talk(self.scope, self.conn, self.showing.ring, outcome.talk)
        scope = self._in_community(outcome.talk, person)
        card_id, message = new_id(), asked.model_dump(mode="json")
        address = self.writer.address
        add_card(scope, self.conn, card_id, address.id, address.person_id, message, self.now)
        card = self.showing.card(self.conn, scope, asked, address, self.now, as_form=True)
        return self._done(Reply(Shape.FORM, card, card_id, 0))

    def _taken(self, act: MessageTaken, talk: Talk, person: PersonView, person_id: str) -> Done:
        """A message chosen to be kept: the conversation about it begins, with what is known of it as its draft."""
        told = {"text": act.text, "author": act.author, "author_name": act.author_name, "link": act.link}
        given = {name: value for name, value in told.items() if value}
        outcome = self._on(Outcome(talk, then=Opening(KEEP_TRACE, act.message_id, given)), person)
        return self._follow(outcome, talk, person, person_id)

    def _follow(
        self,
        outcome: Outcome,
        before: Talk,
        person: PersonView,
        person_id: str,
        card: SentCard | None = None,
        *,
        again: bool = False,
    ) -> Done:
        """Carry out the command, keep the talk, say what there is to say; in the pressed card's place if it fits."""
        if outcome.talk != before:
            save_talk(self.scope, self.conn, self.showing.ring, outcome.talk)
        scope = self._in_community(outcome.talk, person)
        messages = list(outcome.say)
        if outcome.command is not None:
            messages = [*self._carried_out(outcome.command, outcome.talk, person, person_id), *messages]
        act = self.incoming.act
        shown = MESSAGE.validate_python(card.message) if card is not None else None
        if (
            card is None
            or shown is None
            or not isinstance(act, Pressed)
            or not messages
            or not replaces(act.verb, shown)
        ):
            self._say(*messages, scope=scope)
            return self._done()
        first, *rest = messages
        if again and isinstance(first, ChallengeKept) and not first.changed:
            return self._done(self._as_it_is(card))  # the same form, the same words, pressed twice
        reply = self._replace(card, first, scope)
        self._say(*rest, scope=scope)
        return self._done(reply)

    def _step(self, talk: Talk, said: Said, person: PersonView) -> Outcome:
        """The engine's step, and the steps it leads on to."""
        wanted = engine.wanted(talk, said)
        return self._on(engine.hear(talk, said, self._view(wanted, talk, person) if wanted else None, self.now), person)

    def _on(self, outcome: Outcome, person: PersonView) -> Outcome:
        """The dialogs that an outcome leads on to, started."""
        while outcome.then is not None:
            opening, talk = outcome.then, outcome.talk
            unknown = engine.needs_community(talk, opening.dialog, person)
            if not unknown and needs_choice(opening):
                found = chosen(opening, self._open_challenges(talk, person))
                if found is None:
                    return replace(outcome, then=None, say=(*outcome.say, NothingToReport()))
                opening = found
            view = None if unknown else self._view(opening, talk, person)
            following = engine.start(talk, opening, person, view, self.now, aged=outcome.aged)
            outcome = replace(following, say=(*outcome.say, *following.say))
        return outcome

    def _view(self, opening: Opening, talk: Talk, person: PersonView) -> object:
        scope, dialog = self._in_community(talk, person), DIALOGS[opening.dialog]
        address = self.writer.address
        return self.showing.dialog_view(self.conn, dialog, scope, person, address, self.now, opening.subject_id)

    def _open_challenges(self, talk: Talk, person: PersonView) -> list[str]:
        opened = self._view(Opening(WhichChallengeDialog.key), talk, person)
        return [c.challenge_id for c in opened.challenges] if isinstance(opened, OpenChallengesView) else []

    def _heard(self, text: str, talk: Talk, person: PersonView) -> Heard:
        words = self.showing.words
        options: dict[str, list[str]] = {}
        if talk.at is not None and talk.at.dialog in DIALOGS:
            view = self._view(Opening(talk.at.dialog, talk.at.subject_id), talk, person)
            if view is not None or DIALOGS[talk.at.dialog].needs is None:
                options = called(words, DIALOGS[talk.at.dialog], talk.at.step, view)
        return hear(words, text, person.locale, options, today=self._today(talk, person))

    def _today(self, talk: Talk, person: PersonView) -> date | None:
        """The civil date where the community talked about is, else where their first one is."""
        place = person.membership(talk.community_id) or next(iter(person.memberships), None)
        return civil_date(self.now, ZoneInfo(place.time_zone)) if place is not None else None

    def _person(self) -> tuple[str | None, PersonView | None]:
        """Whom the writer's account is linked to, and who that is today."""
        person_id = self.writer.address.person_id
        return person_id, load_person(self.scope, self.conn, person_id, self.now) if person_id else None

    def _text(self) -> str:
        return self.incoming.act.text if isinstance(self.incoming.act, Typed) else ""

    def _person_id(self) -> str:
        return self.writer.address.person_id or ""

    def _lock(self, person: PersonView, person_id: str) -> Talk:
        ring = self.showing.ring
        talk = lock_talk(self.scope, self.conn, ring, person_id)
        if talk is None:
            begin_talk(self.scope, self.conn, person_id)
            talk = lock_talk(self.scope, self.conn, ring, person_id) or Talk(person_id)
        return still_theirs(talk, person)

    def _in_community(self, talk: Talk, person: PersonView) -> Scope:
        membership = person.membership(talk.community_id)
        return Scope(self.scope.organization_id, membership.community_id if membership else None)

    def _carried_out(self, command: Command, talk: Talk, person: PersonView, person_id: str) -> list[Message]:
        """What becomes of a command is said; a conversation it leads on to is begun."""
        acting = Acting(
            scope=self._in_community(talk, person),
            conn=self.conn,
            ring=self.showing.ring,
            person=person,
            person_id=person_id,
            address=self.writer.address,
            now=self.now,
            saying=self.saying,
            cause=self.event,
        )
        done = carry_out(command, acting)
        if not isinstance(done, Begin):
            return [done]
        begun = self._on(Outcome(talk, then=Opening(done.dialog, done.subject_id, done.given)), person)
        if begun.talk != talk:
            save_talk(self.scope, self.conn, self.showing.ring, begun.talk)
        return [*done.say, *begun.say]

    def _say(self, *messages: Message, scope: Scope | None = None) -> None:
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

    def _welcome(self, person: PersonView) -> None:
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

    def _replace(self, card: SentCard, message: Message, scope: Scope) -> Reply:
        """This message in the pressed card's place: at once where the channel can, and for good by the sender.

        Teams shows the HTTP answer's card to the one who pressed, only until the chat is opened again.
        """
        revision = card.revision + 1
        replace_card(scope, self.conn, card.id, message.model_dump(mode="json"), revision, message.true_about())
        self.saying.say(scope, message, self.writer.address, cause=self.event, ordinal=self._said, edits=card.id)
        self._said += 1
        if not self.incoming.replaces:
            return NOTHING
        drawn = self._drawn(message, scope)
        return Reply(Shape.REPLACE, drawn, card.id, revision) if drawn is not None else NOTHING

    def _as_it_is(self, card: SentCard) -> Reply:
        if not self.incoming.replaces:
            return NOTHING
        scope = Scope(self.scope.organization_id, card.community_id)
        drawn = self._drawn(MESSAGE.validate_python(card.message), scope)
        return Reply(Shape.REPLACE, drawn, card.id, card.revision) if drawn is not None else NOTHING

    def _faulty(self, outcome: Outcome, form: Filled, card: SentCard) -> Reply:
        """The same form, what was written in it, and what is amiss under each field."""
        scope = Scope(self.scope.organization_id, card.community_id)
        drawn = self.showing.card(
            self.conn,
            scope,
            Ask(
                dialog=form.dialog,
                step=DIALOGS[form.dialog].first(),
                revision=outcome.talk.revision,
                subject_id=form.subject_id,
            ),
            self.writer.address,
            self.now,
            as_form=True,
            fields=dict(form.fields),
            faults={step: (fault.key, fault.length) for step, fault in outcome.faults.items()},
        )
        return Reply(Shape.FAULTS, drawn, card.id, card.revision)

    def _drawn(self, message: Message, scope: Scope) -> Card | None:
        address = find_address(self.scope, self.conn, self.writer.address.id) or self.writer.address
        return self.showing.card(self.conn, scope, message, address, self.now, as_form=True)

    def _done(self, reply: Reply = NOTHING) -> Done:
        act = self.incoming.act
        if isinstance(act, MessageTaken) or (isinstance(act, Pressed) and self.writer.place is not None):
            reply = Reply(Shape.TOLD, self._drawn(InPrivate(address_id=self.writer.address.id), self.scope))
        return Done(reply, self.saying.rows)
