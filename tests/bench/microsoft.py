"""Microsoft's side for a bench: it signs, takes posts as fast as it can, and counts them."""

import asyncio
import json
from collections.abc import Sequence

import aiohttp
from aiohttp import web

from tests.fakes.teams import FakeMicrosoft, Who

IN_FLIGHT = 32


class Counting(FakeMicrosoft):
    """Keeps nothing of what is posted but the count."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._reached = asyncio.Event()
        self._wanted = 0

    async def _post(self, request: web.Request) -> web.StreamResponse:
        await request.read()
        self.count += 1
        if self.count >= self._wanted:
            self._reached.set()
        return web.json_response({"id": str(self.count)}, status=201)

    async def turns(self, port: int, people: Sequence[Who], number: int) -> None:
        """Have ``number`` messages answered by the bot on ``port``, each by another of ``people`` in turn.

        Raises ``TimeoutError`` when fewer posts than turns come back, ``ValueError`` when more do.
        """
        headers = {"Authorization": self.sign(), "Content-Type": "application/json"}
        bodies = [json.dumps(self.message("aide", people[n % len(people)])).encode() for n in range(number)]
        before, self._wanted = self.count, self.count + number
        self._reached.clear()
        waiting, url = iter(bodies), f"http://127.0.0.1:{port}/api/messages"
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT)) as session:

            async def send() -> None:
                for body in waiting:
                    async with session.post(url, data=body, headers=headers) as said:
                        await said.read()
                        said.raise_for_status()

            await asyncio.gather(*(send() for _ in range(IN_FLIGHT)))
        async with asyncio.timeout(30):
            await self._reached.wait()
        if self.count - before != number:
            raise ValueError(f"{self.count - before} posts for {number} turns")
