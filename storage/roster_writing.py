"""Writing what importing a roster changes: a few statements for a thousand people at a time."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, Update, bindparam, func, insert, select, update

from community.civil import school_year, school_year_end
from community.intake import alike
from community.roles import Role
from community.roster import Change, GroupPlan, Missing, Outcome, PersonPlan, Plan, RolePlan
from storage.belonging import are_ours
from storage.schema import communities, departments, families, memberships, people, roles, teams
from storage.scope import Scope, new_id

BATCH = 1000
"""People at a time: enough to be fast, few enough for progress to be seen."""

Progress = Callable[[int, int], None]
"""Told (people written, how many there are)."""

Values = dict[str, Any]

_ROW: BindParameter[str] = bindparam("row")


class FaultyPlan(ValueError):
    """A plan with faults, or about another organization's people, is told, never carried out."""


def apply(scope: Scope, conn: Connection, plan: Plan, today: date, *, progress: Progress | None = None) -> None:
    """Write what a plan changes. Roles start on the civil date ``today`` and end with its school year; what is lost
    ended yesterday, so that reading is lost at once. Raises :class:`FaultyPlan`.
    """
    if plan.faults:
        raise FaultyPlan(f"{len(plan.faults)} faults")
    if scope.community_id is None or not are_ours(scope, conn, (communities, scope.community_id)):
        raise FaultyPlan("its community isn't the organization's")
    writing = _Writing(scope, conn, today)
    writing.groups(families, plan.families)
    writing.groups(departments, plan.departments)
    writing.groups(teams, plan.teams)
    for start in range(0, len(plan.people), BATCH):
        writing.people(plan.people[start : start + BATCH])
        if progress:
            progress(min(start + BATCH, len(plan.people)), len(plan.people))
    if plan.ends_missing:
        writing.end(plan.missing)


