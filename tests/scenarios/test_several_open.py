"""Somebody with several challenges open: which one is meant is asked, and what is done is done to that one."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from storage.schema import challenges
from storage.sealing import KeyRing
from tests.fakes.teams import ADA, FakeMicrosoft
from tests.scenarios.house import KEYS, House
from tests.scenarios.month import FATOU, channel_bound, keeps, pressed_there, shows, team

OWN, PEERS = "Comment lire à voix haute?", "Comment commenter sans écrire?"
RING = KeyRing.parse(KEYS)


async def two_open(house: House) -> None:
    """Fatou keeps a challenge of her own, then tries Ada's too."""
    await channel_bound(house)
    _, card = await shows(house, ADA)
    await keeps(house, FATOU, OWN)
    house.clock.advance(timedelta(minutes=1))
    form = await pressed_there(house, card, "J'essaie aussi", FATOU)
    await house.press(form, "Garder", FATOU, question=PEERS, tool_user="me")
    house.news()


async def states(house: House) -> dict[str, str]:
    """The state of each of hers, by its question."""

    def work(conn: Any) -> dict[str, str]:
        rows = conn.execute(select(challenges.c.id, challenges.c.question_sealed, challenges.c.state)).all()
        told = {RING.unseal("challenges", "question_sealed", row.id, row.question_sealed): row.state for row in rows}
        return {question: state for question, state in told.items() if question in (OWN, PEERS)}

    return await house.app.database.read(work)


async def test_not_this_month_leaves_the_one_that_is_shown(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        await two_open(house)
        (which,) = await house.say("défi", FATOU)
        assert "De quel défi s'agit-il?" in which.text
        form = await house.press(which, OWN, FATOU)
        assert OWN in form.text
        await house.press(form, "Pas ce mois-ci", FATOU)
        assert await states(house) == {OWN: "skipped", PEERS: "open"}


async def test_what_is_changed_and_reported_is_the_one_chosen(url: str, microsoft: FakeMicrosoft) -> None:
    async with team(url, microsoft) as house:
        await two_open(house)
        (which,) = await house.say("défi", FATOU)
        form = await house.press(which, PEERS, FATOU)
        await house.press(form, "Garder", FATOU, question=PEERS, tool_user="no_tool")
        (which,) = await house.say("bilan", FATOU)
        asked = await house.press(which, OWN, FATOU)
        assert OWN in asked.text
        asked = await house.press(asked, "Essayé", FATOU)
        asked = await house.press(asked, "Suivant", FATOU, sentence="À deux, oui.")
        await house.press(asked, "Laisser", FATOU)
        assert await states(house) == {OWN: "left", PEERS: "open"}
        (only,) = await house.say("bilan", FATOU)
        assert PEERS in only.text
