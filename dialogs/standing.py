"""Where a talk stands: moved by the table of community/talk.py, set aside, about one community or another.

Pure functions from a talk to a talk; dialogs/talk.py says when.
"""

from dataclasses import replace
from typing import Any

from community.talk import ASIDE_LIMIT, TRANSITIONS, Position, Talk, TalkEvent
from community.talk import TalkState as State
from community.views import PersonView
from dialogs import DIALOGS


def moved(talk: Talk, event: TalkEvent, **changes: Any) -> Talk:
    """The talk after an event; leaving the open question also forgets when it was asked and what was held."""
    state = TRANSITIONS[talk.state, event]
    if state is not State.CONFIRMING:
        changes.setdefault("held", None)
    if state is State.IDLE:
        changes.setdefault("asked_at", None)
    return replace(talk, state=state, **changes)


def set_aside(talk: Talk, opening: str | None = None, subject_id: str | None = None) -> Talk:
    """The same talk, its open conversation among those to come back to, the newest last; ``opening`` not among them."""
    if talk.at is not None:
        talk = replace(talk, aside=(*without(talk, talk.at.dialog, talk.at.subject_id), talk.at))
    return replace(talk, aside=without(talk, opening, subject_id)[-ASIDE_LIMIT:])


def without(talk: Talk, dialog: str | None, subject_id: str | None = None) -> tuple[Position, ...]:
    """What is set aside, but for this dialog about this subject, in the community talked about."""
    return tuple(p for p in talk.aside if (p.dialog, p.subject_id) != (dialog, subject_id) or not is_here(p, talk))


def is_here(at: Position, talk: Talk) -> bool:
    """Whether this is about the community talked about, or about none."""
    return at.community_id in (None, talk.community_id)


def standing(at: Position) -> Position:
    """Where the talk stands; a step that a deployment took away starts its dialog over, the draft kept."""
    if at.step in DIALOGS[at.dialog].steps:
        return at
    return replace(at, step=DIALOGS[at.dialog].first(), trail=())


def turned_to(talk: Talk, community_id: str) -> Talk:
    """The same talk, about this community; what was open about another one is set aside."""
    talk = replace(talk, community_id=community_id)
    if talk.at is None or is_here(talk.at, talk):
        return talk
    return moved(set_aside(talk), TalkEvent.LATER, at=None)


def still_theirs(talk: Talk, person: PersonView) -> Talk:
    """The same talk, without what is about a community that the person is no longer of."""
    theirs = {None, *(place.community_id for place in person.memberships)}
    if talk.at is not None and talk.at.community_id not in theirs:
        talk = moved(talk, TalkEvent.CANCEL, at=None)
    aside = tuple(p for p in talk.aside if p.community_id in theirs)
    return replace(talk, aside=aside, community_id=talk.community_id if talk.community_id in theirs else None)


def settle(talk: Talk, verb: str) -> Talk:
    """The same talk, its open conversation over where a button beside it settled what it asks."""
    asking = DIALOGS.get(talk.at.dialog) if talk.at is not None else None
    return moved(talk, TalkEvent.CANCEL, at=None) if asking is not None and verb in asking.side_buttons else talk
