"""The process dies at each named point: nothing is lost, nothing is acted on twice, before and after the restart."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot import crash_points
from community.civil import WorkingHours, next_working_moment
from community.delivery import OutboxState
from storage.schema import challenges, outbox, reports
from storage.transactions import open_database
from tests.fakes.teams import ADA, FakeMicrosoft, Sent, Who
from tests.scenarios.house import CORA, KEYS, House, shown
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


@pytest.mark.parametrize("point", crash_points.POINTS)
async def test_a_report_and_the_next_challenge_are_kept_once_whatever_dies(
    url: str, microsoft: FakeMicrosoft, settings: dict[str, Any], point: str
) -> None:
    async with House(url, microsoft, now=datetime.now(UTC)) as house:
        (form,) = await house.say("défi")
        kept = await house.press(form, "Garder", question=QUESTION, tool_user="me")
        asked = await house.press(kept, "Faire le bilan")
        asked = await house.press(asked, "Essayé")
        asked = await house.press(asked, "Suivant", sentence="Une chose à la fois.")
    continued = microsoft.press(asked, "Continuer")
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        await relais.deliver(continued)
        assert await relais.dies() == 70
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        before = len(microsoft.posted)
        await relais.deliver(microsoft.press(asked, "Continuer"))  # the person presses again
        await relais.deliver(microsoft.message("reprendre"))
        form = await first_with(microsoft, "Votre bilan est gardé.", before)
        for _ in range(2):
            answered = await relais.deliver(microsoft.press(form, "Garder", question="Et après?", tool_user="me"))
            assert answered is not None
            assert "Et après?" in shown(answered, form).text
    (report,) = await rows(url, reports)
    assert (report.outcome, report.next) == ("tried", "continue")
    assert sorted(row.state for row in await rows(url, challenges)) == ["open", "reported"]


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


WORDS = {
    ADA: ("Bonjour Ada", "défi", "Votre défi", "Garder", "mes défis", "Comment lire?", "Comment écrire?"),
    CORA: ("Hello Cora", "challenge", "challenge", "Keep it", "my challenges", "How to read?", "How to write?"),
}


@pytest.mark.parametrize("who", [ADA, CORA], ids=["fr", "en"])
async def test_installed_welcomed_kept_killed_changed_listed(url: str, microsoft: FakeMicrosoft, who: Who) -> None:
    hello, challenge, title, keep, mine, first, second = WORDS[who]
    at_work = next_working_moment(datetime.now(UTC), ZoneInfo("America/Toronto"), WorkingHours())
    async with House(url, microsoft, now=at_work) as house:
        for event in microsoft.installed(who):
            await house.deliver(event)
        (welcome,) = house.news()
        assert hello in welcome.text
    microsoft.posted.clear()
    settings = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
    async with serving(settings, microsoft) as relais:
        await relais.deliver(microsoft.message(challenge, who))
        (form,) = await microsoft.wait_for(1)
        assert title in form.text
        kept = await relais.deliver(microsoft.press(form, keep, who, question=first, tool_user="me"))
        assert kept is not None
        assert first in shown(kept, form).text
        relais.process.kill()
        await relais.dies()
        relais.killed = True
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        before = len(microsoft.posted)
        await relais.deliver(microsoft.message(challenge, who))
        form = await first_with(microsoft, title, before)
        assert first in form.text
        changed = await relais.deliver(microsoft.press(form, keep, who, question=second, tool_user="no_tool"))
        assert changed is not None
        assert second in shown(changed, form).text
        before = len(microsoft.posted)
        await relais.deliver(microsoft.message(mine, who))
        listed = await first_with(microsoft, second, before)
        assert first not in listed.text


async def first_with(microsoft: FakeMicrosoft, text: str, after: int) -> Sent:
    """The first message posted after so many that holds ``text``."""
    while True:
        for sent in (await microsoft.wait_for(after + 1))[after:]:
            if sent.method == "POST" and text in sent.text:
                return sent
        after += 1
