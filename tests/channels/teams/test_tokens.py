"""Tokens that aren't Microsoft's for this app and this service: 401, and no turn is taken."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.channels.teams.stage import Client, Turns, deep, plain, send
from tests.fakes.teams import APP_ID, ISSUER, FakeMicrosoft, jwk

STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


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
