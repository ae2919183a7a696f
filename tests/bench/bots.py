"""The bots a bench measures, each a process of its own."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import psutil

from tests.bench.microsoft import Counting
from tests.fakes.teams import TENANT
from tests.scenarios.house import KEYS

START_SECONDS = 60
STOP_SECONDS = 20

Probe = Callable[[int], Awaitable[bool]]
"""Whether the bot on this port answers."""


@dataclass
class Bot:
    """One running bot."""

    port: int
    process: psutil.Process
    ready_seconds: float

    def cpu_seconds(self) -> float:
        """What it has used so far, user and system; a database server's share is its own."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    def megabytes(self) -> float:
        """What it holds in memory."""
        return float(self.process.memory_info().rss) / 1e6


@dataclass
class Kind:
    """How to start a bot: its command but for the port, its environment, and how to see that it is ready."""

    command: list[str]
    answers: Probe
    environment: Mapping[str, str] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Bot]:
        """Start it on a free port, wait until it answers, end it."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        begun = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self.command,
            str(port),
            env=dict(os.environ) | dict(self.environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await _answers(self.answers, port):  # noqa: ASYNC110  # nothing tells when it listens
                    await asyncio.sleep(0.01)
            yield Bot(port, psutil.Process(process.pid), time.perf_counter() - begun)
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), STOP_SECONDS)


async def _answers(probe: Probe, port: int) -> bool:
    try:
        return await probe(port)
    except aiohttp.ClientConnectionError:
        return False


def bare(microsoft: Counting) -> Kind:
    """The bare handler."""
    return Kind(["-m", "tests.bench.bare"], microsoft.is_answered)


def echo(microsoft: Counting, *, signed: bool) -> Kind:
    """The SDK's echo; ``signed``: it checks who calls, and asks for its own token."""
    login = microsoft.url.replace("http://", "https://")
    told = [f"{microsoft.url}/metadata", f"{login}/{TENANT}"] if signed else []
    return Kind(["-m", "tests.bench.echo", *told], microsoft.is_answered)


def relais(microsoft: Counting, database_url: str) -> Kind:
    """`relais serve`, without pacing, so that the program is measured."""
    told = microsoft.settings() | {"database_url": database_url, "encryption_keys": KEYS, "teams_rate": 1e9}
    environment = {f"RELAIS_{name.upper()}": str(value) for name, value in told.items()}
    return Kind(["-c", "from bot.cli import main; main()", "serve", "--port"], _is_healthy, environment)


async def _is_healthy(port: int) -> bool:
    async with aiohttp.request("GET", f"http://127.0.0.1:{port}/healthz") as response:
        return response.status == 200
