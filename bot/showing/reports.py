"""One's own challenge with its report and its actions: for its owner only."""

from collections.abc import Callable
from dataclasses import fields

from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.messages import NothingToReport, ThreeOpen
from community.reporting import goes_on, reportable
from community.rights import Act, may, may_in
from community.views import (
    Action,
    GoingOnView,
    OpenChallengesView,
    OwnChallengeView,
    PersonView,
    ReportableView,
    ReportedView,
)
from storage.scope import Scope
from storage.views.challenges import load_open
from storage.views.own import load_own
from storage.views.reports import load_action


def _own(seeing: Seeing, person: PersonView, challenge_id: str | None) -> OwnChallengeView | None:
    """One of their challenges, in a community that they are of, where they keep challenges."""
    own = load_own(seeing.scope, seeing.conn, seeing.ring, person, challenge_id, seeing.now) if challenge_id else None
    if own is None or not may(person, Act.CHANGE_CHALLENGE, own.challenge):
        return None
    return own if may_in(person.membership(own.challenge.community_id), Act.KEEP_CHALLENGE) else None


def _reportable(seeing: Seeing, person: PersonView, challenge_id: str | None) -> OwnChallengeView | None:
    own = _own(seeing, person, challenge_id)
    return _as(ReportableView, own) if own is not None and reportable(own) else None


def _reported(seeing: Seeing, person: PersonView, challenge_id: str | None) -> OwnChallengeView | None:
    own = _own(seeing, person, challenge_id)
    return _as(ReportedView, own) if own is not None and own.report is not None else None


def _going_on(seeing: Seeing, person: PersonView, challenge_id: str | None) -> OwnChallengeView | None:
    own = _own(seeing, person, challenge_id)
    if own is not None and own.report is None:  # the form sent twice: its card shows the challenge it made by now
        own = _own(seeing, person, own.challenge.follows_id)
    return _as(GoingOnView, own) if own is not None and goes_on(own) else None


def _as(view: Callable[..., OwnChallengeView], own: OwnChallengeView) -> OwnChallengeView:
    return view(**{field.name: getattr(own, field.name) for field in fields(own)})


def _action(seeing: Seeing, person: PersonView, action_id: str | None) -> Action | None:
    found = load_action(seeing.scope, seeing.conn, seeing.ring, action_id) if action_id else None
    return found if found is not None and found.owner_id == person.person_id else None


def _open(seeing: Seeing, message: NothingToReport | ThreeOpen) -> OpenChallengesView | None:
    """In the community that the message names, else in the one talked about."""
    person_id = seeing.reader.person_id
    named = message.community_id if isinstance(message, ThreeOpen) else ""
    here = Scope(seeing.scope.organization_id, named or seeing.scope.community_id)
    return load_open(here, seeing.conn, seeing.ring, person_id) if person_id is not None else None


MESSAGES: dict[type, MessageLoader] = {OpenChallengesView: _open}
DIALOGS: dict[type, DialogLoader] = {
    ReportableView: _reportable,
    ReportedView: _reported,
    GoingOnView: _going_on,
    Action: _action,
}
