"""``POST /slack/events``, from the request to its answer: the gate, the parser, the turn, and only then the answer.

Bolt, Slack's own framework, is not between them: set up as its documentation says, it answers 500 to 29 of the 102
hostile requests in tests/channels/slack/test_hostile.py and lets 42 reach a listener; behind our gate, its error
handler still raises on payloads that it reads unchecked *(measured)*. What it would do for us is a match on the type.
"""

import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import web

from bot.channels.slack import parse, render
from bot.channels.slack.gate import Gate, Refusal
from bot.incoming import Incoming, Opened, Pressed, Reply, Shape
from bot.turn import Busy, UnknownTenant

log = structlog.get_logger(__name__)

Take = Callable[[Incoming], Awaitable[Reply]]
ShowForm = Callable[[Reply, dict[str, str]], Awaitable[None]]
Tell = Callable[[Incoming, str], Awaitable[None]]


class Events:
    """The entry point. ``take`` takes a turn; ``show_form`` shows a form: in place of another, or with a trigger.

    ``tell`` shows a line where something was pressed, to who pressed alone.
    """

    def __init__(self, gate: Gate, take: Take, show_form: ShowForm, tell: Tell) -> None:
        self._gate = gate
        self._take = take
        self._show_form = show_form
        self._tell = tell

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one request. A repeated one (Slack says so in a header) has the same event id: the inbox knows it."""
        try:
            payload = await self._gate.admit(request)
            if payload.get("type") == "url_verification":
                return web.json_response({"challenge": parse.challenge(payload)})
            incoming = parse.read(payload)
        except Refusal as refusal:
            log.info("slack.refused", status=refusal.status, reason=refusal.reason)
            return web.Response(status=refusal.status, text=refusal.reason)
        except parse.Malformed as error:
            log.warning("slack.malformed", reason=str(error))
            return web.Response(status=400, text="malformed")
        if incoming is None:
            return web.Response()
        try:
            return await self._answer(incoming, await self._take(incoming), parse.form_pressed(payload))
        except UnknownTenant:
            return web.Response(status=403)
        except Busy:
            return web.Response(status=503)
        except Exception as error:  # noqa: BLE001
            # Without its message, which may quote somebody.
            places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-3:]]
            log.error("slack.turn_failed", error=type(error).__name__, at=places)
            return web.Response(status=500)

    async def _answer(self, incoming: Incoming, reply: Reply, form: str | None) -> web.Response:
        """Give the reply where Slack takes one: in answer to a form that was sent, else in a form.

        A form that a button was pressed in (``form``) shows it; a trigger opens one, within three seconds. The faults
        of fields in a message are shown as a form too: Slack marks none in a message. A line for a command's writer
        alone is its answer.
        """
        act = incoming.act
        trigger = act.trigger if isinstance(act, Opened | Pressed) else None
        if form is not None:
            await self._show_form(reply, {"view_id": form})
        elif incoming.replaces:
            return web.json_response(submission_answer(reply))
        elif trigger is not None and reply.shape in (Shape.FORM, Shape.FAULTS):
            await self._show_form(reply, {"trigger_id": trigger})
        elif reply.shape is Shape.TOLD and reply.card is not None and isinstance(act, Opened):
            return web.json_response({"response_type": "ephemeral", "text": render.fallback(reply.card)})
        elif reply.shape is Shape.TOLD and reply.card is not None:
            await self._tell(incoming, reply.card.text)
        return web.Response()


def submission_answer(reply: Reply) -> dict[str, Any]:
    """What Slack is to do with a form that was sent: close it, mark its faults, or show a card in its place.

    What goes on in private is seen there once it is closed.
    """
    if reply.card is None or reply.shape is Shape.TOLD:
        return {"response_action": "clear"}
    faults = render.faults(reply.card)
    if reply.shape is Shape.FAULTS and faults:
        return {"response_action": "errors", "errors": faults}
    return {"response_action": "update", "view": render.view(reply.card, reply.card_id, reply.revision)}
