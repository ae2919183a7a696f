"""The people of a bench: on the roster, linked, each with an open chat, and so many that nobody outruns a typist."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from community.civil import school_year, school_year_end
from storage.organizations import accept_tenant, add_community, add_organization
from storage.schema import addresses, memberships, people, roles
from storage.scope import DEPLOYMENT, Scope
from tests.fakes.teams import TENANT, Who


def crowd(number: int) -> list[Who]:
    """``number`` people."""
    return [
        Who(f"29:{n}", f"{n:08d}-0000-4000-8000-000000000000", f"Ada {n}", f"a{n}@c.example") for n in range(number)
    ]


def settle(conn: Connection, everybody: list[Who], service_url: str) -> None:
    """Put them on the roster of one community, as members, their accounts linked."""
    now = datetime.now(UTC)
    year = school_year(now.date())
    scope = Scope(add_organization(DEPLOYMENT, conn, "Collège"))
    accept_tenant(scope, conn, "teams", TENANT)
    values = {"name": "COP IA", "time_zone": "America/Toronto", "locale": "fr_CA", "learners": "élèves"}
    community = add_community(scope, conn, "cop", values)
    ours = {"organization_id": scope.organization_id}
    dates = {"starts_on": now.date(), "ends_on": school_year_end(year)}
    named: list[dict[str, Any]] = []
    placed: list[dict[str, Any]] = []
    held: list[dict[str, Any]] = []
    reached: list[dict[str, Any]] = []
    for who in everybody:
        key = who.id.removeprefix("29:")
        person = {"id": f"p{key}", "email": who.email, "first_name": "Ada", "full_name": who.name, "locale": "fr_CA"}
        membership = {"id": f"m{key}", "community_id": community, "person_id": f"p{key}", "school_year": year}
        address = {
            "id": f"a{key}",
            "person_id": f"p{key}",
            "channel": "teams",
            "tenant": TENANT,
            "kind": "personal",
            "account": who.object_id,
            "conversation": who.chat,
            "reference": {"service_url": service_url},
            "linked_at": now,
            "linked_by": "email",
        }
        named.append(ours | person)
        placed.append(ours | dates | membership)
        held.append(ours | dates | {"id": f"r{key}", "membership_id": f"m{key}", "role": "member"})
        reached.append(ours | address)
    conn.execute(insert(people), named)
    conn.execute(insert(memberships), placed)
    conn.execute(insert(roles), held)
    conn.execute(insert(addresses), reached)
