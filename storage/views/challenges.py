"""One's own challenges, in clear: loaded for their owner only."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import Row

from community.challenge import ChallengeState, Readers, ToolUser, Wants
from community.civil import challenge_month, civil_date
from community.views import Challenge, MonthView, MyChallengesView, OpenChallengesView
from storage.meetings import meeting_of, until_of
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
_MY_ONE = _MINE.where(challenges.c.id == bindparam("challenge"))
_ALL_OPEN = _OPEN.limit(None).order_by(None).order_by(challenges.c.created_at, challenges.c.id)
_ONE = (
    select(challenges, communities.c.name.label("community"))
    .join(communities, communities.c.id == challenges.c.community_id)
    .where(challenges.c.id == bindparam("challenge"), challenges.c.organization_id == bindparam("organization"))
)
_COMMUNITY = select(communities.c.time_zone, communities.c.learners, communities.c.locale).where(
    communities.c.id == bindparam("community"), communities.c.organization_id == bindparam("organization")
)


def load_month(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    now: datetime,
    *,
    challenge_id: str | None = None,
    group_id: str = "",
) -> MonthView | None:
    """The month in course in the scope's community at the UTC instant ``now``, and the person's open challenge.

    ``challenge_id`` names one of theirs: that one, open or not; ``None`` then when it isn't theirs. ``group_id`` is
    the person's group there, whose next meeting a new challenge runs until.
    """
    given = _given(scope, person_id) | {"community": scope.community_id}
    place = conn.execute(_COMMUNITY, given).first()
    if place is None or scope.community_id is None:
        return None
    today = civil_date(now, ZoneInfo(place.time_zone))
    month = challenge_month(today)
    if challenge_id is not None:
        found = conn.execute(_MY_ONE, given | {"challenge": challenge_id}).first()
        if found is None or found.community_id != scope.community_id:
            return None
        if found.state != ChallengeState.OPEN:
            found = None  # it ended: what is kept now is the month's
    else:
        found = conn.execute(_OPEN, given).first()
    left = conn.execute(_OF_MONTH, given | {"month": month}).first() if found is None else None
    if left is not None and left.state != ChallengeState.SKIPPED:
        left = None
    new_until, dated = until_of(scope, conn, group_id, today)
    until = new_until
    opened = challenge_of(ring, found) if found is not None else None
    if opened is not None and opened.until >= today:
        until = opened.until  # it may have been put off beyond the next meeting
    meeting = new_until if dated else None
    if opened is not None and opened.group_id != group_id:
        meeting = meeting_of(scope, conn, opened.group_id, today)
    return MonthView(
        community_id=scope.community_id,
        month=month,
        until=until,
        meeting=meeting == until,
        new_until=new_until,
        learners=place.learners,
        words_locale=place.locale,
        open=opened,
        left=challenge_of(ring, left) if left is not None else None,
    )


def load_open(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> OpenChallengesView:
    """The person's open challenges in the scope's community, the oldest first."""
    given = _given(scope, person_id) | {"community": scope.community_id}
    return OpenChallengesView(tuple(challenge_of(ring, row) for row in conn.execute(_ALL_OPEN, given)))


def load_challenge(scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str) -> Challenge | None:
    """The organization's challenge of this id, whoever's it is: who may read it is asked of community/rights.py."""
    given = {"challenge": challenge_id, "organization": scope.organization_id}
    found = conn.execute(_ONE, given).first()
    return challenge_of(ring, found) if found is not None else None


def all_challenges(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> list[Challenge]:
    """All of the person's own, oldest first."""
    rows = conn.execute(
        _MINE.order_by(None).order_by(challenges.c.created_at, challenges.c.id), _given(scope, person_id)
    )
    return [challenge_of(ring, row) for row in rows]


def load_my_challenges(
    scope: Scope, conn: Connection, ring: KeyRing, person_id: str, page: int, now: datetime, zone: ZoneInfo
) -> MyChallengesView:
    """One page of the person's own, newest month first; a page past the end is the last one."""
    rows = conn.execute(_MINE, _given(scope, person_id)).all()
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(page, 0), pages - 1)
    shown = rows[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    return MyChallengesView(
        challenges=tuple(challenge_of(ring, row) for row in shown),
        page=page,
        pages=pages,
        month=challenge_month(civil_date(now, zone)),
        several=len({row.community_id for row in rows}) > 1,
    )


def _given(scope: Scope, person_id: str) -> dict[str, str | None]:
    return {"person": person_id, "organization": scope.organization_id}


def challenge_of(ring: KeyRing, row: Row) -> Challenge:  # type: ignore[type-arg]
    """The challenge in a row of its table joined with its community's name, in clear."""

    def opened(column: str) -> str | None:
        sealed = getattr(row, column)
        return ring.unseal("challenges", column, row.id, sealed) if sealed is not None else None

    return Challenge(
        challenge_id=row.id,
        owner_id=row.person_id,
        community_id=row.community_id,
        community=row.community,
        month=row.month,
        until=row.until,
        state=ChallengeState(row.state),
        question=opened("question_sealed"),
        tool_user=ToolUser(row.tool_user) if row.tool_user is not None else None,
        hint_given=row.hint_given,
        changed_at=row.changed_at,
        group_id=row.group_id,
        readers=Readers(row.readers),
        wants=Wants(row.wants) if row.wants is not None else None,
        classroom=opened("classroom_sealed"),
        sign=opened("sign_sealed"),
        hypothesis=opened("hypothesis_sealed"),
        follows_id=row.follows_id,
        inspired_by_id=row.inspired_by_id,
        carried_past=row.carried_past,
        shown_at=row.shown_at,
    )
