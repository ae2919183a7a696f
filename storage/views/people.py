"""Who somebody is today: their communities, roles, group, accounts."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, select

from community.civil import civil_date
from community.roles import Role
from community.views import Account, Membership, OrganizationView, PersonView, Quiet
from storage.organizations import read_hours
from storage.pushed import written_this_month
from storage.schema import addresses, communities, families, memberships, muted, organizations, people, roles, teams
from storage.scope import Scope

_A_DAY = timedelta(days=1)
"""No zone is a day away from UTC: rows are fetched a day wide, then held to each community's civil date."""

_PERSON = (
    select(
        people.c.first_name,
        people.c.locale,
        people.c.title,
        people.c.full_name,
        people.c.hours.label("own_hours"),
        people.c.paused_until,
        people.c.paused_meetings,
        people.c.may_be_signalled,
        memberships.c.community_id,
        memberships.c.team_id,
        communities.c.name,
        communities.c.time_zone,
        communities.c.learners,
        communities.c.hours,
        communities.c.rigour,
        communities.c.locale.label("words_locale"),
        organizations.c.principal_page,
        teams.c.name.label("team"),
        families.c.name.label("family"),
        roles.c.family_id,
        roles.c.role,
        roles.c.starts_on,
        roles.c.ends_on,
    )
    .select_from(
        people.join(organizations, organizations.c.id == people.c.organization_id)
        .outerjoin(memberships, memberships.c.person_id == people.c.id)
        .outerjoin(
            roles,
            and_(
                roles.c.membership_id == memberships.c.id,
                roles.c.starts_on <= bindparam("latest"),
                roles.c.ends_on >= bindparam("earliest"),
            ),
        )
        .outerjoin(communities, communities.c.id == memberships.c.community_id)
        .outerjoin(teams, teams.c.id == memberships.c.team_id)
        .outerjoin(families, families.c.id == roles.c.family_id)
    )
    .where(people.c.id == bindparam("person"), people.c.organization_id == bindparam("organization"))
    .order_by(communities.c.name, roles.c.id)
)
_FACILITATORS = (
    select(memberships.c.community_id, people.c.full_name, roles.c.starts_on, roles.c.ends_on, communities.c.time_zone)
    .select_from(
        roles.join(memberships, memberships.c.id == roles.c.membership_id)
        .join(people, people.c.id == memberships.c.person_id)
        .join(communities, communities.c.id == memberships.c.community_id)
    )
    .where(
        roles.c.organization_id == bindparam("organization"),
        roles.c.role == Role.FACILITATOR.value,
        roles.c.starts_on <= bindparam("latest"),
        roles.c.ends_on >= bindparam("earliest"),
    )
    .order_by(people.c.full_name)
)
_ACCOUNTS = (
    select(addresses.c.channel, addresses.c.linked_at, addresses.c.linked_by)
    .where(
        and_(
            addresses.c.person_id == bindparam("person"),
            addresses.c.organization_id == bindparam("organization"),
            addresses.c.kind == "personal",
        )
    )
    .order_by(addresses.c.linked_at)
)

_MUTED = select(muted.c.kind).where(
    muted.c.person_id == bindparam("person"), muted.c.organization_id == bindparam("organization")
)


_WHO_RUNS = (
    _FACILITATORS.with_only_columns(
        people.c.id, people.c.full_name, roles.c.starts_on, roles.c.ends_on, communities.c.time_zone
    )
    .where(memberships.c.community_id == bindparam("community"))
    .order_by(people.c.id)
)


