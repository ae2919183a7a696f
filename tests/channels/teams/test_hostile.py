"""Requests that Teams doesn't send: each gets 4xx in a few plain words, no stack, and no turn is taken."""

import asyncio
import base64
import hmac
import json
import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.channels.teams import gate
from tests.channels.teams.stage import Client, Turns
from tests.fakes.teams import APP_ID, BOT, ISSUER, TENANT, FakeMicrosoft, jwk

STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
JSON = "application/json; charset=utf-8"

Ask = dict[str, Any]
"""What is changed in a good request: method, headers, body (bytes) or activity (dict), authorization."""


def plain(answer: str) -> bool:
    """Whether an answer is what a person of ours would want a stranger to read."""
    return len(answer) <= 160 and not any(word in answer for word in ("Traceback", 'File "', ".py", "Error("))


async def send(microsoft: FakeMicrosoft, client: Client, ask: Ask) -> tuple[int, str]:
    body = ask.get("body", json.dumps(ask.get("activity", microsoft.message("défi"))).encode())
    headers = {"Content-Type": JSON, "Authorization": ask.get("authorization", microsoft.sign())}
    headers |= ask.get("headers", {})
    headers = {name: value for name, value in headers.items() if value is not None}
    request = client.request(
        ask.get("method", "POST"), "/api/messages", data=body, headers=headers, skip_auto_headers=("Content-Type",)
    )
    async with request as response:
        return response.status, await response.text()


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


