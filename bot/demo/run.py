"""`relais demo`: everything wired together on this machine, begun anew as often as one likes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.app import App, ChannelMaker, build
from bot.clock import SystemClock
from bot.delivery.pacing import Pacing
from bot.demo.connector import Connector
from bot.demo.files import Files
from bot.demo.guard import guard
from bot.demo.hands import Hands
from bot.demo.history import read as read_past
from bot.demo.moving import Moving, kept_offset
from bot.demo.page import HEADERS, Page
from bot.demo.people import Scene, scenes
from bot.demo.platform import Platform
from bot.demo.playing import Playing
from bot.demo.replay import Act, replay
from bot.demo.seed import LOCALE, TIME_ZONE, seed
from bot.demo.store import Store
from bot.demo.visitors import ANY_PORT, DemoTeams
from bot.serving import serve
from bot.settings import Settings
from storage.meetings import next_meetings
from storage.migrating import migrate
from storage.scope import Scope
from storage.sealing import new_key
from storage.transactions import Database, open_database

HOST = "127.0.0.1"
"""Never anything else: the demo takes everyone at their word."""
START = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
"""Tuesday 2025-10-07 at 8:00 in Québec: the demo's clock starts here and goes on at the machine's pace."""
PAST = datetime(2025, 3, 11, 12, 0, tzinfo=UTC)
"""The Tuesday when its people got the app, months before: what they did since is played when the demo is begun."""
BACK = datetime(2025, 9, 2, 7, 40)  # noqa: DTZ001 on the wall
"""The first school day of the year after: roles ended on June 30, and the new year's rosters are imported."""
BOT_FILE, PAGE_FILE, KEY_FILE = "relais-demo.db", "page.db", "demo.key"
"""The demo's own files: « repartir à neuf » removes these and nothing else of the folder."""


class Unhurried(Pacing):
    """No platform, no limit: weeks go by in a second here, and would soon exceed those of a minute."""

    def reserve(self, channel: str, tenant: str, conversation: str, now: float) -> float:
        """At once."""
        return 0.0


async def run(port: int, data: Path, ready: Callable[[str], None], *, past: bool = True) -> None:
    """Serve the demo until told to stop; ``ready`` is called with the page's address each time it can be opened.

    ``past``: first have everybody play what happened before. Raises ``OSError`` for a port that is taken or a folder
    that can't be written in.
    """
    await asyncio.to_thread(data.mkdir, mode=0o700, parents=True, exist_ok=True)
    while await _Life(port, data, ready, past=past).live():
        await asyncio.to_thread(clear, data)


def is_new(data: Path) -> bool:
    """Whether nothing is kept there yet, so that the past is played first."""
    return not (data / BOT_FILE).exists()


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
        teams_file_hosts=ANY_PORT,
        public_url=f"http://{HOST}:{port}",
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


class _Life:
    """The demo from its start to a signal, or until somebody begins again."""

    def __init__(self, port: int, data: Path, ready: Callable[[str], None], *, past: bool) -> None:
        self._port = port
        self._data = data
        self._ready = ready
        self._past = past
        self._base = f"http://{HOST}:{port}"
        self._scenes = scenes()
        self._stop = asyncio.Event()
        self._again = False

    async def live(self) -> bool:
        """Serve; whether somebody begins again."""
        settings = settings_for(self._data, self._port)
        database = open_database(settings.url(), outlives_power=False)
        clock, scopes, new = await self._prepared(database)
        makers: dict[str, ChannelMaker] = {"teams": lambda given, turns: DemoTeams(given, turns, self._scenes)}
        app = build(settings, makers=makers, clock=clock, pacing=Unhurried(settings.teams_rate), database=database)
        store = Store(self._data / PAGE_FILE)

        async def meetings(scene: Scene, since: date) -> list[date]:
            found = await app.database.read(lambda conn: next_meetings(scopes[scene.key], conn, since))
            return [day for _, _, day in found]

        async def close_streams(_: object) -> None:
            store.stop_following()

        moving = Moving(app, clock, meetings)
        platform = Platform(store, clock, self._base)
        for routes in (
            Connector(store, self._scenes, clock),
            Files(store, HEADERS),
            Page(store, self._scenes, app.words, clock, moving),
            Playing(store, self._scenes, platform, moving, self._begin_again),
        ):
            routes.add_routes(app.web)
        app.web.middlewares.append(guard)
        app.web.on_shutdown.append(close_streams)
        tasks: list[asyncio.Task[None]] = []

        def listening(_: int) -> None:
            tasks.append(asyncio.create_task(self._begin(app, store, platform, moving, new=new)))
            tasks[0].add_done_callback(lambda task: self._stop.set() if task.exception() else None)

        try:
            await serve(app, HOST, self._port, listening, self._stop)
        finally:
            store.close()
            for task in tasks:
                if not task.done():
                    task.cancel()
        for task in tasks:
            if task.done():
                task.result()  # a past that can't be played is a fault of ours: it is not hidden
        return self._again

    def _begin_again(self) -> None:
        self._again = True
        self._stop.set()

    async def _begin(self, app: App, store: Store, platform: Platform, moving: Moving, *, new: bool) -> None:
        """Everything in its place, then the page may be opened. What was stopped on the way begins again."""
        if new and store.version:
            self._begin_again()
            return
        for scene in self._scenes:
            await platform.install(scene)
        if new and self._past:
            told = [(Hands(scene, store, platform, moving, app.words), read_past(scene)) for scene in self._scenes]
            await replay(told, moving, [(BACK, self._year_begins(app.database))])
            await moving.forward(START)
        await moving.begin()
        self._ready(f"{self._base}/demo")

    def _year_begins(self, database: Database) -> Act:
        """Who runs the communities imports their rosters again."""

        async def year_begins() -> None:
            for scene in self._scenes:
                await seed(database, scene, BACK.date())

        return year_begins

    async def _prepared(self, database: Database) -> tuple[SystemClock, dict[str, Scope], bool]:
        """The clock, once the database is at head and holds the communities; each one's scope, by key; if it is new."""
        try:
            await database.write(migrate)
            clock = SystemClock()
            offset = await kept_offset(database)
            first = PAST if self._past else START
            clock.offset = first - clock.now() if offset is None else offset
            today = clock.now().date()
            scopes = {scene.key: (await seed(database, scene, today)).scope for scene in self._scenes}
        except BaseException:
            await database.close()
            raise
        return clock, scopes, offset is None
