"""A community's roster as it stands on a day, and importing another over it."""

from datetime import date

from sqlalchemy import Connection, Table, select

from community.civil import school_year
from community.intake import alike
from community.roles import Role
from community.roster import Current, Group, KnownMembership, KnownPerson, KnownRole, Plan, Roster
from community.roster_plan import plan as plan_roster
from storage.roster_writing import Progress, apply
from storage.schema import communities, departments, families, memberships, organizations, people, roles, teams
from storage.scope import Scope


class NoSuchCommunity(LookupError):
    """The organization has no community of this id."""


def import_roster(
    scope: Scope,
    conn: Connection,
    roster: Roster,
    today: date,
    *,
    end_missing: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Plan:
    """Plan, and carry out unless there are faults or it is a ``dry_run``: one transaction, all or nothing.

    ``today`` is the civil date in the community's zone. Raises :class:`NoSuchCommunity`.
    """
    # One import at a time an organization: two would both find a person missing, and both insert them.
    conn.execute(select(organizations.c.id).where(organizations.c.id == scope.organization_id).with_for_update())
    plan = plan_roster(roster, current(scope, conn, today), end_missing=end_missing)
    if not plan.faults and not dry_run:
        apply(scope, conn, plan, today, progress=progress)
    return plan


def current(scope: Scope, conn: Connection, today: date) -> Current:
    """The scope's community as it stands on the civil date ``today``, and the people of its organization.

    Raises :class:`NoSuchCommunity`.
    """
    mine = communities.c.id == scope.community_id, communities.c.organization_id == scope.organization_id
    locale = conn.execute(select(communities.c.locale).where(*mine)).scalar()
    if locale is None:
        raise NoSuchCommunity(scope.community_id)
    person_columns = (
        people.c.id,
        people.c.email,
        people.c.full_name,
        people.c.first_name,
        people.c.title,
        people.c.locale,
        people.c.locale_chosen,
    )
    everyone = select(*person_columns).where(people.c.organization_id == scope.organization_id)
    # All of the organization's, without a join: right after a first import PostgreSQL has no statistics, and would
    # join row by row (4 s for 20,000 people).
    live = select(
        roles.c.membership_id,
        roles.c.id,
        roles.c.role,
        roles.c.department_id,
        roles.c.family_id,
        roles.c.release_weekday,
    ).where(roles.c.organization_id == scope.organization_id, roles.c.ends_on >= today)
    held: dict[str, list[KnownRole]] = {}
    for membership_id, role_id, role, *rest in conn.execute(live.order_by(roles.c.id)):
        held.setdefault(membership_id, []).append(KnownRole(role_id, Role(role), *rest))
    this_year = select(
        memberships.c.id, memberships.c.person_id, memberships.c.team_id, memberships.c.subject, memberships.c.ends_on
    ).where(
        memberships.c.organization_id == scope.organization_id,
        memberships.c.community_id == scope.community_id,
        memberships.c.school_year == school_year(today),
    )
    return Current(
        locale=locale,
        people={row.email: KnownPerson(*row) for row in conn.execute(everyone)},
        memberships={
            row.person_id: KnownMembership(
                row.id, row.team_id, row.subject, row.ends_on >= today, tuple(held.get(row.id, ()))
            )
            for row in conn.execute(this_year)
        },
        families=_groups(scope, conn, families),
        departments=_groups(scope, conn, departments),
        teams=_groups(scope, conn, teams),
    )


def _groups(scope: Scope, conn: Connection, table: Table) -> dict[str, Group]:
    family = [table.c.family_id] if "family_id" in table.c else []
    found = select(table.c.id, table.c.name, *family).where(
        table.c.organization_id == scope.organization_id, table.c.community_id == scope.community_id
    )
    return {alike(row.name): Group(*row) for row in conn.execute(found)}
