"""`make bench`: a durable turn beside a bare handler and the SDK's echo, in one run. It asserts nothing.

A turn is « aide » typed, signed (but for the echo), and done when its answer has been posted. A run is void, and ends
the bench, unless there were as many posts as turns. Figures are median (lowest to highest) of the rounds; the ratios
are taken within a round, so that a machine that slows down slows all of them.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from statistics import median

from storage.transactions import open_database
from tests.bench import bots
from tests.bench.bots import Bot
from tests.bench.microsoft import Counting
from tests.databases import fresh_database
from tests.fakes.teams import Who

ROUNDS = 5
STARTS = 3
TURNS = {"bare": 1200, "echo": 40, "sqlite": 400, "postgresql": 400}
LONG_RUN = 10_000
PEOPLE = 1_500


async def main() -> None:
    """Everything, in under two minutes."""
    crowd = bots.crowd(PEOPLE)
    async with AsyncExitStack() as stack:
        microsoft = await stack.enter_async_context(Counting())
        told = {}
        for engine in ("sqlite", "postgresql"):
            url = await stack.enter_async_context(fresh_database(engine))
            database = open_database(url)
            await database.write(lambda conn: bots.settle(conn, crowd, microsoft.service_url))
            await database.close()
            told[engine] = bots.environment(microsoft, url)
        starts(told["sqlite"])
        running = {
            "bare": stack.enter_context(bots.running("bare", bots.bare())),
            "echo": stack.enter_context(bots.running("echo", bots.echo())),
            "sqlite": stack.enter_context(bots.running("sqlite", bots.relais(), told["sqlite"])),
            "postgresql": stack.enter_context(bots.running("postgresql", bots.relais(), told["postgresql"])),
        }
        idle = {name: bot.megabytes() for name, bot in running.items()}
        await rounds(microsoft, running, crowd)
        before = running["sqlite"].megabytes()
        await run(microsoft, running["sqlite"], crowd, LONG_RUN)
        grown = running["sqlite"].megabytes() - before
        print(
            f"\nmemory: idle {idle['sqlite']:.0f} MB on SQLite (goal 160), {idle['postgresql']:.0f} on PostgreSQL; ",
            end="",
        )
        print(f"{grown:+.1f} MB over {LONG_RUN} turns (goal 20)")


def starts(told: dict[str, str]) -> None:
    """How long until each listens, one after the other."""
    ratios = []
    for _ in range(STARTS):
        with bots.running("echo", bots.echo()) as echo, bots.running("relais", bots.relais(), told) as relais:
            ratios.append((relais.ready_seconds / echo.ready_seconds, relais.ready_seconds, echo.ready_seconds))
    ready, of_echo = (median(r[n] for r in ratios) for n in (1, 2))
    print(
        f"ready: {spread([r[0] for r in ratios])} times the echo's start (goal 3): {ready:.1f} s beside {of_echo:.1f} s"
    )


async def rounds(microsoft: Counting, running: dict[str, Bot], crowd: Sequence[Who]) -> None:
    """The rounds, one warm-up first; then the table."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in running}
    for number in range(ROUNDS + 1):
        for name, bot in running.items():
            figure = await run(microsoft, bot, crowd, TURNS[name])
            if number:
                figures[name].append(figure)
    print(f"\n{'':12}{'turns a second':>26}{'CPU ms a turn':>26}{'of bare':>22}{'times the echo':>24}")
    for name, measured in figures.items():
        rates = [rate for rate, _ in measured]
        of_bare = [rate / beside for (rate, _), (beside, _) in zip(measured, figures["bare"], strict=True)]
        of_echo = [rate / beside for (rate, _), (beside, _) in zip(measured, figures["echo"], strict=True)]
        cpu = spread([cpu * 1000 for _, cpu in measured])
        print(f"{name:12}{spread(rates, 0):>26}{cpu:>26}{spread(of_bare, 3):>22}{spread(of_echo, 1):>24}")
    print("goals: 0.20 of bare on SQLite, 0.12 on PostgreSQL, 10 times the echo, 1.5 ms of CPU a turn")


async def run(microsoft: Counting, bot: Bot, crowd: Sequence[Who], turns: int) -> tuple[float, float]:
    """Turns a second, and the bot's CPU seconds a turn."""
    cpu, begun = bot.cpu_seconds(), time.perf_counter()
    await microsoft.turns(bot.port, crowd, turns)
    return turns / (time.perf_counter() - begun), (bot.cpu_seconds() - cpu) / turns


def spread(figures: Sequence[float], digits: int = 2) -> str:
    """Median (lowest to highest)."""
    return f"{median(figures):.{digits}f} ({min(figures):.{digits}f} to {max(figures):.{digits}f})"


if __name__ == "__main__":
    asyncio.run(main())
