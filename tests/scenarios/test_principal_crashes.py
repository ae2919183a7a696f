"""The principal's page, with the process killed at each named point: it is there once, and sent once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import crash_points
from storage.schema import outbox, principal_pages
from storage.transactions import open_database
from tests.fakes.teams import ADA, FakeMicrosoft, Sent
from tests.scenarios.house import KEYS, House, shown
from tests.scenarios.process import serving
from tests.scenarios.school import everybody, of_school, preview
from tests.scenarios.test_crashes import let_leases_lapse


async def to_send(house: House) -> tuple[Sent, str]:
    return await preview(house, await everybody(house), "Paul Lopez"), "Envoyer"


async def to_note(house: House) -> tuple[Sent, str]:
    own = await house.press((await to_send(house))[0], "Envoyer")
    asked = await house.press(own, "Noter ce qui en est sorti")
    asked = await house.press(asked, "On s'en est parlé, on y va")
    return await house.press(asked, "Passer"), "Garder"


COUNTED = {
    "pages": select(func.count()).select_from(principal_pages).where(principal_pages.c.principal_id.is_not(None)),
    "noted": select(func.count()).where(principal_pages.c.outcome == "go"),
    "sent": select(func.count()).where(outbox.c.kind == "principal_page", outbox.c.edits.is_(None)),
    "asked": select(func.count()).where(outbox.c.kind == "principal_outcome", outbox.c.edits.is_(None)),
}
ACTS: dict[str, tuple[Callable[[House], Any], dict[str, int], str]] = {
    "send": (to_send, {"pages": 1, "noted": 0, "sent": 1, "asked": 0}, "La page pour la direction"),
    "note": (to_note, {"pages": 1, "noted": 1, "sent": 1, "asked": 1}, "On s'en est parlé, on y va."),
}
"""How one comes to the last press of each act, what must be there afterwards, and what the card then says."""
CASES = [(act, point) for n, act in enumerate(ACTS) for point in crash_points.POINTS[n::2]]
"""Each point in one of them."""


@pytest.mark.parametrize(("act", "point"), CASES)
async def test_it_is_done_once_whatever_dies(url: str, microsoft: FakeMicrosoft, act: str, point: str) -> None:
    comes_to, expected, said = ACTS[act]
    async with of_school(url, microsoft, now=datetime.now(UTC)) as house:
        card, title = await comes_to(house)
    settings = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
    press = microsoft.press(card, title, ADA)
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
        for name, counted in COUNTED.items():
            found = await database.read(lambda conn, q=counted: conn.execute(q).scalar_one())
            assert (name, found) == (name, expected[name])
    finally:
        await database.close()
