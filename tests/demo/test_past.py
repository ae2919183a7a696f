"""The demo begins after the months that its people played."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bot.demo.connector import card_of
from bot.demo.hands import NoButton, Refused
from bot.demo.history import Challenge, Following, History, read
from bot.demo.moving import ZONE, kept_offset
from bot.demo.people import Scene, scenes
from bot.demo.run import BOT_FILE, PAGE_FILE, PAST, START
from bot.demo.store import BOT, Kept, Store
from storage.transactions import open_database
from tests.demo.whole import whole


async def test_what_is_told_of_the_months_before_is_on_the_page(tmp_path: Path) -> None:
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
        "Vingt-six lettres sur vingt-neuf",
        "Cinq numéros ont suffi",
        "Ce défi n'est plus montré ici.",
        "Jérémie Dallaire",
    ):
        assert said in cop
    assert "garder les idées lancées" not in cop, "withdrawn, it is nowhere on the page"
    assert "Le défi de Judith" in college
    assert "Chercher où ça casse a donné plus de preuves" in college
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


async def test_it_lasts_for_months_but_not_in_summer(tmp_path: Path) -> None:
    async with whole(tmp_path, past=True):
        pass
    store = Store(tmp_path / PAGE_FILE)
    messages = store.all()
    store.close()
    scene = scenes()[0]
    assert {month_of(kept) for kept in messages} == {3, 4, 5, 6, 9, 10}, "nothing happens in summer"
    team = next(channel for channel in scene.channels if channel.key == "team1")
    posted = [kept for kept in messages if kept.conversation == team.id and "Le défi de" in text_of(kept)]
    assert len({month_of(kept) for kept in posted}) >= 5
    cards = [text_of(kept) for kept in messages if kept.author == BOT and kept.conversation == team.id]
    told = [pair for one in read(scene).challenges if group_of(scene, one) == team.group for pair in reported(one)]
    assert len(told) >= 12
    for question, sentence in told:
        (card,) = [card for card in cards if question in card]
        assert card.index(question) < card.index("Bilan") < card.index(sentence)


def month_of(kept: Kept) -> int:
    return kept.at.astimezone(ZONE).month


def text_of(kept: Kept) -> str:
    return json.dumps(kept.activity, ensure_ascii=False)


def group_of(scene: Scene, told: Challenge) -> str | None:
    """The team of whose challenge it is."""
    return next(who.group for who in scene.everyone if who.email.partition("@")[0] == told.who)


def reported(challenge: Challenge) -> Iterator[tuple[str, str]]:
    """The questions that were shown, from one to the next that it led on to, and what was last made of each."""
    told: Challenge | Following | None = challenge
    while told is not None and (report := told.report) is not None:
        while report.later is not None:
            report = report.later
        if told.shown is not None and report.sentence:
            yield told.question, report.sentence
        told = report.following


LEFT = {"at": "2025-03-12T10:00:00", "came": "tried", "sentence": "Gardé.", "next": "let_go", "readers": "team"}
AGAIN = {**LEFT, "at": "2025-03-13T10:00:00"}


@pytest.mark.parametrize(
    ("what_follows", "fault"),
    [
        ({"withdrawn": "2025-03-12T10:00:00"}, NoButton),  # it was never shown
        ({"report": {**LEFT, "later": AGAIN}}, Refused),  # it isn't open any more
    ],
    ids=["no button", "refused"],
)
async def test_what_cant_have_happened_stops_the_start(tmp_path: Path, monkeypatch, what_follows, fault) -> None:
    kept = {"at": "2025-03-11T10:00:00", "question": "Comment faire relire?", "tool_user": "me", **what_follows}

    def told(scene) -> History:
        return History.model_validate(
            {"challenge": [{"who": "camille.turcotte", **kept}] if scene.key == "cop" else []}
        )

    monkeypatch.setattr("bot.demo.run.read_past", told)
    with pytest.raises(fault):
        async with whole(tmp_path, past=True):
            pass


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
