"""What every channel is to the rest of the program. Adding a channel is adding a folder that has these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import web

from bot.cards.card import Card
from bot.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a conversation already known, or a person's account from which one is to be opened.

    ``reference`` is what the channel once gave in ``Place.reference``; ``conversation`` is ``None`` when the private
    chat was never opened. ``thread`` is the message in whose thread it goes, in a channel.
    """

    tenant: str
    account: str | None
    conversation: str | None
    reference: Mapping[str, Any]
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to post, already in its reader's words. ``edits`` is the platform's id of a message to replace."""

    to: Destination
    card: Card
    card_id: str
    revision: int
    edits: str | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """It arrived. ``conversation`` is set when a private chat was opened for it."""

    platform_id: str | None
    conversation: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedForNow:
    """The platform said no, try later: after ``retry_after`` seconds where it said so.

    ``too_fast``: because we post too fast (429), so that the whole tenant is to be written to more slowly.
    """

    code: str
    retry_after: float | None = None
    too_fast: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform said no for good. ``unreachable``: nothing more can be posted to this address."""

    code: str
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class UnsureOutcome:
    """Nobody can say whether it arrived: a 5xx, a time-out, a broken connection."""

    code: str


Outcome = Posted | RefusedForNow | Refused | UnsureOutcome


class Channel(Protocol):
    """A platform people write from."""

    name: str

    def add_routes(self, app: web.Application) -> None:
        """Mount the HTTP entry points."""

    async def look_up(self, incoming: Incoming) -> Incoming:
        """Ask the platform for the account's e-mail: ``incoming.with_email(…)``; never raises."""

    async def post(self, outgoing: Outgoing) -> Outcome:
        """Post or edit one message. Never raises for what the platform or the network does."""

    async def close(self) -> None:
        """Let go of connections."""
