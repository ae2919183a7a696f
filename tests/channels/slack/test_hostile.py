"""Whatever is sent to ``/slack/events`` that Slack did not sign, or does not send: refused in a word, no turn taken."""

import asyncio
import gzip
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.channels.slack import gate
from tests.fakes.slack import FORM, JSON, FakeSlack, Signed

Make = Callable[[FakeSlack], Signed]


def raw(body: bytes, content_type: str = JSON) -> Make:
    """A body as it stands, well signed."""
    return lambda slack: Signed(body, slack.sign(body, content_type))


def headers(**changed: str | None) -> Make:
    """A good message with some headers changed, or left out."""

    def make(slack: FakeSlack) -> Signed:
        good = slack.dm("défi")
        names = {name.replace("_", "-").lower(): value for name, value in changed.items()}
        kept = {name: value for name, value in good.headers.items() if name.lower() not in names}
        return Signed(good.body, kept | {name: value for name, value in names.items() if value is not None})

    return make


def aged(seconds: float) -> Make:
    def make(slack: FakeSlack) -> Signed:
        body = slack.dm("défi").body
        return Signed(body, slack.sign(body, seconds_ago=seconds))

    return make


def changed_after_signing(slack: FakeSlack) -> Signed:
    good = slack.dm("défi")
    return Signed(good.body.replace(b"U0MARIE", b"U0PAULE"), good.headers)


def of_another_app(slack: FakeSlack) -> Signed:
    return FakeSlack(secret="0" * 32).dm("défi")


def dated_after_signing(slack: FakeSlack) -> Signed:
    good = slack.dm("défi")
    later = str(int(good.headers["X-Slack-Request-Timestamp"]) + 1)
    return Signed(good.body, good.headers | {"X-Slack-Request-Timestamp": later})


def signed_twice(slack: FakeSlack) -> Signed:
    good = slack.dm("défi")
    pairs = [*good.headers.items(), ("X-Slack-Signature", good.headers["X-Slack-Signature"])]
    return Signed(good.body, pairs)  # type: ignore[arg-type]


def event(**changed: Any) -> Make:
    """A good message with parts of its event changed; ``...`` leaves a part out."""

    def make(slack: FakeSlack) -> Signed:
        payload = json.loads(slack.dm("défi").body)
        payload["event"] = _changed(payload["event"], changed)
        return slack.signed(payload)

    return make


def envelope(**changed: Any) -> Make:
    return lambda slack: slack.signed(_changed(json.loads(slack.dm("défi").body), changed))


def press(**changed: Any) -> Make:
    good = {
        "type": "block_actions",
        "team": {"id": "T0RELAIS"},
        "user": {"id": "U0MARIE", "team_id": "T0RELAIS"},
        "trigger_id": "1.2.a",
        "channel": {"id": "D0MARIE"},
        "container": {"type": "message"},
        "actions": [{"type": "button", "action_id": "a", "value": '{"card": "c", "verb": "a", "revision": 0}'}],
    }
    return lambda slack: slack.interaction(_changed(good, changed))


def button(value: Any) -> Make:
    return press(actions=[{"type": "button", "action_id": "a", "value": value}])


def submission(**changed: Any) -> Make:
    good = {
        "type": "view_submission",
        "team": {"id": "T0RELAIS"},
        "user": {"id": "U0MARIE", "team_id": "T0RELAIS"},
        "trigger_id": "1.2.a",
        "view": _changed(
            {
                "id": "V1",
                "callback_id": "relais",
                "private_metadata": '{"card": "c", "verb": "form.challenge", "revision": 0}',
                "state": {"values": {}},
            },
            changed.pop("view", {}),
        ),
    }
    return lambda slack: slack.interaction(_changed(good, changed))


def command(**changed: Any) -> Make:
    good = {"command": "/relais", "team_id": "T0RELAIS", "user_id": "U0MARIE", "trigger_id": "1.2.a", "text": "défi"}
    return lambda slack: raw(urlencode(_changed(good, changed)).encode(), FORM)(slack)


def _changed(good: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (good | changed).items() if value is not ...}


