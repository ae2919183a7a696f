"""The only file that wires everything. Nothing is built at import."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.channels.channel import Channel
from bot.clock import Clock, SystemClock
from bot.delivery.pacing import Pacing
from bot.delivery.sender import Sender
from bot.delivery.ticking import Ticking
from bot.settings import Settings
from bot.showing import Showing
from bot.texts.words import Words
from bot.turn import Turns
from bot.ways import Ways
from bot.web.files import Files
from bot.web.health import Health
from storage.migrating import is_at_head, migrate
from storage.outbox import rescue
from storage.scope import DEPLOYMENT
from storage.sealing import KeyRing
from storage.transactions import Database, open_database

MAX_BODY_BYTES = 1024 * 1024
"""aiohttp's own bound on a body; each channel's gate has a tighter one."""

ChannelMaker = Callable[[Settings, Turns], Channel]


class NotMigrated(Exception):
    """The database isn't at this program's revision: « relais migrate » first."""


@dataclass(frozen=True, slots=True)
class App:
    """The running program. ``web`` is what an aiohttp runner serves."""

    settings: Settings
    database: Database
    clock: Clock
    words: Words
    turns: Turns
    sender: Sender
    ticking: Ticking
    channels: dict[str, Channel]
    web: web.Application

    async def start(self) -> None:
        """Bring SQLite to the newest schema, check PostgreSQL's, begin to tick. Raises :class:`NotMigrated`.

        A SQLite file is one process's: what an earlier one was sending when it died is taken up at once.
        """
        if self.database.dialect == "sqlite":
            await self.database.write(migrate)
            now = self.clock.now()
            await self.database.write(lambda conn: rescue(DEPLOYMENT, conn, now, all_leases=True))
        elif not await self.database.read(is_at_head):
            raise NotMigrated
        self.ticking.start()

    async def stop(self) -> None:
        """Stop ticking, end what is being sent, hand back the rest, let go of everything."""
        self.ticking.stop()
        await self.sender.stop()
        for channel in self.channels.values():
            await channel.close()
        await self.database.close()


def build(
    settings: Settings,
    *,
    makers: dict[str, ChannelMaker] | None = None,
    clock: Clock | None = None,
    pacing: Pacing | None = None,
    database: Database | None = None,
) -> App:
    """Wire the program for these settings.

    ``makers`` stands in for the configured channels (the demo's); ``clock`` for the machine's time, and is then never
    set to the database's; ``pacing`` for what the platforms allow; ``database`` for the one of the settings, and is
    closed with the program.
    """
    database = database or open_database(settings.url())
    words = Words.load()
    ways = Ways(frozenset({"teams"}) if settings.file_hosts() else frozenset(), settings.links_under())
    showing = Showing(KeyRing.parse(settings.encryption_keys), words, settings.locale, settings.time_zone, ways)
    machine = SystemClock()
    told = clock or machine
    channels: dict[str, Channel] = {}
    sender = Sender(database, showing, told, channels, pacing or Pacing(settings.teams_rate))
    turns = Turns(database, showing, told, sender)
    for name, make in (makers if makers is not None else configured(settings)).items():
        channels[name] = make(settings, turns)
    ticking = Ticking(database, sender, told, machine if clock is None else None)
    served = web.Application(client_max_size=MAX_BODY_BYTES)
    for channel in channels.values():
        channel.add_routes(served)
    Health(database, ticking).add_routes(served)
    Files(database, showing, told).add_routes(served)
    return App(settings, database, told, words, turns, sender, ticking, channels, served)


def configured(settings: Settings) -> dict[str, ChannelMaker]:
    """The channels these settings have credentials for; the others' SDKs are never imported."""
    makers: dict[str, ChannelMaker] = {}
    if settings.speaks_teams():
        from bot.channels.teams.post import TeamsChannel

        makers["teams"] = TeamsChannel
    if settings.speaks_slack():
        from bot.channels.slack.post import SlackChannel

        makers["slack"] = lambda given, turns: SlackChannel(given, turns, SystemClock())
    return makers
