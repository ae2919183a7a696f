"""A token that was good is remembered: gone through once, and refused for all that it would be refused for at first."""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from bot.channels.teams.gate import Refusal
from bot.channels.teams.keys import REFRESH_SECONDS
from bot.channels.teams.token import LEEWAY_SECONDS, REMEMBERED, TokenVerifier
from bot.clock import FixedClock
from tests.channels.teams.test_keys import OTHER, Authority, settle
from tests.fakes.teams import APP_ID, ISSUER, KEY, FakeMicrosoft, jwk

SERVICE = "https://smba.trafficmanager.net/amer/"


class Door:
    """A verifier, what it has gone through, and the time by which it remembers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.authority = Authority()
        self.clock = FixedClock(datetime.now(UTC))
        self.gone_through: list[str] = []
        keys = self.authority.keys()
        self.verifier = TokenVerifier(keys, app_id=APP_ID, issuer=ISSUER, clock=self.clock)
        decode = jwt.decode

        def counted(token: str, *args: Any, **options: Any) -> Any:
            self.gone_through.append(token)
            return decode(token, *args, **options)

        monkeypatch.setattr(jwt, "decode", counted)

    async def verify(self, authorization: str, service_url: str = SERVICE) -> dict[str, Any]:
        return await self.verifier.verify(authorization, service_url)

    async def refused(self, authorization: str, service_url: str = SERVICE) -> str:
        with pytest.raises(Refusal) as refusal:
            await self.verify(authorization, service_url)
        assert refusal.value.status == 401
        return refusal.value.words


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    return Door(monkeypatch)


def signed(**claims: Any) -> str:
    return FakeMicrosoft().sign(SERVICE, kid="one", **claims)


async def test_it_is_gone_through_once(door: Door) -> None:
    token = signed()
    first = await door.verify(token)
    first["serviceurl"] = "changed by whoever was given it"
    again = await door.verify(token)
    assert again == first | {"serviceurl": SERVICE}
    assert len(door.gone_through) == 1
    await door.verify(signed(more="another"))
    assert len(door.gone_through) == 2


async def test_another_service_is_refused_with_it_too(door: Door) -> None:
    token = signed()
    assert await door.refused(token, "https://evil.example/") == "token of another service"
    await door.verify(token)
    assert await door.refused(token, "https://evil.example/") == "token of another service"
    await door.verify(token)


async def test_one_that_was_changed_is_another(door: Door) -> None:
    token = signed()
    await door.verify(token)
    for changed in (token[:-4] + "AAAA", token + "A", token.replace(".", "..", 1)):
        assert await door.refused(changed) == "token not valid"
    await door.verify(token)


async def test_what_was_refused_is_not_remembered_as_good(door: Door) -> None:
    expired = signed(exp=int(time.time()) - LEEWAY_SECONDS - 1)
    for _ in range(2):
        assert await door.refused(expired) == "token not valid"
    assert len(door.gone_through) == 2


async def test_when_it_ends_it_is_gone_through_again(door: Door) -> None:
    ends = int(time.time()) + 600
    token = signed(exp=ends)
    await door.verify(token)
    door.clock.instant = datetime.fromtimestamp(ends + LEEWAY_SECONDS, UTC) - timedelta(seconds=1)
    await door.verify(token)
    assert len(door.gone_through) == 1
    door.clock.advance(timedelta(seconds=1))
    await door.verify(token)  # PyJWT goes by the machine's time, at which it hasn't ended
    assert len(door.gone_through) == 2


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ([jwk(KEY, "two", ["msteams"])], "unknown signer"),
        ([jwk(KEY, "one", ["webchat"])], "unknown signer"),
        ([jwk(OTHER, "one", ["msteams"])], "token not valid"),
    ],
    ids=["gone", "no longer for Teams", "another under its name"],
)
async def test_a_key_that_was_taken_back_ends_it(door: Door, published: list[Any], words: str) -> None:
    token = signed()
    await door.verify(token)
    door.authority.document = {"keys": published}
    door.authority.time += REFRESH_SECONDS
    await door.verify(token)  # nobody waits for a refresh of what is known
    await settle()
    assert await door.refused(token) == words
    door.authority.document = {"keys": [jwk(KEY, "one", ["msteams"])]}
    door.authority.time += REFRESH_SECONDS
    with suppress(Refusal):  # here too, where the key's name is known
        await door.verify(token)
    await settle()
    await door.verify(token)


async def test_no_more_are_remembered_than_a_few(door: Door) -> None:
    tokens = [signed(number=number) for number in range(REMEMBERED + 1)]
    for token in tokens:
        await door.verify(token)
    await door.verify(tokens[-1])
    assert len(door.gone_through) == REMEMBERED + 1
    await door.verify(tokens[0])
    assert len(door.gone_through) == REMEMBERED + 2
