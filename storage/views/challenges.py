"""One's own challenges, in clear: loaded for their owner only."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import Row

from community.challenge import ChallengeState, ToolUser
from community.civil import challenge_month, civil_date, last_school_day
from community.views import Challenge, MonthView, MyChallengesView
from storage.schema import challenges, communities
from storage.scope import Scope
from storage.sealing import KeyRing

PAGE_SIZE = 6
"""Challenges on one page: what a phone shows without losing the buttons."""

_MINE = (
    select(challenges, communities.c.name.label("community"))
    .join(communities, communities.c.id == challenges.c.community_id)
    .where(challenges.c.person_id == bindparam("person"), challenges.c.organization_id == bindparam("organization"))
    .order_by(challenges.c.month.desc(), challenges.c.created_at.desc(), challenges.c.id)
)
_OPEN = _MINE.where(
    challenges.c.community_id == bindparam("community"), challenges.c.state == ChallengeState.OPEN.value
).limit(1)
_OF_MONTH = _MINE.where(
    challenges.c.community_id == bindparam("community"), challenges.c.month == bindparam("month")
).limit(1)
_ONE = _MINE.where(challenges.c.id == bindparam("challenge"))
_COMMUNITY = select(communities.c.time_zone, communities.c.learners, communities.c.locale).where(
    communities.c.id == bindparam("community"), communities.c.organization_id == bindparam("organization")
)


def load_month(scope: Scope, conn: Connection, ring: KeyRing, person_id: str, now: datetime) -> MonthView | None:
    """The month in course in the scope's community at the UTC instant ``now``, and the person's open challenge."""
    given = _given(scope, person_id) | {"community": scope.community_id}
    place = conn.execute(_COMMUNITY, given).first()
    if place is None or scope.community_id is None:
        return None
    month = challenge_month(civil_date(now, ZoneInfo(place.time_zone)))
    found = conn.execute(_OPEN, given).first()
    left = conn.execute(_OF_MONTH, given | {"month": month}).first() if found is None else None
    return MonthView(
        community_id=scope.community_id,
        month=month,
        until=last_school_day(month),
        learners=place.learners,
        words_locale=place.locale,
        open=_challenge(ring, found) if found is not None else None,
        left=_challenge(ring, left) if left is not None else None,
    )


def load_challenge(
    scope: Scope, conn: Connection, ring: KeyRing, person_id: str, challenge_id: str
) -> Challenge | None:
    """The person's challenge of this id; ``None`` when it isn't there or isn't theirs."""
    found = conn.execute(_ONE, _given(scope, person_id) | {"challenge": challenge_id}).first()
    return _challenge(ring, found) if found is not None else None


def load_my_challenges(
    scope: Scope, conn: Connection, ring: KeyRing, person_id: str, page: int, now: datetime, zone: ZoneInfo
) -> MyChallengesView:
    """One page of the person's own, newest month first; a page past the end is the last one."""
    rows = conn.execute(_MINE, _given(scope, person_id)).all()
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    shown = rows[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return MyChallengesView(
        challenges=tuple(_challenge(ring, row) for row in shown),
        page=page,
        pages=pages,
        month=challenge_month(civil_date(now, zone)),
        several=len({row.community_id for row in rows}) > 1,
    )


def _given(scope: Scope, person_id: str) -> dict[str, str | None]:
    return {"person": person_id, "organization": scope.organization_id}


def _challenge(ring: KeyRing, row: Row) -> Challenge:  # type: ignore[type-arg]
    question = row.question_sealed
    return Challenge(
        challenge_id=row.id,
        owner_id=row.person_id,
        community_id=row.community_id,
        community=row.community,
        month=row.month,
        until=row.until,
        state=ChallengeState(row.state),
        question=ring.unseal("challenges", "question_sealed", row.id, question) if question is not None else None,
        tool_user=ToolUser(row.tool_user) if row.tool_user is not None else None,
        hint_given=row.hint_given,
        changed_at=row.changed_at,
    )
