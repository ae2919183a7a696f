"""What one event of one person means, and what comes of it: the talk taken forward, a command done, words said."""

from bot.answering import Answering, Done, Unconsumed
from bot.consenting import file_answered
from bot.handlers import carry_out
from bot.handlers.acting import Acting, Also, Begin
from bot.handlers.posting import say_setup, set_up
from bot.identity import found_again
from bot.incoming import FileAnswered, Installed, MessageTaken, Opened, Pressed, Reply, Shape, Typed, Where
from bot.pressing import changes, in_channel, meaning, replaces
from bot.showing.groups import runs
from bot.stepping import Stepping
from community.commands import Command, SkipMonth
from community.keywords import Keyword
from community.messages import (
    MESSAGE,
    About,
    Ask,
    ChallengeKept,
    Message,
    NotAnswered,
    NotForYou,
    NotShown,
    QuestionPosted,
    SharedCard,
    WhomToAsk,
)
from community.talk import Talk
from community.views import PersonView
from dialogs import DIALOGS, STARTS
from dialogs.flow import Opening
from dialogs.outcome import Outcome
from dialogs.said import Filled, Given, Said, Started
from dialogs.standing import settle, turned_to
from dialogs.steps import Fault
from storage.addresses import Address
from storage.cards import SentCard, add_card, find_card, first_press
from storage.channels import stands_in
from storage.scope import new_id
from storage.views.people import load_person

KEEP_TRACE = "keep_trace"
"""The dialog about a message that was chosen to be kept."""


GONE: dict[str, Message] = {
    SharedCard.model_fields["kind"].default: NotShown(),
    QuestionPosted.model_fields["kind"].default: NotAnswered(),
}
"""What is said to who presses a card of a peer's that isn't for them, or isn't any more."""


