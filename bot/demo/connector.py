"""The platform's side of the demo: the calls a Teams bot makes, answered in this very process.

Posts and edits are kept in the page's store; a card that the page couldn't draw is refused, as Teams refuses cards it
doesn't know.
"""

from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.demo import drawing, files
from bot.demo.activities import new_id
from bot.demo.people import Persona, Scene
from bot.demo.store import BOT, Store

PREFIX = "/demo/connector"
CARD = "application/vnd.microsoft.card.adaptive"


class Connector:
    """The routes under ``/demo/connector/v3/conversations``."""

    def __init__(self, store: Store, scenes: tuple[Scene, ...], clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._people = {id_: who for scene in scenes for who in scene.everyone for id_ in (who.user_id, who.object_id)}
        self._conversations = {who.chat for who in self._people.values()} | {
            channel.id for scene in scenes for channel in scene.channels
        }

    def add_routes(self, app: web.Application) -> None:
        """Mount them."""
        base = f"{PREFIX}/v3/conversations"
        app.router.add_post(base, self.open_chat)
        app.router.add_post(base + "/{conversation}/activities", self.post)
        app.router.add_post(base + "/{conversation}/activities/{activity}", self.post)
        app.router.add_put(base + "/{conversation}/activities/{activity}", self.edit)
        app.router.add_get(base + "/{conversation}/members/{member}", self.member)

    async def open_chat(self, request: web.Request) -> web.Response:
        """The private chat with one person, opened if need be."""
        members = (await request.json()).get("members") or [{}]
        who = self._people.get(members[0].get("id"))
        if who is None:
            return _refusal(403, "MessageWritesBlocked")
        return web.json_response({"id": who.chat}, status=201)

    async def post(self, request: web.Request) -> web.Response:
        """A new message in a conversation, or in a channel's thread."""
        conversation = request.match_info["conversation"]
        if conversation.partition(";")[0] not in self._conversations:
            return _refusal(404, "ConversationNotFound")
        activity = await request.json()
        if not _can_be_drawn(activity):
            return _refusal(400, "BadSyntax")
        id_ = new_id()
        self._store.add(id_, conversation, BOT, self._clock.now(), activity)
        return web.json_response({"id": id_}, status=201)

    async def edit(self, request: web.Request) -> web.Response:
        """Another content for a message already posted."""
        activity = await request.json()
        if not _can_be_drawn(activity):
            return _refusal(400, "BadSyntax")
        if not self._store.replace(request.match_info["activity"], activity):
            return _refusal(404, "ActivityNotFoundInConversation")
        return web.json_response({"id": request.match_info["activity"]})

    async def member(self, request: web.Request) -> web.Response:
        """Who somebody is: what Teams knows of a member, the e-mail among it."""
        who = self._people.get(request.match_info["member"])
        return _refusal(404, "MemberNotFoundInConversation") if who is None else web.json_response(_profile(who))


def card_of(activity: dict[str, Any]) -> dict[str, Any] | None:
    """The Adaptive Card an activity carries, if any."""
    for attachment in activity.get("attachments") or ():
        if attachment.get("contentType") == CARD:
            content: dict[str, Any] = attachment["content"]
            return content
    return None


def with_card(activity: dict[str, Any], card: dict[str, Any]) -> dict[str, Any]:
    """The activity showing ``card`` in place of what it showed."""
    return activity | {"text": "", "attachments": [{"contentType": CARD, "content": card}]}


def _can_be_drawn(activity: dict[str, Any]) -> bool:
    card = card_of(activity)
    others = [one for one in activity.get("attachments") or () if one.get("contentType") != CARD]
    try:
        if not all(files.is_known(one) for one in others):
            return False
        if card is not None:
            drawing.draw(card, "check")
    except (drawing.UnknownElement, KeyError):
        return False
    return True


def _profile(who: Persona) -> dict[str, str]:
    return {
        "id": who.user_id,
        "aadObjectId": who.object_id,
        "objectId": who.object_id,
        "name": who.name,
        "email": who.email,
        "userPrincipalName": who.email,
        "userRole": "user",
    }


def _refusal(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": code}}, status=status)
