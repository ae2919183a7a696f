"""What Slack sends, truly signed, and what it is answered."""

from typing import Any

import pytest

from bot.incoming import Account, Opened, Place, Typed, Where
from bot.turn import Busy, UnknownTenant
from tests.channels.slack.conftest import StubTurns
from tests.fakes.slack import BOT, FORM, PERSON, TEAM, FakeSlack, Signed

QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
MARIE = Account("slack", TEAM, PERSON)


async def test_a_message_in_private(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    response = await slack.dm("défi", event_id="Ev1").to(client)
    assert (response.status, await response.text()) == (200, "")
    [incoming] = turns.taken
    assert incoming.event_id == "Ev1"
    assert incoming.account == MARIE
    assert incoming.place == Place(Where.PERSONAL, slack.chat(PERSON))
    assert incoming.act == Typed("défi")
    assert not incoming.replaces


async def test_the_turn_is_taken_before_slack_is_answered(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    turns.error = Busy()
    assert (await slack.dm("défi", event_id="Ev1").to(client)).status == 503
    turns.error = None  # Slack delivers it again
    assert (await slack.dm("défi", event_id="Ev1").to(client)).status == 200
    assert [incoming.event_id for incoming in turns.taken] == ["Ev1"]


async def test_a_repeated_message_has_the_same_id(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    sent = slack.dm("défi")
    again = Signed(sent.body, sent.headers | {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"})
    assert (await sent.to(client)).status == (await again.to(client)).status == 200
    assert turns.taken[0] == turns.taken[1]


async def test_a_mention_in_a_channel(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    await slack.mention("défi").to(client)
    [incoming] = turns.taken
    assert incoming.place == Place(Where.CHANNEL, "C0SALON")
    assert incoming.act == Typed("défi")


async def test_a_mention_in_a_thread_is_of_the_same_channel(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    await slack.mention("défi", thread_ts="1759838400.000100").to(client)
    await slack.dm("défi", thread_ts="1759838400.000100").to(client)
    in_channel, in_private = (incoming.place for incoming in turns.taken)
    assert in_channel == Place(Where.CHANNEL, "C0SALON", thread="1759838400.000100")
    assert in_private.thread is None


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (f"<@{BOT}> défi", "défi"),
        (f"défi <@{BOT}>", "défi"),
        (f"<@{BOT}|relais>", ""),
        (f"<@{BOT}> demande à <@U2|paule> et <@U3>", "demande à @paule et @U3"),
    ],
)
async def test_only_the_apps_own_mention_is_taken_out(
    text: str, typed: str, slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    event = {"type": "app_mention", "channel": "C1", "user": PERSON, "text": text}
    await slack.event(event).to(client)
    assert turns.taken[0].act == Typed(typed)


async def test_the_first_mention_is_the_apps_where_slack_does_not_say_who_it_is(
    slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    event = {"type": "app_mention", "channel": "C1", "user": PERSON, "text": "<@U9> avec <@U2>"}
    await slack.event(event, authorizations=[]).to(client)
    assert turns.taken[0].act == Typed("avec @U2")


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("a &lt;b&gt; &amp;&amp; c", "a <b> && c"),
        ("&amp;lt;", "&lt;"),
        ("<!channel> <!here|@here>", "@channel @here"),
        ("<#C1|salon> <#C2>", "#salon #C2"),
        ("<!subteam^S1|@equipe>", "@equipe"),
        ("<https://a.ca>", "https://a.ca"),
        ("<http://a.ca|a.ca>", "a.ca"),
        ("<http://a.ca/|a.ca>", "a.ca"),
        ("<mailto:m@a.ca|m@a.ca>", "m@a.ca"),
        ("<https://evil.example|votre banque>", "votre banque (https://evil.example)"),
        ("*gras* _i_ `code` :tada:", "*gras* _i_ `code` :tada:"),
        ("un\r\ndeux\ttrois", "un\ndeux\ttrois"),
        ("a\x00b\x1bc\x7f\x85\u202ed\ud800e", "abcde"),
        ("{{DATE(2025-10-07)}}", "{{DATE(2025-10-07)}}"),
        ("", ""),
        (None, ""),
        ("é" * 40_000, "é" * 40_000),
    ],
)
async def test_what_was_typed(sent: str | None, typed: str, slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": PERSON, "text": sent}
    assert (await slack.event(event).to(client)).status == 200
    assert turns.taken[0].act == Typed(typed)


async def test_a_text_that_comes_with_a_file(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    await slack.dm("voici", subtype="file_share", files=[{"id": "F1"}]).to(client)
    assert turns.taken[0].act == Typed("voici")


IGNORED: dict[str, dict[str, Any]] = {
    "an edit": {"subtype": "message_changed", "hidden": True, "user": None, "message": {"text": "défi"}},
    "a deletion": {"subtype": "message_deleted", "deleted_ts": "1.2", "user": None},
    "a thread reply shown to all": {"subtype": "thread_broadcast", "thread_ts": "1.2"},
    "somebody who joins": {"subtype": "channel_join"},
    "a bot's message, of old": {"subtype": "bot_message", "bot_id": "B1", "user": None},
    "a bot's message": {"bot_id": "B1", "user": "U9"},
    "our own message": {"user": BOT},
    "a message of nobody": {"user": None},
    "a message in a channel": {"channel_type": "channel", "channel": "C1"},
    "a message in a private channel": {"channel_type": "group", "channel": "G1"},
    "a message in a group chat": {"channel_type": "mpim", "channel": "G1"},
}


@pytest.mark.parametrize("name", IGNORED)
async def test_what_nobody_said_is_ignored_without_harm(
    name: str, slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    response = await slack.dm("défi", **IGNORED[name]).to(client)
    assert (response.status, await response.text(), turns.taken) == (200, "", [])


@pytest.mark.parametrize("kind", ["app_home_opened", "reaction_added", "app_uninstalled", "something_new"])
async def test_events_that_ask_nothing_are_acknowledged(
    kind: str, slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    response = await slack.event({"type": kind, "user": PERSON, "tab": "home", "item": {"channel": 3}}).to(client)
    assert (response.status, turns.taken) == (200, [])


async def test_what_slack_adds_to_its_payloads_does_no_harm(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    sent = slack.event(
        {"type": "message", "channel_type": "im", "channel": "D1", "user": PERSON, "text": "a", "new": [{"x": None}]},
        enterprise=3,
        context_team_id=None,
        new_thing={"deep": [1, {}]},
    )
    assert (await sent.to(client)).status == 200
    assert turns.taken[0].account == MARIE


@pytest.mark.parametrize(
    ("event", "envelope", "tenant", "guest"),
    [
        ({}, {}, TEAM, False),
        ({"user_team": TEAM}, {}, TEAM, False),
        ({"user_team": "T0OTHER"}, {}, TEAM, True),
        ({"team": "T0OTHER"}, {"is_ext_shared_channel": True}, TEAM, True),
        ({"team": "T0OTHER"}, {}, TEAM, False),
        ({"user_team": "T0OTHER"}, {"team_id": "T0OTHER", "is_ext_shared_channel": True}, TEAM, True),
        ({"user_team": "E0ORG"}, {"authorizations": [{"team_id": TEAM, "enterprise_id": "E0ORG"}]}, TEAM, False),
        ({}, {"authorizations": [], "team_id": "T0OTHER"}, "T0OTHER", False),
    ],
)
async def test_whose_workspace_it_is_and_who_is_a_guest_there(
    event: dict[str, Any],
    envelope: dict[str, Any],
    tenant: str,
    guest: bool,
    slack: FakeSlack,
    client: Any,
    turns: StubTurns,
) -> None:
    said = {"type": "app_mention", "channel": "C1", "user": PERSON, "text": "aide"}
    await slack.event(said | event, **envelope).to(client)
    assert turns.taken[0].account == Account("slack", tenant, PERSON, guest=guest)


async def test_slack_asks_whether_the_address_is_ours(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    response = await slack.signed({"type": "url_verification", "token": "x", "challenge": "3eZbrw1aB"}).to(client)
    assert (response.status, await response.json(), turns.taken) == (200, {"challenge": "3eZbrw1aB"}, [])


async def test_another_workspace_gets_403_and_nothing_else(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    turns.error = UnknownTenant()
    for sent in (slack.dm("défi"), slack.command("défi")):
        response = await sent.to(client)
        assert (response.status, await response.text()) == (403, "")
    assert slack.calls == []


async def test_a_fault_of_ours_says_nothing_and_is_logged_without_words(
    slack: FakeSlack, client: Any, turns: StubTurns, capsys: pytest.CaptureFixture[str]
) -> None:
    turns.error = RuntimeError(QUESTION)
    response = await slack.dm(QUESTION).to(client)
    assert (response.status, await response.text()) == (500, "")
    told = capsys.readouterr()
    assert "RuntimeError" in told.out + told.err
    assert "dimanche" not in told.out + told.err
    turns.error = None
    assert (await slack.dm(QUESTION).to(client)).status == 200


async def test_a_clock_five_minutes_off_is_still_heard(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    body = slack.dm("défi").body
    for seconds in (-290, 290):
        assert (await Signed(body, slack.sign(body, seconds_ago=seconds)).to(client)).status == 200
    assert len(turns.taken) == 2


async def test_a_charset_may_be_named(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    sent = slack.command("défi")
    named = Signed(sent.body, slack.sign(sent.body, f"{FORM}; charset=UTF-8"))
    assert (await named.to(client)).status == 200
    assert isinstance(turns.taken[0].act, Opened)
