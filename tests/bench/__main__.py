"""`make bench`: a durable turn beside a bare handler and the SDK's echo, in one run. It asserts nothing.

A turn is « aide » or « mes défis » typed, signed, and done when its answer has been posted. A run is void, and ends
the bench, unless there were as many posts as turns. Figures are median (lowest to highest) of the rounds; a ratio is
taken within a round, so that a machine that slows down slows all of them.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from statistics import median

from tests.bench import bots
from tests.bench.bots import Bot, Kind
from tests.bench.crowd import crowd
from tests.bench.databases import durable, fsync_milliseconds
from tests.bench.microsoft import Counting
from tests.fakes.teams import Who

ROUNDS = 5
STARTS = 5
TURNS = {"bare": 3000, "echo": 50, "unsigned echo": 50, "SQLite": 500, "PostgreSQL": 400}
LONG_RUN = 10_000
PEOPLE = 1_500


async def main() -> None:
    """Everything, in under two minutes."""
    people = crowd(PEOPLE)
    async with AsyncExitStack() as stack:
        microsoft = await stack.enter_async_context(Counting())
        on_sqlite = await stack.enter_async_context(durable("sqlite", people, microsoft.service_url))
        on_postgres = await stack.enter_async_context(durable("postgresql", people, microsoft.service_url))
        kinds = {
            "bare": bots.bare(microsoft),
            "echo": bots.echo(microsoft, signed=True),
            "unsigned echo": bots.echo(microsoft, signed=False),
            "SQLite": bots.relais(microsoft, on_sqlite),
            "PostgreSQL": bots.relais(microsoft, on_postgres),
        }
        await starts(kinds["echo"], kinds["SQLite"])
        running = {name: await stack.enter_async_context(kind.running()) for name, kind in kinds.items()}
        idle = {name: bot.megabytes() for name, bot in running.items()}
        await rounds(microsoft, running, people)
        warm = running["SQLite"].megabytes()
        await run(microsoft, running["SQLite"], people, LONG_RUN)
        microsoft.hold()
        full = running["SQLite"].megabytes()
        print(f"\nidle memory (goal 160 MB): {idle['SQLite']:.0f} MB on SQLite, {idle['PostgreSQL']:.0f} on PostgreSQL")
        print(
            f"growth over {LONG_RUN} turns (goal 20 MB): {full - warm:+.1f} MB, and {warm - idle['SQLite']:+.1f} before"
        )


async def starts(echo: Kind, relais: Kind) -> None:
    """How long until each answers: the echo its first message, Relais ``/healthz``."""
    took: list[tuple[float, float]] = []
    for _ in range(STARTS):
        async with echo.running() as beside:
            pass
        async with relais.running() as bot:
            took.append((bot.ready_seconds, beside.ready_seconds))
    print(f"start (goal 3 times the echo's): {spread([ours / theirs for ours, theirs in took])} times")
    print(f"  Relais {spread([ours for ours, _ in took])} s, the echo {spread([theirs for _, theirs in took])} s")


async def rounds(microsoft: Counting, running: dict[str, Bot], people: Sequence[Who]) -> None:
    """The rounds, one warm-up first; then the table."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in running}
    for number in range(ROUNDS + 1):
        for name, bot in running.items():
            figure = await run(microsoft, bot, people, TURNS[name])
            if number:
                figures[name].append(figure)
    print(f"\n{'':14}{'turns a second':22}{'of bare':25}{'times the echo':22}{'CPU ms a turn'}")
    for name, measured in figures.items():
        rates = [rate for rate, _ in measured]
        of_bare = [rate / beside for (rate, _), (beside, _) in zip(measured, figures["bare"], strict=True)]
        of_echo = [rate / beside for (rate, _), (beside, _) in zip(measured, figures["echo"], strict=True)]
        cpu = spread([cpu * 1000 for _, cpu in measured])
        print(f"{name:14}{spread(rates, 0):22}{spread(of_bare, 3):25}{spread(of_echo, 1):22}{cpu}")
    print(f"{'goals':36}0.20 on SQLite,          10                    1.5")
    print(f"{'':36}0.12 on PostgreSQL       {fsync_milliseconds():.1f} ms to keep a page on this disk")


async def run(microsoft: Counting, bot: Bot, people: Sequence[Who], turns: int) -> tuple[float, float]:
    """Turns a second, and the bot's CPU seconds a turn."""
    cpu, begun = bot.cpu_seconds(), time.perf_counter()
    await microsoft.turns(bot.port, people, turns)
    return turns / (time.perf_counter() - begun), (bot.cpu_seconds() - cpu) / turns


def spread(figures: Sequence[float], digits: int = 2) -> str:
    """Median (lowest to highest)."""
    return f"{median(figures):.{digits}f} ({min(figures):.{digits}f} to {max(figures):.{digits}f})"


if __name__ == "__main__":
    asyncio.run(main())
