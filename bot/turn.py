"""One incoming event → one transaction → one reply.

A channel calls :meth:`Turns.take`. Platform look-ups happen before the transaction; what is to be said goes through
the outbox; only the reply is given back, for the channel's HTTP answer.
"""

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Connection

from bot import crash_points
from bot.answering import Answering, Done, Unconsumed
from bot.channels.channel import Channel
from bot.clock import Clock
from bot.conversing import Conversing
from bot.delivery.saying import Saying
from bot.identity import NeedsLookUp, UnknownTenant, Writer, identify, organization_of, places_of
from bot.incoming import NOTHING, Incoming, Installed, Removed, Reply
from bot.pace import Pace, Paces
from bot.showing import Showing
from community.messages import TooMuch
from storage.addresses import Address, mark_unreachable, move_address
from storage.inbox import first_time
from storage.outbox import Row
from storage.transactions import DATABASE_FAULTS, Database

__all__ = ["Busy", "Turns", "UnknownTenant"]

LEASE = timedelta(seconds=60)
"""How long the process that made an answer has to begin sending it, before another may."""
PATIENCE_SECONDS = 10.0
"""How long a turn may wait for the database before the platform is told to come again."""

log = structlog.get_logger()


class Busy(Exception):
    """The turn can't be taken now; the platform is to deliver the event again."""


class Sending(Protocol):
    """The sender, as a turn sees it."""

    lease: str

    def take(self, rows: list[Row]) -> object:
        """Send these rows, leased to this process, now."""


class Turns:
    """Takes turns, each whole or not at all."""

    def __init__(self, database: Database, showing: Showing, clock: Clock, sender: Sending) -> None:
        self._database = database
        self._showing = showing
        self._clock = clock
        self._sender = sender
        self._paces = Paces()

    async def take(self, incoming: Incoming, channel: Channel) -> Reply:
        """Act on one event, once, and say what the channel is to answer.

        Raises :class:`UnknownTenant` for a tenant no organization accepts, :class:`Busy` when the database is slow or
        away: nothing was kept then.
        """
        now = self._clock.now()
        account = incoming.account
        counted = (account.channel, account.tenant, account.id)
        pace = self._paces.of(counted, now)
        if pace is Pace.LEAVE:
            return NOTHING
        request_id = secrets.token_hex(8)
        try:
            done = await self._looked_up(incoming, channel, pace, now, request_id)
        except UnknownTenant:
            # Who writes too fast is left alone, with an "accepted"; whom nobody accepts is refused each time.
            self._paces.forget(counted)
            raise
        except Unconsumed as faults:
            return faults.reply
        crash_points.passing(crash_points.TURN_AFTER_COMMIT)
        self._sender.take(done.rows)
        log.info("turn", request=request_id, channel=account.channel, said=[row.kind for row in done.rows])
        return done.reply

    async def _looked_up(
        self, incoming: Incoming, channel: Channel, pace: Pace, now: datetime, request_id: str
    ) -> Done:
        """The turn; taken again with what the platform says of the account, where it can't be taken without."""
        try:
            return await self._write(incoming, pace, now, request_id)
        except NeedsLookUp:
            return await self._write(await channel.look_up(incoming), pace, now, request_id)

    async def _write(self, incoming: Incoming, pace: Pace, now: datetime, request_id: str) -> Done:
        def work(conn: Connection) -> Done:
            saying = Saying(conn, now, self._sender.lease, now + LEASE, request_id)
            done = one_turn(conn, incoming, pace, self._showing, saying)
            crash_points.passing(crash_points.TURN_BEFORE_COMMIT)
            return done

        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._database.write(work)
        except (TimeoutError, *DATABASE_FAULTS) as error:
            log.warning("busy", request=request_id, error=type(error).__name__)
            raise Busy from error


def one_turn(conn: Connection, incoming: Incoming, pace: Pace, showing: Showing, saying: Saying) -> Done:
    """The whole turn, in its transaction.

    Raises :class:`UnknownTenant`, :class:`NeedsLookUp`, or :class:`bot.answering.Unconsumed` for a form with faults:
    each undoes all of it.
    """
    scope, address = organization_of(conn, incoming)
    event = f"{incoming.account.channel}:{incoming.event_id}"
    if pace is Pace.SAY_TOO_MUCH:
        if address is not None:
            saying.say(scope, TooMuch(), address, cause=f"too_much:{address.id}:{saying.now:%Y%m%d%H%M}")
        return Done(NOTHING, saying.rows)
    first = first_time(scope, conn, incoming.account.channel, incoming.event_id, saying.now)
    if isinstance(incoming.act, Removed):
        for left in places_of(conn, incoming, scope, address) if first else ():
            mark_unreachable(scope, conn, left.id)
        return Done(NOTHING, saying.rows)
    writer = identify(conn, incoming, scope, address, saying.now)
    if first:
        _come_back(conn, incoming, writer, saying)
    conversing = Conversing(Answering(conn, writer, incoming, event, showing, saying))
    return conversing.again() if not first else conversing.act()


def _come_back(conn: Connection, incoming: Incoming, writer: Writer, saying: Saying) -> None:
    """Where nothing could be posted until now, the cards that stay true are made true again."""
    back: list[Address] = []
    if isinstance(incoming.act, Installed):
        back = places_of(conn, incoming, writer.scope, writer.address)
    elif writer.back:
        back = [writer.place or writer.address]
    for place in back:
        if not place.reachable:
            move_address(writer.scope, conn, place.id, place.conversation, place.reference)
        saying.freshen_address(writer.scope, place.id)
