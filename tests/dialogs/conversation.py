"""One person's talk, played purely: what the turn does, without its storage, its outbox and its channel.

    play([
        ("défi", "Quelle est votre question? Elle peut commencer par « Comment »."),
        ("+21 min", ""),
        ("Comment lire?", "Est-ce pour la question de votre défi?"),
        ("[Oui]", "S'il y a un outil, qui s'en sert?"),
    ])

What is said: a text as typed, heard with the real catalogs; a press on the newest card that has the button (``[Oui]``),
or on an older one by a part of it (``[Annuler] under Dans quelle langue``); a :class:`Form` filled in; time that
passes; a dialog opened as its keyword would (``→ visit``). What is answered: the lines read then, as the cards draw
them, parted by « / », people's own words after « > »; no buttons, no introduction, of a page its title only.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from pydantic import TypeAdapter

from bot.cards.card import Card, ChoiceInput
from bot.channels.text import clean
from bot.handlers.acting import Begin
from bot.pressing import meaning, replaces
from bot.texts.hearing import called, hear
from community.challenge import ChallengeState, hint_for
from community.commands import ChooseLanguage, Command, KeepChallenge, SkipMonth
from community.messages import (
    About,
    Ask,
    ChallengeKept,
    LanguageChosen,
    Message,
    MonthSkipped,
    NotForYou,
    NothingToReport,
    StillForThis,
)
from community.roles import Role
from community.talk import ASIDE_LIMIT, Talk, TalkState
from community.views import AskView, Challenge, Membership, MonthView, OpenChallengesView, PersonView
from dialogs import DIALOGS
from dialogs import talk as engine
from dialogs.choosing import chosen as chosen_one
from dialogs.choosing import needs_choice, needs_community
from dialogs.flow import Opening
from dialogs.outcome import Outcome
from dialogs.said import Filled, Said
from dialogs.standing import settle, still_theirs, turned_to
from tests.cards.plain import plain
from tests.dialogs.deploying import words_just_now
from tests.dialogs.reading import Reader, in_one_line, refused

NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
STORED = TypeAdapter(Talk)
"""A talk as JSON, and back."""
UNITS = {"min": timedelta(minutes=1), "d": timedelta(days=1)}

OPEN = Challenge(
    challenge_id="k1",
    owner_id="p1",
    community_id="COP IA",
    community="COP IA",
    month=date(2025, 10, 1),
    until=date(2025, 10, 31),
    state=ChallengeState.OPEN,
    question=None,
    tool_user=None,
    hint_given=False,
    changed_at=NOW,
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form filled in, then sent by its button: step → what is in its field."""

    button: str
    fields: dict[str, str]


