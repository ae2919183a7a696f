"""Time goes forward through all that is due on the way."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.moving import ZONE
from bot.demo.run import PAGE_FILE
from bot.demo.store import BOT, Store
from tests.demo.whole import Whole, whole

SATURDAY = datetime(2025, 10, 4, 14, 0, tzinfo=UTC)
MONDAY_AT_WORK = datetime(2025, 10, 6, 7, 30, tzinfo=ZONE)


async def now(demo: Whole) -> str:
    async with demo.session.get(f"{demo.base}/demo/clock?scene=cop&lang=fr") as answer:
        said: str = (await answer.json())["now"]
        return said


async def move(demo: Whole, to: str) -> int:
    return await demo.play("/demo/clock", {"scene": "cop", "to": to})


async def test_a_morning_and_a_week_are_told_and_kept(tmp_path: Path) -> None:
    async with whole(tmp_path) as demo:
        assert "mardi 7 octobre, 8" in await now(demo)
        assert await move(demo, "morning") == 200
        assert "mercredi 8 octobre, 8" in await now(demo)
        assert await move(demo, "week") == 200
        assert "mercredi 15 octobre, 8" in await now(demo)
    async with whole(tmp_path) as demo:
        assert "mercredi 15 octobre, 8" in await now(demo)


@pytest.mark.parametrize(
    "body", [{}, {"scene": "cop"}, {"scene": "cop", "to": "yesterday"}, {"scene": "?", "to": "week"}]
)
async def test_time_goes_nowhere_else(tmp_path: Path, body: dict[str, str]) -> None:
    async with whole(tmp_path) as demo:
        assert await demo.play("/demo/clock", body) == 400
        assert "mardi 7 octobre, 8" in await now(demo)
        assert await move(demo, "morning") == 200


async def test_what_is_due_on_the_way_arrives_at_its_own_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.demo.run.START", SATURDAY)
    async with whole(tmp_path) as demo:
        assert "Ici Relais." not in await demo.page(), "nobody is written to on a Saturday"
        assert await move(demo, "week") == 200
        assert "Ici Relais." in await demo.page()
    store = Store(tmp_path / PAGE_FILE)
    arrived = {kept.at for kept in store.all() if kept.author == BOT and kept.conversation.startswith("a:")}
    store.close()
    assert len(arrived) > 1
    assert all(MONDAY_AT_WORK <= at < MONDAY_AT_WORK + timedelta(minutes=1) for at in arrived)
