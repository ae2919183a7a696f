"""``GET /files/<token>``: a file of one's own, as it is now, to whoever holds a link that was given for it.

Whatever else is asked for is answered alike, with 404: a token that is wrong or over, what isn't its person's any more.
Nothing of a token or of a file is logged.
"""

import asyncio

from aiohttp import web

from bot.clock import Clock
from bot.pace import Pace, Paces
from bot.showing import Showing
from bot.showing.files import behind
from bot.texts.words import DEFAULTS
from bot.ways import PATH, unsealed
from storage.transactions import DATABASE_FAULTS, Database

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
WAIT_SECONDS = "60"


class Files:
    """The one route. ``clock`` says when a link is over."""

    def __init__(self, database: Database, showing: Showing, clock: Clock) -> None:
        self._database = database
        self._showing = showing
        self._clock = clock
        self._paces = Paces()

    def add_routes(self, app: web.Application) -> None:
        """Mount it."""
        app.router.add_get(PATH + "{token}", self.give)

    async def give(self, request: web.Request) -> web.Response:
        """The file; made now, for whose it is now."""
        now = self._clock.now()
        ticket = unsealed(self._showing.ring, request.match_info["token"], now)
        if ticket is None:
            return self._told("files.nowhere", 404)
        if self._paces.of(("files", ticket.organization_id, ticket.person_id), now) is not Pace.TAKE:
            return self._told("files.too_fast", 429)
        try:
            found = await self._database.read(lambda conn: behind(ticket, conn, self._showing.ring, now))
        except DATABASE_FAULTS:
            return self._told("files.busy", 503)
        if found is None:
            return self._told("files.nowhere", 404)
        written, locale = found
        file = await asyncio.to_thread(written, self._showing.words.into(locale))
        named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return web.Response(body=file.content, content_type=file.content_type, headers=HEADERS | named)

    def _told(self, key: str, status: int) -> web.Response:
        """A sentence in each language: whose link it was isn't asked."""
        said = "\n".join(self._showing.words.into(locale)(key) for locale in DEFAULTS.values())
        wait = {"Retry-After": WAIT_SECONDS} if status in (429, 503) else {}
        return web.Response(text=said + "\n", status=status, headers=HEADERS | wait)
