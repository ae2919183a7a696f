"""What the page shows outlives the program, and a page is sent what it hasn't seen."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.store import BOT, Kept, Store

AT = datetime(2025, 10, 7, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "page.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path)
    yield store
    store.close()


def test_messages_outlive_the_program(path: Path) -> None:
    store = Store(path)
    store.add("1", "chat", BOT, AT, {"text": "bonjour"})
    life = store.life
    store.close()

    again = Store(path)
    assert again.all() == [Kept(1, "1", "chat", BOT, AT, {"text": "bonjour"})]
    assert again.life == life
    again.close()


def test_another_file_is_another_life(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other.db")
    assert store.life != other.life
    other.close()


def test_a_replaced_message_keeps_its_place(store: Store) -> None:
    store.add("1", "chat", BOT, AT, {"text": "un"})
    store.add("2", "chat", BOT, AT, {"text": "deux"})
    assert store.replace("1", {"text": "un, changé"})

    assert [kept.activity["text"] for kept in store.all()] == ["un, changé", "deux"]
    assert [kept.id for kept in store.since(2)] == ["1"]
    assert store.version == 3


def test_what_is_not_there_is_not_replaced_and_nothing_is_kept_twice(store: Store) -> None:
    assert not store.replace("1", {"text": "?"})
    store.add("1", "chat", BOT, AT, {"text": "un"})
    store.add("1", "chat", BOT, AT, {"text": "un"})
    assert len(store.all()) == 1


async def test_a_page_is_sent_what_it_has_not_seen_then_what_comes(store: Store) -> None:
    store.add("1", "chat", BOT, AT, {})
    store.add("2", "chat", BOT, AT, {})
    seen: list[str] = []
    two, three = asyncio.Event(), asyncio.Event()

    async def page() -> None:
        async for kept in store.follow(1):
            seen.append(kept.id)
            (two if kept.id == "2" else three).set()

    following = asyncio.create_task(page())
    await two.wait()
    store.add("3", "chat", BOT, AT, {})
    await three.wait()
    store.stop_following()
    await following
    assert seen == ["2", "3"]
