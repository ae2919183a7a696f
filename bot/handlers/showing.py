"""Showing a challenge to one's group, and taking it back."""

from zoneinfo import ZoneInfo

from bot.handlers.acting import Acting, Handler
from bot.handlers.freshening import freshen_report
from bot.handlers.posting import post_shown
from community.challenge import ChallengeState, Readers
from community.civil import civil_date
from community.commands import Command, ShowChallenge, WithdrawChallenge
from community.messages import ChallengeShown, ChallengeWithdrawn, Message, NotForYou
from community.rights import Act, may, may_in
from storage.challenges import show_challenge, withdraw_challenge
from storage.meetings import until_of
from storage.reports import choose_report_readers
from storage.scope import Scope
from storage.views.challenges import load_challenge
from storage.views.own import load_own

SHOWABLE = (ChallengeState.OPEN, ChallengeState.REPORTED)
"""What may be shown: a challenge that goes on, or one that came to a report."""


def show(command: ShowChallenge, acting: Acting) -> Message:
    """Its group may read it from now on; its card is in the group's channels."""
    own = load_own(acting.scope, acting.conn, acting.ring, acting.person, command.challenge_id, acting.now)
    place = acting.person.membership(own.challenge.community_id) if own is not None else None
    if own is None or place is None or not may_in(place, Act.KEEP_CHALLENGE):
        return NotForYou()
    challenge = own.challenge
    if challenge.question is None or challenge.state not in SHOWABLE:
        return NotForYou()
    here = Scope(acting.scope.organization_id, challenge.community_id)
    standing = challenge.group_id if challenge.readers is not Readers.ME and challenge.group_id else place.group_id
    group_id = command.group_id if command.group_id in dict(own.teams) else standing
    until = challenge.until
    if group_id != challenge.group_id and challenge.state is ChallengeState.OPEN and challenge.carried_past is None:
        until, _ = until_of(here, acting.conn, group_id, civil_date(acting.now, ZoneInfo(place.time_zone)))
    done = show_challenge(
        here,
        acting.conn,
        acting.ring,
        challenge.challenge_id,
        group_id,
        command.wants,
        until,
        acting.now,
        classroom=command.classroom,
        sign=command.sign,
        hypothesis=command.hypothesis if own.inquiry else challenge.hypothesis,
    )
    if not done:
        return NotForYou()
    runs_it = may_in(place, Act.RUN_COMMUNITY)
    post_shown(acting.saying, acting.conn, here, challenge.challenge_id, group_id, acting.cause, first=runs_it)
    return ChallengeShown(challenge_id=challenge.challenge_id)


def withdraw(command: WithdrawChallenge, acting: Acting) -> Message:
    """Nobody but its owner reads it any more, nor its report; what was written under it stays with who wrote it."""
    challenge = load_challenge(acting.scope, acting.conn, acting.ring, command.challenge_id)
    if challenge is None or not may(acting.person, Act.CHANGE_CHALLENGE, challenge):
        return NotForYou()
    if challenge.readers is not Readers.ME:
        here = Scope(acting.scope.organization_id, challenge.community_id)
        withdraw_challenge(here, acting.conn, challenge.challenge_id, acting.now)
        choose_report_readers(here, acting.conn, challenge.challenge_id, Readers.ME, acting.now)
        freshen_report(acting, challenge.challenge_id)
    return ChallengeWithdrawn(challenge_id=challenge.challenge_id)


HANDLES: dict[type[Command], Handler] = {ShowChallenge: show, WithdrawChallenge: withdraw}