class _Writing:
    """One plan being carried out in one community."""

    def __init__(self, scope: Scope, conn: Connection, today: date) -> None:
        self._organization = scope.organization_id
        self._here: Values = {"organization_id": scope.organization_id, "community_id": scope.community_id}
        self._conn = conn
        self._today = today
        self._yesterday = today - timedelta(days=1)
        self._year = school_year(today)
        self._ends_on = school_year_end(self._year)
        self._ids: dict[Table, dict[str | None, str | None]] = {}

    def groups(self, table: Table, plans: Iterable[GroupPlan]) -> None:
        """Make, rename and move groups; from then on their ids are known."""
        made: list[Values] = []
        changed: list[Values] = []
        plans = tuple(plans)
        self._check_ours(table, (plan.group_id for plan in plans))
        for plan in plans:
            family = {"family_id": self._ids[families][plan.family]} if table is departments else {}
            if plan.group_id is None:
                made.append({"id": new_id(), **self._here, "name": plan.name, **family})
            else:
                changed.append({"row": plan.group_id, "name": plan.name, **family})
        self._insert(table, made)
        self._update(table, changed)
        if table is departments:  # the roles of those whom the file doesn't name move along
            theirs = roles.c.department_id == _ROW, roles.c.role != Role.AMBASSADOR.value
            moved = [{"row": row["row"], "family_id": row["family_id"]} for row in changed]
            self._set(self._of_ours(roles).where(*theirs, roles.c.ends_on >= self._today), moved)
        ids = select(table.c.id, table.c.name).where(
            table.c.organization_id == self._organization, table.c.community_id == self._here["community_id"]
        )
        self._ids[table] = {None: None} | {alike(row.name): row.id for row in self._conn.execute(ids)}

    def people(self, plans: Iterable[PersonPlan]) -> None:
        """Write these people, their memberships and roles."""
        new_people: list[Values] = []
        named: list[Values] = []
        spoken: list[Values] = []
        new_memberships: list[Values] = []
        placed: list[Values] = []
        new_roles: list[Values] = []
        changed_roles: list[Values] = []
        ended_roles: list[Values] = []
        plans = tuple(plans)
        self._check_ours(people, (plan.person_id for plan in plans))
        self._check_ours(memberships, (plan.membership_id for plan in plans))
        for plan in plans:
            names = {"full_name": plan.full_name, "first_name": plan.first_name, "title": plan.title}
            person_id = plan.person_id or new_id()
            if plan.person_id is None:
                who = {"id": person_id, "organization_id": self._organization, "email": plan.email}
                new_people.append({**who, **names, "locale": plan.locale})
            else:
                if {Change.NAME, Change.TITLE} & set(plan.changes):
                    named.append({"row": person_id, **names})
                if Change.LANGUAGE in plan.changes:
                    spoken.append({"row": person_id, "locale": plan.locale})
            place = {"team_id": self._ids[teams][plan.team], "subject": plan.subject, "ends_on": self._ends_on}
            membership_id = plan.membership_id or new_id()
            if plan.membership_id is None:
                whose = {"id": membership_id, **self._here, "person_id": person_id, "school_year": self._year}
                new_memberships.append({**whose, **place, "starts_on": self._today})
            elif plan.outcome is Outcome.CREATED or {Change.TEAM, Change.SUBJECT} & set(plan.changes):
                placed.append({"row": membership_id, **place})
            new_roles += [self._new_role(membership_id, role) for role in plan.new_roles]
            changed_roles += [{"row": role_id, **self._role(role)} for role_id, role in plan.changed_roles.items()]
            ended_roles += [{"row": role_id, "ends_on": self._yesterday} for role_id in plan.ended_roles]
        self._insert(people, new_people)
        self._update(people, named)
        # Somebody may have chosen their language since the plan was made.
        self._set(self._of_ours(people).where(people.c.id == _ROW, people.c.locale_chosen.is_(False)), spoken)
        self._insert(memberships, new_memberships)
        self._update(memberships, placed)
        self._insert(roles, new_roles)
        self._update(roles, changed_roles)
        self._update(roles, ended_roles)

    def end(self, missing: Iterable[Missing]) -> None:
        """End the memberships and roles of people whom the file no longer names."""
        gone = list(missing)
        self._update(memberships, [{"row": m.membership_id, "ends_on": self._yesterday} for m in gone])
        self._update(roles, [{"row": role_id, "ends_on": self._yesterday} for m in gone for role_id in m.role_ids])

    def _new_role(self, membership_id: str, role: RolePlan) -> Values:
        which = {"id": new_id(), "organization_id": self._organization, "membership_id": membership_id}
        return {
            **which,
            "role": role.role.value,
            **self._role(role),
            "starts_on": self._today,
            "ends_on": self._ends_on,
        }

    def _role(self, role: RolePlan) -> Values:
        return {
            "department_id": self._ids[departments][role.department],
            "family_id": self._ids[families][role.family],
            "release_weekday": role.release_weekday,
        }

    def _check_ours(self, table: Table, ids: Iterable[str | None]) -> None:
        """Raises :class:`FaultyPlan` unless each of these is a row of the organization."""
        wanted = {row_id for row_id in ids if row_id is not None}
        mine = table.c.organization_id == self._organization
        found = select(func.count()).select_from(table).where(mine, table.c.id.in_(wanted))
        if wanted and self._conn.execute(found).scalar_one() != len(wanted):
            raise FaultyPlan(f"it names {table.name} that aren't the organization's")

    def _insert(self, table: Table, rows: list[Values]) -> None:
        if rows:
            self._conn.execute(insert(table), rows)

    def _update(self, table: Table, rows: list[Values]) -> None:
        self._set(self._of_ours(table).where(table.c.id == _ROW), rows)

    def _of_ours(self, table: Table) -> Update:
        return update(table).where(table.c.organization_id == self._organization)

    def _set(self, statement: Update, rows: list[Values]) -> None:
        """Set each row's other keys where the statement's ``row`` is its ``row``."""
        if rows:
            columns = rows[0].keys() - {"row"}
            values: Values = {column: bindparam(f"to_{column}") for column in columns}
            given = [{"row": row["row"], **{f"to_{column}": row[column] for column in columns}} for row in rows]
            self._conn.execute(statement.values(values), given)
