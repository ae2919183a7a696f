"""Chat messages kept as evidence: one's own at once, somebody else's when they let it be."""

from bot.handlers.acting import Acting, Handler
from bot.handlers.telling import tell
from bot.showing.traces import asking
from community.challenge import ChallengeState
from community.commands import AnswerTrace, Command, DropTrace, KeepMessage
from community.messages import Message, NotForYou, NothingToTrace, TraceAnswered, TraceAsked, TraceKept
from community.report import TRACES_LIMIT, Consent, TraceKind
from community.rights import Act, may_in
from storage.addresses import PERSONAL, find_account
from storage.pushed import was_said
from storage.scope import DEPLOYMENT, Scope
from storage.traces import add_trace, answer_trace, drop_trace, find_trace, traces_of
from storage.views.challenges import load_challenge
from storage.views.people import load_person

_KEPT_ON = (ChallengeState.OPEN, ChallengeState.REPORTED)


def keep(command: KeepMessage, acting: Acting) -> Message:
    """Keep it, with its text where it is one's own; where somebody else wrote it, ask them, the link alone kept.

    An author whom Relais can't ask, a guest or somebody it doesn't know, is never quoted: the link is all there is.
    """
    challenge = load_challenge(acting.scope, acting.conn, acting.ring, command.challenge_id)
    if challenge is None or challenge.owner_id != acting.person_id or challenge.state not in _KEPT_ON:
        return NothingToTrace()
    if not may_in(acting.person.membership(challenge.community_id), Act.KEEP_CHALLENGE):
        return NotForYou()
    known = traces_of(acting.scope, acting.conn, acting.ring, challenge.challenge_id, mine=True)
    again = next((trace for trace in known if command.link and trace.link == command.link), None)
    if again is not None:
        return TraceKept(trace_id=again.trace_id)
    if len(known) >= TRACES_LIMIT:
        return NothingToTrace(full=True)
    author_id = _author(command, acting)
    own = command.author == acting.address.account or author_id == acting.person_id
    scope = Scope(acting.scope.organization_id, challenge.community_id)
    ask = author_id is not None and not own and bool(command.text)
    if not own and not ask and not command.link:
        return NothingToTrace(lost=True)
    made = add_trace(
        scope,
        acting.conn,
        acting.ring,
        acting.person_id,
        challenge.challenge_id,
        TraceKind.MESSAGE,
        acting.now,
        link=command.link or None,
        text=command.text or None if own or ask else None,
        author_id=author_id if ask else None,
        consent=Consent.ASKED if ask else Consent.OWN,
    )
    if made is None:
        return NotForYou()
    cause = asking(acting.person_id, command.link, made)
    if ask and author_id is not None and not _asked(acting, scope, author_id, made, cause):
        drop_trace(scope, acting.conn, made)
        return keep(KeepMessage(command.challenge_id, command.text, "", command.link), acting)
    acting.saying.freshen(acting.scope, challenge.challenge_id)
    return TraceKept(trace_id=made)


def answer(command: AnswerTrace, acting: Acting) -> Message:
    """What its author answers, whenever they do: on « Non », nothing of it stays."""
    trace = find_trace(acting.scope, acting.conn, acting.ring, command.trace_id)
    if trace is None or trace.author_id != acting.person_id:
        return TraceAnswered(trace_id=command.trace_id, answer=Consent.REFUSED)
    if command.answer is Consent.REFUSED:
        drop_trace(acting.scope, acting.conn, trace.trace_id)
    else:
        answer_trace(acting.scope, acting.conn, trace.trace_id, command.answer, acting.now)
    acting.saying.freshen(acting.scope, trace.trace_id)
    acting.saying.freshen(acting.scope, trace.challenge_id)
    return TraceAnswered(trace_id=trace.trace_id, answer=command.answer)


def drop(command: DropTrace, acting: Acting) -> Message:
    """Whoever kept it keeps it no longer."""
    trace = find_trace(acting.scope, acting.conn, acting.ring, command.trace_id)
    if trace is not None and trace.owner_id == acting.person_id:
        drop_trace(acting.scope, acting.conn, trace.trace_id)
        acting.saying.freshen(acting.scope, trace.challenge_id)
    return TraceKept(trace_id=command.trace_id)


def _asked(acting: Acting, scope: Scope, author_id: str, trace_id: str, cause: str) -> bool:
    """Whether the author of the message could be asked: in the challenge's community, else in one of theirs.

    Nobody is asked twice about one message by the same person, whatever they answered.
    """
    if was_said(scope, acting.conn, cause, author_id):
        return False
    author = load_person(scope, acting.conn, author_id, acting.now)
    places = author.memberships if author is not None else ()
    for place in sorted(places, key=lambda place: place.community_id != scope.community_id)[:1]:
        there = Scope(scope.organization_id, place.community_id)
        return tell(acting, there, author_id, TraceAsked(trace_id=trace_id), cause) is not None
    return False


def _author(command: KeepMessage, acting: Acting) -> str | None:
    """Who wrote it: whoever this account of the same tenant is linked to."""
    if not command.author:
        return None
    here = acting.address
    found = find_account(DEPLOYMENT, acting.conn, here.channel, here.tenant, PERSONAL, command.author)
    address = found[1] if found is not None and found[0].organization_id == acting.scope.organization_id else None
    return address.person_id if address is not None else None


HANDLES: dict[type[Command], Handler] = {KeepMessage: keep, AnswerTrace: answer, DropTrace: drop}
