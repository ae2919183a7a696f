"""Cards that were sent, and presses on them: each acts once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage.cards import SentCard, add_card, find_card, first_press, forget_cards, note_all_posted, replace_card
from storage.schema import presses
from storage.scope import DEPLOYMENT, Scope, new_id
from storage.transactions import Database
from tests.storage.seeds import NOW, College, college

ABOUT = {"kind": "challenge_kept", "challenge_id": "c1", "hint": None, "changed": False}


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def added(database: Database, seeded: College, person: str | None, scope: Scope | None = None) -> str:
    card = new_id()
    where = scope or seeded.scope
    assert await database.write(lambda conn: add_card(where, conn, card, seeded.address, person, ABOUT, NOW))
    return card


async def found(database: Database, seeded: College, card: str) -> SentCard | None:
    return await database.read(lambda conn: find_card(seeded.scope, conn, card))


async def test_a_card_comes_back_as_it_was_sent(database: Database, seeded: College) -> None:
    card = await added(database, seeded, seeded.person)
    community = seeded.scope.community_id
    assert await found(database, seeded, card) == SentCard(
        card, community, seeded.person, seeded.address, ABOUT, 0, None
    )
    assert await found(database, seeded, "none") is None


async def test_a_card_in_a_channel_is_nobodys(database: Database, seeded: College) -> None:
    card = await added(database, seeded, None, Scope(seeded.scope.organization_id))
    sent = await found(database, seeded, card)
    assert sent is not None
    assert (sent.person_id, sent.community_id) == (None, None)


async def test_it_is_posted_and_replaced(database: Database, seeded: College) -> None:
    card = await added(database, seeded, seeded.person)
    posted = [(seeded.scope, card, "p1"), (seeded.scope, "none", "p2")]
    await database.write(lambda conn: note_all_posted(DEPLOYMENT, conn, posted))
    assert await database.write(lambda conn: replace_card(seeded.scope, conn, card, {"kind": "help"}, 1))
    sent = await found(database, seeded, card)
    assert sent is not None
    assert (sent.platform_id, sent.message, sent.revision) == ("p1", {"kind": "help"}, 1)
    assert not await database.write(lambda conn: replace_card(seeded.scope, conn, "none", {}, 1))


async def test_a_press_acts_once_a_revision_and_person(database: Database, seeded: College) -> None:
    card = await added(database, seeded, seeded.person)

    async def press(verb: str = "keep", revision: int = 0, person: str = seeded.person, on: str = card) -> bool:
        return await database.write(lambda conn: first_press(seeded.scope, conn, on, verb, revision, person, NOW))

    assert await press()
    assert not await press()
    assert await press(revision=1)
    assert await press(verb="skip")
    assert await press(person=seeded.colleague)
    assert not await press(person="nobody")
    assert not await press(on="none")


async def test_pressed_twice_at_once_it_acts_once(database: Database, seeded: College) -> None:
    press = ("keep", 0, seeded.person, NOW)
    acted = await asyncio.gather(
        *(database.write(lambda conn: first_press(seeded.scope, conn, seeded.card, *press)) for _ in range(6))
    )
    assert sorted(acted) == [False] * 5 + [True]


async def test_a_press_that_failed_was_not_made(database: Database, seeded: College) -> None:
    def fails(conn: object) -> None:
        first_press(seeded.scope, conn, seeded.card, "keep", 0, seeded.person, NOW)  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.write(fails)
    press = ("keep", 0, seeded.person, NOW)
    assert await database.write(lambda conn: first_press(seeded.scope, conn, seeded.card, *press))


async def test_old_cards_are_forgotten_with_their_presses(database: Database, seeded: College) -> None:
    count = select(func.count()).select_from(presses)
    assert await database.read(lambda conn: conn.execute(count).scalar_one()) == 1
    assert await database.write(lambda conn: forget_cards(DEPLOYMENT, conn, NOW)) == 0
    assert await database.write(lambda conn: forget_cards(DEPLOYMENT, conn, NOW + timedelta(seconds=1))) == 6, (
        "five private ones, and the channel's"
    )
    assert await found(database, seeded, seeded.card) is None
    assert await database.read(lambda conn: conn.execute(count).scalar_one()) == 0
