"""The report of a challenge, what its doors hold, who reads it, and the challenge that goes on from it."""

from zoneinfo import ZoneInfo

from bot.handlers.acting import Acting, Begin, Handler
from bot.handlers.freshening import freshen_report
from community.challenge import OPEN_LIMIT, TRANSITIONS, ChallengeAct, ChallengeState, Readers
from community.civil import challenge_month, civil_date
from community.commands import ChooseReaders, Command, FillDoor, KeepLink, KeepNext, KeepReport
from community.messages import (
    CarriedOver,
    ChallengeKept,
    LetGo,
    Message,
    NotForYou,
    NothingToReport,
    ReportKept,
    ThreeOpen,
)
from community.report import NextStep, TraceKind
from community.reporting import goes_on, reportable
from community.rights import Act, may_in
from community.views import OwnChallengeView
from storage.challenges import add_challenge, carry_challenge, change_challenge, move_challenge
from storage.reports import choose_report_readers, fill_door, keep_report
from storage.scope import Scope
from storage.traces import add_trace, drop_trace
from storage.views.challenges import load_challenge, load_open
from storage.views.own import load_own

_ACTS = {
    NextStep.CONTINUE: ChallengeAct.REPORT,
    NextStep.ADAPT: ChallengeAct.REPORT,
    NextStep.CARRY_OVER: ChallengeAct.CARRY_OVER,
    NextStep.LET_GO: ChallengeAct.LEAVE,
}
"""What each next step does to the challenge."""


def report(command: KeepReport, acting: Acting) -> Message | Begin:
    """Keep what came of it, and move the challenge as its next step says; changed later, it moves again."""
    own = theirs(acting, command.challenge_id)
    if own is None or not reportable(own):
        return NothingToReport(ended=True)
    challenge = own.challenge
    state = TRANSITIONS[challenge.state, _ACTS[command.next]]
    came, next_step, full = command.came, command.next, False
    if state is ChallengeState.OPEN is not challenge.state and own.report is not None:
        full = _open_ones(own, acting) >= OPEN_LIMIT
        if full:  # the words are kept; what would open a fourth one waits
            came, next_step, state = own.report.came, own.report.next, challenge.state
    keep_report(
        acting.scope,
        acting.conn,
        acting.ring,
        challenge.challenge_id,
        came,
        next_step,
        _readers(own, command.readers),
        acting.now,
        sentence=command.sentence,
    )
    if not full:
        _move(own, state, acting)
    freshen_report(acting, challenge.challenge_id)
    if full:
        return ThreeOpen(community_id=challenge.community_id)
    match next_step:
        case NextStep.CARRY_OVER:
            return CarriedOver(challenge_id=challenge.challenge_id)
        case NextStep.LET_GO:
            return LetGo(challenge_id=challenge.challenge_id)
    if own.followed_by is not None or _open_ones(own, acting) >= OPEN_LIMIT:
        return ReportKept(challenge_id=challenge.challenge_id)
    return Begin("next_challenge", challenge.challenge_id)


def _readers(own: OwnChallengeView, stated: Readers) -> Readers:
    """Those it has, else those that were stated; nobody else, where the challenge was withdrawn meanwhile."""
    if own.report is not None:
        return own.report.readers
    return Readers.ME if own.challenge.readers is Readers.ME else stated


def _move(own: OwnChallengeView, state: ChallengeState, acting: Acting) -> None:
    challenge = own.challenge
    if state is ChallengeState.OPEN:
        until = own.next_until or challenge.until
        past = challenge.until if until != challenge.until else challenge.carried_past or challenge.until
        carry_challenge(acting.scope, acting.conn, challenge.challenge_id, until, past, acting.now)
    elif state is not challenge.state:
        move_challenge(acting.scope, acting.conn, challenge.challenge_id, state, acting.now)


def door(command: FillDoor, acting: Acting) -> Message:
    """What is behind it from now on."""
    own = theirs(acting, command.challenge_id)
    if own is None or own.report is None:
        return NotForYou()
    fill_door(acting.scope, acting.conn, acting.ring, command.challenge_id, command.door, command.text, acting.now)
    acting.saying.freshen(acting.scope, command.challenge_id)
    return ReportKept(challenge_id=command.challenge_id)


