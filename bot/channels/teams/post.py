"""The Teams channel: one entry point, one way out."""

import asyncio
import traceback
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol

import aiohttp
import structlog
from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext

from bot import crash_points
from bot.channels.channel import (
    Channel,
    Destination,
    Outcome,
    Outgoing,
    Posted,
    Refused,
    RefusedForNow,
    UnsureOutcome,
)
from bot.channels.teams import consent, gate, putting, render
from bot.channels.teams.adapter import TeamsAdapter, TeamsAuthentication
from bot.channels.teams.connector import Connector, NotSent, NotTrusted, Unsure
from bot.channels.teams.credentials import BotToken, NoToken
from bot.channels.teams.gate import Refusal
from bot.channels.teams.hosts import is_on_loopback, may_post_to
from bot.channels.teams.keys import SigningKeys
from bot.channels.teams.outcome import identity, outcome
from bot.channels.teams.parse import in_thread, parse
from bot.channels.teams.pool import Pool
from bot.channels.teams.roster import look_up
from bot.channels.teams.token import TokenVerifier
from bot.channels.teams.wire import to_json
from bot.clock import SystemClock
from bot.incoming import FileAnswered, Incoming, MessageTaken, Reply
from bot.settings import Settings
from bot.turn import Busy, UnknownTenant
from bot.ways import Ways

_log = structlog.get_logger()


class Turns(Protocol):
    """What a turn is to a channel (:class:`bot.turn.Turns`)."""

    async def take(self, incoming: Incoming, channel: Channel) -> Reply:
        """Act on one event, in one transaction."""


