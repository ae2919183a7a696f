"""What the demo begins with: a school service centre's community and a college's, each from its roster."""

from datetime import date

from bot.demo.people import Scene
from community.roster import Plan
from storage.organizations import accept_tenant, add_community, add_organization
from storage.roster import import_roster
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database

TIME_ZONE = "America/Toronto"
LOCALE = "fr_CA"


async def seed(database: Database, scene: Scene, today: date) -> Plan:
    """Add one community and its people. Repeated, it changes nothing. Returns what the import did."""
    values = {"name": scene.community, "time_zone": TIME_ZONE, "locale": LOCALE, "learners": scene.learners}
    organization = await database.write(lambda conn: add_organization(DEPLOYMENT, conn, scene.organization))
    scope = Scope(organization)
    await database.write(lambda conn: accept_tenant(scope, conn, "teams", scene.tenant))
    community = await database.write(lambda conn: add_community(scope, conn, scene.key, values))
    return await database.write(lambda conn: import_roster(Scope(organization, community), conn, scene.roster, today))
