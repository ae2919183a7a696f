"""The sender: the only one that sends. Claims what is due, fences it, posts it, settles it.

``sending`` is committed before the HTTP call, so that after a crash it is known which messages may have arrived; what
to do with them is their kind's policy. Rows of one order go one after the other.
"""

import asyncio
import random
import secrets
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot import crash_points
from bot.channels.channel import Channel, Destination, Outcome, Outgoing, Posted, Refused, RefusedForNow
from bot.clock import Clock
from bot.delivery.bundles import bundle
from bot.delivery.pacing import Pacing
from bot.delivery.pushing import checked
from bot.delivery.retry import decide
from bot.delivery.saying import Saying
from bot.delivery.together import Together
from bot.showing import Showing
from community.delivery import DELIVERY, OutboxState
from community.messages import MESSAGE
from community.quiet import Going, Why
from storage.addresses import Address, find_addresses, mark_unreachable, move_address
from storage.cards import find_card, note_all_posted
from storage.outbox import NO_ADDRESS, Row, Settled, claim, fence_all, hand_back, settle, settle_all
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import DATABASE_FAULTS, Database

CLAIM_LIMIT = 256
IN_FLIGHT = 64
LEASE = timedelta(seconds=60)
"""How long a claimed row waits for its turn, or an HTTP call may take, before another process may have it."""
LONGEST_WAIT = LEASE / 2
"""How long a fenced row may wait for its turn: its lease must not lapse before it is sent, or two would send it."""
SLOW_SECONDS = 1.0
"""How long a claim waits for the one before: a slow call holds up no other message."""
NOBODY = ""
"""No lease: what is said while sending is claimed as anything is."""
BUNDLED = frozenset({"peer_question", "peer_answer"})
"""Kinds whose words may be told in the week's bundle instead."""
STOP_SECONDS = 10.0
"""How long calls under way may take to end when the program stops."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ready:
    """A fenced row, drawn for its reader."""

    channel: Channel
    outgoing: Outgoing


class Sender:
    """Sends what this process leased. ``lease`` names the process in the outbox."""

    def __init__(
        self, database: Database, showing: Showing, clock: Clock, channels: Mapping[str, Channel], pacing: Pacing
    ) -> None:
        self.lease = secrets.token_hex(8)
        self._database = database
        self._showing = showing
        self._clock = clock
        self._channels = channels
        self._pacing = pacing
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._orders: dict[str, deque[Row]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._fencing = Together(database, self._fence)
        self._settling = Together(database, self._settle)

    def take(self, rows: list[Row]) -> list[asyncio.Task[None]]:
        """Send these rows, leased to this process: at once, each after those of its order. The sendings begun."""
        begun = []
        for row in rows:
            waiting = self._orders.get(row.order_key)
            if waiting is not None:
                waiting.append(row)
                continue
            self._orders[row.order_key] = deque([row])
            task = asyncio.create_task(self._send_in_order(row.order_key))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            begun.append(task)
        return begun

    async def tick(self) -> int:
        """Claim and send all that is due by now; how many rows. The database's errors wait for the next tick."""
        sent = 0
        while not self._stopping:
            try:
                rows = await self._database.write(self._claimed)
            except DATABASE_FAULTS as error:
                log.warning("claim failed", error=type(error).__name__)
                return sent
            if not rows:
                return sent
            sent += len(rows)
            begun = self.take(rows)
            if begun:  # what comes after them in their orders is claimable once they are settled
                await asyncio.wait(begun, timeout=SLOW_SECONDS)
        return sent

    async def idle(self) -> None:
        """Wait until nothing that was taken is left to send."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def stop(self) -> None:
        """End the calls under way, hand back the rest: another process, or this one restarted, sends it."""
        self._stopping = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=STOP_SECONDS)
        try:
            await self._database.write(lambda conn: hand_back(DEPLOYMENT, conn, self.lease))
        except DATABASE_FAULTS as error:
            log.warning("not handed back", error=type(error).__name__)  # the leases lapse

    def _claimed(self, conn: Connection) -> list[Row]:
        now = self._clock.now()
        return claim(DEPLOYMENT, conn, self.lease, now, now + LEASE, CLAIM_LIMIT)

    async def _send_in_order(self, order_key: str) -> None:
        waiting = self._orders[order_key]
        try:
            while waiting and not self._stopping:
                async with self._slots:
                    await self._send(waiting[0])
                waiting.popleft()
        except DATABASE_FAULTS as error:
            log.warning("send failed", error=type(error).__name__)  # the lease lapses, the row is claimed again
        finally:
            del self._orders[order_key]

    async def _send(self, row: Row) -> None:
        ready = await self._fencing.do(row)
        if ready is None:
            return
        crash_points.passing(crash_points.SEND_AFTER_FENCE)
        if not await self._our_turn_comes(row, ready):
            return
        outcome = await self._posted(row, ready)
        if isinstance(outcome, RefusedForNow) and outcome.too_fast:
            self._pacing.slow_down(ready.channel.name, ready.outgoing.to.tenant, asyncio.get_running_loop().time())
        crash_points.passing(crash_points.SEND_AFTER_POST)
        await self._settling.do((row, ready, outcome))
        crash_points.passing(crash_points.SEND_AFTER_RECEIPT)
        log.info("sent", request=row.request_id, kind=row.kind, outcome=type(outcome).__name__)

    async def _posted(self, row: Row, ready: Ready) -> Outcome:
        try:
            return await ready.channel.post(ready.outgoing)
        except Exception as error:  # noqa: BLE001  # no channel should; if one does, the rest isn't held up
            log.error("post failed", request=row.request_id, kind=row.kind, error=type(error).__name__)
            return Refused(f"fault_{type(error).__name__}"[:64])

    async def _our_turn_comes(self, row: Row, ready: Ready) -> bool:
        """Wait until the platform takes one more; ``False`` when that is so late that the row is handed back."""
        to = ready.outgoing.to
        here = (ready.channel.name, to.tenant, to.conversation or to.account or "")
        now = asyncio.get_running_loop().time()
        wait = self._pacing.reserve(*here, now)
        if wait > LONGEST_WAIT.total_seconds():
            self._pacing.give_back(*here, now)  # else what is put off again and again would count each time
            await self._database.write(lambda conn: self._handed_back(conn, row))
            return False
        if wait > 0:
            await asyncio.sleep(wait)
        return True

    def _handed_back(self, conn: Connection, row: Row) -> None:
        now = self._clock.now()
        settle(DEPLOYMENT, conn, row, OutboxState.READY, now, not_before=now + LONGEST_WAIT, code="too_fast")

    def _fence(self, conn: Connection, rows: Sequence[Row]) -> list[Ready | None]:
        """Drawn, if they are still to be sent, then fenced; ``None`` for what isn't sent now."""
        now = self._clock.now()
        addresses = find_addresses(DEPLOYMENT, conn, (row.address_id for row in rows))
        drawn = {row.id: self._drawn(conn, row, addresses.get(row.address_id), now) for row in rows}
        ready = {row_id: one for row_id, one in drawn.items() if one is not None}
        fenced = fence_all(DEPLOYMENT, conn, self.lease, ready, now + LEASE)
        for row in rows:
            if row.id in ready and row.id not in fenced:
                settle(DEPLOYMENT, conn, row, OutboxState.READY, now)  # something of its order comes first
        return [ready[row.id] if row.id in fenced else None for row in rows]

    def _drawn(self, conn: Connection, row: Row, address: Address | None, now: datetime) -> Ready | None:
        """Checked again now: not too late, still makes sense, still somebody to write to; else it is settled."""
        if row.expires_at <= now:
            settle(DEPLOYMENT, conn, row, OutboxState.EXPIRED, now, code="too_late")
            return None
        if address is not None and address.organization_id != row.organization_id:
            address = None
        channel = self._channels.get(address.channel) if address is not None else None
        if address is None or channel is None or (not address.reachable and row.kind != "in_private"):
            settle(DEPLOYMENT, conn, row, OutboxState.CANCELLED, now, code=NO_ADDRESS)
            return None
        if row.edits is None and DELIVERY[row.kind].at_work and not self._goes_now(conn, row, now):
            return None
        edited = find_card(row.scope(), conn, row.edits) if row.edits else None
        # An edit shows what its card says by now: of several changes that wait, none undoes a later one.
        about = edited.message if edited is not None else row.message
        scope = Scope(row.organization_id, edited.community_id) if edited is not None else row.scope()
        try:
            card = self._showing.card(conn, scope, MESSAGE.validate_python(about), address, now)
        except DATABASE_FAULTS:
            raise
        except Exception as error:  # noqa: BLE001  # a fault of ours: what is behind it must not wait
            log.error("undrawable", request=row.request_id, kind=row.kind, error=type(error).__name__)
            settle(DEPLOYMENT, conn, row, OutboxState.DEAD, now, code=f"undrawable_{type(error).__name__}"[:64])
            return None
        if card is None or (row.edits and (edited is None or edited.platform_id is None)):
            settle(DEPLOYMENT, conn, row, OutboxState.CANCELLED, now, code="pointless")
            return None
        to = Destination(address.tenant, address.account, address.conversation, address.reference, row.thread)
        if edited is not None:
            return Ready(channel, Outgoing(to, card, edited.id, edited.revision, edited.platform_id))
        return Ready(channel, Outgoing(to, card, row.id, 0))

    def _goes_now(self, conn: Connection, row: Row, now: datetime) -> bool:
        """Whether its reader may be written to first, now; else it is put off inside its window, or let go."""
        going = checked(conn, row, now)
        if going.at is not None and going.at <= now:
            return True
        if going.at is None or going.at >= row.expires_at:
            self._with_the_weeks(conn, row, going, now)
        if going.at is None:
            settle(DEPLOYMENT, conn, row, OutboxState.CANCELLED, now, code=going.why)
        elif going.at >= row.expires_at:
            settle(DEPLOYMENT, conn, row, OutboxState.EXPIRED, now, code=going.why)
        else:
            settle(DEPLOYMENT, conn, row, OutboxState.READY, now, not_before=going.at, code=going.why)
        return False

    def _with_the_weeks(self, conn: Connection, row: Row, going: Going, now: datetime) -> None:
        """A peer's words that won't be told by themselves are told with the week's others."""
        if row.kind not in BUNDLED or row.person_id is None or going.why is Why.LEFT:
            return
        saying = Saying(conn, now, NOBODY, now, row.request_id)
        bundle(saying, row.scope(), row.person_id, row.message["words_id"])

    def _settle(self, conn: Connection, receipts: Sequence[tuple[Row, Ready, Outcome]]) -> list[None]:
        """What became of each, and what it says of its address."""
        now = self._clock.now()
        settled, posted = [], []
        for row, ready, outcome in receipts:
            jitter, edits = random.random(), row.edits is not None  # noqa: S311
            decision = decide(outcome, row.kind, row.attempts + 1, now, jitter, edits=edits)
            settled.append(Settled(row, decision.state, decision.not_before, decision.code))
            if isinstance(outcome, Posted):
                if row.edits is None and outcome.platform_id:
                    posted.append((row.scope(), row.id, outcome.platform_id))
                if outcome.conversation is not None:
                    move_address(row.scope(), conn, row.address_id, outcome.conversation, ready.outgoing.to.reference)
            elif isinstance(outcome, Refused) and outcome.unreachable:
                mark_unreachable(row.scope(), conn, row.address_id)
        settle_all(DEPLOYMENT, conn, settled, now)
        note_all_posted(DEPLOYMENT, conn, posted)
        return [None] * len(receipts)
