"""How long a roster of 20,000 people takes: ``python -m tests.bench.roster [people]``. Nothing is asserted."""

import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.intake.roster import read
from community.roster import Plan, Roster
from storage.migrating import migrate
from storage.organizations import add_community, add_organization
from storage.roster import import_roster
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database, open_database
from tests.intake.college import workbook
from tests.intake.stage import HEADER, TODAY

T = TypeVar("T")
PEOPLE = 20_000
DEPARTMENTS_IN_A_FAMILY = 8
DEPARTMENTS = 400


def lines(people: int, first: int = 0) -> list[list[str]]:
    """A large district: a delegate and an ambassador among every fifty, the others members."""
    made = []
    for number in range(first, first + people):
        department = number % DEPARTMENTS
        family = department // DEPARTMENTS_IN_A_FAMILY
        role = {0: "personne déléguée / ambassadrice", 1: "personne déléguée"}.get(number // DEPARTMENTS, "membre")
        who = [f"personne.{number}@cegep.example", f"Prénom-{number} Nom-{number}", role]
        where = [f"Famille {family}", f"Département {department}", f"Équipe {number % 90}", "Français"]
        made.append([*who, *where, "fr", "enseignante", "jeudi" if "ambassadrice" in role else ""])
    return made


def timed(label: str, work: Callable[[], T]) -> T:
    begun = time.perf_counter()
    result = work()
    print(f"{label:<44}{time.perf_counter() - begun:6.2f} s")
    return result


async def importing(database: Database, scope: Scope, label: str, roster: Roster, end_missing: bool = False) -> Plan:
    begun = time.perf_counter()
    plan = await database.write(lambda conn: import_roster(scope, conn, roster, TODAY, end_missing=end_missing))
    print(f"{label:<44}{time.perf_counter() - begun:6.2f} s")
    assert not plan.faults
    return plan


async def measure(url: str, people: int) -> None:
    """Read, plan and write on the database at ``url``."""
    table = [HEADER.split(";"), *lines(people)]
    csv = "\n".join(";".join(line) for line in table).encode("cp1252")
    roster = timed(f"read a CSV of {people:,} people", lambda: read(csv))
    xlsx = workbook(table)
    assert timed("read the same in XLSX", lambda: read(xlsx)) == roster
    database = open_database(url)
    try:
        await database.write(migrate)
        organization = await database.write(lambda conn: add_organization(DEPLOYMENT, conn, "bench"))
        values = {"name": "Bench", "time_zone": "America/Toronto", "locale": "fr_CA"}
        community = await database.write(lambda conn: add_community(Scope(organization), conn, "bench", values))
        scope = Scope(organization, community)
        await importing(database, scope, f"first import, {database.dialect}", roster)
        assert (await importing(database, scope, "import again: nothing changes", roster)).changes_nothing()
        others = read("\n".join(";".join(line) for line in [table[0], *lines(people, people // 2)]).encode())
        await importing(database, scope, "half replaced, the missing ended", others, end_missing=True)
    finally:
        await database.close()
    print(f"{'memory at most':<44}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:6} MiB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{Path(folder) / 'bench.db'}"
        asyncio.run(measure(url, int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE))
