"""Signing keys: fetched once for many, again for an unknown one, never in a storm."""

import asyncio
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.channels.teams.keys import FLOOR_SECONDS, REFRESH_SECONDS, RETRY_SECONDS, KeysUnavailable, SigningKeys
from bot.channels.teams.pool import NotFetched, Pool
from tests.channels.teams.stage import Client, Turns
from tests.fakes.teams import KEY, FakeMicrosoft, jwk

OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)
METADATA = "https://login.example/metadata"


class Authority:
    """A metadata address and its keys, without a network, and the time."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.asked: list[str] = []
        self.fails = False
        self.configuration: Any = {"jwks_uri": "https://login.example/keys"}
        self.document: Any = {"keys": [jwk(KEY, "one", ["msteams"])]}
        self.gate: asyncio.Event | None = None

    async def fetch_json(self, url: str) -> Any:
        self.asked.append(url)
        if self.gate is not None:
            await self.gate.wait()
        if self.fails:
            raise NotFetched("status 500")
        return self.configuration if url == METADATA else self.document

    def keys(self) -> SigningKeys:
        return SigningKeys(METADATA, self.fetch_json, lambda: self.time)

    @property
    def fetches(self) -> int:
        return self.asked.count(METADATA)


async def settle() -> None:
    """Let what was begun in the background end: nothing in it waits for more than the loop."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_many_at_once_make_one_fetch() -> None:
    authority = Authority()
    authority.gate = asyncio.Event()
    keys = authority.keys()
    asking = [asyncio.create_task(keys.find("one")) for _ in range(20)]
    await settle()
    authority.gate.set()
    found = await asyncio.gather(*asking)
    assert all(key is not None and "msteams" in key.endorsements for key in found)
    assert authority.asked == [METADATA, "https://login.example/keys"]


async def test_somebody_who_leaves_does_not_stop_the_fetch() -> None:
    authority = Authority()
    authority.gate = asyncio.Event()
    keys = authority.keys()
    leaving, staying = asyncio.create_task(keys.find("one")), asyncio.create_task(keys.find("one"))
    await settle()
    leaving.cancel()
    authority.gate.set()
    assert await staying is not None
    assert authority.fetches == 1


async def test_an_unknown_key_is_asked_for_but_not_more_than_once_a_minute() -> None:
    authority = Authority()
    keys = authority.keys()
    await keys.find("one")
    for number in range(50):
        assert await keys.find(f"unknown-{number}") is None
    assert authority.fetches == 1

    authority.time += FLOOR_SECONDS
    authority.document = {"keys": [jwk(KEY, "one", ["msteams"]), jwk(OTHER, "two", ["msteams"])]}
    assert await keys.find("two") is not None
    assert await keys.find("three") is None
    assert authority.fetches == 2


async def test_known_keys_are_refreshed_daily_and_nobody_waits_for_it() -> None:
    authority = Authority()
    keys = authority.keys()
    await keys.find("one")
    authority.time += REFRESH_SECONDS
    authority.gate = asyncio.Event()
    authority.document = {"keys": [jwk(OTHER, "two", ["msteams"])]}
    assert await keys.find("one") is not None
    authority.gate.set()
    await settle()
    assert authority.fetches == 2
    assert await keys.find("two") is not None
    assert await keys.find("one") is None, "a key that Microsoft withdrew"


async def test_keys_are_kept_while_microsoft_is_away() -> None:
    authority = Authority()
    keys = authority.keys()
    await keys.find("one")
    authority.fails = True
    authority.time += REFRESH_SECONDS
    for _ in range(5):
        assert await keys.find("one") is not None
        await settle()
    assert authority.fetches == 2
    assert await keys.find("two") is None
    authority.fails = False
    authority.time += RETRY_SECONDS
    assert await keys.find("one") is not None
    await settle()
    assert authority.fetches == 3


async def test_without_any_key_nothing_can_be_said_and_it_recovers() -> None:
    authority = Authority()
    authority.fails = True
    keys = authority.keys()
    for _ in range(5):
        with pytest.raises(KeysUnavailable):
            await keys.find("one")
    assert authority.fetches == 1
    authority.fails = False
    authority.time += RETRY_SECONDS
    assert await keys.find("one") is not None


@pytest.mark.parametrize(
    "configuration",
    [
        None,
        [],
        {},
        {"jwks_uri": 5},
        {"jwks_uri": "http://login.example/keys"},
        {"jwks_uri": "http://127.0.0.1/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": "https://[::1"},
    ],
)
async def test_metadata_that_points_nowhere_good(configuration: Any) -> None:
    authority = Authority()
    authority.configuration = configuration
    with pytest.raises(KeysUnavailable):
        await authority.keys().find("one")
    assert authority.asked == [METADATA]


@pytest.mark.parametrize(
    "described",
    [
        None,
        "one",
        {},
        {"kid": 5},
        jwk(KEY, "one", ["msteams"]) | {"kty": "EC"},
        jwk(KEY, "one", ["msteams"]) | {"kty": "oct", "k": "c2VjcmV0"},
        jwk(KEY, "one", ["msteams"]) | {"use": "enc"},
        jwk(KEY, "one", ["msteams"]) | {"n": "?"},
        jwk(KEY, "one", ["msteams"]) | {"n": None},
        jwk(KEY, "one", ["msteams"]) | {"e": []},
        jwk(WEAK, "one", ["msteams"]),
    ],
)
async def test_a_key_that_is_none_hides_no_good_one(described: Any) -> None:
    authority = Authority()
    authority.document = {"keys": [jwk(OTHER, "two", ["msteams"]), described]}
    keys = authority.keys()
    assert await keys.find("one") is None
    assert await keys.find("two") is not None


@pytest.mark.parametrize("document", [None, [], {}, {"keys": 5}, {"keys": []}, {"keys": [{}]}])
async def test_no_usable_key_leaves_those_there_were(document: Any) -> None:
    authority = Authority()
    keys = authority.keys()
    await keys.find("one")
    authority.document = document
    authority.time += FLOOR_SECONDS
    assert await keys.find("two") is None
    assert await keys.find("one") is not None


async def test_over_the_wire(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    for _ in range(3):
        assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 200
    assert (microsoft.metadata_asked, microsoft.keys_asked) == (1, 1)


async def test_while_no_key_could_be_had_teams_is_told_to_come_again(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    microsoft.metadata_status = 503
    assert (await microsoft.deliver(client, microsoft.message("défi"))).status == 503
    assert turns.taken == []


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_only_a_plain_answer_is_read(microsoft: FakeMicrosoft, status: int) -> None:
    microsoft.metadata_status = status
    pool = Pool()
    with pytest.raises(NotFetched, match=str(status)):
        await pool.fetch_json(f"{microsoft.url}/metadata")
    with pytest.raises(NotFetched):
        await pool.fetch_json("http://127.0.0.1:9/metadata")
    await pool.close()
