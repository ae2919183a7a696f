"""Visitors the demo doesn't know, such as the five users of Microsoft's Agents Playground: taken for its teacher."""

from typing import Any

from aiohttp import web

from bot.channels.teams.post import TeamsChannel, Turns
from bot.demo.people import Scene
from bot.incoming import Incoming
from bot.settings import Settings

LOCALHOST = "http://localhost:"
LOOPBACK = "http://127.0.0.1:"
ANY_PORT = "127.0.0.1:*"
"""The services that the demo posts to, as ``TEAMS_SERVICE_HOSTS`` has it: those of this machine."""


class DemoTeams(TeamsChannel):
    """The real channel. A request without a token is taken when its service is on this machine."""

    def __init__(self, settings: Settings, turns: Turns, scenes: tuple[Scene, ...]) -> None:
        super().__init__(settings, turns, allow_unsigned_loopback=True)
        self._cast = {who.object_id for scene in scenes for who in scene.everyone}
        self._scene = scenes[0]

    async def look_up(self, incoming: Incoming) -> Incoming:
        """The connector says who the cast is; whoever else it is has the teacher's e-mail."""
        if incoming.account.id in self._cast:
            return await super().look_up(incoming)
        return incoming.with_email(self._scene.cast[0].email, vouched=True)

    async def _admit(self, request: web.Request, raw: dict[str, Any]) -> dict[str, Any]:
        sender = raw.get("from")
        if isinstance(sender, dict) and sender.get("aadObjectId") not in self._cast:
            adopt(raw, self._scene.tenant)
        return await super()._admit(request, raw)


def adopt(raw: dict[str, Any], tenant: str) -> None:
    """Change a visitor's activity into one of ``tenant``, its service named by its address.

    The Playground has a tenant of its own, and calls itself « localhost »; only an address is known to be a loopback.
    What is malformed is left for the channel to refuse.
    """
    service_url, data, conversation = raw.get("serviceUrl"), raw.get("channelData"), raw.get("conversation")
    if isinstance(service_url, str) and service_url.startswith(LOCALHOST):
        raw["serviceUrl"] = LOOPBACK + service_url.removeprefix(LOCALHOST)
    if isinstance(data, dict):
        data["tenant"] = {"id": tenant}
    if isinstance(conversation, dict):
        conversation["tenantId"] = tenant
