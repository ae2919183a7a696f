"""The acts of a team's month, with the process killed at each named point: done once, whatever dies, and told true."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import crash_points
from storage.schema import cards, challenges, outbox, peer_words, reports
from storage.transactions import open_database
from tests.fakes.teams import ADA, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, CORA, KEYS
from tests.scenarios.month import FATOU, keeps, pressed_there, shows, team, walks
from tests.scenarios.process import lately_at_work, serving
from tests.scenarios.test_channel import bound
from tests.scenarios.test_crashes import let_leases_lapse

# The act, left to one last press: the card pressed, the button, who presses, what is in its fields.
Press = tuple[Sent, str, Who, dict[str, str]]


async def to_show(house: Any) -> Press:
    kept = await keeps(house, ADA, "Comment lire mieux?")
    seen = await walks(house, kept, ADA, "Montrer à mon équipe", "Passer", "Passer", "Des pistes aussi")
    return seen, "Montrer", ADA, {}


async def to_ask(house: Any) -> Press:
    _, card = await shows(house, ADA)
    asked = await pressed_there(house, card, "Poser une question", CORA)
    return await house.press(asked, "Next", CORA, words="Every week?"), "Send", CORA, {}


async def to_try(house: Any) -> Press:
    _, card = await shows(house, ADA)
    form = await pressed_there(house, card, "J'essaie aussi", FATOU)
    return form, "Garder", FATOU, {"question": "Comment lire à voix haute?", "tool_user": "me"}


async def to_report(house: Any) -> Press:
    await shows(house, ADA)
    asked = (await house.say("bilan"))[-1]
    asked = await house.press(asked, "Essayé")
    return await house.press(asked, "Suivant", sentence="Une couleur suffit."), "Laisser", ADA, {}


async def to_withdraw(house: Any) -> Press:
    done, _ = await shows(house, ADA)
    return done, "Retirer", ADA, {}


POINTS = tuple(crash_points.POINTS)
ACTS: dict[str, tuple[Callable[[Any], Any], Any, int]] = {
    "show": (to_show, select(func.count()).where(challenges.c.readers == "team"), 1),
    "ask": (to_ask, select(func.count()).select_from(peer_words), 1),
    "try too": (to_try, select(func.count()).where(challenges.c.inspired_by_id.is_not(None)), 1),
    "report": (to_report, select(func.count()).select_from(reports), 1),
    "withdraw": (to_withdraw, select(func.count()).where(challenges.c.readers == "team"), 0),
}
"""How one comes to the last press of each act; what is counted afterwards, and how many there must be."""


PAIRS = [(act, point) for n, act in enumerate(ACTS) for point in (POINTS * 2)[n : n + 2]]
"""Each act at two points, each point in two acts; test_crashes.py has one act at all of them."""


@pytest.mark.parametrize(("act", "point"), PAIRS)
async def test_it_is_done_once_whatever_dies(url: str, microsoft: FakeMicrosoft, act: str, point: str) -> None:
    comes_to, counted, expected = ACTS[act]
    async with team(url, microsoft, now=lately_at_work()) as house:
        _, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        card, title, who, fields = await comes_to(house)
    settings = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
    press = microsoft.press(card, title, who, **fields)
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        await relais.deliver(press)
        assert await relais.dies() == 70
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        for again in (press, microsoft.press(card, title, who, **fields)):  # Teams delivers again; so does a thumb
            answered = await relais.deliver(again)
            assert answered is not None
            assert answered.status == 200
    database = open_database(url)
    try:
        assert await database.read(lambda conn: conn.execute(counted).scalar_one()) == expected
        twins = select(func.count()).select_from(outbox).group_by(outbox.c.cause, outbox.c.recipient, outbox.c.ordinal)
        assert set(await database.read(lambda conn: list(conn.scalars(twins)))) == {1}
        standing = select(func.count()).select_from(cards).where(cards.c.message["kind"].as_string() == "shared_card")
        assert await database.read(lambda conn: conn.execute(standing).scalar_one()) <= 1
    finally:
        await database.close()
