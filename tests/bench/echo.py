"""The SDK's echo bot, as its samples build it: their CloudAdapter is these few lines over the SDK's own base.

It has no app id, so it checks no signature and asks for no token, which favours it.
"""

import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)


class EchoBot(ActivityHandler):
    """Says what it is told."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """One turn."""
        await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


BOT = EchoBot()
ADAPTER = CloudAdapterBase(
    BotFrameworkAuthenticationFactory.create(
        credential_factory=PasswordServiceClientCredentialFactory("", ""),
        auth_configuration=AuthenticationConfiguration(),
    )
)


async def messages(request: web.Request) -> web.Response:
    """The samples' route."""
    activity = Activity().deserialize(await request.json())
    await ADAPTER.process_activity("", activity, BOT.on_turn)
    return web.Response(status=201)


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)
