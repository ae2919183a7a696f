"""What one request can cost: bounded by what it holds, whatever it holds."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from alembic.script import ScriptDirectory

from bot.channels.teams.post import TeamsChannel
from bot.settings import Settings
from tests.channels.teams.stage import Turns, served
from tests.fakes.teams import BOT, CHANNEL, FakeMicrosoft
from tests.scenarios.house import House

PATIENCE_SECONDS = 5
"""What takes seconds here took minutes before."""


@contextmanager
def patience() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def mention(text: str, name: str | None = None, whom: str = "29:bo") -> dict[str, Any]:
    return {"type": "mention", "mentioned": {"id": whom, "name": name}, "text": text}


OURS = mention("<at>Relais</at>", whom=BOT["id"])


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("<at>Relais</at> x" + " " * 150_000 + "y", [OURS]),
        ("<at>Relais</at> x" + " &nbsp;" * 50_000 + "y", [OURS]),
        ("<at>0</at>", [mention(f"<at>{n}</at>", f"<at>{n + 1}</at>" * 2) for n in range(20)]),
        ("<at></at>" * 1000, [mention("<at></at>", "x" * 10_000)]),
        ("<at>" * 50_000, [mention(f"<at>{n}</at>", "x", BOT["id"]) for n in range(150)]),
    ],
    ids=["spaces", "no-break spaces", "names that hold names", "one long name", "many mentions"],
)
async def test_mentions_cost_no_more_than_their_length(
    microsoft: FakeMicrosoft, text: str, mentions: list[dict[str, Any]]
) -> None:
    turns = Turns()
    channel = TeamsChannel(Settings(_env_file=None, **microsoft.settings()), turns)
    activity = microsoft.message("", conversation=CHANNEL) | {"text": text}
    activity["entities"] += mentions
    async with served(channel) as client:
        with patience():
            answer = await microsoft.deliver(client, activity)
    await channel.close()
    assert answer.status == 400 or len(turns.taken[0].act.text) <= 2 * len(text)


async def test_asking_whether_it_is_ready_reads_no_migration_again(
    url: str, microsoft: FakeMicrosoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with House(url, microsoft) as house:
        assert (await house.client.get("/readyz")).status == 200
        monkeypatch.delattr(ScriptDirectory, "from_config")
        assert (await house.client.get("/readyz")).status == 200
