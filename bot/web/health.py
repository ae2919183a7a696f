"""``GET /healthz``: the process answers. ``GET /readyz``: it can take a turn and send."""

from aiohttp import web

from bot.delivery.ticking import Ticking
from storage.migrating import is_at_head
from storage.transactions import DATABASE_FAULTS, Database


class Health:
    """Both answer in plain text, without a word about the deployment."""

    def __init__(self, database: Database, ticking: Ticking) -> None:
        self._database = database
        self._ticking = ticking

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)

    async def healthz(self, request: web.Request) -> web.Response:
        """The process is alive."""
        return web.Response(text="ok\n")

    async def readyz(self, request: web.Request) -> web.Response:
        """The database is at this program's revision, and the sender is awake; else 503."""
        try:
            at_head = await self._database.read(is_at_head)
        except DATABASE_FAULTS:
            return web.Response(text="database\n", status=503)
        if not at_head:
            return web.Response(text="migrate\n", status=503)
        if not self._ticking.is_alive():
            return web.Response(text="sender\n", status=503)
        return web.Response(text="ready\n")