REQUESTS: dict[str, Ask] = {
    "GET": {"method": "GET"},
    "PUT": {"method": "PUT"},
    "DELETE": {"method": "DELETE"},
    "HEAD": {"method": "HEAD"},
    "OPTIONS": {"method": "OPTIONS"},
    "no content type": {"headers": {"Content-Type": None}},
    "a form": {"headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    "text": {"headers": {"Content-Type": "text/plain"}},
    "html": {"headers": {"Content-Type": "text/html"}},
    "multipart without a boundary": {"headers": {"Content-Type": "multipart/form-data"}},
    "another charset": {"headers": {"Content-Type": "application/json; charset=iso-8859-1"}},
    "a charset nobody knows": {"headers": {"Content-Type": "application/json; charset=klingon"}},
    "a content type of rubbish": {"headers": {"Content-Type": ";;;==/"}},
    "gzip, broken": {"headers": {"Content-Encoding": "gzip"}},
    "deflate, broken": {"headers": {"Content-Encoding": "deflate"}},
    "br": {"headers": {"Content-Encoding": "br"}},
    "an encoding nobody knows": {"headers": {"Content-Encoding": "rot13"}},
    "no body": {"body": b""},
    "blank": {"body": b"   "},
    "not JSON": {"body": b"{"},
    "two documents": {"body": b"{}{}"},
    "latin-1": {"body": '{"text": "défi"}'.encode("latin-1")},
    "utf-16": {"body": "{}".encode("utf-16")},
    "a byte order mark": {"body": b"\xef\xbb\xbf{}"},
    "NaN": {"body": b'{"a": NaN}'},
    "Infinity": {"body": b'{"a": -Infinity}'},
    "an endless number": {"body": b'{"a": ' + b"9" * 5000 + b"}"},
    "null": {"body": b"null"},
    "a list": {"body": b"[]"},
    "a text": {"body": b'"x"'},
    "a number": {"body": b"1"},
    "nested too deep": {"body": deep(40)},
    "nested beyond Python": {"body": deep(20_000)},
    "lists beyond Python": {"body": b"[" * 100_000},
    "too large": {"body": b'{"a": "' + b"x" * gate.BODY_LIMIT + b'"}'},
    "an empty object": {"body": b"{}"},
    "a token of three words": {"authorization": "Bearer a b"},
    "no scheme": {"authorization": "abc"},
    "another scheme": {"authorization": "Basic dXNlcjpwYXNz"},
    "a bare scheme": {"authorization": "Bearer"},
    "an empty token": {"authorization": "Bearer "},
    "no token": {"authorization": None},
    "a token of rubbish": {"authorization": "Bearer a.b.c"},
    "a token of two parts": {"authorization": "Bearer eyJhbGciOiJSUzI1NiJ9.e30"},
}


@pytest.mark.parametrize("ask", REQUESTS.values(), ids=REQUESTS)
async def test_malformed_requests(microsoft: FakeMicrosoft, client: Client, turns: Turns, ask: Ask) -> None:
    status, words = await send(microsoft, client, ask)
    assert 400 <= status < 500
    assert plain(words)
    assert turns.taken == []
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 200, "a good one is taken after it"


def encoded(part: object) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims(microsoft: FakeMicrosoft, **more: Any) -> dict[str, Any]:
    now = int(time.time())
    good = {"iss": ISSUER, "aud": APP_ID, "exp": now + 600, "nbf": now - 60, "serviceurl": microsoft.service_url}
    return good | more


def with_header(microsoft: FakeMicrosoft, **header: Any) -> str:
    """A token whose header is ours to choose, its signature worth nothing."""
    made = {"alg": "RS256", "kid": microsoft.kid, "typ": "JWT"} | header
    return f"Bearer {encoded(made)}.{encoded(claims(microsoft))}.{encoded(b'x' * 256)}"


def signed_with_the_public_key(microsoft: FakeMicrosoft) -> str:
    """Algorithm confusion: an HMAC whose secret is the key everybody knows."""
    pem = microsoft.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signing = f"{encoded({'alg': 'HS256', 'kid': microsoft.kid})}.{encoded(claims(microsoft))}"
    return f"Bearer {signing}.{encoded(hmac.digest(pem, signing.encode(), 'sha256'))}"


def tampered(microsoft: FakeMicrosoft) -> str:
    header, _, signature = microsoft.sign().split(".")
    return f"{header}.{encoded(claims(microsoft, aud='another'))}.{signature}"


TOKENS: dict[str, Callable[[FakeMicrosoft], str]] = {
    "signed by a stranger": lambda m: m.sign(key=STRANGER),
    "an unknown key": lambda m: m.sign(kid="key-9"),
    "another issuer": lambda m: m.sign(iss="https://evil.example"),
    "the emulator's issuer": lambda m: m.sign(
        iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver="1.0", appid=APP_ID
    ),
    "no issuer": lambda m: m.sign(iss=None),
    "a list of issuers": lambda m: m.sign(iss=[ISSUER]),
    "another audience": lambda m: m.sign(aud="33333333-3333-4333-8333-333333333333"),
    "several audiences": lambda m: m.sign(aud=[APP_ID, "another"]),
    "no audience": lambda m: m.sign(aud=None),
    "expired": lambda m: m.sign(exp=int(time.time()) - 301),
    "no expiry": lambda m: m.sign(exp=None),
    "an expiry in words": lambda m: m.sign(exp="tomorrow"),
    "an endless expiry": lambda m: m.sign(exp=float("inf")),
    "not yet valid": lambda m: m.sign(nbf=int(time.time()) + 301),
    "no beginning": lambda m: m.sign(nbf=None),
    "another service": lambda m: m.sign(serviceurl="https://smba.trafficmanager.net/amer/"),
    "no service": lambda m: m.sign(serviceurl=None),
    "a service of another type": lambda m: m.sign(serviceurl=[m.service_url]),
    "unsigned": lambda m: f"Bearer {encoded({'alg': 'none', 'kid': m.kid})}.{encoded(claims(m))}.",
    "an empty signature": lambda m: m.sign().rpartition(".")[0] + ".",
    "algorithm confusion": signed_with_the_public_key,
    "tampered with": tampered,
    "no kid": lambda m: with_header(m, kid=None),
    "a kid of another type": lambda m: with_header(m, kid={"a": 1}),
    "an algorithm of another type": lambda m: with_header(m, alg=["RS256"]),
    "a critical extension": lambda m: with_header(m, crit=["x"], x=1),
    "a header nested beyond Python": lambda m: f"Bearer {encoded(deep(900))}.{encoded({})}.{encoded(b'x')}",
    "lists in the header beyond Python": lambda m: f"Bearer {encoded(b'[' * 5000)}.{encoded({})}.{encoded(b'x')}",
    "a key of its own": lambda m: with_header(m, jwk=jwk(STRANGER, "x", ["msteams"]), jku="http://127.0.0.1:9/"),
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
async def test_tokens_that_are_not_microsofts_for_us(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, token: Callable[[FakeMicrosoft], str]
) -> None:
    status, words = await send(microsoft, client, {"authorization": token(microsoft)})
    assert status == 401
    assert plain(words)
    assert turns.taken == []
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 200


async def test_two_tokens_are_none(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    headers = [("Authorization", microsoft.sign()), ("Authorization", microsoft.sign())]
    async with client.post("/api/messages", json=microsoft.message("défi"), headers=headers) as response:
        assert response.status == 401
    assert turns.taken == []


@pytest.mark.parametrize("leeway", [{"exp": -200}, {"nbf": 200}])
async def test_clocks_may_disagree_by_five_minutes(
    microsoft: FakeMicrosoft, client: Client, leeway: dict[str, int]
) -> None:
    moved = {name: int(time.time()) + seconds for name, seconds in leeway.items()}
    answer = await microsoft.deliver(client, microsoft.message("défi"), microsoft.sign(**moved))
    assert answer.status == 200


@pytest.mark.parametrize("endorsements", [None, [], ["webchat", "directline"], "msteams", [5]])
async def test_a_key_that_may_not_sign_for_teams(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, endorsements: Any
) -> None:
    microsoft.endorsements = endorsements
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 401
    assert turns.taken == []


PRESS = {"card": "c1", "verb": "keep", "revision": 0}

SHAPES: dict[str, Any] = {
    "channel of another": {"channelId": "emulator"},
    "channel null": {"channelId": None},
    "channel a list": {"channelId": ["msteams"]},
    "service null": {"serviceUrl": None},
    "service a number": {"serviceUrl": 5},
    "type null": {"type": None},
    "type empty": {"type": ""},
    "type a number": {"type": 7},
    "type endless": {"type": "x" * 65},
    "id a number": {"id": 5},
    "id an object": {"id": {}},
    "id empty": {"id": ""},
    "id endless": {"id": "1" * 151},
    "id with half a character": {"id": "1\ud83d"},
    "id with a NUL": {"id": "1\x00"},
    "timestamp a number": {"timestamp": 5},
    "text a number": {"text": 5},
    "text a list": {"text": ["défi"]},
    "locale an object": {"locale": {}},
    "from null": {"from": None},
    "from a text": {"from": "29:ada"},
    "from a list": {"from": []},
    "from without id": {"from": {"name": "Ada"}},
    "from id a number": {"from": {"id": 3}},
    "from id endless": {"from": {"id": "x" * 129}},
    "from id with a newline": {"from": {"id": "29:a\nb"}},
    "from object id a list": {"from": {"id": "29:ada", "aadObjectId": []}},
    "from name an object": {"from": {"id": "29:ada", "name": {}}},
    "from role a number": {"from": {"id": "29:ada", "userRole": 1}},
    "from tenant a list": {"from": {"id": "29:ada", "tenantId": []}},
    "recipient missing": {"recipient": None},
    "recipient a text": {"recipient": "28:relais"},
    "recipient without id": {"recipient": {}},
    "conversation missing": {"conversation": None},
    "conversation a number": {"conversation": 5},
    "conversation without id": {"conversation": {"conversationType": "personal", "tenantId": TENANT}},
    "conversation id endless": {"conversation": {"id": "a" * 513, "tenantId": TENANT}},
    "conversation of an unknown kind": {"conversation": {"id": "a:1", "conversationType": "tribe"}},
    "conversation kind a list": {"conversation": {"id": "a:1", "conversationType": []}},
    "channel data a number": {"channelData": 3},
    "channel data a list": {"channelData": []},
    "tenant a text": {"channelData": {"tenant": "x"}},
    "tenant id a number": {"channelData": {"tenant": {"id": 5}}},
    "tenant id empty": {"channelData": {"tenant": {"id": ""}}},
    "tenant id a path": {"channelData": {"tenant": {"id": "../x"}}},
    "tenant id endless": {"channelData": {"tenant": {"id": "x" * 129}}},
    "no tenant at all": {"channelData": {}, "conversation": {"id": "a:1", "conversationType": "personal"}},
    "entities a text": {"entities": "x"},
    "entities of numbers": {"entities": [1]},
    "entities of null": {"entities": [None]},
    "entities without type": {"entities": [{}]},
    "entities without end": {"entities": [{"type": "x"}] * 201},
    "an entity's locale a number": {"entities": [{"type": "clientInfo", "locale": 5}]},
    "a mention of nobody": {"entities": [{"type": "mention"}]},
    "a mention of a text": {"entities": [{"type": "mention", "mentioned": "x"}]},
    "a mention without id": {"entities": [{"type": "mention", "mentioned": {}}]},
    "a mention's text a list": {"entities": [{"type": "mention", "mentioned": dict(BOT), "text": []}]},
    "a mention's name a list": {"entities": [{"type": "mention", "mentioned": {"id": "29:x", "name": []}}]},
    "members a text": {"type": "conversationUpdate", "membersAdded": "x"},
    "members an object": {"type": "conversationUpdate", "membersAdded": {"id": "x"}},
    "members of null": {"type": "conversationUpdate", "membersAdded": [None]},
    "members without id": {"type": "conversationUpdate", "membersRemoved": [{"name": "Bo"}]},
    "members without end": {"type": "conversationUpdate", "membersAdded": [{"id": "x"}] * 201},
    "action a list": {"type": "installationUpdate", "action": []},
    "name a number": {"type": "invoke", "name": 5},
    "press without value": {"type": "invoke", "name": "adaptiveCard/action", "value": None},
    "press of a text": {"type": "invoke", "name": "adaptiveCard/action", "value": "x"},
    "press without action": {"type": "invoke", "name": "adaptiveCard/action", "value": {}},
    "press with action a text": {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": "keep"}},
    **{
        f"press with {what}": {
            "type": "invoke",
            "name": "adaptiveCard/action",
            "value": {"action": {"type": "Action.Execute", "verb": "keep", "data": data}},
        }
        for what, data in {
            "no data": None,
            "data a text": "x",
            "data a list": [],
            "nothing in it": {},
            "no card": {"verb": "keep", "revision": 0},
            "card a number": PRESS | {"card": 5},
            "card empty": PRESS | {"card": ""},
            "card endless": PRESS | {"card": "x" * 65},
            "another verb": PRESS | {"verb": "erase"},
            "verb a list": PRESS | {"verb": []},
            "no revision": {"card": "c1", "verb": "keep"},
            "revision a text": PRESS | {"revision": "0"},
            "revision true": PRESS | {"revision": True},
            "revision negative": PRESS | {"revision": -1},
            "revision beyond the column": PRESS | {"revision": 2**31},
            "revision a fraction": PRESS | {"revision": 0.5},
            "a field that is a number": PRESS | {"question": 5},
            "a field that is an object": PRESS | {"question": {}},
            "a field with an endless name": PRESS | {"x" * 65: "y"},
            "a field with a NUL in its name": PRESS | {"x\x00": "y"},
            "fields without end": PRESS | {f"field{n}": "y" for n in range(21)},
        }.items()
    },
    "a submit without revision": {"value": {"card": "c1", "verb": "keep"}},
    "a submit without verb": {"value": {"card": "c1", "revision": 0}},
    "a submit with card null": {"value": {"card": None, "verb": "keep", "revision": 0}},
}


@pytest.mark.parametrize("fields", SHAPES.values(), ids=SHAPES)
async def test_malformed_activities(microsoft: FakeMicrosoft, client: Client, turns: Turns, fields: Any) -> None:
    status, words = await send(microsoft, client, {"activity": microsoft.message("défi") | fields})
    assert status == 400
    assert plain(words)
    assert turns.taken == []
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 200


@pytest.mark.parametrize(
    "service_url",
    [
        "https://evil.example/",
        "http://smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net:8443/amer/",
        "http://127.0.0.1:9/",
        "http://localhost/",
        "http://[::1]/",
        "https://user@127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "not an address",
        "https://[::1",
        "https://",
        "http://127.0.0.1:99999/",
    ],
)
async def test_a_service_that_may_not_be_posted_to(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, service_url: str
) -> None:
    answer = await microsoft.deliver(client, microsoft.message("défi", serviceUrl=service_url))
    assert answer.status in (400, 403)
    assert plain(answer.text)
    assert turns.taken == []


# Below aiohttp's own reading of a request: raw bytes.

HEAD = b"POST /api/messages HTTP/1.1\r\nHost: relais\r\nConnection: close\r\nContent-Type: application/json\r\n"
SECRET = b"s3cr3t"

RAW: dict[str, list[bytes]] = {
    "an over-long header": [HEAD + b"Authorization: Bearer " + SECRET * 3000 + b"\r\n\r\n"],
    "headers without end": [HEAD + b"".join(b"X-%d: %s\r\n" % (n, SECRET) for n in range(300)) + b"\r\n"],
    "an over-long address": [b"POST /" + SECRET * 3000 + b" HTTP/1.1\r\nHost: relais\r\n\r\n"],
    "a NUL in a header": [HEAD + b"X: " + SECRET + b"\x00\r\n\r\n"],
    "gzip that isn't": [HEAD + b"Content-Encoding: gzip\r\nContent-Length: 6\r\n\r\n" + SECRET],
    "deflate that isn't": [HEAD + b"Content-Encoding: deflate\r\nContent-Length: 6\r\n\r\n" + SECRET],
    "an encoding there is no code for": [HEAD + b"Content-Encoding: br\r\nContent-Length: 6\r\n\r\n" + SECRET],
    "a length and chunks": [HEAD + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    "two lengths": [HEAD + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\n" + SECRET],
    "a negative length": [HEAD + b"Content-Length: -6\r\n\r\n" + SECRET],
    "a chunk of rubbish": [HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n" + SECRET],
    "a chunk of rubbish after a good one": [HEAD + b"Transfer-Encoding: chunked\r\n\r\n6\r\ns3cr3t\r\n", b"QQ\r\n"],
    "a body that never comes": [HEAD + b"Content-Length: 60\r\n\r\n" + SECRET],
    "an expectation nobody has": [HEAD + b"Expect: miracles\r\nContent-Length: 0\r\n\r\n"],
    "a method nobody has": [b"BREW /api/messages HTTP/1.1\r\nHost: relais\r\n\r\n"],
    "a token in no alphabet": [HEAD + b"Authorization: Bearer \xff\xfe.\xff.\xff\r\nContent-Length: 2\r\n\r\n{}"],
    "a token in no alphabet, for a service": [
        HEAD + b"Authorization: Bearer \xff.\xff.\xff\r\nContent-Length: 19\r\n\r\n" + b'{"serviceUrl": "x"}'
    ],
    "a content type in no alphabet": [HEAD.replace(b"application/json", b"\xff/\xfe") + b"Content-Length: 2\r\n\r\n{}"],
    "no HTTP": [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + SECRET + b"\r\n\r\n"],
    "HTTP/2": [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
}


@pytest.mark.parametrize("packets", RAW.values(), ids=RAW)
async def test_bytes_that_are_hardly_http(
    microsoft: FakeMicrosoft,
    client: Client,
    turns: Turns,
    packets: list[bytes],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "BODY_SECONDS", 0.05)
    caplog.set_level(logging.DEBUG)
    answer = await exchange(client, packets)
    status = int(answer.split(b" ", 2)[1])
    assert 400 <= status < 500
    assert b"Traceback" not in answer
    assert turns.taken == []
    assert SECRET.decode() not in caplog.text
    assert "Traceback" not in caplog.text
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 200


async def test_somebody_who_leaves_in_the_middle(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(HEAD + b"Content-Length: 60\r\n\r\n{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 200
    assert len(turns.taken) == 1
    assert "Traceback" not in caplog.text


async def exchange(client: Client, packets: list[bytes]) -> bytes:
    reader, writer = await asyncio.open_connection(client.host, client.port)
    try:
        for packet in packets:
            writer.write(packet)
            await writer.drain()
            await asyncio.sleep(0)
        return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
    finally:
        writer.close()
