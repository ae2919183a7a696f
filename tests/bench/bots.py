"""The bots a bench measures, each a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psutil
from sqlalchemy import Connection, insert

from community.civil import school_year, school_year_end
from storage.organizations import accept_tenant, add_community, add_organization
from storage.schema import addresses, memberships, people, roles
from storage.scope import DEPLOYMENT, Scope
from tests.fakes.teams import TENANT, FakeMicrosoft, Who
from tests.scenarios.house import KEYS

START_SECONDS = 60


@dataclass
class Bot:
    """One running bot."""

    name: str
    port: int
    process: psutil.Process
    ready_seconds: float

    def cpu_seconds(self) -> float:
        """What it has used so far, user and system."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    def megabytes(self) -> float:
        """What it holds in memory."""
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def running(name: str, command: list[str], environment: Mapping[str, str] | None = None) -> Iterator[Bot]:
    """Start a bot on a free port (given last), wait until it listens, end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command, str(port)],
        env=dict(os.environ) | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - begun < START_SECONDS:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.01)
        yield Bot(name, port, psutil.Process(process.pid), time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait()


def bare() -> list[str]:
    """The bare handler."""
    return ["-m", "tests.bench.bare"]


def echo() -> list[str]:
    """The official echo."""
    return ["-m", "tests.bench.echo"]


def relais() -> list[str]:
    """`relais serve`."""
    return ["-c", "from bot.cli import main; main()", "serve", "--port"]


def environment(microsoft: FakeMicrosoft, url: str) -> dict[str, str]:
    """What `relais serve` is told: no pacing, so that the program is measured."""
    told = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS, "teams_rate": 1e9}
    return {f"RELAIS_{name.upper()}": str(value) for name, value in told.items()}


def crowd(number: int) -> list[Who]:
    """People enough that nobody writes faster than anyone types."""
    return [
        Who(f"29:{n}", f"{n:08d}-0000-4000-8000-000000000000", f"Ada {n}", f"a{n}@c.example") for n in range(number)
    ]


def settle(conn: Connection, someone: list[Who], service_url: str) -> None:
    """Put them on the roster, linked, each with an open chat."""
    today = datetime.now(UTC).date()
    scope = Scope(add_organization(DEPLOYMENT, conn, "Collège"))
    accept_tenant(scope, conn, "teams", TENANT)
    values = {"name": "COP IA", "time_zone": "America/Toronto", "locale": "fr_CA", "learners": "élèves"}
    community = add_community(scope, conn, "cop", values)
    organization = {"organization_id": scope.organization_id}
    dates = {"starts_on": today, "ends_on": school_year_end(school_year(today))}
    rows: dict[str, list[dict[str, object]]] = {"people": [], "memberships": [], "roles": [], "addresses": []}
    for who in someone:
        key = who.id.removeprefix("29:")
        rows["people"].append(
            organization
            | {"id": f"p{key}", "email": who.email, "first_name": "Ada", "full_name": who.name, "locale": "fr_CA"}
        )
        rows["memberships"].append(
            organization
            | dates
            | {"id": f"m{key}", "community_id": community, "person_id": f"p{key}", "school_year": school_year(today)}
        )
        rows["roles"].append(organization | dates | {"id": f"r{key}", "membership_id": f"m{key}", "role": "member"})
        reference = {"serviceUrl": service_url}
        rows["addresses"].append(
            organization
            | {
                "id": f"a{key}",
                "person_id": f"p{key}",
                "channel": "teams",
                "tenant": TENANT,
                "kind": "personal",
                "account": who.object_id,
                "conversation": who.chat,
                "reference": reference,
                "linked_at": datetime.now(UTC),
                "linked_by": "email",
            }
        )
    for table in (people, memberships, roles, addresses):
        conn.execute(insert(table), rows[table.name])
