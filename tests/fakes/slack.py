"""Slack, on loopback: its Web API, and the requests it signs. As strict as Slack is about what it is given.

async with FakeSlack() as slack:                      # slack.url goes into SLACK_API_URL
    await slack.dm("défi").to(client)                 # client: aiohttp's TestClient, or slack.poster(base_url)
    await slack.press("form.challenge", slack.last, fields={"question": "Comment …?"}).to(client)
    await slack.command("défi").to(client)
    await slack.submit(slack.views[-1], {"question": "Comment …?"}).to(client)
    slack.messages                                    # what people see now: posted, then edited
    slack.fail("chat.postMessage", error="internal_error")
"""

import asyncio
import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import Clock, SystemClock
from tests.fakes.slack_limits import Refusal, check_message, check_view

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-fake"
TEAM = "T0RELAIS"
BOT = "U0RELAIS"
PERSON = "U0MARIE"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Signed:
    """A request as Slack sends it: the raw body, and its headers."""

    body: bytes
    headers: dict[str, str]

    async def to(self, client: Any, path: str = "/slack/events") -> Any:
        """Send it; the response, read."""
        response = await client.post(path, data=self.body, headers=self.headers)
        await response.read()
        return response


@dataclass(frozen=True)
class Call:
    """One call of the Web API, as it came."""

    method: str
    arguments: dict[str, Any]


@dataclass
class Shown:
    """A message in a conversation, as it reads now."""

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]]

    @property
    def words(self) -> str:
        """Everything that is read in it."""
        return words(self.blocks)


@dataclass
class Opened:
    """A form shown to somebody."""

    user: str
    view: dict[str, Any]
    id: str = "V1"

    @property
    def words(self) -> str:
        """Everything that is read in it."""
        return words(self.view)


@dataclass(frozen=True)
class Failure:
    """How a method fails: Slack's error code, or an HTTP status with a body, late, or with the connection cut."""

    error: str = ""
    status: int = 200
    body: str | None = None
    content_type: str = "text/html"
    retry_after: int | None = None
    seconds: float = 0
    cut: bool = False


