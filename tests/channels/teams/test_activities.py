"""Truly signed activities that Teams wouldn't make: 400 with the field's name, and no turn is taken."""

from typing import Any

import pytest

from tests.channels.teams.stage import Client, Turns, plain, send
from tests.fakes.teams import BOT, TENANT, FakeMicrosoft

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
    **{
        f"{part} {what}": {"channelData": {"tenant": {"id": TENANT}, part: told}}
        for part in ("team", "channel")
        for what, told in {
            "a text": "19:t",
            "a list": [],
            "id a number": {"id": 5},
            "id empty": {"id": ""},
            "id endless": {"id": "x" * 513},
            "name a list": {"id": "19:t", "name": []},
            "name endless": {"id": "19:t", "name": "x" * 257},
        }.items()
    },
    **{
        f"a thread {what}": {"conversation": {"id": given, "conversationType": "channel", "tenantId": TENANT}}
        for what, given in {
            "of no channel": ";messageid=5",
            "with an endless id": f"19:c;messageid={'5' * 129}",
        }.items()
    },
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
