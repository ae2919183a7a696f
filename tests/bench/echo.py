"""The SDK's echo bot, as its samples build it: their CloudAdapter is these few lines over the SDK's own base.

``python -m tests.bench.echo [METADATA_URL LOGIN_URL] PORT``. With the addresses it checks signatures and asks for its
own token, by the SDK's settings for private clouds; without, it has no app id and does neither, which favours it.
"""

import sys
from typing import Any
from urllib.parse import urlsplit

import msal
import requests
from aiohttp import web
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthentication,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
    microsoft_app_credentials,
)

APP_ID = "11111111-1111-4111-8111-111111111111"
PASSWORD = "not-a-real-password"


class EchoBot(ActivityHandler):
    """Says what it is told."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """One turn."""
        await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


BOT = EchoBot()
ADAPTER = web.AppKey("adapter", CloudAdapterBase)
SIGNED = web.AppKey("signed", bool)


async def messages(request: web.Request) -> web.Response:
    """The samples' route."""
    activity = Activity().deserialize(await request.json())
    authorization = request.headers["Authorization"] if request.app[SIGNED] else ""
    await request.app[ADAPTER].process_activity(authorization, activity, BOT.on_turn)
    return web.Response(status=201)


def unsigned() -> BotFrameworkAuthentication:
    """Whoever calls."""
    return BotFrameworkAuthenticationFactory.create(
        credential_factory=PasswordServiceClientCredentialFactory("", ""),
        auth_configuration=AuthenticationConfiguration(),
    )


def signed(metadata_url: str, login_url: str) -> BotFrameworkAuthentication:
    """Who is signed by the keys behind ``metadata_url``."""
    microsoft_app_credentials.ConfidentialClientApplication = _on_loopback
    return BotFrameworkAuthenticationFactory.create(
        to_channel_from_bot_login_url=login_url,
        to_channel_from_bot_oauth_scope="https://api.botframework.com",
        to_bot_from_channel_token_issuer="https://api.botframework.com",
        to_bot_from_channel_open_id_metadata_url=metadata_url,
        oauth_url=login_url,
        credential_factory=PasswordServiceClientCredentialFactory(APP_ID, PASSWORD, urlsplit(login_url).path[1:]),
        auth_configuration=AuthenticationConfiguration(),
    )


class _Plain(requests.adapters.HTTPAdapter):
    """Plain HTTP to a login that MSAL takes for https: the fake has no certificate."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        request.url = (request.url or "").replace("https://", "http://", 1)
        return super().send(request, *args, **kwargs)


def _on_loopback(**told: Any) -> msal.ConfidentialClientApplication:
    """What the SDK makes a turn, but for whom it asks: nobody beyond this machine."""
    session = requests.Session()
    session.mount("https://127.0.0.1", _Plain())
    return msal.ConfidentialClientApplication(**told, instance_discovery=False, http_client=session)


if __name__ == "__main__":
    *told, port = sys.argv[1:]
    app = web.Application()
    app[SIGNED] = bool(told)
    app[ADAPTER] = CloudAdapterBase(signed(*told) if told else unsigned())
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=int(port), print=None, access_log=None)
