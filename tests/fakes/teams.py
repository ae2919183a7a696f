"""Microsoft's side, on loopback: the signing authority, the login, and the connector that the bot posts to.

    async with FakeMicrosoft() as microsoft:
        settings = Settings(_env_file=None, **microsoft.settings())
        ...
        answer = await microsoft.deliver(client, microsoft.message("défi"))
        assert microsoft.posted[-1].text == "…"

Activities are plain dicts: change a field before delivering to see what a malformed one does.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import jwt
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fakes.teams_activities import (
    ADA,
    APP_ID,
    BOT,
    CARD,
    CHANNEL,
    GROUP,
    TENANT,
    Activities,
    Conversation,
    Sent,
    Who,
)

__all__ = [
    "ADA",
    "APP_ID",
    "BOT",
    "CARD",
    "CHANNEL",
    "GROUP",
    "ISSUER",
    "KEY",
    "PASSWORD",
    "TENANT",
    "Conversation",
    "Delivered",
    "FakeMicrosoft",
    "Scripted",
    "Sent",
    "Who",
    "jwk",
]

PASSWORD = "not-a-real-password"
ISSUER = "https://api.botframework.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Scripted:
    """What the connector answers once, instead of taking a message. ``wait`` hangs until released; 0 hangs up.

    ``asked`` is set once it was asked.
    """

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: asyncio.Event | None = None
    raw: bytes | None = None
    asked: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Put:
    """A file put in somebody's OneDrive."""

    path: str
    headers: Mapping[str, str]
    content: bytes


