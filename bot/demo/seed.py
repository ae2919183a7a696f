"""What the demo begins with: a school service centre's community and a college's, each from its roster."""

from dataclasses import dataclass
from datetime import date

from bot.demo.people import Scene
from community.roles import Role
from community.roster import Plan
from storage.organizations import accept_tenant, add_community, add_organization, set_community
from storage.roster import import_roster
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database

TIME_ZONE = "America/Toronto"
LOCALE = "fr_CA"


@dataclass(frozen=True, slots=True)
class Seeded:
    """A community in its place. ``plan`` is what the roster's import did."""

    scope: Scope
    plan: Plan


async def seed(database: Database, scene: Scene, today: date) -> Seeded:
    """Add one community and its people. Repeated, it changes nothing."""
    values = {"name": scene.community, "time_zone": TIME_ZONE, "locale": LOCALE, "learners": scene.learners}
    organization = await database.write(lambda conn: add_organization(DEPLOYMENT, conn, scene.organization))
    scope = Scope(organization)
    await database.write(lambda conn: accept_tenant(scope, conn, "teams", scene.tenant))
    community = await database.write(lambda conn: add_community(scope, conn, scene.key, values))
    here = Scope(organization, community)
    if any(Role.PRINCIPAL in who.roles for who in scene.everyone):
        await database.write(lambda conn: set_community(here, conn, "principal_page", "on"))
    return Seeded(here, await database.write(lambda conn: import_roster(here, conn, scene.roster, today)))
