"""Who is in a community with somebody: to choose a person by name."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select

from community.roles import CHALLENGERS, Role
from storage.schema import addresses, memberships, people, roles
from storage.scope import Scope

_THERE = (
    select(people.c.id, people.c.full_name, memberships.c.team_id, roles.c.family_id, roles.c.role)
    .join(memberships, memberships.c.person_id == people.c.id)
    .join(roles, roles.c.membership_id == memberships.c.id)
    .where(
        people.c.organization_id == bindparam("organization"),
        memberships.c.community_id == bindparam("community"),
        roles.c.starts_on <= bindparam("today"),
        roles.c.ends_on >= bindparam("today"),
        exists().where(
            addresses.c.person_id == people.c.id, addresses.c.kind == "personal", addresses.c.reachable.is_(True)
        ),
    )
    .order_by(people.c.full_name, people.c.id)
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of a community that Relais may write to: first and last name, roles, the ids of their groups there."""

    person_id: str
    name: str
    roles: frozenset[Role]
    groups: frozenset[str]

    @property
    def runs(self) -> bool:
        """Whether they run the community."""
        return Role.FACILITATOR in self.roles


def load_colleagues(scope: Scope, conn: Connection, today: date) -> list[Colleague]:
    """Who walks and keeps challenges in the scope's community on a civil date, and can be reached, by name."""
    given = {"organization": scope.organization_id, "community": scope.community_id, "today": today}
    found: dict[str, list[Any]] = {}
    for row in conn.execute(_THERE, given):
        found.setdefault(row.id, []).append(row)
    every = [_colleague(scope, rows) for rows in found.values()]
    return [one for one in every if one.roles & CHALLENGERS]


def _colleague(scope: Scope, rows: list[Any]) -> Colleague:
    groups = {scope.community_id, *(row.team_id for row in rows), *(row.family_id for row in rows)}
    return Colleague(
        person_id=rows[0].id,
        name=rows[0].full_name,
        roles=frozenset(Role(row.role) for row in rows),
        groups=frozenset(group for group in groups if group),
    )
