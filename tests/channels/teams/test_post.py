"""Out: every answer of the connector, and of the network, is the outcome it should be."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import unused_port

from bot.cards.card import Button, Card, Paragraph
from bot.channels.channel import Destination, Outgoing, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.channels.teams import connector
from bot.channels.teams.post import TeamsChannel
from bot.settings import Settings
from tests.channels.teams.stage import Turns
from tests.fakes.teams import ADA, APP_ID, BOT, TENANT, FakeMicrosoft, Scripted

CARD = Card("Un défi", title="Votre défi", buttons=(Button("keep", "Garder"),))
PLAIN = Card("C'est gardé.", blocks=(Paragraph("C'est gardé."),))


@pytest.fixture
def to(microsoft: FakeMicrosoft) -> Destination:
    reference = {
        "service_url": microsoft.service_url,
        "bot": BOT,
        "tenant": TENANT,
        "kind": "personal",
        "user": ADA.id,
    }
    return Destination(TENANT, ADA.object_id, ADA.chat, reference)


def outgoing(to: Destination, card: Card = CARD, edits: str | None = None) -> Outgoing:
    return Outgoing(to, card, "c1", 2, edits)


async def test_a_card_is_posted(channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination) -> None:
    result = await channel.post(outgoing(to))
    [sent] = microsoft.posted
    assert result == Posted(sent.id)
    assert (sent.method, sent.conversation, sent.authorization) == ("POST", ADA.chat, "Bearer bot-token-1")
    assert sent.body["from"] == BOT
    assert sent.body["conversation"] == {"id": ADA.chat}
    assert sent.body["summary"] == "Un défi"
    assert sent.button("Garder")["data"] == {"card": "c1", "verb": "keep", "revision": 2}


async def test_one_line_is_plain_text(channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination) -> None:
    await channel.post(outgoing(to, PLAIN))
    assert microsoft.posted[0].body["text"] == "C'est gardé."
    assert microsoft.posted[0].body["textFormat"] == "plain"
    assert microsoft.posted[0].card is None


async def test_an_edit_is_put_and_is_a_card(channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination) -> None:
    result = await channel.post(outgoing(to, PLAIN, edits="1760000000009"))
    assert result == Posted("1760000000009")
    [sent] = microsoft.posted
    assert (sent.method, sent.id) == ("PUT", "1760000000009")
    assert sent.card is not None


async def test_what_is_said_in_a_thread_goes_there(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination
) -> None:
    there = replace(to, conversation="19:equipe@thread.tacv2", thread="17600/é")
    assert isinstance(await channel.post(outgoing(there)), Posted)
    assert microsoft.posted[0].conversation == "19:equipe@thread.tacv2;messageid=17600/é"
    assert microsoft.posted[0].body["conversation"] == {"id": "19:equipe@thread.tacv2;messageid=17600/é"}


async def test_the_private_chat_is_opened_when_there_is_none(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination
) -> None:
    result = await channel.post(outgoing(replace(to, conversation=None)))
    assert isinstance(result, Posted)
    assert result.conversation == ADA.chat
    assert microsoft.opened[0].body == {
        "bot": BOT,
        "members": [{"id": ADA.id}],
        "isGroup": False,
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }
    assert microsoft.posted[0].conversation == ADA.chat


async def test_an_entra_id_opens_it_too(channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination) -> None:
    bare = Destination(TENANT, ADA.object_id, None, {"service_url": microsoft.service_url})
    assert isinstance(await channel.post(outgoing(bare)), Posted)
    assert microsoft.opened[0].body["members"] == [{"id": ADA.object_id}]
    assert microsoft.opened[0].body["bot"]["id"] == f"28:{APP_ID}"


async def test_nobody_to_open_it_with(channel: TeamsChannel, microsoft: FakeMicrosoft) -> None:
    nobody = Destination(TENANT, None, None, {"service_url": microsoft.service_url})
    assert await channel.post(outgoing(nobody)) == Refused("no_account", unreachable=True)


def error(code: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": "…"}}


@pytest.mark.parametrize(
    ("scripted", "expected"),
    [
        (Scripted(200, {"id": "5"}), Posted("5")),
        (Scripted(201, {}), Posted(None)),
        (Scripted(202, raw=b""), Posted(None)),
        (Scripted(200, raw=b"{cut"), Posted(None)),
        (Scripted(201, {"id": 5}), Posted(None)),
        (Scripted(429, error("Throttled"), {"Retry-After": "17"}), RefusedForNow("Throttled", 17.0, too_fast=True)),
        (Scripted(429, error("Throttled"), {"Retry-After": "0.5"}), RefusedForNow("Throttled", 0.5, too_fast=True)),
        (Scripted(429, None), RefusedForNow("http_429", None, too_fast=True)),
        (Scripted(429, None, {"Retry-After": "soon"}), RefusedForNow("http_429", None, too_fast=True)),
        (Scripted(429, None, {"Retry-After": "-5"}), RefusedForNow("http_429", None, too_fast=True)),
        (Scripted(429, None, {"Retry-After": "1e999"}), RefusedForNow("http_429", None, too_fast=True)),
        (
            Scripted(
                429,
                None,
                {"Retry-After": "Tue, 07 Oct 2025 12:01:30 GMT", "Date": "Tue, 07 Oct 2025 12:00:00 GMT"},
            ),
            RefusedForNow("http_429", 90.0, too_fast=True),
        ),
        (
            Scripted(
                429,
                None,
                {"Retry-After": "Tue, 07 Oct 2025 11:00:00 GMT", "Date": "Tue, 07 Oct 2025 12:00:00 GMT"},
            ),
            RefusedForNow("http_429", 0.0, too_fast=True),
        ),
        (Scripted(412, error("PreconditionFailed")), RefusedForNow("PreconditionFailed", None)),
        (Scripted(401, error("BotNotRegistered")), RefusedForNow("BotNotRegistered")),
        (Scripted(400, error("BadSyntax")), Refused("BadSyntax")),
        (Scripted(413, error("MessageSizeTooBig")), Refused("MessageSizeTooBig")),
        (Scripted(403, error("MessageWritesBlocked")), Refused("MessageWritesBlocked", unreachable=True)),
        (Scripted(403, error("BotNotInConversationRoster")), Refused("BotNotInConversationRoster", unreachable=True)),
        (Scripted(403, error("ConversationBlockedByUser")), Refused("ConversationBlockedByUser", unreachable=True)),
        (Scripted(403, error("InvalidBotApiHost")), Refused("InvalidBotApiHost")),
        (Scripted(403, None), Refused("http_403", unreachable=True)),
        (Scripted(404, error("ConversationNotFound")), Refused("ConversationNotFound", unreachable=True)),
        (Scripted(404, error("x" * 200)), Refused("http_404", unreachable=True)),
        (Scripted(404, error("<b>\n")), Refused("http_404", unreachable=True)),
        (Scripted(404, ["not an error"]), Refused("http_404", unreachable=True)),
        (Scripted(302, None, {"Location": "http://127.0.0.1:9/"}), Refused("http_302")),
        (Scripted(500, error("ServiceError")), UnsureOutcome("ServiceError")),
        (Scripted(502, raw=b"<html>"), UnsureOutcome("http_502")),
        (Scripted(504, None), UnsureOutcome("http_504")),
        (Scripted(0), UnsureOutcome("ServerDisconnectedError")),
    ],
)
async def test_what_the_connector_says(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination, scripted: Scripted, expected: object
) -> None:
    microsoft.script.append(scripted)
    assert await channel.post(outgoing(to)) == expected
    assert microsoft.posted == [], "it was asked once"
    assert isinstance(await channel.post(outgoing(to)), Posted), "the next message goes"


async def test_a_card_deleted_in_teams_says_nothing_against_its_reader(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination
) -> None:
    microsoft.script.append(Scripted(404, error("ActivityNotFoundInConversation")))
    assert await channel.post(outgoing(to, edits="5")) == Refused("ActivityNotFoundInConversation")


@pytest.mark.parametrize(
    ("scripted", "expected"),
    [
        (
            Scripted(403, error("ForbiddenOperationException")),
            Refused("ForbiddenOperationException", unreachable=True),
        ),
        (Scripted(429, error("Throttled"), {"Retry-After": "3"}), RefusedForNow("Throttled", 3.0, too_fast=True)),
        (Scripted(500, error("ServiceError")), RefusedForNow("ServiceError")),
        (Scripted(0), RefusedForNow("ServerDisconnectedError")),
        (Scripted(201, {}), RefusedForNow("no_conversation_id")),
    ],
)
async def test_a_chat_that_did_not_open_sent_no_message(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination, scripted: Scripted, expected: object
) -> None:
    closed = replace(to, conversation=None)
    microsoft.script.append(scripted)
    assert await channel.post(outgoing(closed)) == expected
    assert isinstance(await channel.post(outgoing(closed)), Posted)


async def test_a_connector_that_hangs(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        connector.Connector.ask, "__kwdefaults__", {"payload": None, "limit": aiohttp.ClientTimeout(0.1)}
    )
    waiting = asyncio.Event()
    microsoft.script.append(Scripted(wait=waiting))
    result = await channel.post(outgoing(to))
    waiting.set()
    assert result == UnsureOutcome("TimeoutError")


async def test_a_connection_never_made_is_no_doubt(
    microsoft: FakeMicrosoft, settings: Settings, turns: Turns, to: Destination
) -> None:
    closed = f"127.0.0.1:{unused_port()}"
    hosts = f"{settings.teams_service_hosts},{closed}"
    channel = TeamsChannel(settings.model_copy(update={"teams_service_hosts": hosts}), turns)
    nobody = replace(to, reference={"service_url": f"http://{closed}/", "user": ADA.id})
    assert await channel.post(outgoing(nobody)) == RefusedForNow("ClientConnectorError")
    assert isinstance(await channel.post(outgoing(to)), Posted)
    await channel.close()


@pytest.mark.parametrize(
    "service_url", ["https://evil.example/", "http://127.0.0.1:9/", "http://localhost:1/", "", "x", None, 5]
)
async def test_a_stored_reference_is_trusted_no_more_than_a_new_one(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination, service_url: Any
) -> None:
    elsewhere = replace(to, reference={"service_url": service_url, "user": ADA.id})
    assert await channel.post(outgoing(elsewhere)) == Refused("untrusted_host")
    assert await channel.post(outgoing(replace(elsewhere, conversation=None))) == Refused("untrusted_host")
    assert microsoft.tokens_asked == 0


async def test_a_card_over_the_limit_is_refused_here(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination
) -> None:
    big = Card("x", blocks=tuple(Paragraph("é" * 2900) for _ in range(6)))
    assert await channel.post(outgoing(to, big)) == Refused("card_too_big")
    assert microsoft.posted == []


async def test_one_token_serves_many_and_a_refused_one_is_replaced(
    channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination
) -> None:
    await asyncio.gather(*(channel.post(outgoing(to)) for _ in range(20)))
    assert microsoft.tokens_asked == 1
    microsoft.token = "bot-token-2"
    microsoft.script.append(Scripted(401))
    assert isinstance(await channel.post(outgoing(to)), RefusedForNow)
    assert isinstance(await channel.post(outgoing(to)), Posted)
    assert microsoft.posted[-1].authorization == "Bearer bot-token-2"
    assert microsoft.tokens_asked == 2


async def test_without_a_token_nothing_leaves(channel: TeamsChannel, microsoft: FakeMicrosoft, to: Destination) -> None:
    microsoft.login_status = 401
    assert await channel.post(outgoing(to)) == RefusedForNow("invalid_client")
    assert await channel.post(outgoing(to)) == RefusedForNow("invalid_client")
    assert microsoft.tokens_asked == 1, "not asked again at once"
    assert microsoft.posted == []


@pytest.fixture
async def unsigned(settings: Settings, turns: Turns) -> AsyncIterator[TeamsChannel]:
    channel = TeamsChannel(settings, turns, allow_unsigned_loopback=True)
    yield channel
    await channel.close()


async def test_the_demo_needs_no_token(unsigned: TeamsChannel, microsoft: FakeMicrosoft, to: Destination) -> None:
    assert isinstance(await unsigned.post(outgoing(to)), Posted)
    assert microsoft.posted[0].authorization is None
    assert microsoft.tokens_asked == 0


async def test_a_session_that_was_given_stays_open(
    settings: Settings, turns: Turns, microsoft: FakeMicrosoft, to: Destination
) -> None:
    async with aiohttp.ClientSession() as session:
        channel = TeamsChannel(settings, turns, session=session)
        await channel.post(outgoing(to))
        await channel.close()
        assert not session.closed