@dataclass
class FakeSlack:
    """One workspace with the app installed. ``clock`` dates the signatures."""

    clock: Clock = field(default_factory=SystemClock)
    team: str = TEAM
    token: str = TOKEN
    secret: str = SIGNING_SECRET
    calls: list[Call] = field(default_factory=list)
    messages: list[Shown] = field(default_factory=list)
    views: list[Opened] = field(default_factory=list)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    """The channels that the app was taken out of."""

    def __post_init__(self) -> None:
        self._ids = itertools.count(1)
        self._failures: dict[str, list[Failure]] = {}
        self._triggers: dict[str, str] = {}
        app = web.Application()
        app.router.add_post("/api/{method}", self._answer)
        self._server = TestServer(app, host="127.0.0.1")
        self.person(PERSON, "marie.tremblay@cegep.example", "Marie Tremblay")

    async def __aenter__(self) -> "FakeSlack":
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        """What goes into ``SLACK_API_URL``."""
        return str(self._server.make_url("/api/"))

    @property
    def last(self) -> Shown:
        """The newest message."""
        return self.messages[-1]

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of each call of a method, in order."""
        return [call.arguments for call in self.calls if call.method == method]

    def person(self, user: str, email: str | None, name: str = "", **marks: Any) -> None:
        """Somebody of the workspace, as « users.info » tells of them."""
        profile = {"real_name": name or user} | ({"email": email} if email else {})
        told = {"id": user, "team_id": self.team, "is_email_confirmed": True, "locale": "fr-CA", "profile": profile}
        self.people[user] = told | marks

    def fail(self, method: str, times: int = 1, **failure: Any) -> None:
        """Have the next calls of a method fail: see :class:`Failure`."""
        self._failures.setdefault(method, []).extend([Failure(**failure)] * times)

    # What Slack sends.

    def sign(self, body: bytes, content_type: str = JSON, seconds_ago: float = 0) -> dict[str, str]:
        """The headers of a request with this raw body, signed now or a while ago."""
        timestamp = str(int(self.clock.now().timestamp() - seconds_ago))
        base = b"v0:" + timestamp.encode() + b":" + body
        signature = hmac.new(self.secret.encode(), base, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": f"v0={signature}",
        }

    def signed(self, payload: Any) -> Signed:
        """An Events API request with this payload."""
        body = json.dumps(payload).encode()
        return Signed(body, self.sign(body))

    def interaction(self, payload: Any) -> Signed:
        """An interaction with this payload."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return Signed(body, self.sign(body, FORM))

    def event(self, event: dict[str, Any], event_id: str = "", **envelope: Any) -> Signed:
        """Any event, in its envelope."""
        told = {
            "token": "unused",
            "team_id": self.team,
            "api_app_id": "A0RELAIS",
            "type": "event_callback",
            "event_id": event_id or f"Ev{next(self._ids):08}",
            "event_time": int(self.clock.now().timestamp()),
            "authorizations": [{"enterprise_id": None, "team_id": self.team, "user_id": BOT, "is_bot": True}],
            "is_ext_shared_channel": False,
            "event": event,
        }
        return self.signed(told | envelope)

    def dm(self, text: str, by: str = PERSON, event_id: str = "", **more: Any) -> Signed:
        """A message in somebody's private chat with the app. ``text`` is what they typed."""
        said = {
            "type": "message",
            "channel": self.chat(by),
            "channel_type": "im",
            "user": by,
            "text": escape(text),
            "ts": self._ts(),
            "team": self.team,
        }
        return self.event(said | more, event_id)

    def mention(self, text: str, by: str = PERSON, channel: str = "C0SALON", **more: Any) -> Signed:
        """A message in a channel that mentions the app first."""
        said = {
            "type": "app_mention",
            "channel": channel,
            "user": by,
            "text": f"<@{BOT}> {escape(text)}",
            "ts": self._ts(),
            "team": self.team,
        }
        return self.event(said | more)

    def command(self, text: str, by: str = PERSON, **more: str) -> Signed:
        """« /relais » and what follows."""
        told = {
            "token": "unused",
            "team_id": self.team,
            "team_domain": "cegep",
            "channel_id": "C0SALON",
            "channel_name": "salon",
            "user_id": by,
            "user_name": "marie",
            "command": "/relais",
            "text": text,
            "response_url": "https://hooks.slack.example/commands/1",
            "trigger_id": self.trigger(by),
        }
        body = urlencode(told | more).encode()
        return Signed(body, self.sign(body, FORM))

    def press(
        self, verb: str, on: Shown | Opened, by: str = PERSON, fields: dict[str, str] | None = None, **more: Any
    ) -> Signed:
        """A press on the button of a message, or of a form, that has this verb."""
        blocks = on.blocks if isinstance(on, Shown) else on.view["blocks"]
        elements = [element for block in blocks for element in block.get("elements", ())]
        [button] = [element for element in elements if element.get("action_id") == verb]
        told: dict[str, Any] = {
            "type": "block_actions",
            "team": {"id": self.team, "domain": "cegep"},
            "user": {"id": by, "name": "marie", "team_id": self.team},
            "api_app_id": "A0RELAIS",
            "trigger_id": self.trigger(by),
            "actions": [
                {"type": "button", "action_id": verb, "action_ts": self._ts()}
                | {name: button[name] for name in ("value", "url") if name in button}
            ],
            "state": {"values": state(blocks, fields or {})},
        }
        if isinstance(on, Shown):
            told["channel"] = {"id": on.channel, "name": "directmessage"}
            told["container"] = {"type": "message", "message_ts": on.ts, "channel_id": on.channel}
        else:
            told["container"] = {"type": "view", "view_id": on.id}
            told["view"] = {**on.view, "id": on.id}
        return self.interaction(told | more)

    def submit(self, form: Opened, fields: dict[str, str], by: str = PERSON, **more: Any) -> Signed:
        """A form sent, filled in."""
        told = {
            "type": "view_submission",
            "team": {"id": self.team, "domain": "cegep"},
            "user": {"id": by, "name": "marie", "team_id": self.team},
            "api_app_id": "A0RELAIS",
            "trigger_id": self.trigger(by),
            "view": {**form.view, "id": form.id, "state": {"values": state(form.view["blocks"], fields)}},
        }
        return self.interaction(told | more)

    def answered(self, form: Opened, answer: dict[str, Any]) -> Opened:
        """What a form shows once its submission was answered with « update »."""
        assert answer["response_action"] == "update", answer
        check_view(answer["view"])
        shown = Opened(form.user, answer["view"], form.id)
        self.views.append(shown)
        return shown

    def trigger(self, user: str = PERSON) -> str:
        """A trigger that opens one form, once."""
        trigger = f"{next(self._ids)}.7.abcdef"
        self._triggers[trigger] = user
        return trigger

    @staticmethod
    def chat(user: str) -> str:
        """The private chat with somebody."""
        return f"D{user[1:]}"

    def _ts(self) -> str:
        return f"{int(self.clock.now().timestamp())}.{next(self._ids):06}"

    # What Slack is asked.

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.content_type == JSON:
            arguments = await request.json()
        else:
            arguments = dict(await request.post())
        self.calls.append(Call(method, arguments))
        waiting = self._failures.get(method)
        failure = waiting.pop(0) if waiting else None
        if failure is not None:
            return await self._failed(request, failure)
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if arguments.get("channel") in self.left:
            return web.json_response({"ok": False, "error": "not_in_channel"})
        act = getattr(self, "_" + method.replace(".", "_"))
        try:
            done = act(arguments, request.content_type)
        except Refusal as error:
            return web.json_response({"ok": False, "error": str(error)})
        return web.json_response({"ok": True, **done})

    async def _failed(self, request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.seconds:
            await asyncio.sleep(failure.seconds)
        if failure.cut:
            assert request.transport is not None
            request.transport.abort()
        headers = {"Retry-After": str(failure.retry_after)} if failure.retry_after is not None else {}
        if failure.body is not None:
            return web.Response(
                status=failure.status, text=failure.body, content_type=failure.content_type, headers=headers
            )
        told = {"ok": False, "error": failure.error or "ratelimited"}
        return web.json_response(told, status=failure.status, headers=headers)

    def _chat_postMessage(self, arguments: dict[str, Any], _: str) -> dict[str, Any]:  # noqa: N802
        check_message(arguments)
        shown = Shown(arguments["channel"], self._ts(), arguments["text"], arguments["blocks"])
        self.messages.append(shown)
        return {"channel": shown.channel, "ts": shown.ts}

    def _chat_postEphemeral(self, arguments: dict[str, Any], _: str) -> dict[str, Any]:  # noqa: N802
        assert arguments["parse"] == "none"
        assert arguments["link_names"] is False
        if arguments["user"] not in self.people:
            raise Refusal("user_not_in_channel")
        return {"message_ts": self._ts()}

    def _chat_update(self, arguments: dict[str, Any], _: str) -> dict[str, Any]:
        check_message(arguments)
        for shown in self.messages:
            if (shown.channel, shown.ts) == (arguments["channel"], arguments["ts"]):
                shown.text, shown.blocks = arguments["text"], arguments["blocks"]
                return {"channel": shown.channel, "ts": shown.ts}
        raise Refusal("message_not_found")

    def _conversations_open(self, arguments: dict[str, Any], _: str) -> dict[str, Any]:
        if arguments.get("users") not in self.people:
            raise Refusal("user_not_found")
        return {"channel": {"id": self.chat(arguments["users"])}}

    def _users_info(self, arguments: dict[str, Any], content_type: str) -> dict[str, Any]:
        # « users.info » takes no JSON: it finds no argument in it.
        if content_type != FORM or arguments.get("user") not in self.people:
            raise Refusal("user_not_found")
        return {"user": self.people[arguments["user"]]}

    def _views_open(self, arguments: dict[str, Any], _: str) -> dict[str, Any]:
        user = self._triggers.pop(arguments.get("trigger_id", ""), None)
        if user is None:
            raise Refusal("expired_trigger_id")
        check_view(arguments["view"])
        opened = Opened(user, arguments["view"], f"V{next(self._ids)}")
        self.views.append(opened)
        return {"view": {**opened.view, "id": opened.id}}

    def _views_update(self, arguments: dict[str, Any], _: str) -> dict[str, Any]:
        check_view(arguments["view"])
        for opened in reversed(self.views):
            if opened.id == arguments["view_id"]:
                self.views.append(Opened(opened.user, arguments["view"], opened.id))
                return {"view": {**arguments["view"], "id": opened.id}}
        raise Refusal("not_found")


def escape(text: str) -> str:
    """A typed text, as Slack sends it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(shown: Any) -> str:
    """Every text object's text, in order, a line each."""
    if isinstance(shown, list):
        return "\n".join(filter(None, map(words, shown)))
    if not isinstance(shown, dict):
        return ""
    if shown.get("type") in ("plain_text", "mrkdwn"):
        return str(shown["text"])
    return "\n".join(filter(None, map(words, shown.values())))


def state(blocks: list[dict[str, Any]], fields: dict[str, str]) -> dict[str, Any]:
    """What the inputs hold once filled in with ``fields``. Raises ``KeyError`` for a field that isn't there."""
    inputs = {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}
    for name in fields:
        inputs[name]
    values: dict[str, Any] = {}
    for name, element in inputs.items():
        if element["type"] == "plain_text_input":
            told = {"value": fields.get(name, element.get("initial_value"))}
        elif element["type"] == "datepicker":
            told = {"selected_date": fields.get(name, element.get("initial_date"))}
        else:
            options = {option["value"]: option for option in element["options"]}
            told = {"selected_option": options[fields[name]] if name in fields else element.get("initial_option")}
        values[name] = {element["action_id"]: {"type": element["type"], **told}}
    return values
