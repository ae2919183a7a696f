"""`relais serve` started a second time by mistake, or on what isn't ready: refused in a line, the first undisturbed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from sqlalchemy import select

from storage.schema import outbox
from storage.transactions import open_database
from tests.databases import fresh_database
from tests.fakes.teams import FakeMicrosoft, Scripted
from tests.scenarios.house import KEYS, House
from tests.scenarios.process import serving


class Held(asyncio.Event):
    """A call to the connector that is held; ``reached`` once it came."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()

    async def wait(self) -> Literal[True]:
        self.reached.set()
        return await super().wait()


async def refused(settings: dict[str, Any], port: int) -> str:
    """What a start that must fail says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", "from bot.cli import main; main()", "serve", "--port", str(port)),
        env=dict(os.environ) | {f"RELAIS_{name.upper()}": str(value) for name, value in settings.items()},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in said
    return said.decode()


@pytest.fixture
async def file() -> AsyncIterator[str]:
    """A SQLite file: its start frees the leases of an earlier process, which must not be a living one."""
    async with fresh_database("sqlite") as url:
        yield url


async def test_a_second_start_on_the_same_port_sends_nothing_twice(file: str, microsoft: FakeMicrosoft) -> None:
    async with House(file, microsoft, now=datetime.now(UTC)) as house:
        await house.say("aide")
    settings = microsoft.settings() | {"database_url": file, "encryption_keys": KEYS}
    async with serving(settings, microsoft) as relais:
        held = Held()
        microsoft.script.append(Scripted(status=201, body={"id": "held"}, wait=held))
        await relais.deliver(microsoft.message("mes défis"))
        await held.reached.wait()
        assert "in use" in await refused(settings, relais.port)
        database = open_database(file)
        states = await database.read(lambda conn: conn.execute(select(outbox.c.state)).scalars().all())
        await database.close()
        held.set()
    assert sorted(states) == ["sending", "sent", "sent"]


async def test_a_database_not_migrated_is_said(microsoft: FakeMicrosoft) -> None:
    async with fresh_database("postgresql", migrated=False) as url:
        settings = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
        assert "relais migrate" in await refused(settings, 0)


async def test_an_address_that_is_none_is_said_without_its_password(microsoft: FakeMicrosoft) -> None:
    settings = microsoft.settings() | {"database_url": "postgres//relais:hush@host/x", "encryption_keys": KEYS}
    assert "hush" not in await refused(settings, 0)