def load_person(
    scope: Scope, conn: Connection, person_id: str, now: datetime, *, names: bool = False, accounts: bool = False
) -> PersonView | None:
    """The organization's person at the UTC instant ``now``; ``None`` for nobody of it.

    ``names`` also loads who runs each community, ``accounts`` the linked platform accounts and what they want fewer of
    and how often they were written to this month.
    """
    given = _given(scope, now) | {"person": person_id}
    found = conn.execute(_PERSON, given).all()
    if not found:
        return None
    person = found[0]
    rows = [row for row in found if row.role is not None and _holds(row, now)]
    runs = _facilitators(conn, given, now) if names and rows else {}
    zone = ZoneInfo(rows[0].time_zone if rows else "UTC")
    return PersonView(
        person_id=person_id,
        first_name=person.first_name,
        locale=person.locale,
        title=person.title,
        full_name=person.full_name,
        quiet=_quiet(conn, given, person, civil_date(now, zone), muted_too=accounts),
        memberships=tuple(_places(rows, runs)),
        accounts=tuple(_accounts(conn, given, zone)) if accounts else (),
        written=written_this_month(scope, conn, person_id, now, zone) if accounts else 0,
    )


def load_organization(scope: Scope, conn: Connection, now: datetime) -> OrganizationView:
    """Each community of the organization with the names of those who run it at the UTC instant ``now``."""
    runs = _facilitators(conn, _given(scope, now), now)
    rows = conn.execute(
        select(communities.c.id, communities.c.name)
        .where(communities.c.organization_id == scope.organization_id)
        .order_by(communities.c.name)
    )
    return OrganizationView(tuple((row.name, runs[row.id]) for row in rows if row.id in runs))


def load_who_runs(scope: Scope, conn: Connection, now: datetime) -> dict[str, str]:
    """Who runs the scope's community at the UTC instant ``now``: id → first and last name, by name."""
    rows = conn.execute(_WHO_RUNS, _given(scope, now) | {"community": scope.community_id})
    return {row.id: row.full_name for row in rows if _holds(row, now)}


def _given(scope: Scope, now: datetime) -> dict[str, Any]:
    return {
        "organization": scope.organization_id,
        "latest": (now + _A_DAY).date(),
        "earliest": (now - _A_DAY).date(),
    }


def _holds(row: Any, now: datetime) -> bool:
    today = civil_date(now, ZoneInfo(row.time_zone))
    return bool(row.starts_on <= today <= row.ends_on)


def _facilitators(conn: Connection, given: dict[str, Any], now: datetime) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in conn.execute(_FACILITATORS, given):
        if _holds(row, now):
            found.setdefault(row.community_id, []).append(row.full_name)
    return {community: tuple(dict.fromkeys(names)) for community, names in found.items()}


def _quiet(conn: Connection, given: dict[str, Any], person: Any, today: date, *, muted_too: bool) -> Quiet:
    paused = person.paused_until is not None and person.paused_until > today
    return Quiet(
        hours=read_hours(person.own_hours) if person.own_hours is not None else None,
        until=person.paused_until if paused else None,
        meetings=person.paused_meetings,
        fewer_of=frozenset(conn.scalars(_MUTED, given)) if muted_too else frozenset(),
        may_be_signalled=person.may_be_signalled,
    )


def _places(rows: list[Any], runs: dict[str, tuple[str, ...]]) -> list[Membership]:
    by_community: dict[str, list[Any]] = {}
    for row in rows:
        by_community.setdefault(row.community_id, []).append(row)
    return [
        Membership(
            community_id=community_id,
            community_name=found[0].name,
            group=found[0].team or next((r.family for r in found if r.family), None) or found[0].name,
            facilitators=runs.get(community_id, ()),
            roles=frozenset(Role(r.role) for r in found),
            time_zone=found[0].time_zone,
            learners=found[0].learners,
            hours=read_hours(found[0].hours),
            group_id=found[0].team_id or next((r.family_id for r in found if r.family_id), None) or community_id,
            groups=frozenset({community_id, *([found[0].team_id] if found[0].team_id else []), *_families_of(found)}),
            inquiry=found[0].rigour == "inquiry",
            words_locale=found[0].words_locale,
            principal_page=found[0].principal_page,
        )
        for community_id, found in by_community.items()
    ]


def _families_of(rows: list[Any]) -> set[str]:
    return {row.family_id for row in rows if row.family_id}


def _accounts(conn: Connection, given: dict[str, Any], zone: ZoneInfo) -> list[Account]:
    return [
        Account(row.channel, civil_date(row.linked_at, zone), row.linked_by)
        for row in conn.execute(_ACCOUNTS, given)
        if row.linked_at is not None
    ]
