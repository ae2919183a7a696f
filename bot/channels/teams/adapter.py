"""Bot Framework's adapter, on our own terms: our token check, one connector for all, and no message from within a turn.

Left to itself, the SDK makes a connector client, a token client and an HTTP session a turn, and reads the activity by
msrest: nearly all that it costs. Nothing here does: messages are the sender's, and nobody signs in.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NoReturn

from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, ChannelAccount, ConversationAccount, Mention
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.channels.teams.connector import Connector
from bot.channels.teams.parse import RAW
from bot.channels.teams.shape import check
from bot.channels.teams.token import TokenVerifier


class SharedConnector(ConnectorFactory):
    """Gives every turn the one connector, whatever its service: hosts are checked where requests are made."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> Connector:
        """The shared connector."""
        return self._connector


class TeamsAuthentication(BotFrameworkAuthentication):
    """The SDK's way to ask who calls, answered by our verifier."""

    def __init__(self, verifier: TokenVerifier, connector: Connector) -> None:
        self._verifier = verifier
        self._connectors = SharedConnector(connector)

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Who calls. Raises :class:`bot.channels.teams.gate.Refusal`."""
        return self.admitted(await self._verifier.verify(auth_header, activity.service_url))

    def admitted(self, claims: dict[str, Any]) -> AuthenticateRequestResult:
        """What the SDK wants to know of a caller whose ``claims`` were verified."""
        result = AuthenticateRequestResult()
        result.claims_identity = ClaimsIdentity(claims, is_authenticated=True)
        result.connector_factory = self._connectors
        return result

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> NoReturn:
        """Teams calls over HTTP only."""
        raise NotImplementedError

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """The one factory there is."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """No client: the bot asks nobody to sign in."""


class TeamsAdapter(CloudAdapterBase):
    """Activities in, as a turn of the SDK, its answer out."""

    def __init__(self, authentication: TeamsAuthentication) -> None:
        super().__init__(authentication)
        self._authentication = authentication

    async def receive(
        self, raw: dict[str, Any], claims: dict[str, Any], logic: Callable[[TurnContext], Awaitable[None]]
    ) -> InvokeResponse | None:
        """Run ``logic`` on the activity in ``raw``, whose sender's ``claims`` were verified.

        Returns what an invoke is to be answered with: 501 when ``logic`` left no answer; ``None`` for anything else.
        Raises :class:`bot.channels.teams.shape.Malformed` for what Teams doesn't send.
        """
        check(raw)

        async def turn(context: TurnContext) -> None:
            context.turn_state[RAW] = raw
            await logic(context)

        answer: InvokeResponse | None = await self.process_activity(
            self._authentication.admitted(claims), _activity(raw), turn
        )
        return answer

    @classmethod
    def answer(cls, context: TurnContext, body: object) -> None:
        """Answer an invoke with ``body``, as JSON."""
        value = InvokeResponse(status=200, body=body)
        context.turn_state[cls._INVOKE_RESPONSE_KEY] = Activity(type=ActivityTypes.invoke_response, value=value)

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> NoReturn:
        """Never from within a turn: messages leave by the outbox."""
        raise NotImplementedError("messages are sent by the sender")

    async def update_activity(self, context: TurnContext, activity: Activity) -> NoReturn:
        """Never from within a turn: edits leave by the outbox."""
        raise NotImplementedError("messages are edited by the sender")

    async def delete_activity(self, context: TurnContext, reference: object) -> NoReturn:
        """Never: what people were told stays."""
        raise NotImplementedError("messages are not deleted")


def _activity(raw: Mapping[str, Any]) -> Activity:
    """What the SDK is given of ``raw``, whose shape was checked.

    Built by hand: msrest's reading of an activity costs more than all the rest of taking a request.
    """
    mentions = [entity for entity in raw.get("entities") or () if entity["type"].lower() == "mention"]
    conversation = raw["conversation"]
    return Activity(
        type=raw["type"],
        id=raw.get("id"),
        channel_id=raw["channelId"],
        service_url=raw["serviceUrl"],
        from_property=_account(raw["from"]) if raw.get("from") else None,
        recipient=_account(raw["recipient"]),
        conversation=ConversationAccount(
            id=conversation["id"],
            conversation_type=conversation.get("conversationType"),
            is_group=conversation.get("isGroup"),
        ),
        text=raw.get("text"),
        name=raw.get("name"),
        value=raw.get("value"),
        action=raw.get("action"),
        entities=[Mention(mentioned=_account(m["mentioned"]), text=m.get("text"), type="mention") for m in mentions],
        members_added=[_account(member) for member in raw.get("membersAdded") or ()],
        members_removed=[_account(member) for member in raw.get("membersRemoved") or ()],
    )


def _account(told: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(id=told["id"], name=told.get("name"))
