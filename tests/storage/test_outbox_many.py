"""What the sender does for many rows in one statement: each row fares as it would alone."""

import pytest

from community.delivery import OutboxState as State
from storage.addresses import find_address, find_addresses
from storage.cards import find_card, note_all_posted
from storage.outbox import Settled, fence_all, settle_all
from storage.scope import DEPLOYMENT
from storage.transactions import Database
from tests.storage.posting import LEASE, Posting, after
from tests.storage.seeds import NOW, college


@pytest.fixture
async def posting(database: Database) -> Posting:
    return Posting(database, await database.write(lambda conn: college(conn, "alpha")))


async def fenced(posting: Posting, *causes: str, lease: str = "me") -> set[str]:
    ids = [posting.held[cause].id for cause in causes]
    found = await posting.database.write(lambda conn: fence_all(DEPLOYMENT, conn, lease, ids, NOW + LEASE))
    return {cause for cause in causes if posting.held[cause].id in found}


async def test_each_is_fenced_that_could_be_alone(posting: Posting) -> None:
    for cause, order, lease in (
        ("a", "a", "me"),
        ("elder", "talk", "me"),
        ("younger", "talk", "me"),
        ("b", "b", "she"),
    ):
        await posting.put(cause, after(seconds=60), lease=lease, order_key=order)
    assert await fenced(posting, "a", "younger", "b") == {"a"}
    assert await fenced(posting, "a", "elder", "b") == {"elder"}
    assert await fenced(posting, "b", lease="she") == {"b"}
    assert await fenced(posting) == set()
    assert [await posting.state(cause) for cause in ("a", "elder", "younger", "b")] == [
        *["sending"] * 2,
        "leased",
        "sending",
    ]
    row = await posting.row("a")
    assert (row.attempts, row.leased_until) == (1, NOW + LEASE)


async def test_each_is_settled_its_own_way(posting: Posting) -> None:
    for cause in ("sent", "again", "dead", "lost"):
        await posting.sending(cause)
    held = posting.held
    await posting.settle("lost", State.UNKNOWN)
    told = [
        Settled(held["sent"], State.SENT),
        Settled(held["again"], State.READY, after(minutes=2), "slow"),
        Settled(held["dead"], State.DEAD, None, "403"),
        Settled(held["lost"], State.SENT),
    ]
    await posting.database.write(lambda conn: settle_all(DEPLOYMENT, conn, told, after(seconds=1)))
    rows = {cause: await posting.row(cause) for cause in held}
    assert {c: (r.state, r.code) for c, r in rows.items() if c in ("sent", "again", "dead", "lost")} == {
        "sent": ("sent", None),
        "again": ("ready", "slow"),
        "dead": ("dead", "403"),
        "lost": ("unknown", None),  # what is settled stays settled
    }
    assert (rows["again"].not_before, rows["again"].lease, rows["again"].ended_at) == (after(minutes=2), None, None)
    assert rows["sent"].ended_at == after(seconds=1)


async def test_posted_cards_are_remembered_in_their_own_organization(posting: Posting) -> None:
    theirs = await posting.database.write(lambda conn: college(conn, "omega"))
    await posting.put("a")
    ours, scope = posting.made["a"].id, posting.college.scope
    posted = [(scope, ours, "p1"), (scope, theirs.card, "p2")]
    await posting.database.write(lambda conn: note_all_posted(DEPLOYMENT, conn, posted))
    await posting.database.write(lambda conn: note_all_posted(DEPLOYMENT, conn, []))
    card = await posting.database.read(lambda conn: find_card(scope, conn, ours))
    other = await posting.database.read(lambda conn: find_card(theirs.scope, conn, theirs.card))
    assert card is not None
    assert other is not None
    assert card.platform_id == "p1"
    assert other.platform_id != "p2"


async def test_addresses_are_found_as_each_would_be(posting: Posting) -> None:
    college_ = posting.college
    ids = [college_.address, college_.channel, college_.address, "none"]
    found = await posting.database.read(lambda conn: find_addresses(DEPLOYMENT, conn, ids))
    assert found.keys() == {college_.address, college_.channel}
    for address_id, address in found.items():
        assert address == await posting.database.read(lambda conn, a=address_id: find_address(college_.scope, conn, a))
    assert await posting.database.read(lambda conn: find_addresses(DEPLOYMENT, conn, [])) == {}
