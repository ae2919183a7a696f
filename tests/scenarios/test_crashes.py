"""The process dies at each named point: nothing is lost, nothing is acted on twice, before and after the restart."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot import crash_points
from community.delivery import OutboxState
from storage.schema import challenges, outbox
from storage.transactions import open_database
from tests.fakes.teams import FakeMicrosoft, Sent
from tests.scenarios.house import KEYS, House, shown
from tests.scenarios.process import serving

QUESTION = "Comment lire mieux?"
BEFORE_ANSWERING = (crash_points.TURN_BEFORE_COMMIT, crash_points.TURN_AFTER_COMMIT)


@pytest.fixture
async def settings(url: str, microsoft: FakeMicrosoft) -> dict[str, Any]:
    """A college with a person who has already been welcomed, on a fresh database."""
    async with House(url, microsoft, now=datetime.now(UTC)) as house:
        await house.say("aide")
    microsoft.posted.clear()
    return microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}


async def let_leases_lapse(url: str) -> None:
    """The minute that a dead process's rows wait for, on PostgreSQL, passes."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    database = open_database(url)
    await database.write(
        lambda conn: conn.execute(update(outbox).where(outbox.c.leased_until.is_not(None)).values(leased_until=past))
    )
    await database.close()


async def rows(url: str, table: Any) -> list[Any]:
    database = open_database(url)
    try:
        return await database.read(lambda conn: conn.execute(select(table)).all())
    finally:
        await database.close()


@pytest.mark.parametrize("point", crash_points.POINTS)
async def test_a_question_is_asked_whatever_dies(
    url: str, microsoft: FakeMicrosoft, settings: dict[str, Any], point: str
) -> None:
    activity = microsoft.message("mes défis")
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        answered = await relais.deliver(activity)
        assert await relais.dies() == 70
        assert (answered is None) or point not in BEFORE_ANSWERING
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        await relais.deliver(activity)  # as Teams does when it had no answer; elsewhere it changes nothing
        await microsoft.wait_for(1)
        await relais.deliver(microsoft.message("merci"))
        posted = await microsoft.wait_for(2 if point != crash_points.SEND_AFTER_POST else 3)
    listed = [sent for sent in posted if "Vos défis" in sent.text]
    # Arrived, and its receipt lost: an answer may show twice (its policy), and nothing else ever does.
    assert len(listed) == (2 if point == crash_points.SEND_AFTER_POST else 1)
    assert {row.state for row in await rows(url, outbox)} == {OutboxState.SENT}


@pytest.mark.parametrize("point", crash_points.POINTS)
async def test_a_challenge_is_kept_once_whatever_dies(
    url: str, microsoft: FakeMicrosoft, settings: dict[str, Any], point: str
) -> None:
    async with House(url, microsoft, now=datetime.now(UTC)) as house:
        (form,) = await house.say("défi")
    press = microsoft.press(form, "Garder", question=QUESTION, tool_user="me")
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        await relais.deliver(press)
        assert await relais.dies() == 70
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        again = microsoft.press(form, "Garder", question=QUESTION, tool_user="me")  # the person presses again
        answered = await relais.deliver(again)
        assert answered is not None
        assert QUESTION in shown(answered, form).text
        await relais.deliver(microsoft.message("mes défis"))
        await wait_for_list(microsoft)
    assert len(await rows(url, challenges)) == 1


async def wait_for_list(microsoft: FakeMicrosoft) -> Sent:
    count = 1
    while True:
        posted = await microsoft.wait_for(count)
        for sent in posted:
            if "Vos défis" in sent.text:
                assert sent.text.count(QUESTION) == 1
                return sent
        count = len(posted) + 1


async def test_sigterm_hands_back_and_the_next_start_sends(
    url: str, microsoft: FakeMicrosoft, settings: dict[str, Any]
) -> None:
    async with serving(settings, microsoft) as relais:
        await relais.deliver(microsoft.message("mes défis"))
        relais.process.terminate()
        assert await relais.dies() == 0
    async with serving(settings, microsoft):
        (listed,) = await microsoft.wait_for(1)
    assert "Vos défis" in listed.text
    assert {row.state for row in await rows(url, outbox)} == {OutboxState.SENT}
