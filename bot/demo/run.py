"""`relais demo`: everything wired together on this machine, begun anew as often as one likes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.app import ChannelMaker, build
from bot.clock import SystemClock
from bot.delivery.pacing import Pacing
from bot.demo.connector import Connector
from bot.demo.guard import guard
from bot.demo.moving import Moving, keep_offset, kept_offset
from bot.demo.page import Page
from bot.demo.people import Scene, scenes
from bot.demo.platform import Platform
from bot.demo.playing import Playing
from bot.demo.seed import LOCALE, TIME_ZONE, seed
from bot.demo.store import Store
from bot.demo.visitors import ANY_PORT, DemoTeams
from bot.serving import serve
from bot.settings import Settings
from storage.meetings import next_meetings
from storage.migrating import migrate
from storage.scope import Scope
from storage.sealing import new_key
from storage.transactions import open_database

HOST = "127.0.0.1"
"""Never anything else: the demo takes everyone at their word."""
START = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
"""Tuesday 2025-10-07 at 8:00 in Québec: the demo's clock starts here and goes on at the machine's pace."""
BOT_FILE, PAGE_FILE, KEY_FILE = "relais-demo.db", "page.db", "demo.key"
"""The demo's own files: « repartir à neuf » removes these and nothing else of the folder."""


class Unhurried(Pacing):
    """No platform, no limit: weeks go by in a second here, and would soon exceed those of a minute."""

    def reserve(self, channel: str, tenant: str, conversation: str, now: float) -> float:
        """At once."""
        return 0.0


async def run(port: int, data: Path, ready: Callable[[str], None]) -> None:
    """Serve the demo until told to stop; ``ready`` is called with the page's address each time it can be opened.

    Raises ``OSError`` for a port that is taken or a folder that can't be written in.
    """
    await asyncio.to_thread(data.mkdir, mode=0o700, parents=True, exist_ok=True)
    while await _one_life(port, data, ready):
        await asyncio.to_thread(clear, data)


def clear(data: Path) -> None:
    """Remove all that the demo keeps."""
    for name in (BOT_FILE, PAGE_FILE):
        for suffix in ("", "-wal", "-shm"):
            (data / (name + suffix)).unlink(missing_ok=True)
    (data / KEY_FILE).unlink(missing_ok=True)


def settings_for(data: Path, port: int) -> Settings:
    """Settings that owe nothing to the environment: the demo touches no real database and no platform."""
    return Settings(
        _env_file=None,
        database_url=f"sqlite:///{data / BOT_FILE}",
        data_dir=data,
        host=HOST,
        port=port,
        time_zone=TIME_ZONE,
        locale=LOCALE,
        teams_app_id="relais-demo",
        teams_app_password="",
        teams_tenant_id="",
        teams_service_hosts=ANY_PORT,
        slack_bot_token="",
        slack_signing_secret="",
        encryption_keys=own_key(data / KEY_FILE),
    )


def own_key(path: Path) -> str:
    """The demo's own encryption key, made at first and readable by its owner only."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = new_key()
    path.write_text(key + "\n", encoding="ascii")
    return key


async def _one_life(port: int, data: Path, ready: Callable[[str], None]) -> bool:
    """Serve until a signal, or until somebody begins again: then return whether that was so."""
    settings, cast = settings_for(data, port), scenes()
    clock, scopes = await _prepared(settings, cast)
    makers: dict[str, ChannelMaker] = {"teams": lambda given, turns: DemoTeams(given, turns, cast)}
    app = build(settings, makers=makers, clock=clock, pacing=Unhurried(settings.teams_rate))
    store = Store(data / PAGE_FILE)
    stop, again = asyncio.Event(), False

    async def meetings(scene: Scene, since: date) -> list[date]:
        found = await app.database.read(lambda conn: next_meetings(scopes[scene.key], conn, since))
        return [day for _, _, day in found]

    def begin_again() -> None:
        nonlocal again
        again = True
        stop.set()

    moving = Moving(app, clock, meetings)
    platform = Platform(store, clock, f"http://{HOST}:{port}")
    for routes in (
        Connector(store, cast, clock),
        Page(store, cast, app.words, clock, moving),
        Playing(store, cast, platform, moving, begin_again),
    ):
        routes.add_routes(app.web)
    app.web.middlewares.append(guard)

    async def close_streams(_: object) -> None:
        store.stop_following()

    app.web.on_shutdown.append(close_streams)

    async def install() -> None:
        for scene in cast:
            await platform.install(scene)
        moving.begun.set()
        ready(f"http://{HOST}:{port}/demo")

    tasks: list[asyncio.Task[None]] = []
    try:
        await serve(app, HOST, port, lambda _: tasks.append(asyncio.create_task(install())), stop)
    finally:
        for task in tasks:
            task.cancel()
        store.close()
    return again


async def _prepared(settings: Settings, cast: tuple[Scene, ...]) -> tuple[SystemClock, dict[str, Scope]]:
    """The demo's clock, once its database is at head and holds its communities; each one's scope, by its key."""
    database = open_database(settings.url())
    try:
        await database.write(migrate)
        clock = SystemClock()
        offset = await kept_offset(database)
        clock.offset = START - clock.now() if offset is None else offset
        if offset is None:
            await keep_offset(database, clock.offset)
        return clock, {scene.key: (await seed(database, scene, clock.now().date())).scope for scene in cast}
    finally:
        await database.close()
