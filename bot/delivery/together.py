"""Works of one kind share a transaction: what comes while one is under way goes into the next, all at once."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from storage.transactions import Database

Given = TypeVar("Given")
Got = TypeVar("Got")


class Together(Generic[Given, Got]):
    """Has ``work`` done for each of many, in few transactions. It answers in the order of what it is given."""

    def __init__(self, database: Database, work: Callable[[Connection, Sequence[Given]], list[Got]]) -> None:
        self._database = database
        self._work = work
        self._waiting: list[tuple[Given, asyncio.Future[Got]]] = []
        self._under_way: asyncio.Task[None] | None = None

    async def do(self, given: Given) -> Got:
        """What ``work`` answers of ``given``, committed. Raises what it raised for this one alone."""
        done: asyncio.Future[Got] = asyncio.get_running_loop().create_future()
        self._waiting.append((given, done))
        if self._under_way is None:
            self._under_way = asyncio.create_task(self._do_all())
        return await done

    async def _do_all(self) -> None:
        try:
            while self._waiting:
                batch = [(given, done) for given, done in self._waiting if not done.done()]
                self._waiting = []
                await self._do(batch)
        finally:
            self._under_way = None

    async def _do(self, batch: list[tuple[Given, asyncio.Future[Got]]]) -> None:
        try:
            got = await self._database.write(lambda conn: self._work(conn, [given for given, _ in batch]))
        except Exception as error:  # noqa: BLE001  # raised to who waits
            if len(batch) > 1:  # one may be at fault: each on its own, so that it harms no other
                await asyncio.gather(*(self._do([one]) for one in batch))
                return
            _, done = batch[0]
            if not done.done():
                done.set_exception(error)
            return
        for (_, done), answer in zip(batch, got, strict=True):
            if not done.done():
                done.set_result(answer)
