"""One message, posted or edited: what it becomes for the outbox, whatever Slack or the network does."""

import socket
from typing import Any

import pytest

from bot.cards.card import Button, Card, Paragraph
from bot.channels.channel import Channel, Destination, Outcome, Outgoing, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.channels.slack import api
from bot.channels.slack.api import Answer
from bot.channels.slack.outcomes import outcome
from bot.channels.slack.post import SlackChannel
from bot.clock import SystemClock
from bot.settings import Settings
from tests.fakes.slack import PERSON, SIGNING_SECRET, TEAM, TOKEN, FakeSlack

CARD = Card(
    "Votre défi <d'octobre>", blocks=(Paragraph("C'est gardé."),), buttons=(Button("list.page.0", "Mes défis"),)
)


def to(conversation: str | None = "D0MARIE", account: str | None = PERSON, edits: str | None = None) -> Outgoing:
    return Outgoing(Destination(TEAM, account, conversation, {}), CARD, "card1", 2, edits)


async def test_it_is_a_channel(channel: Channel) -> None:
    assert channel.name == "slack"


async def test_a_message_is_posted_once(slack: FakeSlack, channel: SlackChannel) -> None:
    sent = await channel.post(to())
    assert sent == Posted(slack.last.ts)
    [call] = slack.calls
    assert call.method == "chat.postMessage"
    assert {name: value for name, value in call.arguments.items() if name != "blocks"} == {
        "channel": "D0MARIE",
        "text": "Votre défi &lt;d'octobre&gt;",
        "link_names": False,
        "parse": "none",
        "unfurl_links": False,
        "unfurl_media": False,
    }
    assert slack.last.words == "C'est gardé.\nMes défis"


async def test_a_message_is_posted_in_a_thread(slack: FakeSlack, channel: SlackChannel) -> None:
    there = Destination(TEAM, PERSON, "C0SALON", {}, "1759838400.000100")
    assert isinstance(await channel.post(Outgoing(there, CARD, "card1", 2)), Posted)
    assert isinstance(await channel.post(Outgoing(there, CARD, "card1", 2, slack.last.ts)), Posted)
    posted, edited = (call.arguments for call in slack.calls)
    assert posted["thread_ts"] == "1759838400.000100"
    assert "thread_ts" not in edited


async def test_a_message_is_edited(slack: FakeSlack, channel: SlackChannel) -> None:
    first = await channel.post(to())
    assert isinstance(first, Posted)
    assert await channel.post(to(edits=first.platform_id)) == first
    assert [call.method for call in slack.calls] == ["chat.postMessage", "chat.update"]
    assert len(slack.messages) == 1


async def test_a_message_that_is_gone_can_not_be_edited(channel: SlackChannel) -> None:
    assert await channel.post(to(edits="1.2")) == Refused("message_not_found")


@pytest.mark.parametrize("conversation", [None, ""])
async def test_a_private_chat_is_opened_where_none_is_known(
    conversation: str | None, slack: FakeSlack, channel: SlackChannel
) -> None:
    sent = await channel.post(to(conversation))
    assert sent == Posted(slack.last.ts, conversation="D0MARIE")
    assert [call.method for call in slack.calls] == ["conversations.open", "chat.postMessage"]
    assert slack.calls[0].arguments == {"users": PERSON}


async def test_nobody_to_write_to(slack: FakeSlack, channel: SlackChannel) -> None:
    assert await channel.post(to(None, None)) == Refused("no_address")
    assert slack.calls == []


