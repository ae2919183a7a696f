"""The bot's own token, with which it posts: asked of Microsoft once an hour, in a thread, by one caller at a time."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import structlog
from yarl import URL

from bot.settings import Settings

SCOPE = "https://api.botframework.com/.default"
MARGIN_SECONDS = 5 * 60
"""A token isn't used in its last minutes: the request it goes with takes time too."""
FLOOR_SECONDS = 10
"""Between two attempts, after one that failed."""
TIMEOUT_SECONDS = 10

_log = structlog.get_logger()


class NoToken(Exception):
    """No token could be had; ``code`` says why, in one word."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BotToken:
    """The app's access token. ``acquire`` is the blocking call for one, in a thread."""

    def __init__(
        self,
        acquire: Callable[[], dict[str, Any]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._acquire = acquire
        self._monotonic = monotonic
        self._token = ""
        self._until = float("-inf")
        self._failed: tuple[str, float] | None = None
        self._flight: asyncio.Task[str] | None = None

    @classmethod
    def of(cls, settings: Settings) -> "BotToken":
        """The token of the app that ``settings`` name."""
        return cls(lambda: _ask_microsoft(settings))

    async def get(self) -> str:
        """A token that is good for some minutes more. Raises :class:`NoToken`."""
        if self._monotonic() < self._until:
            return self._token
        if self._flight is None:
            self._flight = asyncio.create_task(self._fetch())
            self._flight.add_done_callback(_look_at)
        return await asyncio.shield(self._flight)

    def forget(self, token: str) -> None:
        """``token`` was refused: the next caller gets a new one."""
        if token == self._token:
            self._until = float("-inf")

    async def close(self) -> None:
        """Give up a request under way."""
        if self._flight is not None:
            self._flight.cancel()

    async def _fetch(self) -> str:
        try:
            if self._failed is not None and self._monotonic() < self._failed[1]:
                raise NoToken(self._failed[0])
            return await self._fetch_now()
        finally:
            self._flight = None

    async def _fetch_now(self) -> str:
        try:
            answer = await asyncio.to_thread(self._acquire)
        except Exception as error:  # noqa: BLE001 - MSAL lets through those of requests, json and its own
            code = type(error).__name__
            _log.warning("teams.no_token", why=code)
            self._failed = (code, self._monotonic() + FLOOR_SECONDS)
            raise NoToken(code) from None
        token = answer.get("access_token")
        if not isinstance(token, str):
            code = str(answer.get("error", "no_token"))[:40]
            _log.error("teams.no_token", why=code)
            self._failed = (code, self._monotonic() + FLOOR_SECONDS)
            raise NoToken(code)
        self._failed = None
        self._token = token
        self._until = self._monotonic() + int(answer.get("expires_in", 0)) - MARGIN_SECONDS
        return token


def _look_at(flight: asyncio.Task[str]) -> None:
    """Take note of how it ended even when all who waited are gone: asyncio would complain."""
    if not flight.cancelled():
        flight.exception()


def _ask_microsoft(settings: Settings) -> dict[str, Any]:
    """Ask for a token. Blocks. A fresh application each time: MSAL's own cache would give a refused token again."""
    import msal

    login = URL(settings.teams_login_url)
    options: dict[str, Any] = {"timeout": TIMEOUT_SECONDS}
    if login.scheme == "http":
        options = {"http_client": _plain_http(login)}
    application = msal.ConfidentialClientApplication(
        settings.teams_app_id,
        client_credential=settings.teams_app_password,
        authority=str(login.with_scheme("https") / settings.teams_tenant_id),
        # Else MSAL asks Microsoft's public login host about any other one.
        instance_discovery=False,
        **options,
    )
    answer: dict[str, Any] = application.acquire_token_for_client([SCOPE])
    return answer


def _plain_http(login: URL) -> Any:
    """An HTTP client for MSAL, which accepts https only: what it asks of ``login``'s host goes over plain http.

    Settings let plain http through for a loopback address only.
    """
    import requests

    class Plain(requests.adapters.HTTPAdapter):
        def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
            request.url = str(URL(request.url or "").with_scheme("http"))
            kwargs["timeout"] = TIMEOUT_SECONDS
            return super().send(request, *args, **kwargs)

    session = requests.Session()
    session.trust_env = False
    session.mount(f"https://{login.authority}", Plain())
    return session
