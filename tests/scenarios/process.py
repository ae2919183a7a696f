"""`relais serve` as a process of its own, so that it can be killed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from community.civil import WorkingHours, next_working_moment
from tests.fakes.teams import Delivered, FakeMicrosoft

START_SECONDS = 30.0


@dataclass
class Process:
    """One running `relais serve`."""

    process: asyncio.subprocess.Process
    port: int
    microsoft: FakeMicrosoft
    killed: bool = False

    async def deliver(self, activity: Mapping[str, Any]) -> Delivered | None:
        """Deliver one activity; ``None`` when the process died before it answered."""
        headers = {"Authorization": self.microsoft.sign(activity.get("serviceUrl"))}
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(f"http://127.0.0.1:{self.port}/api/messages", json=activity, headers=headers) as answer,
            ):
                body = await answer.json() if answer.content_type == "application/json" else None
                return Delivered(answer.status, await answer.text(), body)
        except aiohttp.ClientError:
            return None

    async def dies(self) -> int:
        """Wait until the process has died; its exit code."""
        async with asyncio.timeout(START_SECONDS):
            return await self.process.wait()


@asynccontextmanager
async def serving(settings: Mapping[str, Any], microsoft: FakeMicrosoft, **environment: str) -> AsyncIterator[Process]:
    """Start it on a free port; end it with SIGTERM, and expect that it ends well unless a test had it die."""
    told = {f"RELAIS_{name.upper()}": str(value) for name, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "serve",
        "--port",
        "0",
        env=dict(os.environ) | told | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        relais = Process(process, await _port(process), microsoft)
        yield relais
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
    if "RELAIS_CRASH_AT" not in environment and not relais.killed:
        assert process.returncode == 0


async def _port(process: asyncio.subprocess.Process) -> int:
    assert process.stdout is not None
    assert process.stderr is not None
    async with asyncio.timeout(START_SECONDS):
        while line := await process.stdout.readline():
            if line.startswith(b"listening on "):
                return int(line.rsplit(b":", 1)[1])
    raise AssertionError((await process.stderr.read()).decode())


def lately_at_work() -> datetime:
    """The last instant, now or before, at which people in Québec were at work: what is posted waits for such hours."""
    zone, now = ZoneInfo("America/Toronto"), datetime.now(UTC)
    while next_working_moment(now, zone, WorkingHours()) != now:
        now -= timedelta(minutes=30)
    return now
