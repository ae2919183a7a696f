"""The demo begins after a September that its people played."""

from collections import Counter
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from bot.demo.connector import card_of
from bot.demo.moving import kept_offset
from bot.demo.people import scenes
from bot.demo.run import BOT_FILE, PAGE_FILE, PAST, START
from bot.demo.store import BOT, Store
from storage.transactions import open_database
from tests.demo.whole import whole


async def test_what_is_told_of_september_is_on_the_page(tmp_path: Path) -> None:
    async with whole(tmp_path, past=True) as demo:
        cop = unescape(await demo.page())
        async with demo.session.get(f"{demo.base}/demo?scene=college&lang=fr") as answer:
            college = unescape(await answer.text())
        async with demo.session.get(f"{demo.base}/demo/clock?scene=cop&lang=fr") as answer:
            told = await answer.json()
    assert "mardi 7 octobre, 8" in told["now"]
    assert told["meeting"] == "jeudi 13 novembre"
    for said in (
        "Le défi de Pascale Grenon",
        "Cinq numéros ont suffi",
        "Ce défi n'est plus montré ici.",
        "Jérémie Dallaire",
    ):
        assert said in cop
    assert "garder les idées lancées" not in cop, "withdrawn, it is nowhere on the page"
    assert "Le défi de Judith" in college
    assert "Le trait rouge en dit plus que la note" in college


async def test_it_is_true_to_its_hours_and_asks_nobody_anything_still(tmp_path: Path) -> None:
    async with whole(tmp_path, past=True):
        pass
    store = Store(tmp_path / PAGE_FILE)
    messages = store.all()
    store.close()
    assert all(PAST <= kept.at <= START for kept in messages)
    assert [kept.at for kept in messages] == sorted(kept.at for kept in messages)
    days = Counter(kept.at.date() for kept in messages if kept.author == BOT)
    assert len(days) > 15
    asked = [kept for kept in messages if "'fill'" in str(card_of(kept.activity))]
    assert asked == [], "every conversation came to its end"


async def test_the_past_is_played_once(tmp_path: Path) -> None:
    async with whole(tmp_path, past=True) as demo:
        before = (await demo.page()).count('class="message')
    async with whole(tmp_path, past=True) as demo:
        assert (await demo.page()).count('class="message') == before


async def test_a_past_that_was_cut_short_is_played_again(tmp_path: Path) -> None:
    store = Store(tmp_path / PAGE_FILE)
    store.add("half", scenes()[0].channels[0].id, BOT, datetime(2025, 9, 5, tzinfo=UTC), {"text": "à moitié"})
    store.close()
    async with whole(tmp_path) as demo:
        assert "à moitié" not in await demo.page()
    database = open_database(f"sqlite:///{tmp_path / BOT_FILE}")
    assert await kept_offset(database) is not None
    await database.close()
    assert demo.lives.empty(), "it was ready once, when all was there"
