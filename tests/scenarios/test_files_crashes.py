"""The process dies around an upload: the page is there once whatever died, and shown."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot import crash_points
from community.delivery import OutboxState
from storage.schema import outbox
from tests.fakes.teams import FakeMicrosoft, Sent
from tests.fakes.teams_activities import INFO
from tests.scenarios.house import KEYS, House
from tests.scenarios.process import serving
from tests.scenarios.taking import offered, said, walked
from tests.scenarios.test_crashes import let_leases_lapse, rows

SHOWN_SECONDS = 20.0


@pytest.mark.parametrize("point", [*crash_points.POINTS, crash_points.FILE_AFTER_PUT])
async def test_a_page_is_put_and_shown_whatever_dies(url: str, microsoft: FakeMicrosoft, point: str) -> None:
    async with House(url, microsoft, now=datetime.now(UTC)) as house:
        consent = await offered(house, await walked(house))
    settings: dict[str, Any] = microsoft.settings() | {"database_url": url, "encryption_keys": KEYS}
    accepts = microsoft.consents(consent)
    async with serving(settings, microsoft, RELAIS_CRASH_AT=point) as relais:
        await relais.deliver(accepts)
        assert await relais.dies() == 70
    await let_leases_lapse(url)
    async with serving(settings, microsoft) as relais:
        await relais.deliver(accepts)  # as Teams does when it had no answer; elsewhere it changes nothing
        shown = await the_file(microsoft)
    assert {row.state for row in await rows(url, outbox)} == {OutboxState.SENT}
    assert shown.attachment(INFO)["name"].startswith("relais-guide-")
    assert len([sent for sent in microsoft.posted if is_file(sent)]) == 1
    assert len(microsoft.put) == (2 if point == crash_points.FILE_AFTER_PUT else 1)
    assert len({said(put.content) for put in microsoft.put}) == 1, "twice is the same as once"


def is_file(sent: Sent) -> bool:
    return any(attachment["contentType"] == INFO for attachment in sent.body.get("attachments", ()))


async def the_file(microsoft: FakeMicrosoft) -> Sent:
    """The file's card, once it is posted."""
    while not (found := [sent for sent in microsoft.posted if is_file(sent)]):
        await microsoft.wait_for(len(microsoft.posted) + 1, SHOWN_SECONDS)
    return found[0]
