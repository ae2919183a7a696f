"""An outbox to put rows in, claim and settle them, each in a transaction of its own; rows are known by their cause."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from community.delivery import OutboxState
from storage.outbox import Row, claim, fence_all, hand_back, put, rescue, settle
from storage.outbox_upkeep import retry
from storage.schema import outbox
from storage.scope import DEPLOYMENT
from storage.transactions import Database
from tests.storage.seeds import NOW, College, message

LEASE = timedelta(seconds=60)


def after(**time: float) -> datetime:
    """That long after now."""
    return NOW + timedelta(**time)


def fence(conn: Connection, row: Row, until: datetime) -> bool:
    """Fence one row alone; whether it may be sent."""
    return row.id in fence_all(DEPLOYMENT, conn, row.lease, [row.id], until)


@dataclass
class Posting:
    """One college's outbox. ``made``: what was put, by cause; ``held``: what was claimed, as its process knows it."""

    database: Database
    college: College
    made: dict[str, Row] = field(default_factory=dict)
    held: dict[str, Row] = field(default_factory=dict)

    async def put(self, cause: str, leased_until: datetime | None = None, **changes: Any) -> bool:
        """Put a row, of an order of its own unless one is named."""
        values = {"order_key": cause} | changes
        row = message(self.college.scope, self.college.person, self.college.address, cause, **values)
        self.made.setdefault(cause, row)
        if row.lease:
            self.held[cause] = row
        return await self.database.write(lambda conn: put(self.college.scope, conn, row, NOW, leased_until))

    async def claim(self, lease: str = "me", at: datetime = NOW, limit: int = 100) -> list[str]:
        """What a process claims at that time."""
        rows = await self.database.write(lambda conn: claim(DEPLOYMENT, conn, lease, at, at + LEASE, limit))
        assert all(row.lease == lease for row in rows)
        self.held |= {row.cause: row for row in rows}
        return [row.cause for row in rows]

    async def fence(self, cause: str, at: datetime = NOW, lease: str | None = None) -> bool:
        row = self.held[cause]
        row = replace(row, lease=lease) if lease else row
        return await self.database.write(lambda conn: fence(conn, row, at + LEASE))

    async def settle(self, cause: str, state: OutboxState, at: datetime = NOW, **more: Any) -> bool:
        row = self.held[cause]
        return await self.database.write(lambda conn: settle(DEPLOYMENT, conn, row, state, at, **more))

    async def hand_back(self, lease: str = "me") -> int:
        return await self.database.write(lambda conn: hand_back(DEPLOYMENT, conn, lease))

    async def rescue(self, at: datetime, **more: bool) -> None:
        await self.database.write(lambda conn: rescue(DEPLOYMENT, conn, at, **more))

    async def retry(self, *causes: str, at: datetime = NOW) -> int:
        ids = [self.made[cause].id for cause in causes]
        return await self.database.write(lambda conn: retry(DEPLOYMENT, conn, ids, at, at + timedelta(hours=1)))

    async def row(self, cause: str) -> Any:
        return await self.database.read(lambda conn: conn.execute(select(outbox).where(outbox.c.cause == cause)).one())

    async def state(self, cause: str) -> str:
        return str((await self.row(cause)).state)

    async def sending(self, cause: str, lease: str = "me") -> None:
        """Bring a row to where its HTTP call is under way."""
        await self.put(cause, after(seconds=60), lease=lease)
        assert await self.fence(cause)