class TeamsChannel:
    """Microsoft Teams, for one app.

    ``allow_unsigned_loopback`` is for the demo: requests without a token are taken, and posts made without one, when
    their service is on a loopback address that ``TEAMS_SERVICE_HOSTS`` lists. A ``session`` given stays its owner's.
    """

    name = "teams"

    def __init__(
        self,
        settings: Settings,
        turns: Turns,
        *,
        allow_unsigned_loopback: bool = False,
        session: aiohttp.ClientSession | None = None,
    ) -> None:
        self._turns = turns
        self._hosts = settings.service_hosts()
        self._file_hosts = settings.file_hosts()
        self._ways = Ways(public_url=settings.links_under())
        self._bot_id = f"28:{settings.teams_app_id}"
        self._unsigned_loopback = allow_unsigned_loopback
        self._clock = SystemClock()  # the machine's own, whatever day the demo plays: it is Microsoft's dates we read
        self._pool = Pool(session)
        self._keys = SigningKeys(settings.teams_openid_metadata_url, self._pool.fetch_json)
        self._verifier = TokenVerifier(self._keys, app_id=settings.teams_app_id, issuer=settings.teams_issuer)
        self._token = BotToken.of(settings)
        self._connector = Connector(self._pool, self._token, self._hosts, unsigned_loopback=allow_unsigned_loopback)
        self._adapter = TeamsAdapter(TeamsAuthentication(self._verifier, self._connector))

    def add_routes(self, app: web.Application) -> None:
        """Mount ``POST /api/messages``; other methods are answered by the gate."""
        app.router.add_route("*", "/api/messages", self._answer)

    async def look_up(self, incoming: Incoming) -> Incoming:
        """Ask Teams for the account's e-mail, and whether it is a guest's. Never raises."""
        return await look_up(self._connector, incoming)

    async def close(self) -> None:
        """Let go of connections."""
        await self._keys.close()
        await self._token.close()
        await self._pool.close()

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            return _response(await self._receive(request))
        except Refusal as refusal:
            return refusal.response()
        except UnknownTenant:
            return web.Response(status=403)
        except Busy:
            return web.Response(status=503)
        except Exception as error:  # noqa: BLE001
            # What went wrong may quote what somebody wrote: only its kind and place are kept.
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("teams.turn_failed", error=type(error).__name__, where=where)
            return web.Response(status=500)

    async def _receive(self, request: web.Request) -> InvokeResponse | None:
        raw = await gate.read(request)
        claims = await self._admit(request, raw)
        return await self._adapter.receive(raw, claims, self._turn)

    async def _admit(self, request: web.Request, raw: dict[str, Any]) -> dict[str, Any]:
        """The claims of who sent ``raw``. Raises :class:`Refusal` for one that isn't to be trusted."""
        service_url = raw.get("serviceUrl")
        if not isinstance(service_url, str):
            raise Refusal(400, "malformed: serviceUrl")
        tokens = request.headers.getall("Authorization", ())
        if not tokens and self._unsigned_loopback and is_on_loopback(service_url):
            claims: dict[str, Any] = {}
        elif len(tokens) == 1:
            claims = await self._verifier.verify(tokens[0], service_url)
        else:
            raise Refusal(401, "a bearer token is needed")
        if not may_post_to(service_url, self._hosts):
            raise Refusal(403, "untrusted service")
        return claims

    async def _turn(self, context: TurnContext) -> None:
        incoming = parse(context, self._file_hosts)
        if incoming is None:
            return
        reply = await self._turns.take(incoming, self)
        if isinstance(incoming.act, MessageTaken):
            self._adapter.answer(context, render.task_body(reply))
        elif isinstance(incoming.act, FileAnswered):
            self._adapter.answer(context, None)
        elif incoming.replaces:
            self._adapter.answer(context, render.invoke_body(reply))

    async def post(self, outgoing: Outgoing) -> Outcome:
        """Post or edit one message, once. Never raises for what Teams or the network does."""
        if not all(self._ways.is_ours(link.url) for link in outgoing.card.links):
            return Refused("foreign_link")
        try:
            activity = await self._activity(outgoing)
            if isinstance(activity, Outcome):
                return activity
            result = await self._post(outgoing, activity)
            asked = outgoing.card.file
            if (
                isinstance(result, Refused)
                and asked is not None
                and asked.place is None
                and asked.otherwise is not None
            ):
                # The question, not the person: a package without « supportsFiles », or a policy. A card says so.
                told = render.message(asked.otherwise, outgoing.card_id, outgoing.revision)
                return await self._post(outgoing, told)
            return result
        except render.CardTooBig:
            return Refused("card_too_big")
        except NotTrusted as error:
            return Refused(error.code)
        except (NotSent, NoToken) as error:
            return RefusedForNow(error.code)
        except Unsure as error:
            return UnsureOutcome(error.code)

    async def _activity(self, outgoing: Outgoing) -> dict[str, Any] | Outcome:
        """What is posted; where a file goes before it, what became of that if it isn't there."""
        handed, shown = outgoing.card.file, outgoing.card
        if handed is not None:
            file = await asyncio.to_thread(handed.make)
            if handed.place is None:
                return consent.consent(shown, outgoing.card_id, file)
            put = await putting.put(self._pool, handed.place.upload_url, file.content, self._file_hosts, self._clock)
            crash_points.passing(crash_points.FILE_AFTER_PUT)
            if isinstance(put, Posted):
                return consent.there(shown, handed.place)
            if not isinstance(put, Refused) or handed.otherwise is None:
                return put
            shown = handed.otherwise
        return render.message(shown, outgoing.card_id, outgoing.revision, edits=outgoing.edits is not None)

    async def _post(self, outgoing: Outgoing, activity: dict[str, Any]) -> Outcome:
        to, service_url = outgoing.to, str(outgoing.to.reference.get("service_url", ""))
        conversation = to.conversation
        if conversation is None:
            opened = await self._open(to, service_url)
            if not isinstance(opened, str):
                return opened
            conversation = opened
        elif to.thread is not None:
            conversation = in_thread(conversation, to.thread)
        activity["from"] = self._bot(to)
        activity["conversation"] = {"id": conversation}
        if outgoing.edits is None:
            answer = await self._connector.ask("POST", service_url, conversation, "activities", payload=activity)
        else:
            activity["id"] = outgoing.edits
            answer = await self._connector.ask(
                "PUT", service_url, conversation, "activities", outgoing.edits, payload=activity
            )
        result = outcome(answer.status, answer.body, answer.headers, self._clock)
        if isinstance(result, Posted):
            return replace(
                result,
                platform_id=result.platform_id or outgoing.edits,
                conversation=conversation if to.conversation is None else None,
            )
        return result

    async def _open(self, to: Destination, service_url: str) -> str | Outcome:
        """The id of the private chat with ``to``, or why there is none. Teams gives the same one each time.

        So whatever goes wrong here, no message has left yet.
        """
        # Without an id of their chat with the bot, a person's Entra id will do (in private chats only).
        user = to.reference.get("user") or to.account
        if not user:
            return Refused("no_account", unreachable=True)
        payload = {
            "bot": self._bot(to),
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": to.tenant,
            "channelData": {"tenant": {"id": to.tenant}},
        }
        try:
            answer = await self._connector.ask("POST", service_url, payload=payload)
        except Unsure as error:
            return RefusedForNow(error.code)
        result = outcome(answer.status, answer.body, answer.headers, self._clock)
        if isinstance(result, UnsureOutcome):
            return RefusedForNow(result.code)
        if isinstance(result, Posted):
            return identity(answer.body) or RefusedForNow("no_conversation_id")
        return result

    def _bot(self, to: Destination) -> dict[str, str]:
        bot = to.reference.get("bot")
        known = bot if isinstance(bot, dict) else {}
        return {"id": str(known.get("id") or self._bot_id), "name": str(known.get("name") or "Relais")}


def _response(answer: InvokeResponse | None) -> web.Response:
    """The HTTP answer of a turn. An invoke nobody handled is 501, as the protocol has it.

    Teams shows « unable to reach app » for it, but only to somebody who used what our manifest doesn't offer.
    """
    if answer is None:
        return web.Response(status=200)
    status = HTTPStatus(answer.status)
    if answer.body is None:
        return web.Response(status=status)
    return web.Response(status=status, body=to_json(answer.body), content_type="application/json")