HOSTILE: dict[str, tuple[int, Make]] = {
    # Not signed, or not by Slack.
    "no signature": (401, headers(x_slack_signature=None)),
    "no timestamp": (401, headers(x_slack_request_timestamp=None)),
    "an empty signature": (401, headers(x_slack_signature="")),
    "a signature of another version": (401, headers(x_slack_signature="v1=" + "0" * 64)),
    "a signature without a version": (401, headers(x_slack_signature="0" * 64)),
    "a signature that is too short": (401, headers(x_slack_signature="v0=00")),
    "a signature that is not ASCII": (401, headers(x_slack_signature="v0=" + "é" * 64)),
    "a signature of zeros": (401, headers(x_slack_signature="v0=" + "0" * 64)),
    "a timestamp that is no number": (401, headers(x_slack_request_timestamp="now")),
    "a timestamp in other digits": (401, headers(x_slack_request_timestamp="١٢٣٤٥")),
    "a negative timestamp": (401, headers(x_slack_request_timestamp="-1")),
    "an endless timestamp": (401, headers(x_slack_request_timestamp="9" * 5000)),
    "six minutes old": (401, aged(360)),
    "six minutes ahead": (401, aged(-360)),
    "changed after it was signed": (401, changed_after_signing),
    "dated again after it was signed": (401, dated_after_signing),
    "signed for another app": (401, of_another_app),
    "signed twice": (401, signed_twice),
    "a challenge that is not signed": (401, lambda _: Signed(b'{"type":"url_verification"}', {"Content-Type": JSON})),
    # Not what is read here.
    "no content type": (415, headers(content_type="")),
    "plain text": (415, headers(content_type="text/plain")),
    "a file": (415, headers(content_type="multipart/form-data; boundary=x")),
    "XML": (415, headers(content_type="application/xml")),
    "another character set": (415, headers(content_type="application/json; charset=utf-16")),
    "compressed": (415, lambda slack: _compressed(slack, gzip.compress(b"{}"))),
    "compressed, it says": (415, lambda slack: _compressed(slack, b"{}")),
    "too large": (413, raw(b'"' + b"x" * gate.BODY_LIMIT + b'"')),
    # Signed, and not well formed.
    "nothing": (400, raw(b"")),
    "no JSON": (400, raw(b"{")),
    "JSON and more": (400, raw(b"{} {}")),
    "a list": (400, raw(b"[]")),
    "a text": (400, raw(b'"a"')),
    "null": (400, raw(b"null")),
    "not a number": (400, raw(b'{"type": NaN}')),
    "an endless number": (400, raw(b'{"type": ' + b"9" * 5000 + b"}")),
    "endlessly deep": (400, raw(b"[" * 100_000)),
    "not UTF-8": (401, raw(b'{"type": "\xff"}')),
    "a form that is no form": (400, raw(b"payload", FORM)),
    "an empty form": (400, raw(b"", FORM)),
    "a form with a field given twice": (400, raw(b"payload=%7B%7D&payload=%7B%7D", FORM)),
    "a form with too many fields": (400, raw(b"&".join(b"a%d=1" % i for i in range(60)), FORM)),
    "a form that is not UTF-8": (400, raw(b"command=%FF", FORM)),
    "a payload that is no JSON": (400, raw(b"payload=%7B", FORM)),
    "a payload that is a list": (400, raw(b"payload=%5B%5D", FORM)),
    # Well formed, and not of Slack.
    "an empty object": (400, raw(b"{}")),
    "a type that is no text": (400, raw(b'{"type": 3}')),
    "a type nobody knows": (400, raw(b'{"type": "shortcut_of_nowhere"}')),
    "a challenge without words": (400, raw(b'{"type": "url_verification"}')),
    "a challenge that is an object": (400, raw(b'{"type": "url_verification", "challenge": {}}')),
    "an endless challenge": (400, raw(json.dumps({"type": "url_verification", "challenge": "a" * 5000}).encode())),
    "no event": (400, envelope(event=...)),
    "an event that is a list": (400, envelope(event=[])),
    "an event that is a text": (400, envelope(event="message")),
    "an event without a type": (400, event(type=...)),
    "an event without an id": (400, envelope(event_id=...)),
    "an event with a number for an id": (400, envelope(event_id=7)),
    "an event with an endless id": (400, envelope(event_id="E" * 300)),
    "an event id with a NUL": (400, envelope(event_id="Ev\x00")),
    "an event without a workspace": (400, envelope(team_id=...)),
    "a workspace that is an object": (400, envelope(team_id={})),
    "a workspace that is a path": (400, envelope(team_id="../T1")),
    "authorizations that are a text": (400, envelope(authorizations="all")),
    "authorizations of texts": (400, envelope(authorizations=["all"])),
    "a message from a list": (400, event(user=["U0MARIE"])),
    "a message from a tag": (400, event(user="<@U1>")),
    "a message without a conversation": (400, event(channel=...)),
    "a message whose text is an object": (400, event(text={"a": 1})),
    "a press without actions": (400, press(actions=...)),
    "a press with no action": (400, press(actions=[])),
    "a press with actions that are no list": (400, press(actions={"0": {}})),
    "a press on a text": (400, press(actions=["a"])),
    "a press by nobody": (400, press(user=...)),
    "a press by a name": (400, press(user="marie")),
    "a press in no workspace": (400, press(team=None, user={"id": "U0MARIE"})),
    "a press without an id": (400, press(trigger_id=...)),
    "a press somewhere that is a text": (400, press(channel="D0MARIE")),
    "a press in a form without an id": (400, press(view={})),
    "a button without a value": (400, button(None)),
    "a button with an empty value": (400, button("")),
    "a button with another app's value": (400, button("click_me_123")),
    "a button with a list": (400, button("[]")),
    "a button with a field too many": (400, button('{"card": "c", "verb": "a", "revision": 0, "as": "admin"}')),
    "a button without a revision": (400, button('{"card": "c", "verb": "a"}')),
    "a button with a text for a revision": (400, button('{"card": "c", "verb": "a", "revision": "0"}')),
    "a button with a revision below nothing": (400, button('{"card": "c", "verb": "a", "revision": -1}')),
    "a button with an endless revision": (400, button('{"card": "c", "verb": "a", "revision": 99999999999}')),
    "a button with a sentence for a verb": (400, button('{"card": "c", "verb": "do this", "revision": 0}')),
    "a button with a quote for a card": (400, button('{"card": "\'", "verb": "a", "revision": 0}')),
    "a state that is a text": (400, press(state="full")),
    "a state with values in a list": (400, press(state={"values": ["a"]})),
    "a state whose value is a number": (400, press(state={"values": {"q": {"q": {"value": 3}}}})),
    **{
        f"a state whose day is {what}": (400, press(state={"values": {"on": {"on": {"selected_date": given}}}}))
        for what, given in {"a number": 20251113, "a word": "demain", "too long": "2025-11-130"}.items()
    },
    "a state whose input is a sentence": (400, press(state={"values": {"a b": {}}})),
    "a state with a thousand inputs": (400, press(state={"values": {str(i): {} for i in range(1000)}})),
    "a submission without a form": (400, submission(view={"state": ...})),
    "a submission that is a text": (400, lambda slack: slack.interaction({"type": "view_submission", "view": "V1"})),
    "a submission without metadata": (400, submission(view={"private_metadata": ...})),
    "a submission with empty metadata": (400, submission(view={"private_metadata": ""})),
    "a submission without an id": (400, submission(trigger_id=...)),
    "a command without a person": (400, command(user_id=...)),
    "a command without a workspace": (400, command(team_id=...)),
    "a command without a trigger": (400, command(trigger_id=...)),
    "a form that is no command": (400, command(command=...)),
}


