"""The outbox: what is put is claimed once, in its order, and settled by whoever holds it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from community.delivery import OutboxState, Priority
from storage.outbox_upkeep import forget_ended, listed, live
from storage.schema import outbox
from storage.scope import DEPLOYMENT
from storage.transactions import Database
from tests.storage.posting import LEASE, Posting, after
from tests.storage.seeds import NOW, college

State = OutboxState


@pytest.fixture
async def posting(database: Database) -> Posting:
    seeded = await database.write(lambda conn: college(conn, "alpha"))
    await database.write(lambda conn: conn.execute(delete(outbox)))
    return Posting(database, seeded)


async def test_what_is_put_comes_out_as_it_was(posting: Posting) -> None:
    about = {"kind": "welcome", "n": [1, {"é": None}]}
    await posting.put("a", kind="welcome", message=about, edits="card", priority=1, ordinal=3, request_id="r9")
    await posting.claim()
    row, made = posting.held["a"], posting.made["a"]
    assert row.message == about
    assert row.not_before == NOW
    assert row.not_before.utcoffset() == timedelta()
    assert {f: getattr(row, f) for f in ("id", "edits", "priority", "ordinal", "request_id", "recipient")} == {
        f: getattr(made, f) for f in ("id", "edits", "priority", "ordinal", "request_id", "recipient")
    }
    assert row.scope() == posting.college.scope


async def test_one_cause_tells_one_recipient_once(posting: Posting) -> None:
    assert await posting.put("a")
    assert not await posting.put("a", kind="help", id="another")
    assert (await posting.row("a")).kind == "ask"  # the first stays as it was
    assert await posting.put("a", ordinal=1)
    assert await posting.put("a", recipient="somebody else")
    assert await posting.put("b")


async def test_answers_first_then_the_longest_due(posting: Posting) -> None:
    await posting.put("notice, older", priority=Priority.NOTICE, not_before=after(hours=-2))
    await posting.put("answer, newer", not_before=after(minutes=-1))
    await posting.put("answer, older", not_before=after(minutes=-9))
    await posting.put("notice, newer", priority=Priority.NOTICE, not_before=after(hours=-1))
    assert await posting.claim(limit=3) == ["answer, older", "answer, newer", "notice, older"]
    assert await posting.claim() == ["notice, newer"]
    assert await posting.claim() == []


async def test_nothing_before_its_time(posting: Posting) -> None:
    await posting.put("a", not_before=after(minutes=5), expires_at=after(hours=1))
    assert await posting.claim(at=after(minutes=4, seconds=59)) == []
    assert await posting.claim(at=after(minutes=5)) == ["a"]


async def test_nothing_after_its_window(posting: Posting) -> None:
    await posting.put("a", expires_at=after(minutes=5))
    await posting.put("b", expires_at=after(minutes=5, seconds=1))
    assert await posting.claim(at=after(minutes=5)) == ["b"]
    row = await posting.row("a")
    assert (row.state, row.code, row.ended_at) == ("expired", "too_late", after(minutes=5))


async def test_a_younger_row_waits_for_its_elder_and_for_nothing_else(posting: Posting) -> None:
    await posting.put("elder", order_key="talk")
    await posting.put("younger", order_key="talk", priority=Priority.ANSWER)
    await posting.put("another's", order_key="other talk")
    assert await posting.claim() == ["elder", "another's"]
    assert await posting.claim() == []  # leased
    await posting.fence("elder")
    assert await posting.claim() == []  # being sent
    await posting.settle("elder", State.SENT)
    assert await posting.claim() == ["younger"]


@pytest.mark.parametrize("ended", [State.SENT, State.DEAD, State.UNKNOWN])
async def test_an_ended_elder_blocks_nobody(posting: Posting, ended: State) -> None:
    await posting.sending("elder")
    await posting.put("younger", order_key="elder")
    assert await posting.claim() == []
    await posting.settle("elder", ended)
    assert await posting.claim() == ["younger"]


async def test_an_elder_that_is_to_be_tried_again_is_still_waited_for(posting: Posting) -> None:
    await posting.sending("elder")
    await posting.put("younger", order_key="elder")
    await posting.settle("elder", State.READY, not_before=after(minutes=2))
    assert await posting.claim(at=after(minutes=1)) == []
    assert await posting.claim(at=after(minutes=2)) == ["elder"]


async def test_an_expired_elder_lets_the_younger_go_at_once(posting: Posting) -> None:
    await posting.put("elder", expires_at=after(minutes=1))
    await posting.put("younger", order_key="elder")
    assert await posting.claim(at=after(minutes=1)) == ["younger"]


async def test_rows_born_leased_are_nobody_elses(posting: Posting) -> None:
    await posting.put("a", after(seconds=60), lease="maker")
    assert await posting.claim("other") == []
    assert await posting.fence("a")
    assert await posting.settle("a", State.SENT)


async def test_the_fence_needs_the_lease_and_the_order(posting: Posting) -> None:
    await posting.put("elder", after(seconds=60), lease="me", order_key="talk")
    await posting.put("younger", after(seconds=60), lease="me", order_key="talk")
    assert not await posting.fence("younger")
    assert not await posting.fence("elder", lease="somebody")
    assert await posting.fence("elder")
    assert not await posting.fence("elder")  # once
    row = await posting.row("elder")
    assert (row.state, row.attempts, row.leased_until) == ("sending", 1, NOW + LEASE)


async def test_a_lost_lease_can_neither_send_nor_settle(posting: Posting) -> None:
    await posting.put("a")
    await posting.claim("slow")
    slow = posting.held["a"]
    assert await posting.claim("quick", at=after(seconds=61)) == ["a"]
    posting.held["a"], quick = slow, posting.held["a"]
    assert not await posting.fence("a")
    assert not await posting.settle("a", State.SENT)
    assert await posting.state("a") == "leased"
    posting.held["a"] = quick
    assert await posting.fence("a", at=after(seconds=61))
    assert await posting.settle("a", State.SENT)


async def test_a_lapsed_lease_is_free_again(posting: Posting) -> None:
    await posting.put("a")
    await posting.claim("dead")
    assert await posting.claim("me", at=after(seconds=60)) == []  # it holds to the last instant
    assert await posting.claim("me", at=after(seconds=61)) == ["a"]


async def test_what_was_being_sent_goes_as_its_kind_says(posting: Posting) -> None:
    await posting.sending("ask", lease="dead")
    await posting.put("welcome", after(seconds=60), lease="dead", kind="welcome")
    await posting.fence("welcome")
    assert await posting.claim("me", at=after(seconds=61)) == ["ask"]
    assert posting.held["ask"].attempts == 1
    row = await posting.row("welcome")
    assert (row.state, row.code, row.ended_at, row.lease) == ("unknown", "process_died", after(seconds=61), None)


async def test_at_a_lonely_start_every_lease_is_lapsed(posting: Posting) -> None:
    await posting.sending("ask", lease="dead")
    await posting.put("leased", after(seconds=60), lease="dead")
    await posting.put("welcome", after(seconds=60), lease="dead", kind="welcome")
    await posting.fence("welcome")
    await posting.sending("done")
    await posting.settle("done", State.SENT)
    await posting.rescue(NOW, all_leases=True)
    states = {cause: await posting.state(cause) for cause in posting.made}
    assert states == {"ask": "ready", "leased": "ready", "welcome": "unknown", "done": "sent"}


async def test_handing_back_frees_what_was_not_begun(posting: Posting) -> None:
    await posting.put("other's", after(seconds=60), lease="other")
    await posting.sending("begun")
    await posting.put("not begun", after(seconds=60), lease="me")
    assert await posting.hand_back() == 1
    assert await posting.claim("next") == ["not begun"]
    assert await posting.state("begun") == "sending"


@pytest.mark.parametrize(
    ("state", "more", "expected"),
    [
        (State.SENT, {}, {"code": None, "ended_at": NOW, "lease": "me"}),
        (State.DEAD, {"code": "403"}, {"code": "403", "ended_at": NOW, "lease": "me"}),
        (
            State.READY,
            {"code": "429", "not_before": after(seconds=9)},
            {"code": "429", "ended_at": None, "lease": None, "not_before": after(seconds=9)},
        ),
    ],
)
async def test_settling(posting: Posting, state: State, more: dict[str, Any], expected: dict[str, Any]) -> None:
    await posting.sending("a")
    assert await posting.settle("a", state, **more)
    row = await posting.row("a")
    assert row.state == state
    assert row.leased_until is None
    assert {name: getattr(row, name) for name in expected} == expected
    assert not await posting.settle("a", State.CANCELLED)  # what is settled stays settled
    assert await posting.state("a") == state


async def test_an_administrator_tries_again_what_did_not_arrive(posting: Posting) -> None:
    for cause, state in (("dead", State.DEAD), ("unknown", State.UNKNOWN), ("sent", State.SENT)):
        await posting.sending(cause)
        await posting.settle(cause, state, code="x")
    await posting.put("late", expires_at=NOW)
    await posting.put("ready", not_before=after(days=1), expires_at=after(days=2))
    assert await posting.claim() == []
    assert await posting.retry("dead", "unknown", "sent", "late", "ready", at=after(hours=1)) == 3
    assert sorted(await posting.claim(at=after(hours=1))) == ["dead", "late", "unknown"]
    assert posting.held["late"].expires_at == after(hours=2)
    assert await posting.retry(at=NOW) == 0


async def test_counting_listing_and_forgetting(posting: Posting) -> None:
    await posting.put("due")
    await posting.put("later", not_before=after(hours=2), expires_at=after(hours=3))
    await posting.sending("under way")
    for cause in ("one", "two"):
        await posting.sending(cause)
        await posting.settle(cause, State.DEAD, code="403")
    database = posting.database
    assert await database.read(lambda conn: live(DEPLOYMENT, conn)) == 3
    assert await database.read(lambda conn: live(DEPLOYMENT, conn, due_by=NOW)) == 2
    rows = await database.read(lambda conn: listed(DEPLOYMENT, conn, ["dead"], 1))
    assert [(row["id"], row["code"]) for row in rows] == [(posting.made["two"].id, "403")]
    assert "message" not in rows[0]
    assert await database.write(lambda conn: forget_ended(DEPLOYMENT, conn, NOW)) == 0
    assert await database.write(lambda conn: forget_ended(DEPLOYMENT, conn, after(seconds=1))) == 2
    assert await database.read(lambda conn: live(DEPLOYMENT, conn)) == 3


async def test_what_is_said_once_isnt_forgotten_once_it_was_sent(posting: Posting) -> None:
    for cause, kind, state in (
        ("welcomed", "welcome", State.SENT),
        ("refused", "welcome", State.DEAD),
        ("answered", "help", State.SENT),
    ):
        await posting.put(cause, after(seconds=60), kind=kind, lease="me")
        assert await posting.fence(cause)
        await posting.settle(cause, state)
    assert await posting.database.write(lambda conn: forget_ended(DEPLOYMENT, conn, after(days=400))) == 2
    assert not await posting.put("welcomed", kind="welcome"), "nobody is welcomed twice"
    assert await posting.put("refused", kind="welcome")
