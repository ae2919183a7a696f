"""The demo's time: it goes on at the machine's pace, and forward to an instant asked for, never back.

On the way it stops at each instant when something is due, and each morning, until all that is due has left: whoever
comes back from a holiday of three clicks finds what would really have been written meanwhile, and when.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.app import App
from bot.clock import SystemClock
from bot.demo.people import Scene
from bot.demo.seed import TIME_ZONE
from storage.facts import keep_fact, read_fact
from storage.outbox_upkeep import next_due
from storage.scope import DEPLOYMENT
from storage.transactions import Database

ZONE = ZoneInfo(TIME_ZONE)
CLOCK_FACT = "demo.clock"
"""Where the seconds between the machine's clock and the demo's are kept."""
MORNING = time(8)
"""When a day of the demo begins: everybody is at work."""
MOMENT = timedelta(seconds=10)
"""What is due within it is as good as due now."""
LOOK_AGAIN_SECONDS = 0.01


class To(StrEnum):
    """How far time may be sent."""

    MORNING = "morning"
    WEEK = "week"
    MEETING = "meeting"


class NoMeeting(Exception):
    """No meeting is dated after now."""


class Moving:
    """Moves ``clock``, which ``app`` runs by. ``meetings`` says the days of a community's meetings, from a day on."""

    def __init__(self, app: App, clock: SystemClock, meetings: Callable[[Scene, date], Awaitable[list[date]]]) -> None:
        self._app = app
        self._clock = clock
        self._meetings = meetings
        self._one_at_a_time = asyncio.Lock()
        self.begun = asyncio.Event()
        """Set once everything is in its place: nobody moves time, or finds the bot idle, before."""

    async def move(self, scene: Scene, to: To) -> None:
        """Go forward. Raises :class:`NoMeeting` when there is none to go to."""
        await self.begun.wait()
        async with self._one_at_a_time:
            await self._forward(await self._target(scene, to))

    async def forward(self, target: datetime) -> None:
        """Go forward to an instant in UTC, through each due instant and each morning; one that is past does nothing."""
        async with self._one_at_a_time:
            await self._forward(target)

    async def begin(self) -> None:
        """Everything is in its place: from now on time is kept."""
        await keep_offset(self._app.database, self._clock.offset)
        self.begun.set()

    async def next_meeting(self, scene: Scene) -> date | None:
        """The day of the community's next meeting whose morning is still to come."""
        now = self._clock.now()
        days = await self._meetings(scene, now.astimezone(ZONE).date())
        return min((day for day in days if morning_of(day) > now), default=None)

    async def idle(self) -> None:
        """Wait until nothing that is due is left to send."""
        await self.begun.wait()
        async with self._one_at_a_time:
            await self.sent()

    async def _target(self, scene: Scene, to: To) -> datetime:
        now = self._clock.now()
        if to is To.WEEK:
            return _same_hour(now, 7)
        if to is To.MORNING:
            return morning_of(now.astimezone(ZONE).date() + timedelta(days=1))
        day = await self.next_meeting(scene)
        if day is None:
            raise NoMeeting
        return morning_of(day)

    async def _forward(self, target: datetime) -> None:
        await self.sent()
        while (now := self._clock.now()) < target:
            stop = min(target, morning_of(now.astimezone(ZONE).date() + timedelta(days=1)))
            await self._jump(await self._next_due(stop) or stop)
            await self._app.ticking.tick()
            await self.sent()

    async def sent(self) -> None:
        """Wait until nothing is left to send, now or in a moment, whoever is moving time.

        A moment is a wait for more of the same, such as a card's next change: it is jumped over, not waited for.
        """
        await self._app.sender.idle()
        while (due := await self._next_due(self._clock.now() + MOMENT)) is not None:
            await self._jump(due)
            if await self._app.sender.tick() == 0:  # something of its order is just leaving
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
            await self._app.sender.idle()

    async def _jump(self, instant: datetime) -> None:
        """Time is at least ``instant``; never back."""
        ahead = instant - self._clock.now()
        if ahead > timedelta():
            self._clock.offset += ahead
            if self.begun.is_set():
                await keep_offset(self._app.database, self._clock.offset)

    async def _next_due(self, by: datetime) -> datetime | None:
        return await self._app.database.read(lambda conn: next_due(DEPLOYMENT, conn, by))


def morning_of(day: date) -> datetime:
    """8:00 on the wall that day."""
    return datetime.combine(day, MORNING, ZONE)


async def keep_offset(database: Database, offset: timedelta) -> None:
    """Remember how far the demo's clock is from the machine's."""
    await database.write(lambda conn: keep_fact(DEPLOYMENT, conn, CLOCK_FACT, str(offset.total_seconds())))


async def kept_offset(database: Database) -> timedelta | None:
    """How far it is, if the demo ran before."""
    kept = await database.read(lambda conn: read_fact(DEPLOYMENT, conn, CLOCK_FACT))
    return None if kept is None else timedelta(seconds=float(kept))


def _same_hour(now: datetime, days: int) -> datetime:
    local = now.astimezone(ZONE)
    return datetime.combine(local.date() + timedelta(days=days), local.time(), ZONE)