Table = list[tuple[str | Form, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message on the screen, its card, and the community it was said in."""

    message: Message
    card: Card
    community_id: str | None


def member(*communities: str, roles: Iterable[Role] = (Role.MEMBER,)) -> PersonView:
    """Somebody with these roles in each of these communities."""
    held = frozenset(roles)
    places = (Membership(c, c, "Français", ("Bruno Côté",), held, "America/Toronto", "élèves") for c in communities)
    return PersonView("p1", "Ada", "fr_CA", tuple(places))


ADA = member("COP IA")


@dataclass
class Conversation:
    """Plays one talk. ``as_form`` is a channel that shows forms in messages; elsewhere one question at a time."""

    person: PersonView = ADA
    as_form: bool = False
    talk: Talk = field(default_factory=lambda: Talk("p1"))
    now: datetime = NOW
    kept: dict[str | None, Challenge] = field(default_factory=dict)
    """The challenge of the month, by community."""
    screen: list[Shown] = field(default_factory=list)
    """What can be read and pressed, the newest last."""
    commands: list[Command] = field(default_factory=list)
    views: dict[type | None, object] = field(default_factory=dict)
    """Views by type, for dialogs that need others than the house's: the view, or a function of the subject's id."""
    results: dict[type[Command], Callable[[Command], Message | Begin]] = field(default_factory=dict)
    """What handlers answer to commands that this harness doesn't know."""
    others: tuple[Challenge, ...] = ()
    """Open challenges beside the month's."""
    facts: dict[type | None, object] = field(default_factory=dict)
    """Views by type that cards are drawn from, beside the house's."""

    def says(self, said: str | Form) -> str:
        """What is read after this."""
        if isinstance(said, Form):
            return self._press(said.button, "", said.fields)
        if passes := re.fullmatch(r"\+(\d+) (min|d)", said):
            self.now += int(passes[1]) * UNITS[passes[2]]
            return ""
        if press := re.fullmatch(r"\[(.+)\](?: under (.+))?", said):
            return self._press(press[1], press[2] or "", {})
        if said.startswith("→ "):
            dialog, _, subject_id = said[2:].partition(" ")
            return self._read(self._keep(self._on(Outcome(self.talk, then=Opening(dialog, subject_id or None)))))
        return self._read(self.step(self.heard(said)))

    def heard(self, text: str) -> Said:
        """What a typed text is heard as."""
        at, words = self.talk.at, words_just_now()
        options = {}
        if at is not None and at.dialog in DIALOGS:
            view = self.view(Opening(at.dialog, at.subject_id))
            if view is not None or DIALOGS[at.dialog].needs is None:
                options = called(words, DIALOGS[at.dialog], at.step, view)
        return hear(words, clean(text), self.person.locale, options, today=self.now.date())

    def step_on(self, begin: Begin) -> str:
        """What is read once a handler leads on to a dialog."""
        opening = Opening(begin.dialog, begin.subject_id, begin.given)
        return self._read(self._keep(self._on(Outcome(self.talk, then=opening))))

    def step(self, said: Said) -> Outcome:
        """What the turn does: the engine's step, the steps it leads on to, the command carried out."""
        talk = still_theirs(self.talk, self.person)
        opening = engine.wanted(talk, said)
        view = self.view(opening, talk) if opening else None
        return self._keep(self._on(engine.hear(talk, said, view, self.now)))

    def _on(self, outcome: Outcome) -> Outcome:
        while (opening := outcome.then) is not None:
            unknown = needs_community(outcome.talk, opening.dialog, self.person)
            if not unknown and needs_choice(opening):
                found = chosen_one(opening, [c.challenge_id for c in self.open_ones()])
                if found is None:
                    return replace(outcome, then=None, say=(*outcome.say, NothingToReport()))
                opening = found
            view = None if unknown else self.view(opening, outcome.talk)
            following = engine.start(outcome.talk, opening, self.person, view, self.now, aged=outcome.aged)
            outcome = replace(following, say=(*outcome.say, *following.say))
        return outcome

    def _keep(self, outcome: Outcome) -> Outcome:
        """The talk as a restart would find it, whatever was said; the command carried out."""
        self.talk = STORED.validate_json(STORED.dump_json(outcome.talk))
        assert self.talk == outcome.talk
        stands(self.talk)
        if outcome.command is None:
            return outcome
        done = self.carries_out(outcome.command)
        if not isinstance(done, Begin):
            return replace(outcome, command=None, say=(done, *outcome.say))
        opening = Opening(done.dialog, done.subject_id, done.given)
        begun = self._keep(self._on(Outcome(self.talk, then=opening)))
        return replace(begun, say=(*done.say, *begun.say, *outcome.say))

    def carries_out(self, command: Command) -> Message | Begin:
        """What the handlers do, without their tables."""
        self.commands.append(command)
        here = self.month().community_id
        match command:
            case KeepChallenge(question=question, tool_user=tool_user):
                before = self.kept.get(here, OPEN)
                hint = None if before.hint_given else hint_for(question)
                changed = here in self.kept and before.state is ChallengeState.OPEN
                kept = replace(before, question=question, tool_user=tool_user, state=ChallengeState.OPEN)
                self.kept[here] = replace(kept, hint_given=before.hint_given or hint is not None)
                return ChallengeKept(challenge_id=before.challenge_id, hint=hint, changed=changed)
            case SkipMonth():
                self.kept[here] = replace(self.kept.get(here, OPEN), state=ChallengeState.SKIPPED)
                return MonthSkipped(month=OPEN.month)
            case ChooseLanguage(locale):
                self.person = replace(self.person, locale=locale)
                return LanguageChosen()
        return self.results.get(type(command), lambda _: NotForYou())(command)

    def view(self, opening: Opening, talk: Talk | None = None) -> object:
        """What is loaded for a dialog: what ``views`` has for its type (or makes of the subject), else the house's."""
        wanted = DIALOGS[opening.dialog].needs
        if wanted in self.views:
            given = self.views[wanted]
            return given(opening.subject_id) if callable(given) else given
        if wanted is OpenChallengesView:
            return OpenChallengesView(tuple(self.open_ones()))
        return self.person if wanted is PersonView else self.month(talk) if wanted is MonthView else None

    def open_ones(self) -> list[Challenge]:
        """The open challenges of the community talked about, the oldest first."""
        mine = self.month().open
        return [*([mine] if mine is not None else []), *self.others]

    def month(self, talk: Talk | None = None) -> MonthView:
        """The month in course, in the community talked about."""
        place = self.person.membership((talk or self.talk).community_id)
        here = place.community_id if place else ""
        found = self.kept.get(here)
        month = MonthView(here, OPEN.month, OPEN.until, "élèves")
        if found is not None and found.state is ChallengeState.SKIPPED:
            return replace(month, left=found)
        return replace(month, open=found)

    def _press(self, label: str, part: str, fields: dict[str, str]) -> str:
        number, verb = self._button(label, part)
        pressed, before = self.screen[number], still_theirs(self.talk, self.person)
        here = pressed.community_id
        there = here is not None and self.person.membership(here) is not None
        self.talk = turned = turned_to(before, here) if here is not None and there else before
        meant = meaning(verb, fields, pressed.message)
        assert meant is not None
        if here is not None and not there and isinstance(meant, Filled | SkipMonth):
            outcome = Outcome(self.talk, (NotForYou(),))  # what is for one community goes to no other
        elif isinstance(meant, Command):
            outcome = self._keep(Outcome(settle(self.talk, verb), command=meant))
        elif isinstance(meant, About):
            outcome = Outcome(self.talk, (meant,))
        else:
            outcome = self.step(meant)
        if outcome.faults:
            assert isinstance(pressed.message, Ask)
            read = refused(pressed.message, self._reader(pressed.message), fields, dict(outcome.faults))
        else:
            read = self._read(outcome, number if replaces(verb, pressed.message) else None)
        if self.talk == turned:
            self.talk = before  # nothing moved, so nothing is saved
        return read

    def _button(self, label: str, part: str) -> tuple[int, str]:
        for number, shown in reversed(list(enumerate(self.screen))):
            verb = next((button.verb for button in shown.card.buttons if button.label == label), None)
            if verb is not None and part in plain(shown.card):
                return number, verb
        raise AssertionError(f"no [{label}] on the screen")

    def _read(self, outcome: Outcome, instead_of: int | None = None) -> str:
        """What is read; the first message stands in the pressed card's place, if there was one."""
        lines = []
        place = self.person.membership(self.talk.community_id)
        for message in outcome.say:
            reader = self._reader(message)
            if not reader.is_there(message):
                continue
            shown = Shown(message, reader.card(message), place.community_id if place else None)
            lines += reader.reads(message, shown.card)
            if instead_of is None:
                self.screen.append(shown)
            else:
                self.screen[instead_of], instead_of = shown, None
        return in_one_line(lines)

    def _reader(self, message: Message) -> Reader:
        question = self._question(message) if isinstance(message, Ask | StillForThis) else None
        return Reader(self.person, words_just_now().into(self.person.locale), self.month(), question, self.facts)

    def _question(self, message: Ask | StillForThis) -> AskView:
        dialog, at = DIALOGS[message.dialog], self.talk.at
        stands_there = at is not None and (at.dialog, at.step) == (message.dialog, message.step)
        place = self.person.membership(self.talk.community_id)
        return AskView(
            dialog_view=self.view(Opening(message.dialog, message.subject_id)),
            draft=at.draft if at is not None and stands_there else {},
            form=self.as_form and dialog.form and message.step == dialog.first(),
            back=bool(at is not None and stands_there and at.trail),
            community=place.community_name if place and dialog.in_community else "",
            several=len(self.person.memberships) > 1,
            fields=self.as_form,
        )


def stands(talk: Talk) -> None:
    """What is true of any talk between two turns."""
    assert (talk.state is TalkState.IDLE) == (talk.at is None) == (talk.asked_at is None)
    assert (talk.state is TalkState.CONFIRMING) == (talk.held is not None)
    assert len(talk.aside) <= ASIDE_LIMIT
    places = [
        (place.dialog, place.community_id, place.subject_id) for place in (*talk.aside, *([talk.at] if talk.at else []))
    ]
    assert len(set(places)) == len(places), "a conversation is open or set aside, and once"
    assert talk.at is None or talk.at.community_id in (None, talk.community_id), "it is about the community talked of"


def play(table: Table, conversation: Conversation | None = None) -> Conversation:
    """Play a table, and compare."""
    conversation = conversation or Conversation()
    for said, answered in table:
        read = conversation.says(said)
        assert read == answered, f"after {said!r} one reads\n{read}\nand not\n{answered}"
    return conversation


def chosen(card: Card, step: str) -> str:
    """The label of the option that a form's field shows as chosen."""
    given = next(each for each in card.inputs if each.id == step)
    assert isinstance(given, ChoiceInput)
    return next((option.label for option in given.options if option.value == given.value), "")
