"""The whole demo in the test's own process, on a free port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import unused_port

from bot.demo.run import run

START_SECONDS = 30


@dataclass
class Whole:
    """A running demo. ``lives`` is told the page's address each time it begins."""

    base: str
    session: aiohttp.ClientSession
    lives: "asyncio.Queue[str]"

    async def deliver(self, activity: dict[str, Any]) -> aiohttp.ClientResponse:
        """Post an activity as a platform without a token does."""
        answer = await self.session.post(f"{self.base}/api/messages", json=activity)
        await answer.read()
        return answer

    async def page(self) -> str:
        """The page, once nothing is left to send."""
        async with self.session.get(f"{self.base}/demo/idle") as answer:
            assert answer.status == 200
        async with self.session.get(f"{self.base}/demo?lang=fr") as answer:
            return await answer.text()

    async def play(self, path: str, body: dict[str, Any]) -> int:
        """Do what the page does."""
        async with self.session.post(self.base + path, json=body, headers={"Origin": self.base}) as answer:
            return answer.status


@asynccontextmanager
async def whole(data: Path, *, past: bool = False) -> AsyncIterator[Whole]:
    """Run it, with what it keeps in ``data``; ``past``: with all that happened before."""
    port = unused_port()
    lives: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(run(port, data, lives.put_nowait, past=past))
    first = asyncio.create_task(lives.get())
    async with asyncio.timeout(START_SECONDS):
        await asyncio.wait({running, first}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        first.cancel()
        await running  # raises why it could not start
    try:
        async with aiohttp.ClientSession() as session:
            yield Whole(f"http://127.0.0.1:{port}", session, lives)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
