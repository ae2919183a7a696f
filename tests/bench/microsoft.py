"""Microsoft's side for a bench: it signs, takes posts as fast as it can, and counts them."""

import asyncio
import json
from collections.abc import Sequence

import aiohttp
from aiohttp import web

from tests.fakes.teams import FakeMicrosoft, Who

IN_FLIGHT = 32
"""Messages on their way to the bot at once."""
SAID = ("aide", "mes défis")
LATEST_SECONDS = 30


class Counting(FakeMicrosoft):
    """Keeps nothing of what is posted but the count."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.said = 0
        self._reached = asyncio.Event()
        self._wanted = 0

    async def _post(self, request: web.Request) -> web.StreamResponse:
        await request.read()
        self.count += 1
        if self.count >= self._wanted:
            self._reached.set()
        return web.json_response({"id": str(self.count)}, status=201)

    async def is_answered(self, port: int) -> bool:
        """Whether one message to the bot on ``port`` is answered, which says that it is ready."""
        await self.turns(port, [Who()], 1)
        return True

    async def turns(self, port: int, people: Sequence[Who], number: int) -> None:
        """Have ``number`` messages answered by the bot on ``port``, each by another of ``people`` in turn.

        Raises ``TimeoutError`` when fewer posts than turns come back, ``ValueError`` when more do.
        """
        headers = {"Authorization": self.sign(), "Content-Type": "application/json"}
        bodies = [
            json.dumps(self.message(SAID[n % len(SAID)], people[n % len(people)])).encode() for n in range(number)
        ]
        self._wanted = self.count + number
        self._reached.clear()
        waiting, url = iter(bodies), f"http://127.0.0.1:{port}/api/messages"
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT)) as session:

            async def send() -> None:
                for body in waiting:
                    async with session.post(url, data=body, headers=headers) as answer:
                        await answer.read()
                        answer.raise_for_status()
                        self.said += 1

            await asyncio.gather(*(send() for _ in range(IN_FLIGHT)))
        async with asyncio.timeout(LATEST_SECONDS):
            await self._reached.wait()
        self.hold()

    def hold(self) -> None:
        """Raise ``ValueError`` unless there were as many posts as turns, in all runs until now."""
        if self.count != self.said:
            raise ValueError(f"{self.count} posts for {self.said} turns")