FAILURES: list[tuple[dict[str, Any], Outcome]] = [
    ({"status": 429, "retry_after": 30}, RefusedForNow("ratelimited", 30.0, too_fast=True)),
    ({"status": 429, "body": "", "retry_after": 5}, RefusedForNow("http_429", 5.0, too_fast=True)),
    ({"status": 429, "body": "slow down"}, RefusedForNow("http_429", too_fast=True)),
    ({"error": "ratelimited", "retry_after": 7}, RefusedForNow("ratelimited", 7.0, too_fast=True)),
    ({"error": "rate_limited"}, RefusedForNow("rate_limited", too_fast=True)),
    ({"error": "team_added_to_org"}, RefusedForNow("team_added_to_org")),
    ({"error": "channel_not_found"}, Refused("channel_not_found", unreachable=True)),
    ({"error": "not_in_channel"}, Refused("not_in_channel", unreachable=True)),
    ({"error": "is_archived"}, Refused("is_archived", unreachable=True)),
    ({"error": "user_not_found"}, Refused("user_not_found", unreachable=True)),
    ({"error": "user_disabled"}, Refused("user_disabled", unreachable=True)),
    ({"error": "account_inactive"}, Refused("account_inactive")),
    ({"error": "invalid_auth"}, Refused("invalid_auth")),
    ({"error": "not_authed"}, Refused("not_authed")),
    ({"error": "token_revoked"}, Refused("token_revoked")),
    ({"error": "token_expired"}, Refused("token_expired")),
    ({"error": "missing_scope"}, Refused("missing_scope")),
    ({"error": "msg_too_long"}, Refused("msg_too_long")),
    ({"error": "invalid_blocks"}, Refused("invalid_blocks")),
    ({"error": "something_new"}, Refused("something_new")),
    ({"status": 403, "body": "<html>no</html>"}, Refused("http_403")),
    ({"status": 302, "body": "moved"}, Refused("http_302")),
    ({"error": "internal_error"}, UnsureOutcome("internal_error")),
    ({"error": "fatal_error"}, UnsureOutcome("fatal_error")),
    ({"error": "service_unavailable"}, UnsureOutcome("service_unavailable")),
    ({"status": 500, "error": "internal_error"}, UnsureOutcome("internal_error")),
    ({"status": 502, "body": "Bad gateway", "content_type": "text/plain"}, UnsureOutcome("http_502")),
    ({"status": 503, "body": "<html>no</html>"}, UnsureOutcome("http_503")),
    ({"body": "ok", "content_type": "text/plain"}, UnsureOutcome("unreadable")),
    ({"body": "[1]", "content_type": "application/json"}, UnsureOutcome("unreadable")),
    ({"body": "", "content_type": "application/json"}, UnsureOutcome("unreadable")),
    ({"body": '{"ok": 1}', "content_type": "application/json"}, UnsureOutcome("unreadable")),
    ({"body": '{"ok": false, "error": "Marie <m@a.ca>"}', "content_type": "application/json"},
     UnsureOutcome("unreadable")),
    ({"cut": True}, UnsureOutcome("ServerDisconnectedError")),
]  # fmt: skip


@pytest.mark.parametrize(("failure", "expected"), FAILURES)
async def test_each_failure_is_one_outcome_and_the_next_message_goes(
    failure: dict[str, Any], expected: Outcome, slack: FakeSlack, channel: SlackChannel
) -> None:
    slack.fail("chat.postMessage", **failure)
    assert await channel.post(to()) == expected
    assert len(slack.calls) == 1  # never again by itself
    assert await channel.post(to()) == Posted(slack.last.ts)


@pytest.mark.parametrize(("failure", "expected"), FAILURES)
async def test_a_chat_that_does_not_open_is_never_unsure(
    failure: dict[str, Any], expected: Outcome, slack: FakeSlack, channel: SlackChannel
) -> None:
    slack.fail("conversations.open", **failure)
    known = isinstance(expected, Refused | RefusedForNow)
    assert isinstance(expected, UnsureOutcome) or known
    assert await channel.post(to(None)) == (expected if known else RefusedForNow(expected.code))  # type: ignore[union-attr]
    assert slack.messages == []
    assert isinstance(await channel.post(to(None)), Posted)


async def test_a_chat_without_an_id_is_asked_for_again(slack: FakeSlack, channel: SlackChannel) -> None:
    slack.fail("conversations.open", body='{"ok": true, "channel": []}', content_type="application/json")
    assert await channel.post(to(None)) == RefusedForNow("unreadable")
    assert isinstance(await channel.post(to(None)), Posted)


async def test_a_message_fails_after_its_chat_was_opened(slack: FakeSlack, channel: SlackChannel) -> None:
    slack.fail("chat.postMessage", error="internal_error")
    assert await channel.post(to(None)) == UnsureOutcome("internal_error")


async def test_somebody_who_left_is_unreachable(channel: SlackChannel) -> None:
    assert await channel.post(to(None, "U0GONE")) == Refused("user_not_found", unreachable=True)


async def test_a_slow_answer_is_unsure(
    slack: FakeSlack, channel: SlackChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(api.WebApi.call.__kwdefaults__, "seconds", 0.05)
    slack.fail("chat.postMessage", seconds=0.3, error="internal_error")
    assert await channel.post(to()) == UnsureOutcome("TimeoutError")


async def test_slack_out_of_reach_is_refused_for_now() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/api"
        settings = Settings(
            _env_file=None, slack_bot_token=TOKEN, slack_signing_secret=SIGNING_SECRET, slack_api_url=url
        )
        channel = SlackChannel(settings, None, SystemClock())  # type: ignore[arg-type]
        assert await channel.post(to()) == RefusedForNow("ClientConnectorError")
        assert await channel.post(to(None)) == RefusedForNow("ClientConnectorError")
        await channel.close()
        await channel.close()


async def test_the_token_is_in_no_url_and_no_body(slack: FakeSlack, channel: SlackChannel) -> None:
    slack.token = "xoxb-another"
    assert await channel.post(to()) == Refused("invalid_auth")
    assert TOKEN not in str(slack.calls)


def test_a_message_without_a_time_was_posted_all_the_same() -> None:
    assert outcome(Answer(200, {"ok": True})) == Posted(None)
    assert outcome(Answer(200, {"ok": True, "ts": 3})) == Posted(None)


async def test_only_whole_seconds_are_waited_for(slack: FakeSlack, channel: SlackChannel) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=-1)
    assert await channel.post(to()) == RefusedForNow("ratelimited", None, too_fast=True)
