"""The challenges on which a message may be kept as evidence: for their owner."""

from datetime import date

from sqlalchemy import Connection, bindparam, select

from community.challenge import ChallengeState
from community.views import KeepTraceView
from storage.schema import challenges
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.views.challenges import load_challenge

OFFERED = 12
"""Challenges to choose from: a school year has ten months."""

_KEEPABLE = (
    select(challenges.c.id)
    .where(
        challenges.c.person_id == bindparam("person"),
        challenges.c.organization_id == bindparam("organization"),
        challenges.c.state != ChallengeState.SKIPPED.value,
        challenges.c.month >= bindparam("since"),
    )
    .order_by(challenges.c.month.desc(), challenges.c.created_at.desc(), challenges.c.id)
    .limit(OFFERED)
)


def load_keepable(scope: Scope, conn: Connection, ring: KeyRing, person_id: str, since: date) -> KeepTraceView:
    """The person's challenges, open or ended, of the months from ``since`` on, in all their communities."""
    given = {"person": person_id, "organization": scope.organization_id, "since": since}
    found = [load_challenge(scope, conn, ring, challenge_id) for challenge_id in conn.scalars(_KEEPABLE, given).all()]
    return KeepTraceView(tuple(challenge for challenge in found if challenge is not None and challenge.question))
