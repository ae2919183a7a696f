"""A database with one community, and rosters written in place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update

from bot.intake.roster import read
from bot.texts.words import Words
from community.intake import Remark
from community.roster import Current, Plan
from storage.organizations import add_community, add_organization
from storage.roster import current, import_roster
from storage.schema import communities, departments, families, memberships, metadata, people, roles, teams
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import sqlite_engine

TODAY = date(2025, 10, 7)
HEADER = "courriel;nom;rôle;famille;département;équipe;matière;langue;titre;jour de libération"
NOTHING = Current("fr_CA", {}, {}, {}, {}, {})
WORDS = Words.load()


def roster(*lines: str, header: str = HEADER) -> bytes:
    """A file of these lines, the first of them on line 2."""
    return "\n".join((header, *lines, "")).encode()


def told(remarks: tuple[Remark, ...]) -> list[tuple[int, str]]:
    """(line, last part of the reason's key)."""
    return [(remark.line, remark.why.rpartition(".")[2]) for remark in remarks]


def sentences(remarks: tuple[Remark, ...], locale: str = "fr_CA") -> list[str]:
    say = WORDS.into(locale)
    return [f"{remark.line}: {say(remark.why, **remark.params)}" for remark in remarks]


@dataclass
class Stage:
    """One community, open in a transaction."""

    conn: Connection
    scope: Scope

    def imports(self, source: bytes, today: date = TODAY, **options: Any) -> Plan:
        return import_roster(self.scope, self.conn, read(source), today, **options)

    def current(self, today: date = TODAY) -> Current:
        return current(self.scope, self.conn, today)

    def add_community(self, slug: str, organization: str | None = None, locale: str = "fr_CA") -> "Stage":
        """Another community, of the same organization unless another is named."""
        owner = add_organization(DEPLOYMENT, self.conn, organization) if organization else self.scope.organization_id
        values = {"name": slug, "time_zone": "America/Toronto", "locale": locale}
        return Stage(self.conn, Scope(owner, add_community(Scope(owner), self.conn, slug, values)))

    def everything(self) -> list[tuple[Any, ...]]:
        """Every row that an import may write."""
        tables = (people, memberships, roles, families, departments, teams)
        return [tuple(row) for table in tables for row in self.conn.execute(select(table).order_by(table.c.id))]

    def count(self, table: Any) -> int:
        return int(self.conn.execute(select(func.count()).select_from(table)).scalar_one())

    def person(self, email: str) -> Any:
        return self.conn.execute(
            select(people).where(people.c.email == email, people.c.organization_id == self.scope.organization_id)
        ).one()

    def roles(self, email: str) -> list[Any]:
        """A person's roles in this community, ended ones too, with the names of their groups."""
        found = (
            select(
                roles.c.role,
                departments.c.name.label("department"),
                families.c.name.label("family"),
                roles.c.release_weekday,
                roles.c.starts_on,
                roles.c.ends_on,
            )
            .select_from(
                roles.join(memberships, memberships.c.id == roles.c.membership_id)
                .join(people, people.c.id == memberships.c.person_id)
                .outerjoin(departments, departments.c.id == roles.c.department_id)
                .outerjoin(families, families.c.id == roles.c.family_id)
            )
            .where(people.c.email == email, memberships.c.community_id == self.scope.community_id)
            .order_by(roles.c.role, departments.c.name, roles.c.starts_on)
        )
        return list(self.conn.execute(found))

    def membership(self, email: str) -> Any:
        found = (
            select(memberships, teams.c.name.label("team"))
            .join(people, people.c.id == memberships.c.person_id)
            .outerjoin(teams, teams.c.id == memberships.c.team_id)
        )
        return self.conn.execute(
            found.where(people.c.email == email, memberships.c.community_id == self.scope.community_id)
        ).one()

    def chooses_language(self, email: str, locale: str) -> None:
        self.conn.execute(update(people).where(people.c.email == email).values(locale=locale, locale_chosen=True))

    def speaks(self, locale: str) -> None:
        mine = communities.c.id == self.scope.community_id
        self.conn.execute(update(communities).where(mine).values(locale=locale))


@contextmanager
def stage() -> Iterator[Stage]:
    """A college's community in a fresh database."""
    engine = sqlite_engine("sqlite://")
    try:
        with engine.begin() as conn:
            metadata.create_all(conn)
            organization = add_organization(DEPLOYMENT, conn, "Cégep")
            yield Stage(conn, Scope(organization)).add_community("college")
    finally:
        engine.dispose()
