"""One challenge reported on by talking: what the handlers do, without their tables."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.handlers.acting import Begin
from community.challenge import TRANSITIONS, ChallengeAct, ChallengeState, Readers
from community.commands import ChooseReaders, Command, FillDoor, KeepLink, KeepNext, KeepReport
from community.messages import CarriedOver, ChallengeKept, LetGo, Message, ReportKept
from community.report import Consent, Door, NextStep, TraceKind
from community.reporting import goes_on, reportable
from community.views import (
    Challenge,
    GoingOnView,
    OpenChallengesView,
    OwnChallengeView,
    Report,
    ReportableView,
    ReportedView,
    Trace,
)
from tests.cards.examples_reports import as_a, own_views
from tests.dialogs.conversation import OPEN, Conversation

KEPT = replace(OPEN, question="Comment lire?")
ACTS = {
    NextStep.CONTINUE: ChallengeAct.REPORT,
    NextStep.ADAPT: ChallengeAct.REPORT,
    NextStep.CARRY_OVER: ChallengeAct.CARRY_OVER,
    NextStep.LET_GO: ChallengeAct.LEAVE,
}


@dataclass
class Desk:
    """What is kept of one challenge, k1, and what is said of it."""

    own: OwnChallengeView = field(default_factory=lambda: own_views(KEPT)["own"])
    others: tuple[Challenge, ...] = ()
    following: OwnChallengeView | None = None
    """The challenge that goes on from it, k2."""

    def conversation(self, *, as_form: bool = False, **more: object) -> Conversation:
        """A talk about it."""
        talk = Conversation(as_form=as_form, others=(self.own.challenge, *self.others), **more)  # type: ignore[arg-type]
        talk.views = {
            ReportableView: lambda subject: self._view(ReportableView, subject) if reportable(self.own) else None,
            ReportedView: lambda subject: self._view(ReportedView, subject) if self.own.report else None,
            GoingOnView: lambda subject: self._view(GoingOnView, subject) if goes_on(self.own) else None,
        }
        talk.facts = {OwnChallengeView: self._seen, OpenChallengesView: OpenChallengesView(self.others)}
        commands = (KeepReport, FillDoor, KeepLink, ChooseReaders, KeepNext)
        talk.results = dict.fromkeys(commands, lambda command: self.done(command, talk))
        return talk

    def _view(self, view: type[OwnChallengeView], subject: str | None) -> OwnChallengeView | None:
        return as_a(view, self.own) if subject == self.own.challenge.challenge_id else None

    def _seen(self, message: Message) -> OwnChallengeView:
        following = isinstance(message, ChallengeKept) and self.following is not None
        return self.following if following and self.following is not None else self.own

    def done(self, command: Command, talk: Conversation) -> Message | Begin:
        """What becomes of a command."""
        challenge, report = self.own.challenge, self.own.report
        match command:
            case KeepReport(came=came, next=next_step, readers=readers, sentence=sentence):
                state = TRANSITIONS[challenge.state, ACTS[next_step]]
                made = report or Report(
                    "r1", "k1", "p1", challenge.community_id, challenge.group_id, came, next_step, readers, None
                )
                made = replace(made, came=came, next=next_step, sentence=sentence or made.sentence)
                until = date(2025, 11, 28) if state is ChallengeState.OPEN else challenge.until
                self.own = replace(self.own, report=made, challenge=replace(challenge, state=state, until=until))
                talk.others = (self.own.challenge, *self.others) if state is ChallengeState.OPEN else self.others
                if next_step is NextStep.CARRY_OVER:
                    return CarriedOver(challenge_id="k1")
                if next_step is NextStep.LET_GO:
                    return LetGo(challenge_id="k1")
                return Begin("next_challenge", "k1")
            case FillDoor(door=door, text=text) if report is not None:
                changed = {Door.PRIDE: {"pride": text}, Door.LEARNERS: {"learners": text}, Door.STUCK: {"stuck": text}}
                self.own = replace(self.own, report=replace(report, **changed[door]))
            case KeepLink(link=link, ai_use=ai_use) if report is not None:
                trace = Trace("t1", "k1", "p1", TraceKind.LINK, Consent.OWN, link=link, ai_use=ai_use)
                self.own = replace(self.own, report=replace(report, traces=(trace,)))
            case ChooseReaders(readers=readers) if report is not None:
                self.own = replace(self.own, report=replace(report, readers=readers))
            case KeepNext(question=question):
                self.own = replace(self.own, followed_by="k2")
                following = replace(challenge, challenge_id="k2", question=question, state=ChallengeState.OPEN)
                self.following = replace(self.own, challenge=following, report=None, followed_by=None)
                return ChallengeKept(challenge_id="k2")
        return ReportKept(challenge_id="k1")

    def shown(self) -> "Desk":
        """The same, of a challenge that the group may read."""
        self.own = replace(self.own, challenge=replace(self.own.challenge, readers=Readers.TEAM))
        return self
