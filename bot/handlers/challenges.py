"""Keeping, changing and skipping a challenge."""

from bot.handlers.acting import Acting, Begin, Handler
from community.challenge import TRANSITIONS, ChallengeAct, ChallengeState, Readers, hint_for
from community.commands import Command, KeepChallenge, SkipMonth
from community.messages import ChallengeKept, Message, MonthSkipped, NotForYou
from community.rights import Act, may_in
from community.views import MonthView
from dialogs.show import TOOL_USER, WALK
from storage.challenges import add_challenge, change_challenge, move_challenge, note_hint
from storage.views.challenges import load_month


def keep_challenge(command: KeepChallenge, acting: Acting) -> Message | Begin:
    """Keep the question: the open challenge is changed, a skipped month is taken up again, else it is a new one.

    New words for what others read are seen by their owner first, as they will be read.
    """
    month = _month(acting, command.challenge_id)
    if month is None:
        return NotForYou()
    found = month.open or month.left
    if command.seen and (found is None or found.challenge_id != command.challenge_id):
        return NotForYou()  # what was seen was of a challenge that ended
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
            return ChallengeKept(challenge_id=challenge_id, walk_id=command.walk_id)
        if found.readers is not Readers.ME and found.question != command.question and not command.seen:
            given = {"question": command.question, TOOL_USER: command.tool_user.value}
            given |= {WALK: command.walk_id} if command.walk_id is not None else {}
            return Begin("reword", challenge_id, given)
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
        acting.saying.freshen(acting.scope, challenge_id)
    hint = None if found is not None and found.hint_given else hint_for(command.question)
    if hint is not None:
        note_hint(acting.scope, acting.conn, challenge_id)
    return ChallengeKept(challenge_id=challenge_id, hint=hint, changed=was_open, walk_id=command.walk_id)


def skip_month(command: SkipMonth, acting: Acting) -> Message:
    """« Pas ce mois-ci »: what was written stays written; no reason is asked."""
    month = _month(acting, command.challenge_id)
    if month is None:
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
        acting.saying.freshen(acting.scope, found.challenge_id)
    return MonthSkipped(month=month.month)


def _month(acting: Acting, challenge_id: str | None) -> MonthView | None:
    """The month as it is for this person, about that challenge where one is named; ``None`` where it isn't theirs."""
    if not may_in(acting.membership(), Act.KEEP_CHALLENGE):
        return None
    scope, conn, ring = acting.scope, acting.conn, acting.ring
    group_id = acting.group_id()
    return load_month(scope, conn, ring, acting.person_id, acting.now, challenge_id=challenge_id, group_id=group_id)


HANDLES: dict[type[Command], Handler] = {KeepChallenge: keep_challenge, SkipMonth: skip_month}
