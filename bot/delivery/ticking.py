"""The program's pulse: APScheduler wakes it every second, nothing more. What is due is asked of the clock.

Its store is in memory, one tick at a time: what is planned is in the outbox, which any number of processes share.
"""

from datetime import timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection

from bot.clock import Clock, SystemClock
from bot.delivery.pages import end_pages
from bot.delivery.reviewing import remind_of_review
from bot.delivery.saying import Saying
from bot.delivery.sender import NOBODY, Sender
from storage.cards import forget_cards
from storage.clock import database_time
from storage.inbox import forget_events
from storage.organizations import Community, all_communities
from storage.outbox_upkeep import forget_ended
from storage.scope import DEPLOYMENT
from storage.transactions import DATABASE_FAULTS, Database
from storage.uploads import forget_uploads

TICK = "tick"
"""What gave rise to what is planned, where a request's id stands in the logs."""
TICK_SECONDS = 1
EVENTS_KEPT = timedelta(days=7)
"""Platforms deliver an event again within minutes; a week is generous."""
ENDED_KEPT = timedelta(days=40)
"""Outbox rows that ended: long enough to answer « did it arrive? », and to count what a month held."""
CARDS_KEPT = timedelta(days=400)
"""A press on a card older than a school year finds that it has aged."""
UPLOADS_KEPT = timedelta(days=1)
"""Where a file may be put: Teams itself takes it for less."""
FORGET_EVERY = timedelta(hours=1)
REVIEW_EVERY = timedelta(hours=6)
"""How often it is asked whether a guide's questions of law are old: a matter of days."""

log = structlog.get_logger()


class Ticking:
    """Wakes the sender, forgets what is old, reminds of what is due for review, and holds ``follower``, if there is
    one, to PostgreSQL's time.
    """

    def __init__(self, database: Database, sender: Sender, clock: Clock, follower: SystemClock | None) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._follower = follower if database.dialect == "postgresql" else None
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._forget_at = clock.now()
        self._review_at = clock.now()

    def start(self) -> None:
        """Begin to tick; the event loop must run."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=TICK_SECONDS, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    def stop(self) -> None:
        """No further tick."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def is_alive(self) -> bool:
        """Whether it ticks."""
        return bool(self._scheduler.running)

    async def tick(self) -> None:
        """One pulse. What the database refuses now is for the next one."""
        try:
            if self._follower is not None:
                self._follower.offset += await self._database.read(database_time) - self._follower.now()
            await self._sender.tick()
            if self._clock.now() >= self._forget_at:
                self._forget_at = self._clock.now() + FORGET_EVERY
                await self._database.write(self._forget)
            if self._clock.now() >= self._review_at:
                self._review_at = self._clock.now() + REVIEW_EVERY
                await self._review()
        except DATABASE_FAULTS as error:
            log.warning("tick failed", error=type(error).__name__)

    async def _review(self) -> None:
        """Have whoever keeps a guide hear that its questions of law are old: one community a transaction."""
        for community in await self._database.read(lambda conn: all_communities(DEPLOYMENT, conn)):
            await self._database.write(partial(self._remind, community))

    def _remind(self, community: Community, conn: Connection) -> int:
        now = self._clock.now()
        return remind_of_review(Saying(conn, now, NOBODY, now, TICK), community)

    def _forget(self, conn: Connection) -> None:
        now = self._clock.now()
        forget_events(DEPLOYMENT, conn, now - EVENTS_KEPT)
        forget_ended(DEPLOYMENT, conn, now - ENDED_KEPT)
        forget_cards(DEPLOYMENT, conn, now - CARDS_KEPT)
        end_pages(conn, now)
        forget_uploads(DEPLOYMENT, conn, now - UPLOADS_KEPT)
