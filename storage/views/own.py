"""One of one's own challenges with all that hangs from it: for its owner only."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from community.carrying import carried_to
from community.civil import civil_date
from community.roles import Role
from community.views import GroupKind, Membership, OwnChallengeView, PersonView
from storage.meetings import meeting_of
from storage.schema import challenges
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.views.challenges import load_challenge
from storage.views.groups import groups_of
from storage.views.reports import load_actions, load_report

_FOLLOWS = (
    select(challenges.c.id)
    .where(
        challenges.c.follows_id == bindparam("challenge"),
        challenges.c.person_id == bindparam("person"),
        challenges.c.organization_id == bindparam("organization"),
    )
    .order_by(challenges.c.created_at, challenges.c.id)
    .limit(1)
)


def load_own(
    scope: Scope, conn: Connection, ring: KeyRing, person: PersonView, challenge_id: str, now: datetime
) -> OwnChallengeView | None:
    """The person's challenge of this id; ``None`` when it isn't theirs, or they left its community.

    ``person`` is loaded with who runs each community.
    """
    challenge = load_challenge(scope, conn, ring, challenge_id)
    if challenge is None or person.person_id is None or challenge.owner_id != person.person_id:
        return None
    place = person.membership(challenge.community_id)
    if place is None:
        return None
    here = Scope(scope.organization_id, challenge.community_id)
    every = groups_of(here, conn)
    mine = challenge.group_id or place.group_id
    group = next(((name, kind) for group_id, name, kind in every if group_id == mine), None)
    today = civil_date(now, ZoneInfo(place.time_zone))
    meeting = meeting_of(here, conn, mine, today)
    given = {"challenge": challenge_id, "person": person.person_id, "organization": scope.organization_id}
    return OwnChallengeView(
        challenge=challenge,
        group=group[0] if group is not None else place.group,
        group_kind=group[1] if group is not None else GroupKind.COMMUNITY,
        facilitators=tuple(name for name in place.facilitators if name != person.full_name),
        learners=place.learners,
        words_locale=place.words_locale,
        inquiry=place.inquiry,
        report=load_report(scope, conn, ring, challenge_id, mine=True),
        actions=tuple(load_actions(scope, conn, ring, challenge_id)),
        teams=tuple(_may_be_shown_to(every, place)),
        next_until=carried_to(challenge.until, today, meeting, challenge.carried_past),
        meeting=meeting,
        followed_by=conn.execute(_FOLLOWS, given).scalar(),
    )


def _may_be_shown_to(every: list[tuple[str, str, GroupKind]], place: Membership) -> list[tuple[str, str]]:
    """The groups to choose from: all of them for who runs the community without a team, one's families for others."""
    if any(kind is GroupKind.TEAM and group_id in place.groups for group_id, _, kind in every):
        return []
    if Role.FACILITATOR in place.roles:
        found = [(group_id, name) for group_id, name, _ in every]
    else:
        found = [(group_id, name) for group_id, name, kind in every if group_id in place.groups]
        if len([kind for group_id, _, kind in every if group_id in place.groups and kind is GroupKind.FAMILY]) < 2:
            return []
    return found if len(found) > 1 else []