class FakeMicrosoft(Activities):
    """Everything of Microsoft's that the Teams channel talks to, in one server on 127.0.0.1."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[Sent] = []
        """Messages and edits taken, in order."""
        self.opened: list[Sent] = []
        """Private chats opened."""
        self.put: list[Put] = []
        """Files put in somebody's OneDrive, in order."""
        self.drives: deque[Scripted] = deque()
        """Answers to the next files put."""
        self.script: deque[Scripted] = deque()
        """Answers to the next posts, edits and openings, first to last."""
        self.members: dict[str, dict[str, Any]] = {}
        self.metadata_asked = 0
        self.keys_asked = 0
        self.tokens_asked = 0
        self.metadata_status = 200
        self.login_status = 200
        self.token = "bot-token-1"
        self.key = KEY
        self.kid = "key-1"
        self.endorsements = ["msteams"]
        self.more_keys: list[dict[str, Any]] = []
        self.jwks_uri: str | None = None
        self._arrived = asyncio.Event()
        self._server: TestServer | None = None
        self.know(ADA)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/metadata", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._login_metadata)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_post("/connector/v3/conversations", self._open)
        app.router.add_post("/connector/v3/conversations/{conversation}/activities", self._post)
        app.router.add_put("/connector/v3/conversations/{conversation}/activities/{activity}", self._post)
        app.router.add_post("/connector/v3/conversations/{conversation}/activities/{activity}", self._post)
        app.router.add_get("/connector/v3/conversations/{conversation}/members/{member}", self._member)
        app.router.add_put("/drive/uploadSession", self._put)
        self._server = TestServer(app, host="127.0.0.1")
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Close the server: from now on, connections are refused."""
        if self._server is not None:
            await self._server.close()

    # What the bot is to be told.

    @property
    def url(self) -> str:
        """The server's address."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def service_url(self) -> str:
        """The connector's address, as activities carry it."""
        return f"{self.url}/connector/"

    @property
    def drive(self) -> str:
        """Somebody's OneDrive."""
        return f"{self.url}/drive"

    def settings(self, **more: Any) -> dict[str, Any]:
        """Keyword arguments for ``bot.settings.Settings``."""
        assert self._server is not None
        return {
            "teams_app_id": APP_ID,
            "teams_app_password": PASSWORD,
            "teams_tenant_id": TENANT,
            "teams_openid_metadata_url": f"{self.url}/metadata",
            "teams_login_url": self.url,
            "teams_issuer": ISSUER,
            "teams_service_hosts": f"127.0.0.1:{self._server.port}",
            "teams_file_hosts": f"sharepoint.com,127.0.0.1:{self._server.port}",
        } | more

    def know(self, who: Who) -> None:
        """Put ``who`` on every roster."""
        member = {"id": who.id, "aadObjectId": who.object_id, "name": who.name, "tenantId": TENANT}
        member["userRole"] = "guest" if who.guest else "user"
        if who.email:
            member |= {"email": who.email, "userPrincipalName": who.email}
        self.members[who.id] = self.members[who.object_id] = member

    # What Teams sends.

    def sign(self, service_url: str | None = None, *, key: Any = None, kid: str | None = None, **claims: Any) -> str:
        """An ``Authorization`` header. A claim given as ``None`` is left out."""
        now = int(time.time())
        told = {
            "iss": ISSUER,
            "aud": APP_ID,
            "exp": now + 3600,
            "nbf": now - 60,
            "serviceurl": service_url or self.service_url,
        } | claims
        told = {name: value for name, value in told.items() if value is not None}
        # By PyJWS: PyJWT wouldn't write the odd claims that some tests want to see refused.
        signed = jwt.PyJWS().encode(json.dumps(told).encode(), key or self.key, "RS256", {"kid": kid or self.kid})
        return f"Bearer {signed}"

    async def wait_for(self, count: int, seconds: float = 5.0) -> list[Sent]:
        """The messages posted, once there are ``count`` of them. Raises ``TimeoutError``."""
        async with asyncio.timeout(seconds):
            while len(self.posted) < count:
                self._arrived.clear()
                await self._arrived.wait()
        return self.posted

    async def deliver(
        self, client: TestClient[Any, Any], activity: Mapping[str, Any], authorization: str | None = None
    ) -> "Delivered":
        """Send ``activity`` to the bot behind ``client``, truly signed unless ``authorization`` says otherwise."""
        signed = authorization or self.sign(activity.get("serviceUrl"))
        async with client.post("/api/messages", json=activity, headers={"Authorization": signed}) as response:
            text = await response.text()
            body = await response.json() if response.content_type == "application/json" else None
            return Delivered(response.status, text, body)

    # What the server answers.

    async def _metadata(self, request: web.Request) -> web.Response:
        self.metadata_asked += 1
        return web.json_response(
            {"issuer": ISSUER, "jwks_uri": self.jwks_uri or f"{self.url}/keys"}, status=self.metadata_status
        )

    async def _keys(self, request: web.Request) -> web.Response:
        self.keys_asked += 1
        return web.json_response({"keys": [jwk(self.key, self.kid, self.endorsements), *self.more_keys]})

    async def _login_metadata(self, request: web.Request) -> web.Response:
        # MSAL wants https here and asks over whatever client it was given.
        base = self.url.replace("http://", "https://") + "/" + request.match_info["tenant"]
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def _login(self, request: web.Request) -> web.Response:
        self.tokens_asked += 1
        form = await request.post()
        if self.login_status != 200 or form["client_secret"] != PASSWORD:
            return web.json_response({"error": "invalid_client"}, status=max(self.login_status, 401))
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": self.token})

    async def _open(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        scripted = await self._scripted(request)
        if scripted is not None:
            return scripted
        member = self.members.get(body["members"][0]["id"])
        if member is None:
            return web.json_response({"error": {"code": "ForbiddenOperationException"}}, status=403)
        conversation = f"a:1-{member['aadObjectId']}"
        self.opened.append(Sent("POST", request.path, conversation, body, request.headers.get("Authorization"), None))
        return web.json_response({"id": conversation}, status=201)

    async def _post(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        scripted = await self._scripted(request)
        if scripted is not None:
            return scripted
        activity = request.match_info.get("activity") or self.number()
        conversation = request.match_info["conversation"]
        authorization = request.headers.get("Authorization")
        self.posted.append(Sent(request.method, request.path, conversation, body, authorization, activity))
        self._arrived.set()
        return web.json_response({"id": activity}, status=200 if request.method == "PUT" else 201)

    async def _put(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()
        if self.drives and self.drives[0].status == 0:  # it arrives, and nobody hears of it
            self.put.append(Put(request.path_qs, dict(request.headers), content))
        scripted = await self._scripted(request, self.drives)
        if scripted is not None:
            return scripted
        self.put.append(Put(request.path_qs, dict(request.headers), content))
        return web.json_response({"id": "01"}, status=201)

    async def _member(self, request: web.Request) -> web.StreamResponse:
        scripted = await self._scripted(request)
        if scripted is not None:
            return scripted
        member = self.members.get(request.match_info["member"])
        if member is None:
            return web.json_response({"error": {"code": "MemberNotFoundInConversation"}}, status=404)
        return web.json_response(member)

    async def _scripted(self, request: web.Request, script: deque[Scripted] | None = None) -> web.StreamResponse | None:
        script = self.script if script is None else script
        if not script:
            return None
        answer = script.popleft()
        answer.asked.set()
        if answer.wait is not None:
            await answer.wait.wait()
        if answer.status == 0:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if answer.raw is not None:
            return web.Response(status=answer.status, headers=dict(answer.headers), body=answer.raw)
        return web.json_response(answer.body, status=answer.status, headers=dict(answer.headers))


@dataclass(frozen=True)
class Delivered:
    """What the bot answered."""

    status: int
    text: str
    body: Any = None


def jwk(key: rsa.RSAPrivateKey, kid: str, endorsements: list[str] | None) -> dict[str, Any]:
    """``key``'s public half as Microsoft publishes it."""
    described = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    published: dict[str, Any] = described | {"kid": kid, "use": "sig"}
    return published if endorsements is None else published | {"endorsements": endorsements}
