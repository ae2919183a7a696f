"""Requests that Teams doesn't send: each gets 4xx in a few plain words, no stack, and no turn is taken."""

import asyncio
import logging

import pytest

from bot.channels.teams import gate
from tests.channels.teams.stage import Ask, Client, Turns, deep, plain, send
from tests.fakes.teams import FakeMicrosoft

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
