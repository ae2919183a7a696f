"""The bot's own token: one request for many, kept until shortly before its end."""

import asyncio
from typing import Any

import pytest

from bot.channels.teams.credentials import FLOOR_SECONDS, MARGIN_SECONDS, BotToken, NoToken, _ask_microsoft
from bot.settings import Settings
from tests.fakes.teams import FakeMicrosoft


class Login:
    """Counts what it is asked, on a clock of its own."""

    def __init__(self) -> None:
        self.time = 0.0
        self.asked = 0
        self.answer: dict[str, Any] | Exception = {"access_token": "one", "expires_in": 3600}

    def __call__(self) -> dict[str, Any]:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def token(self) -> BotToken:
        return BotToken(self, lambda: self.time)


async def test_one_request_for_all_who_wait() -> None:
    login = Login()
    token = login.token()
    assert await asyncio.gather(*(token.get() for _ in range(20))) == ["one"] * 20
    assert login.asked == 1


async def test_it_is_replaced_minutes_before_its_end() -> None:
    login = Login()
    token = login.token()
    await token.get()
    login.answer = {"access_token": "two", "expires_in": 3600}
    login.time = 3600 - MARGIN_SECONDS - 1
    assert await token.get() == "one"
    login.time += 1
    assert await token.get() == "two"


async def test_only_the_token_that_was_refused_is_forgotten() -> None:
    login = Login()
    token = login.token()
    await token.get()
    token.forget("an older one")
    assert await token.get() == "one"
    login.answer = {"access_token": "two", "expires_in": 3600}
    token.forget("one")
    assert await token.get() == "two"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"error": "invalid_client", "error_description": "a secret"}, "invalid_client"),
        ({}, "no_token"),
        ({"access_token": 5}, "no_token"),
        (ConnectionError("a secret"), "ConnectionError"),
    ],
)
async def test_a_failure_is_told_and_not_repeated_at_once(answer: Any, code: str) -> None:
    login = Login()
    login.answer = answer
    token = login.token()
    for _ in range(5):
        with pytest.raises(NoToken, match=f"^{code}$"):
            await token.get()
    assert login.asked == 1
    login.answer = {"access_token": "one", "expires_in": 3600}
    login.time += FLOOR_SECONDS
    assert await token.get() == "one"


async def test_msal_asks_the_login_host_it_is_told_and_no_other(microsoft: FakeMicrosoft, settings: Settings) -> None:
    answer = await asyncio.to_thread(_ask_microsoft, settings)
    assert answer["access_token"] == "bot-token-1"
    wrong = settings.model_copy(update={"teams_app_password": "wrong"})
    assert (await asyncio.to_thread(_ask_microsoft, wrong))["error"] == "invalid_client"
