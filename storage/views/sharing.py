"""What is shown to a group, whole: bot/showing/sharing.py leaves out what its reader may not read."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from community.challenge import ChallengeState, Readers
from community.civil import civil_date
from community.peers import WordsKind
from community.roles import Role
from community.views import Challenge, SharedChallenge
from storage.schema import cards, challenges, communities, memberships, outbox, peer_words, people, roles
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.views.challenges import load_challenge
from storage.views.groups import group_of
from storage.views.reports import load_actions, load_report

A_MOMENT = timedelta(minutes=1)
_A_DAY = timedelta(days=1)
"""No zone is a day away from UTC: rows are fetched a day wide, then held to the community's civil date."""

_OWNER = (
    select(
        people.c.full_name,
        communities.c.time_zone,
        communities.c.learners,
        communities.c.locale,
        memberships.c.subject,
        memberships.c.starts_on,
        memberships.c.ends_on,
        roles.c.role,
        roles.c.starts_on.label("role_from"),
        roles.c.ends_on.label("role_until"),
    )
    .select_from(
        people.join(communities, communities.c.organization_id == people.c.organization_id)
        .outerjoin(
            memberships,
            (memberships.c.person_id == people.c.id)
            & (memberships.c.community_id == communities.c.id)
            & (memberships.c.starts_on <= bindparam("latest"))
            & (memberships.c.ends_on >= bindparam("earliest")),
        )
        .outerjoin(roles, roles.c.membership_id == memberships.c.id)
    )
    .where(
        people.c.id == bindparam("person"),
        people.c.organization_id == bindparam("organization"),
        communities.c.id == bindparam("community"),
    )
)
_OF_CHALLENGE = (peer_words.c.challenge_id == bindparam("challenge")) & (
    peer_words.c.organization_id == bindparam("organization")
)
_COUNTS = select(peer_words.c.kind, func.count().label("many")).where(_OF_CHALLENGE).group_by(peer_words.c.kind)
_JOINED = (
    select(people.c.full_name)
    .join(people, people.c.id == peer_words.c.person_id)
    .where(_OF_CHALLENGE, peer_words.c.kind == WordsKind.TRY.value)
    .order_by(peer_words.c.created_at, peer_words.c.id)
)
POSTED_AT_ONCE = 10
"""Cards posted at once in a channel that has just been bound: the newest; a list shows the others."""
_RUNS = (
    select(func.count())
    .select_from(roles.join(memberships, memberships.c.id == roles.c.membership_id))
    .where(
        memberships.c.person_id == challenges.c.person_id,
        memberships.c.community_id == challenges.c.community_id,
        roles.c.role == Role.FACILITATOR.value,
        roles.c.starts_on <= bindparam("latest"),
        roles.c.ends_on >= bindparam("earliest"),
    )
    .scalar_subquery()
)
_SHOWN_TO = (
    select(challenges.c.id, _RUNS.label("runs"))
    .where(
        challenges.c.organization_id == bindparam("organization"),
        challenges.c.community_id == bindparam("community"),
        challenges.c.group_id == bindparam("group"),
        challenges.c.readers != Readers.ME.value,
        challenges.c.state == ChallengeState.OPEN.value,
    )
    .order_by(challenges.c.shown_at.desc(), challenges.c.id)
    .limit(POSTED_AT_ONCE)
)
_WAITING = (
    select(func.min(outbox.c.not_before))
    .join(cards, cards.c.id == outbox.c.id)
    .where(
        cards.c.organization_id == bindparam("organization"),
        cards.c.subject_id == bindparam("challenge"),
        outbox.c.state == "ready",
        outbox.c.not_before > bindparam("now"),
        outbox.c.edits.is_(None),
    )
)


def load_shared(
    scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str, now: datetime
) -> SharedChallenge | None:
    """A challenge that its owner shows, with all that hangs from it, notes apart; ``None`` when it isn't shown.

    Who may read which part of it is for the caller to ask of community/rights.py.
    """
    challenge = load_challenge(scope, conn, ring, challenge_id)
    if challenge is None or challenge.readers is Readers.ME:
        return None
    return _shared(scope, conn, ring, challenge, now)


def load_shared_all(
    scope: Scope, conn: Connection, ring: KeyRing, challenge_ids: Iterable[str], now: datetime
) -> list[SharedChallenge]:
    """:func:`load_shared` for each of these that is shown, in their order."""
    found = (load_shared(scope, conn, ring, challenge_id, now) for challenge_id in challenge_ids)
    return [shared for shared in found if shared is not None]


def shown_to(scope: Scope, conn: Connection, group_id: str, now: datetime) -> list[tuple[str, bool]]:
    """The newest open challenges shown to a group of the scope's community: (id, by whom runs it), theirs first."""
    given = {
        "organization": scope.organization_id,
        "community": scope.community_id,
        "group": group_id,
        "latest": (now + _A_DAY).date(),
        "earliest": (now - _A_DAY).date(),
    }
    found = {row.id: bool(row.runs) for row in conn.execute(_SHOWN_TO, given)}
    return sorted(((challenge_id, runs) for challenge_id, runs in found.items()), key=lambda one: not one[1])


def waits_until(scope: Scope, conn: Connection, challenge_id: str, now: datetime) -> datetime | None:
    """The UTC instant at which the first of a challenge's cards that still wait is is due; a moment is no wait."""
    given = {"organization": scope.organization_id, "challenge": challenge_id, "now": now + A_MOMENT}
    found: datetime | None = conn.execute(_WAITING, given).scalar()
    return found


def _shared(scope: Scope, conn: Connection, ring: KeyRing, challenge: Challenge, now: datetime) -> SharedChallenge:
    here = Scope(scope.organization_id, challenge.community_id)
    given = {
        "organization": scope.organization_id,
        "community": challenge.community_id,
        "person": challenge.owner_id,
        "challenge": challenge.challenge_id,
        "latest": (now + _A_DAY).date(),
        "earliest": (now - _A_DAY).date(),
    }
    owner = conn.execute(_OWNER, given).all()
    today = civil_date(now, ZoneInfo(owner[0].time_zone)) if owner else now.date()
    held = {row.role for row in owner if row.role and row.role_from <= today <= row.role_until}
    counts = {row.kind: row.many for row in conn.execute(_COUNTS, given)}
    group = group_of(here, conn, challenge.group_id)
    return SharedChallenge(
        challenge=challenge,
        owner=owner[0].full_name if owner else "",
        group=group[0] if group is not None else challenge.community,
        subject=next((row.subject for row in owner if row.subject), ""),
        joined=tuple(dict.fromkeys(conn.scalars(_JOINED, given))),
        ideas=counts.get(WordsKind.IDEA.value, 0),
        questions=counts.get(WordsKind.QUESTION.value, 0),
        report=load_report(scope, conn, ring, challenge.challenge_id),
        actions=tuple(load_actions(scope, conn, ring, challenge.challenge_id)),
        by_facilitator=Role.FACILITATOR.value in held,
        learners=owner[0].learners if owner else "",
        words_locale=owner[0].locale if owner else "fr_CA",
    )
