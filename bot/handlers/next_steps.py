"""The other next steps of a walk: a word to who runs the community, the same thing smaller, coming back in a week."""

from dataclasses import replace
from datetime import timedelta

from bot.delivery.bundles import week_of
from bot.delivery.pushing import when_read
from bot.handlers.acting import Acting, Begin, Handler
from bot.handlers.care import send_letter
from bot.handlers.challenges import keep_challenge
from bot.handlers.guide import theirs
from community.asking import COME_BACK_DAYS
from community.challenge import OPEN_LIMIT, ChallengeState, ToolUser
from community.commands import ComeBackTo, Command, DropReturn, KeepChallenge, MakeSmaller, TalkAbout
from community.messages import (
    ChallengeKept,
    ComeBack,
    ComingBack,
    LetterSent,
    LetterUnsent,
    Message,
    NotForYou,
    SmallerKept,
    ThreeOpen,
    WalkPage,
)
from community.rights import Act, may, may_in
from community.views import Challenge
from community.views.steps import open_lines
from community.walk import Walk
from dialogs.unsent import WORDS, UnsentDialog
from storage.addresses import address_of_person
from storage.challenges import add_challenge
from storage.quiet import unmute
from storage.returns import call_off, find_return, times_said
from storage.scope import Scope
from storage.views.challenges import load_challenge, load_month, load_open
from storage.views.people import load_person, load_who_runs
from storage.walks import reword_project

KIND = ComeBack.model_fields["kind"].default


def talk(command: TalkAbout, acting: Acting) -> Message | Begin:
    """A letter, as any: to somebody who runs the walk's community, and nothing of the walk with it."""
    walk = theirs(acting, command.walk_id)
    if walk is None:
        return _unsent(command.text, LetterUnsent())
    here = Scope(acting.scope.organization_id, walk.community_id)
    runs = load_who_runs(here, acting.conn, acting.now)
    to = load_person(here, acting.conn, command.to_id, acting.now) if command.to_id in runs else None
    if to is None or command.to_id == acting.person_id:
        return _unsent(command.text, LetterUnsent(walk_id=walk.walk_id))
    done = send_letter(acting, walk.community_id, to, command.text)
    found = done.model_copy(update={"walk_id": walk.walk_id})
    return found if isinstance(found, LetterSent) else _unsent(command.text, found)


def make_smaller(command: MakeSmaller, acting: Acting) -> Message | Begin:
    """The challenge's question, previewed where others read it; a project begins a challenge where none is open."""
    walk = theirs(acting, command.walk_id)
    if walk is None:
        return _unsent(command.text, NotForYou())
    here = replace(acting, scope=Scope(acting.scope.organization_id, walk.community_id))
    if walk.challenge_id is None:
        return _project(command.text, walk, here)
    challenge = load_challenge(here.scope, here.conn, here.ring, walk.challenge_id)
    if challenge is None or not may(acting.person, Act.CHANGE_CHALLENGE, challenge):
        return _unsent(command.text, NotForYou())
    if challenge.state is not ChallengeState.OPEN:
        return _another(command.text, challenge, walk, here)
    tool_user = challenge.tool_user or ToolUser.UNKNOWN
    return keep_challenge(
        KeepChallenge(command.text, tool_user, challenge.challenge_id, walk_id=walk.walk_id),
        here,
    )


def come_back(command: ComeBackTo, acting: Acting) -> Message:
    """Planned once a walk: the day is told at once. Who asks for it wants it, whatever they wanted fewer of before."""
    walk = theirs(acting, command.walk_id)
    if walk is None:
        return NotForYou()
    if not open_lines(walk):
        return WalkPage(walk_id=walk.walk_id)
    here = Scope(acting.scope.organization_id, walk.community_id)
    if find_return(here, acting.conn, acting.person_id, walk.walk_id) is None:
        unmute(here, acting.conn, acting.person_id, KIND)
        _plan(here, walk, acting)
    return ComingBack(walk_id=walk.walk_id)


def drop_return(command: DropReturn, acting: Acting) -> Message:
    """What waits is called off: it isn't sent."""
    walk = theirs(acting, command.walk_id)
    if walk is None:
        return NotForYou()
    call_off(acting.scope, acting.conn, acting.person_id, walk.walk_id, acting.now)
    return ComingBack(walk_id=walk.walk_id)


def _plan(here: Scope, walk: Walk, acting: Acting) -> None:
    going = when_read(acting.conn, here, KIND, acting.person_id, acting.now + timedelta(days=COME_BACK_DAYS))
    if going.at is None:
        return  # their place there ends before
    cause = f"come_back:{walk.walk_id}:{week_of(going.at.date())}"
    acting.saying.say(
        here,
        ComeBack(walk_id=walk.walk_id, since=acting.now),
        address_of_person(here, acting.conn, acting.person_id) or acting.address,
        cause=cause,
        ordinal=times_said(here, acting.conn, cause, acting.person_id),
        order_key=f"come_back:{walk.walk_id}",
        not_before=going.at,
    )


def _project(text: str, walk: Walk, here: Acting) -> Message | Begin:
    """In these words from now on; with no challenge open there, « défi » begins from them."""
    reword_project(here.scope, here.conn, here.ring, walk.walk_id, text, here.now)
    kept = SmallerKept(walk_id=walk.walk_id)
    if load_open(here.scope, here.conn, here.ring, here.person_id).challenges:
        return kept
    return Begin("challenge", given={"question": text}, say=(kept,))


def _another(text: str, ended: Challenge, walk: Walk, here: Acting) -> Message | Begin:
    """The challenge came to its end: another one, smaller, beside those that are open."""
    place = here.person.membership(ended.community_id)
    group_id = place.group_id if place is not None else ""
    month = load_month(here.scope, here.conn, here.ring, here.person_id, here.now, group_id=group_id)
    if month is None or not may_in(place, Act.KEEP_CHALLENGE):
        return _unsent(text, NotForYou())
    if len(load_open(here.scope, here.conn, here.ring, here.person_id).challenges) >= OPEN_LIMIT:
        return _unsent(text, ThreeOpen(community_id=ended.community_id))
    made = add_challenge(
        here.scope,
        here.conn,
        here.ring,
        here.person_id,
        month.month,
        month.new_until or month.until,
        here.now,
        question=text,
        tool_user=ended.tool_user or ToolUser.UNKNOWN,
        group_id=group_id,
    )
    return ChallengeKept(challenge_id=made, walk_id=walk.walk_id) if made is not None else _unsent(text, NotForYou())


def _unsent(text: str, why: Message) -> Begin:
    """Why it isn't done; then what was written, so that it isn't lost."""
    return Begin(UnsentDialog.key, given={WORDS: text}, say=(why,))


HANDLES: dict[type[Command], Handler] = {
    TalkAbout: talk,
    MakeSmaller: make_smaller,
    ComeBackTo: come_back,
    DropReturn: drop_return,
}