def _compressed(slack: FakeSlack, body: bytes) -> Signed:
    return Signed(body, slack.sign(body) | {"Content-Encoding": "gzip"})


@pytest.mark.parametrize("name", HOSTILE)
async def test_it_is_refused_in_a_word_and_no_turn_is_taken(
    name: str, slack: FakeSlack, client: Any, turns: Any, caplog: pytest.LogCaptureFixture
) -> None:
    status, make = HOSTILE[name]
    response = await make(slack).to(client)
    text = await response.text()
    assert (response.status, turns.taken) == (status, [])
    assert len(text) < 80
    assert "Traceback" not in text + caplog.text
    assert not [record for record in caplog.records if record.exc_info]
    # And the next good one is taken.
    assert (await slack.dm("défi").to(client)).status == 200
    assert len(turns.taken) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_only_post_is_answered(method: str, slack: FakeSlack, client: Any, turns: Any) -> None:
    good = slack.dm("défi")
    response = await client.request(method, "/slack/events", data=good.body, headers=good.headers)
    assert (response.status, turns.taken) == (405, [])


@pytest.mark.parametrize(
    ("name", "extra", "body", "status"),
    [
        ("a broken chunk", "Transfer-Encoding: chunked", b"zz\r\nhello\r\n0\r\n\r\n", b"400"),
        ("broken gzip", "Content-Encoding: gzip\r\nContent-Length: 5", b"hello", b"415"),
        ("two lengths", "Content-Length: 5\r\nContent-Length: 6", b"hello", b"400"),
        ("a length that is no number", "Content-Length: five", b"hello", b"400"),
        ("a header without end", "X-A: " + "a" * 20_000, b"", b"400"),
        (
            "more than it may, in chunks",
            "Transfer-Encoding: chunked",
            b"100000\r\n" + b"a" * 0x100000 + b"\r\n",
            b"413",
        ),
    ],
)
async def test_broken_http_is_refused(
    name: str, extra: str, body: bytes, status: bytes, client: Any, turns: Any, caplog: pytest.LogCaptureFixture
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    head = f"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n{extra}\r\n\r\n"
    writer.write(head.encode() + body)
    answer = await asyncio.wait_for(reader.read(4000), 5)
    writer.close()
    assert answer.split()[1] == status, name
    assert b"Traceback" not in answer
    assert turns.taken == []


async def test_a_body_that_does_not_come_is_not_waited_for(
    client: Any, monkeypatch: pytest.MonkeyPatch, turns: Any
) -> None:
    monkeypatch.setattr(gate, "READ_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(
        b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
    )
    answer = await asyncio.wait_for(reader.read(4000), 5)
    writer.close()
    assert (answer.split()[1], turns.taken) == (b"408", [])
