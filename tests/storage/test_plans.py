"""What runs each second finds its rows by an index, however many messages were sent before."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Table, event, insert, text
from sqlalchemy.util import await_only

from community.delivery import OutboxState
from storage.addresses import find_account
from storage.cards import forget_cards
from storage.freshness import lock_cards_about, on_its_way
from storage.inbox import forget_events
from storage.outbox import claim, fence_all, hand_back, put, rescue, settle
from storage.outbox_upkeep import forget_ended, live
from storage.schema import cards, inbox, outbox
from storage.scope import DEPLOYMENT
from storage.talks import lock_talk
from storage.transactions import Database
from storage.views.challenges import load_month
from storage.views.people import load_person
from tests.storage.seeds import LATER, NOW, RING, College, college, message

SENT, LIVE = 5_000, 40

Plan = tuple[str, str]
"""A statement, and how the database goes about it."""


async def explained(database: Database, work: Callable[[Connection, College], Any]) -> list[Plan]:
    """How each statement of ``work`` is carried out, where thousands of messages were sent and few are to be."""

    def look(conn: Connection) -> list[Plan]:
        seeded = college(conn, "alpha")
        many(conn, seeded)
        conn.execute(text("ANALYZE"))
        with_parameters: list[tuple[str, Any]] = []

        def noted(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
            with_parameters.append((statement, parameters))

        event.listen(conn, "before_cursor_execute", noted)
        work(conn, seeded)
        event.remove(conn, "before_cursor_execute", noted)
        explain = on_sqlite if conn.dialect.name == "sqlite" else on_postgresql
        return [(statement, explain(conn, statement, parameters)) for statement, parameters in with_parameters]

    return await database.write(look)


def many(conn: Connection, seeded: College) -> None:
    """Thousands of messages sent, their cards and events, and a few live ones."""
    sample = message(seeded.scope, seeded.person, seeded.address, "")
    values = {name: getattr(sample, name) for name in type(sample).__dataclass_fields__}
    common = {"leased_until": None, "created_at": NOW, "code": None, "state": "sent"}
    rows = [
        values | common | {"id": f"sent{n}", "cause": f"sent{n}", "ended_at": NOW + timedelta(seconds=n)}
        for n in range(SENT)
    ]
    conn.execute(insert(outbox), rows)
    for n in range(LIVE):
        put(
            seeded.scope, conn, message(seeded.scope, seeded.person, seeded.address, f"live{n}", order_key=f"o{n}"), NOW
        )
    fill(conn, cards, {"address_id": seeded.address, "message": {}, "revision": 0}, "id", "created_at", seeded)
    fill(conn, inbox, {"channel": "teams"}, "event_id", "received_at", seeded)


def fill(conn: Connection, table: Table, common: dict[str, Any], key: str, instant: str, seeded: College) -> None:
    own = common | {"organization_id": seeded.scope.organization_id}
    conn.execute(insert(table), [own | {key: f"k{n}", instant: NOW + timedelta(seconds=n)} for n in range(SENT)])


def on_sqlite(conn: Connection, statement: str, parameters: Any) -> str:
    return "\n".join(row.detail for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))


def on_postgresql(conn: Connection, statement: str, parameters: Any) -> str:
    """The plan that any parameters get: what a prepared statement comes to after a few times."""
    driver: Any = conn.connection.driver_connection
    nulls = ", ".join(["NULL"] * len(set(re.findall(r"\$\d+", statement))))
    await_only(driver.execute(f"SET plan_cache_mode = force_generic_plan; PREPARE looked AS {statement}"))
    found = await_only(driver.fetch(f"EXPLAIN EXECUTE looked{f'({nulls})' if nulls else ''}"))
    await_only(driver.execute("DEALLOCATE looked"))
    return "\n".join(row[0] for row in found)


def scans(plan: str) -> list[str]:
    """The steps that read a whole table."""
    return re.findall(r"^.*(?:Seq Scan on \w+|SCAN \w+\b(?! USING)).*$", plan, re.MULTILINE)


def assert_indexed(plans: list[Plan], *tables: str) -> None:
    assert plans
    for statement, plan in plans:
        whole = [step for step in scans(plan) if any(re.search(rf"\b{table}\b", step) for table in tables)]
        assert not whole, f"{statement}\n\n{plan}"


async def test_a_claim_reads_live_rows_only(database: Database) -> None:
    until = LATER + timedelta(minutes=1)
    plans = await explained(database, lambda conn, seeded: claim(DEPLOYMENT, conn, "me", NOW, until, 256))
    assert_indexed(plans, "outbox", "before")
    (claiming,) = [plan for statement, plan in plans if "EXISTS" in statement]
    assert "ix_outbox_ready" in claiming
    assert "ix_outbox_live" in claiming
    assert "Sort" not in claiming
    assert "TEMP B-TREE" not in claiming
    rescuing = [plan for statement, plan in plans if "lease" in statement and "leased_until <" in statement]
    assert len(rescuing) == 2
    assert all("ix_outbox_leases" in plan for plan in rescuing)


async def test_upkeep_reads_no_whole_table(database: Database) -> None:
    def upkeep(conn: Connection, seeded: College) -> None:
        live(DEPLOYMENT, conn)
        live(DEPLOYMENT, conn, NOW)
        fence_all(DEPLOYMENT, conn, seeded.row.lease, [seeded.row.id], NOW)
        settle(DEPLOYMENT, conn, seeded.row, OutboxState.SENT, NOW)
        hand_back(DEPLOYMENT, conn, "me")
        rescue(DEPLOYMENT, conn, NOW, all_leases=True)
        forget_ended(DEPLOYMENT, conn, NOW)
        forget_cards(DEPLOYMENT, conn, NOW)
        forget_events(DEPLOYMENT, conn, NOW)

    assert_indexed(await explained(database, upkeep), "outbox", "before", "cards", "inbox", "presses")


async def test_a_change_reads_what_is_about_its_subject_only(database: Database) -> None:
    def change(conn: Connection, seeded: College) -> None:
        lock_cards_about(seeded.scope, conn, seeded.challenge)
        on_its_way(seeded.scope, conn, seeded.card, NOW)
        on_its_way(seeded.scope, conn, "none", NOW)

    plans = await explained(database, change)
    assert_indexed(plans, "outbox", "cards")
    about, *waiting = (plan for _, plan in plans)
    assert "ix_cards_subject_id" in about
    assert all("ix_outbox_edits" in plan for plan in waiting)


async def test_a_turn_reads_no_whole_table_that_grows(database: Database) -> None:
    def turn(conn: Connection, seeded: College) -> None:
        find_account(DEPLOYMENT, conn, "teams", seeded.tenant, "personal", seeded.account)
        lock_talk(seeded.scope, conn, RING, seeded.person)
        load_person(seeded.scope, conn, seeded.person, NOW)
        load_month(seeded.scope, conn, RING, seeded.person, NOW)

    assert_indexed(await explained(database, turn), "outbox", "cards", "inbox", "presses")