class Conversing:
    """One event of one writer, inside its transaction; ``answer`` knows who, where and when."""

    def __init__(self, answer: Answering) -> None:
        self._answer = answer
        self.conn = answer.conn
        self.writer = answer.writer
        self.incoming = answer.incoming
        self.event = answer.event
        self.showing = answer.showing
        self.saying = answer.saying
        self.now = answer.now
        self.scope = answer.scope

    def act(self) -> Done:
        """Take the event forward."""
        person_id, person = self._person()
        if person is not None and not person.memberships:
            self.writer = found_again(self.conn, self.incoming, self.writer, self.now)
            self._answer.writer = self.writer
            person_id, person = self._person()
        if isinstance(self.incoming.act, Installed):
            if self.writer.place is not None:
                self._added_to(self.writer.place)
            elif person is not None:
                self._answer.welcome(person)
            return self._answer.done()
        if person is None or person_id is None or not person.memberships:
            self._answer.say(WhomToAsk(guest=self.incoming.account.guest))
            return self._answer.done()
        if self.writer.newly_linked:
            self._answer.welcome(person)
        if isinstance(self.incoming.act, Pressed):
            return self._pressed(self.incoming.act, person, person_id)
        if isinstance(self.incoming.act, FileAnswered):
            return file_answered(self._answer, self.incoming.act, person, person_id)
        talk = self._steps().lock(person, person_id)
        if isinstance(self.incoming.act, Opened):
            return self._opened(self.incoming.act, talk, person)
        if isinstance(self.incoming.act, MessageTaken):
            return self._taken(self.incoming.act, talk, person, person_id)
        return self._typed(talk, person, person_id)

    def _typed(self, talk: Talk, person: PersonView, person_id: str) -> Done:
        heard = self._steps().heard(self._text(), talk, person)
        place = self.writer.place
        if place is not None and place.kind == Where.CHANNEL and runs(person):
            if heard.keyword is Keyword.SETTINGS:
                say_setup(self.saying, self.scope, place, self.event)  # the channel's own, for who may bind it
                return self._answer.done()
            if not stands_in(self.scope, self.conn, place.id, place.id):
                self._added_to(place)  # not every platform says when it is added
        return self._follow(self._steps().step(talk, heard, person), talk, person, person_id)

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
            return self._answer.done()
        return self._answer.done(self._answer.as_it_is(card))

    def _pressed(self, act: Pressed, person: PersonView, person_id: str) -> Done:
        card = find_card(self.scope, self.conn, act.card)
        if self.writer.place is not None:
            return self._pressed_in_channel(act, card, self.writer.place, person, person_id)
        if card is None or card.person_id != person_id:
            self._answer.say(NotForYou())
            return self._answer.done()
        talk = self._steps().lock(person, person_id)
        if card.community_id is not None and person.membership(card.community_id):
            talk = turned_to(talk, card.community_id)
        pressed = (card.id, act.verb, act.revision, person_id)
        repeated = changes(act.verb) and not first_press(self.scope, self.conn, *pressed, self.now)
        meant = meaning(act.verb, act.fields, MESSAGE.validate_python(card.message))
        if meant is None or (repeated and not isinstance(meant, Filled)):
            return self._answer.done(self._answer.as_it_is(card))
        left = card.community_id is not None and person.membership(card.community_id) is None
        if left and (act.verb.startswith("do.") or isinstance(meant, Filled | Given | Started | SkipMonth)):
            # what is for one community goes to no other
            self._answer.say(NotForYou())
            return self._answer.done()
        if isinstance(meant, About):
            outcome = Outcome(talk, (meant,))
        elif isinstance(meant, Said):
            outcome = self._steps().step(talk, meant, person)
        else:
            outcome = Outcome(settle(talk, act.verb), command=meant)
        if isinstance(meant, Filled | Given):
            self._refuse_faults(outcome, meant, card)
        return self._follow(outcome, talk, person, person_id, card, again=repeated)

    def _refuse_faults(self, outcome: Outcome, given: Filled | Given, card: SentCard) -> None:
        """Raises :class:`bot.answering.Unconsumed` where an answer isn't taken: what was written stays in its field."""
        asked = outcome.say[0] if outcome.say and isinstance(outcome.say[0], Ask) else None
        if isinstance(given, Filled):
            if outcome.faults:
                step, revision = DIALOGS[given.dialog].first(), outcome.talk.revision
                form = Ask(dialog=given.dialog, step=step, revision=revision, subject_id=given.subject_id)
                raise Unconsumed(self._answer.faulty(form, dict(given.fields), dict(outcome.faults), card))
        elif asked is not None and asked.fault and (asked.dialog, asked.step) == (given.dialog, given.step):
            before = asked.model_copy(update={"fault": None, "length": None, "revision": asked.revision - 1})
            fault = {given.step: Fault(asked.fault, asked.length)}
            raise Unconsumed(self._answer.faulty(before, {given.step: given.text}, fault, card))

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
            gone = GONE.get(card.message["kind"]) if theirs and card is not None else None
            self._answer.say(gone or NotForYou())
            return self._answer.done()
        talk = self._steps().lock(person, person_id)
        if card.community_id is not None:
            talk = turned_to(talk, card.community_id)
        outcome = self._steps().step(talk, meant, person)
        if card.subject_id is not None and any(isinstance(message, NotShown | NotAnswered) for message in outcome.say):
            self.saying.freshen(self.scope, card.subject_id)  # it invited to what isn't there any more
        return self._follow(outcome, talk, person, person_id)

    def _opened(self, act: Opened, talk: Talk, person: PersonView) -> Done:
        """A form asked for by name; what has no form is taken as if it had been typed."""
        heard = self._steps().heard(act.word or "aide", talk, person)
        outcome = self._steps().step(talk, heard, person)
        asked = outcome.say[0] if len(outcome.say) == 1 else None
        if not (heard.keyword in STARTS and isinstance(asked, Ask) and DIALOGS[asked.dialog].form):
            return self._follow(outcome, talk, person, self._person_id())
        self._steps().keep(outcome.talk)
        scope = self._steps().in_community(outcome.talk, person)
        card_id, message = new_id(), asked.model_dump(mode="json")
        address = self.writer.address
        add_card(scope, self.conn, card_id, address.id, address.person_id, message, self.now)
        card = self.showing.card(self.conn, scope, asked, address, self.now, as_form=True)
        return self._answer.done(Reply(Shape.FORM, card, card_id, 0))

    def _taken(self, act: MessageTaken, talk: Talk, person: PersonView, person_id: str) -> Done:
        """A message chosen to be kept: the conversation about it begins, with what is known of it as its draft."""
        told = {"text": act.text, "author": act.author, "author_name": act.author_name, "link": act.link}
        given = {name: value for name, value in told.items() if value}
        outcome = self._steps().on(Outcome(talk, then=Opening(KEEP_TRACE, act.message_id, given)), person)
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
            self._steps().keep(outcome.talk)
        scope = self._steps().in_community(outcome.talk, person)
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
            self._answer.say(*messages, scope=scope)
            return self._answer.done()
        first, *rest = messages
        if again and isinstance(first, ChallengeKept) and not first.changed:
            return self._answer.done(self._answer.as_it_is(card))  # the same form, the same words, pressed twice
        reply = self._answer.replace(card, first, scope)
        self._answer.say(*rest, scope=scope)
        return self._answer.done(reply)

    def _steps(self) -> Stepping:
        """The writer may have been found again: their address is asked for each time."""
        return Stepping(self.conn, self.scope, self.showing, self.writer.address, self.now)

    def _person(self) -> tuple[str | None, PersonView | None]:
        """Whom the writer's account is linked to, and who that is today."""
        person_id = self.writer.address.person_id
        return person_id, load_person(self.scope, self.conn, person_id, self.now) if person_id else None

    def _text(self) -> str:
        return self.incoming.act.text if isinstance(self.incoming.act, Typed) else ""

    def _person_id(self) -> str:
        return self.writer.address.person_id or ""

    def _carried_out(self, command: Command, talk: Talk, person: PersonView, person_id: str) -> list[Message]:
        """What becomes of a command is said; a conversation it leads on to is begun."""
        acting = Acting(
            scope=self._steps().in_community(talk, person),
            conn=self.conn,
            ring=self.showing.ring,
            person=person,
            person_id=person_id,
            address=self.writer.address,
            now=self.now,
            saying=self.saying,
            cause=self.event,
            ways=self.showing.ways,
        )
        done = carry_out(command, acting)
        if isinstance(done, Also):
            return list(done.say)
        if not isinstance(done, Begin):
            return [done]
        begun = self._steps().on(Outcome(talk, then=Opening(done.dialog, done.subject_id, done.given)), person)
        if begun.talk != talk:
            self._steps().keep(begun.talk)
        return [*done.say, *begun.say]
