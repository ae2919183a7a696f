"""Keeping, changing and skipping a challenge."""

from bot.handlers.acting import Acting, Handler
from community.challenge import TRANSITIONS, ChallengeAct, ChallengeState, hint_for
from community.commands import Command, KeepChallenge, SkipMonth
from community.messages import ChallengeKept, Message, MonthSkipped, NotForYou
from community.rights import Act, may_in
from storage.challenges import add_challenge, change_challenge, move_challenge, note_hint
from storage.views.challenges import load_month


def keep_challenge(command: KeepChallenge, acting: Acting) -> Message:
    """Keep the question: the open challenge is changed, a skipped month is taken up again, else it is a new one."""
    month = load_month(
        acting.scope, acting.conn, acting.ring, acting.person_id, acting.now, challenge_id=command.challenge_id
    )
    if month is None or not may_in(acting.membership(), Act.KEEP_CHALLENGE):
        return NotForYou()
    found = month.open or month.left
    was_open = found is not None and found.state is ChallengeState.OPEN
    if found is None:
        challenge_id = add_challenge(
            acting.scope,
            acting.conn,
            acting.ring,
            acting.person_id,
            month.month,
            month.until,
            acting.now,
            question=command.question,
            tool_user=command.tool_user,
            group_id=acting.group_id(),
        )
        if challenge_id is None:
            return NotForYou()
    else:
        challenge_id = found.challenge_id
        if was_open and (found.question, found.tool_user) == (command.question, command.tool_user):
            return ChallengeKept(challenge_id=challenge_id)
        change_challenge(
            acting.scope,
            acting.conn,
            acting.ring,
            challenge_id,
            command.question,
            command.tool_user,
            month.until,
            acting.now,
        )
    hint = None if found is not None and found.hint_given else hint_for(command.question)
    if hint is not None:
        note_hint(acting.scope, acting.conn, challenge_id)
    return ChallengeKept(challenge_id=challenge_id, hint=hint, changed=was_open)


def skip_month(command: SkipMonth, acting: Acting) -> Message:
    """« Pas ce mois-ci »: what was written stays written; no reason is asked."""
    month = load_month(acting.scope, acting.conn, acting.ring, acting.person_id, acting.now)
    if month is None or not may_in(acting.membership(), Act.KEEP_CHALLENGE):
        return NotForYou()
    found = month.open or month.left
    if found is None:
        add_challenge(
            acting.scope,
            acting.conn,
            acting.ring,
            acting.person_id,
            month.month,
            month.until,
            acting.now,
            group_id=acting.group_id(),
        )
    else:
        state = TRANSITIONS[found.state, ChallengeAct.SKIP]
        move_challenge(acting.scope, acting.conn, found.challenge_id, state, acting.now)
    return MonthSkipped(month=month.month)


HANDLES: dict[type[Command], Handler] = {KeepChallenge: keep_challenge, SkipMonth: skip_month}