def link(command: KeepLink, acting: Acting) -> Message:
    """The one link behind the last door: another takes its place."""
    own = theirs(acting, command.challenge_id)
    if own is None or own.report is None:
        return NotForYou()
    for trace in own.report.traces:
        if trace.kind is TraceKind.LINK:
            drop_trace(acting.scope, acting.conn, trace.trace_id)
    add_trace(
        acting.scope,
        acting.conn,
        acting.ring,
        acting.person_id,
        command.challenge_id,
        TraceKind.LINK,
        acting.now,
        link=command.link,
        ai_use=command.ai_use.value,
    )
    acting.saying.freshen(acting.scope, command.challenge_id)
    return ReportKept(challenge_id=command.challenge_id)


def readers(command: ChooseReaders, acting: Acting) -> Message:
    """Who reads the report, and what is behind its doors, from now on."""
    own = theirs(acting, command.challenge_id)
    if own is None or own.report is None:
        return NotForYou()
    choose_report_readers(acting.scope, acting.conn, command.challenge_id, command.readers, acting.now)
    freshen_report(acting, command.challenge_id)
    return ReportKept(challenge_id=command.challenge_id)


def next_challenge(command: KeepNext, acting: Acting) -> Message:
    """A challenge that goes on from a reported one, its owner's only; kept again, it is changed."""
    own = theirs(acting, command.challenge_id)
    if own is None or not goes_on(own):
        return NotForYou()
    challenge, scope = own.challenge, _scope(own, acting)
    place = acting.person.membership(challenge.community_id)
    if place is None or own.next_until is None:
        return NotForYou()
    if own.followed_by is not None:
        return _changed(command, own.followed_by, acting)
    if _open_ones(own, acting) >= OPEN_LIMIT:
        return ThreeOpen(community_id=challenge.community_id)
    made = add_challenge(
        scope,
        acting.conn,
        acting.ring,
        acting.person_id,
        challenge_month(civil_date(acting.now, ZoneInfo(place.time_zone))),
        own.next_until,
        acting.now,
        question=command.question,
        tool_user=command.tool_user,
        group_id=challenge.group_id if challenge.group_id in place.groups else place.group_id,
        follows_id=challenge.challenge_id,
    )
    return ChallengeKept(challenge_id=made) if made is not None else NotForYou()


def _changed(command: KeepNext, challenge_id: str, acting: Acting) -> Message:
    """The challenge that goes on already, its words as they are given now, while it is open."""
    found = load_challenge(acting.scope, acting.conn, acting.ring, challenge_id)
    if found is None:
        return NotForYou()
    same = (found.question, found.tool_user) == (command.question, command.tool_user)
    if same or found.state is not ChallengeState.OPEN:
        return ChallengeKept(challenge_id=challenge_id)
    words = (command.question, command.tool_user)
    change_challenge(acting.scope, acting.conn, acting.ring, challenge_id, *words, found.until, acting.now)
    acting.saying.freshen(acting.scope, challenge_id)
    return ChallengeKept(challenge_id=challenge_id, changed=True)


def theirs(acting: Acting, challenge_id: str) -> OwnChallengeView | None:
    """The actor's challenge of this id, in a community where they keep challenges now."""
    own = load_own(acting.scope, acting.conn, acting.ring, acting.person, challenge_id, acting.now)
    if own is None or not may_in(acting.person.membership(own.challenge.community_id), Act.KEEP_CHALLENGE):
        return None
    return own


def _scope(own: OwnChallengeView, acting: Acting) -> Scope:
    return Scope(acting.scope.organization_id, own.challenge.community_id)


def _open_ones(own: OwnChallengeView, acting: Acting) -> int:
    return len(load_open(_scope(own, acting), acting.conn, acting.ring, acting.person_id).challenges)


HANDLES: dict[type[Command], Handler] = {
    KeepReport: report,
    FillDoor: door,
    KeepLink: link,
    ChooseReaders: readers,
    KeepNext: next_challenge,
}
