"""The guide over signed HTTP: a whole walk on Teams, and each of its presses with the process killed at each point."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import crash_points
from storage.schema import guide_answers, guides, outbox, walks
from storage.transactions import open_database
from tests.fakes.teams import ADA, FakeMicrosoft, Sent
from tests.scenarios.house import KEYS, House, shown
from tests.scenarios.process import serving
from tests.scenarios.test_crashes import let_leases_lapse

PROJECT = "Un balado raconté par le groupe"


async def begun(house: House) -> Sent:
    """At the first question."""
    (asked,) = await house.say("guide")
    return await house.press(asked, "Suivant", project=PROJECT)


async def test_a_whole_walk(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        asked = await begun(house)
        for answer in ("yes", "yes", "partly"):
            asked = await house.press(asked, "Suivant", answer=answer)
        assert "Soutien · 4 de 6" in asked.text
        (noted,) = await house.say("Bruno peut passer mardi.")
        assert "Bruno peut passer mardi." in noted.text
        asked = await house.press(noted, "Suivant", answer="not_yet")
        for _ in range(2):
            asked = await house.press(asked, "Suivant", answer="yes")
        assert "Quatre points tiennent. Deux restent ouverts : le cadre légal et le soutien." in asked.text.replace(
            "\xa0", " "
        )
        closer = await house.press(asked, "Regarder de plus près")
        assert "Québec · question revue en septembre 2025" in closer.text
        left = await house.press(closer, "Plus tard")
        assert "« reprendre »" in left.text.replace("\xa0", " ")
        (again,) = await house.say("guide")
        assert again.text == closer.text


async def to_begin(house: House) -> tuple[Sent, str, dict[str, str]]:
    (asked,) = await house.say("guide")
    return asked, "Suivant", {"project": PROJECT}


async def to_answer(house: House) -> tuple[Sent, str, dict[str, str]]:
    return await begun(house), "Suivant", {"answer": "partly", "note": "Voir le cadre."}


async def to_end(house: House) -> tuple[Sent, str, dict[str, str]]:
    asked = await begun(house)
    for _ in range(5):
        asked = await house.press(asked, "Suivant", answer="yes")
    return asked, "Suivant", {"answer": "not_yet"}


async def to_skip(house: House) -> tuple[Sent, str, dict[str, str]]:
    return await begun(house), "Passer", {}


async def to_go_back(house: House) -> tuple[Sent, str, dict[str, str]]:
    asked = await begun(house)
    return await house.press(asked, "Suivant", answer="yes"), "Retour", {}


async def to_come_back(house: House) -> tuple[Sent, str, dict[str, str]]:
    card, title, fields = await to_end(house)
    return await house.press(card, title, **fields), "Y revenir dans une semaine", {}


COUNTED = {
    "walks": select(func.count()).select_from(walks),
    "guides": select(func.count()).select_from(guides),
    "answers": select(func.count()).where(guide_answers.c.answer.is_not(None)),
    "ended": select(func.count()).where(walks.c.ended_at.is_not(None)),
    "coming back": select(func.count()).where(outbox.c.kind == "come_back"),
}
ACTS: dict[str, tuple[Callable[[House], Any], dict[str, int], str]] = {
    "begin": (to_begin, {"walks": 1, "guides": 1, "answers": 0, "ended": 0}, "Pertinence pédagogique, avant · 1 de 6"),
    "answer": (to_answer, {"walks": 1, "guides": 1, "answers": 1, "ended": 0}, "Éthique, avant · 2 de 6"),
    "end": (to_end, {"walks": 1, "guides": 1, "answers": 6, "ended": 1}, "Vous avez fait le tour."),
    "skip": (to_skip, {"walks": 1, "guides": 1, "answers": 0, "ended": 0}, "Éthique, avant · 2 de 6"),
    "come back": (to_come_back, {"answers": 6, "ended": 1, "coming back": 1}, "Je vous y ramène"),
    "back": (to_go_back, {"walks": 1, "guides": 1, "answers": 1, "ended": 0}, "Pertinence pédagogique, avant · 1 de 6"),
}
"""How one comes to the last press of each act, what must be there afterwards, and what the card then says."""
POINTS = tuple(crash_points.POINTS)
CASES = list(zip(ACTS, (*POINTS, POINTS[0]), strict=True))
"""Each act at one point, all points among them; test_crashes.py has one act at all of them."""


@pytest.mark.parametrize(("act", "point"), CASES)
async def test_it_is_done_once_whatever_dies(url: str, microsoft: FakeMicrosoft, act: str, point: str) -> None:
    comes_to, expected, said = ACTS[act]
    async with House(url, microsoft, now=datetime.now(UTC)) as house:
        await house.say("aide")
        card, title, fields = await comes_to(house)
    settings = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
    press = microsoft.press(card, title, ADA, **fields)
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        await relais.deliver(press)
        assert await relais.dies() == 70
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        answered = await relais.deliver(press)
        assert answered is not None
        assert answered.status == 200
        assert said in shown(answered, card).text
    database = open_database(url)
    try:
        for name, count in expected.items():
            assert (name, await database.read(lambda conn, n=name: conn.execute(COUNTED[n]).scalar_one())) == (
                name,
                count,
            )
        twins = select(func.count()).select_from(outbox).group_by(outbox.c.cause, outbox.c.recipient, outbox.c.ordinal)
        assert set(await database.read(lambda conn: list(conn.scalars(twins)))) == {1}
    finally:
        await database.close()
