"""Whatever happens, in whatever order, a row of the outbox moves only as community.delivery.TRANSITIONS says."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from community.delivery import DELIVERY, LIVE, TRANSITIONS, OutboxEvent, OutboxState, Unsure
from storage.outbox import Row
from storage.schema import outbox
from storage.transactions import open_database
from tests.databases import fresh_database
from tests.storage.posting import LEASE, Posting
from tests.storage.seeds import NOW, college

State, Event = OutboxState, OutboxEvent
PROCESSES = ("one", "two")
ORDERS = ("talk", "subject", "welcome")
KINDS = ("ask", "welcome")
WINDOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Known:
    """A row as it must stand."""

    cause: str
    order_key: str
    kind: str
    priority: int
    not_before: datetime
    expires_at: datetime
    state: State = State.READY
    lease: str | None = None
    leased_until: datetime | None = None
    attempts: int = 0

    def moved(self, event: Event, **changes: Any) -> "Known":
        return replace(self, state=TRANSITIONS[self.state, event], **changes)


class OutboxMachine(RuleBasedStateMachine):
    """Two processes at one outbox, and a clock; ``rows`` is what must be in it, in the order it was put."""

    engine: str
    runner: asyncio.Runner
    house: AbstractAsyncContextManager[str]
    posting: Posting

    claims: Bundle[Row] = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.rows: dict[str, Known] = {}
        self.posting.made.clear()
        self.run(self.posting.database.write(lambda conn: conn.execute(delete(outbox))))

    def run(self, doing: Any) -> Any:
        return self.runner.run(doing)

    def blocked(self, row: Known) -> bool:
        """Whether an elder of its order is live."""
        elders = list(self.rows.values())[: list(self.rows).index(row.cause)]
        return any(elder.order_key == row.order_key and elder.state in LIVE for elder in elders)

    @rule(
        order=st.sampled_from(ORDERS),
        kind=st.sampled_from(KINDS),
        priority=st.sampled_from((0, 1)),
        wait=st.sampled_from((0, 0, 30, 90)),
        lease=st.sampled_from((None, None, *PROCESSES)),
        target=claims,
    )
    def put(self, order: str, kind: str, priority: int, wait: int, lease: str | None) -> Any:
        cause = f"c{len(self.rows)}"
        due = self.now + timedelta(seconds=wait)
        known = Known(cause, order, kind, priority, due, due + WINDOW)
        until = self.now + LEASE if lease else None
        values = {name: getattr(known, name) for name in ("order_key", "kind", "priority", "not_before", "expires_at")}
        assert self.run(self.posting.put(cause, until, lease=lease, **values))
        if lease is None:
            self.rows[cause] = known
            return multiple()
        self.rows[cause] = known.moved(Event.CLAIM, lease=lease, leased_until=until)
        return self.posting.held[cause]

    @rule(seconds=st.sampled_from((1, 30, 60, 300)))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(process=st.sampled_from(PROCESSES), limit=st.sampled_from((1, 2, 100)), target=claims)
    def claim(self, process: str, limit: int) -> Any:
        claimed = self.run(self.posting.claim(process, self.now, limit))
        for row in list(self.rows.values()):
            self.rows[row.cause] = self.expired(self.rescued(row))
        due = [r for r in self.rows.values() if r.state is State.READY and r.not_before <= self.now]
        free = [row for row in due if not self.blocked(row)]
        free.sort(key=lambda row: (row.priority, row.not_before, list(self.rows).index(row.cause)))
        assert claimed == [row.cause for row in free[:limit]]
        for row in free[:limit]:
            self.rows[row.cause] = row.moved(Event.CLAIM, lease=process, leased_until=self.now + LEASE)
        return multiple(*(self.posting.held[cause] for cause in claimed))

    def rescued(self, row: Known) -> Known:
        if row.leased_until is None or row.leased_until >= self.now:
            return row
        free = {"lease": None, "leased_until": None}
        if row.state is State.LEASED:
            return row.moved(Event.HAND_BACK, **free)
        hold = DELIVERY[row.kind].unsure is Unsure.HOLD
        return row.moved(Event.UNSURE_HOLD if hold else Event.UNSURE_RESEND, **free)

    def expired(self, row: Known) -> Known:
        if row.state is State.READY and row.expires_at <= self.now:
            return row.moved(Event.TOO_LATE)
        return row

    @rule(held=claims)
    def fence(self, held: Row) -> None:
        """By whoever holds the lease, or once held it."""
        self.posting.held[held.cause] = held
        fenced = self.run(self.posting.fence(held.cause, self.now))
        row = self.rows[held.cause]
        assert fenced == (row.state is State.LEASED and row.lease == held.lease and not self.blocked(row))
        if fenced:
            until = self.now + LEASE
            self.rows[row.cause] = row.moved(Event.FENCE, leased_until=until, attempts=row.attempts + 1)

    @rule(held=consumes(claims), event=st.sampled_from(sorted(Event)), wait=st.sampled_from((0, 5)))
    def settle(self, held: Row, event: Event, wait: int) -> None:
        """What its process would say of it, if the row stands where that can be said."""
        row = self.rows[held.cause]
        mine = row.lease == held.lease and row.state in (State.LEASED, State.SENDING)
        state = TRANSITIONS.get((row.state, event), State.SENT)
        if event in (Event.CLAIM, Event.FENCE, Event.RETRY) or (mine and (row.state, event) not in TRANSITIONS):
            return
        self.posting.held[held.cause] = held
        again = self.now + timedelta(seconds=wait)
        assert self.run(self.posting.settle(held.cause, state, self.now, not_before=again)) == mine
        if mine:
            lease = None if state is State.READY else row.lease
            self.rows[row.cause] = row.moved(event, lease=lease, leased_until=None, not_before=again)

    @rule(process=st.sampled_from(PROCESSES))
    def hand_back(self, process: str) -> None:
        mine = [row for row in self.rows.values() if row.state is State.LEASED and row.lease == process]
        assert self.run(self.posting.hand_back(process)) == len(mine)
        for row in mine:
            self.rows[row.cause] = row.moved(Event.HAND_BACK, lease=None, leased_until=None)

    @rule()
    def an_administrator_tries_again(self) -> None:
        ended = [row for row in self.rows.values() if (row.state, Event.RETRY) in TRANSITIONS]
        assert self.run(self.posting.retry(*self.rows, at=self.now)) == len(ended)
        until = self.now + timedelta(hours=1)
        for row in ended:
            self.rows[row.cause] = row.moved(Event.RETRY, lease=None, not_before=self.now, expires_at=until)

    @invariant()
    def the_database_says_the_same(self) -> None:
        columns = [outbox.c[name] for name in Known.__dataclass_fields__]
        found = self.run(
            self.posting.database.read(lambda conn: conn.execute(select(*columns).order_by(outbox.c.seq)).all())
        )
        assert [Known(*row) for row in found] == list(self.rows.values())

    @invariant()
    def one_of_an_order_is_sent_at_a_time(self) -> None:
        sending = [row.order_key for row in self.rows.values() if row.state is State.SENDING]
        assert len(sending) == len(set(sending))


def machine_on(engine: str) -> type[OutboxMachine]:
    """The machine with a database of its own, opened for as long as its test runs."""

    class Machine(OutboxMachine):
        pass

    Machine.engine = engine
    return Machine


def walk(engine: str, examples: int) -> None:
    machine = machine_on(engine)
    with asyncio.Runner() as runner:
        house = fresh_database(engine)
        machine.runner = runner
        database = open_database(runner.run(house.__aenter__()))
        try:
            seeded = runner.run(database.write(lambda conn: college(conn, "alpha")))
            machine.posting = Posting(database, seeded)
            run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=25))
        finally:
            runner.run(database.close())
            runner.run(house.__aexit__(None, None, None))


def test_on_sqlite() -> None:
    walk("sqlite", 40)


def test_on_postgresql() -> None:
    walk("postgresql", 10)
