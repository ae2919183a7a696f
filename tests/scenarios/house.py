"""The whole program in this process, spoken to over signed HTTP, its clock moved by the test.

async with FakeMicrosoft() as microsoft, House(url, microsoft) as house:
    (asked,) = await house.say("défi")
    kept = await house.press(asked, "Garder", question="Comment …?", tool_user="me")
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp.test_utils import TestClient, TestServer

from bot.app import App, build
from bot.clock import FixedClock
from bot.delivery.pacing import Pacing
from bot.intake.roster import read
from bot.settings import Settings
from storage.organizations import accept_tenant, add_community, add_organization
from storage.roster import import_roster
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database, open_database
from tests.fakes.teams import ADA, CARD, TENANT, Delivered, FakeMicrosoft, Sent, Who
from tests.fakes.teams_activities import _read

KEYS = "k1:" + "A" * 43 + "="
TUESDAY = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
"""Tuesday 2025-10-07, 8:00 in Québec."""

BRUNO = Who("29:bruno", "aaaaaaaa-0000-4000-8000-000000000002", "Bruno Côté", "bruno@college.example")
CORA = Who("29:cora", "aaaaaaaa-0000-4000-8000-000000000003", "Cora Roy", "cora@college.example", locale="en-CA")
DORA = Who("29:dora", "aaaaaaaa-0000-4000-8000-000000000004", "Dora Lavoie", "dora@elsewhere.example")

ROSTER = """courriel;prénom;nom;rôle;équipe;langue
ada@college.example;Ada;Tremblay;membre;Français;fr
bruno@college.example;Bruno;Côté;animation;;fr
cora@college.example;Cora;Roy;membre;Français;en
"""


class AtOnce(Pacing):
    """Nobody here counts what is posted, and a test waits for nothing."""

    def reserve(self, channel: str, tenant: str, conversation: str, now: float) -> float:
        """Now, counted as anywhere."""
        super().reserve(channel, tenant, conversation, now)
        return 0.0


class House:
    """One Relais, in a college of three: Ada and Cora, members of a team, and Bruno, who runs it."""

    def __init__(
        self, url: str, microsoft: FakeMicrosoft, now: datetime = TUESDAY, roster: str = ROSTER, **settings: Any
    ) -> None:
        self.microsoft = microsoft
        self._roster = roster
        self.clock = FixedClock(now)
        given = {"database_url": url, "encryption_keys": KEYS} | microsoft.settings() | settings
        self._settings = Settings(_env_file=None, **given)
        self._seen = 0

    async def __aenter__(self) -> Self:
        for who in (BRUNO, CORA, DORA):
            self.microsoft.know(who)
        await prepare(self._settings.url(), self.clock.now().date(), self._roster)
        self._seen = len(self.microsoft.posted)
        self.app: App = build(self._settings, clock=self.clock, pacing=AtOnce(1e6))
        self.client: TestClient[Any, Any] = TestClient(TestServer(self.app.web))
        await self.client.start_server()
        await self.app.start()
        return self

    async def __aexit__(self, *raised: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.client.close()
        await self.app.stop()

    async def deliver(self, activity: Mapping[str, Any]) -> Delivered:
        """Deliver one activity, and let everything that comes of it be sent."""
        answer = await self.microsoft.deliver(self.client, activity)
        await self.app.sender.idle()
        return answer

    async def say(self, text: str, who: Who = ADA, **where: Any) -> list[Sent]:
        """Somebody writes; what was posted since."""
        answer = await self.deliver(self.microsoft.message(text, who, **where))
        assert answer.status in (200, 202), answer.text
        return self.news()

    async def press(self, sent: Sent, title: str, who: Who = ADA, **inputs: Any) -> "Shown":
        """Somebody presses a button of a card that was posted; what takes its place."""
        return shown(await self.deliver(self.microsoft.press(sent, title, who, **inputs)), sent)

    def news(self) -> list[Sent]:
        """The messages posted since this was last asked; edits of earlier ones apart (:meth:`edits`)."""
        fresh = self.microsoft.posted[self._seen :]
        self._seen = len(self.microsoft.posted)
        return [sent for sent in fresh if sent.method == "POST"]

    def edits(self, pressed: Sent) -> list[Sent]:
        """The edits made of a message, in order."""
        return [sent for sent in self.microsoft.posted if sent.method == "PUT" and sent.id == pressed.id]

    async def tick(self) -> list[Sent]:
        """One pulse of the program at the clock's time; what was posted since."""
        await self.app.ticking.tick()
        await self.app.sender.idle()
        return self.news()


class Shown(Sent):
    """A card that took a pressed one's place: read and pressed as if it had been posted."""


def shown(answer: Delivered, pressed: Sent) -> Shown:
    """What the person sees in place of the card they pressed."""
    assert answer.status == 200, answer.text
    body: dict[str, Any] = answer.body or {}
    value = body.get("value")
    card = value if body.get("type") == CARD else None
    content = {"attachments": [{"contentType": CARD, "content": card}]} if card else {"text": ""}
    return Shown("INVOKE", "", pressed.conversation, content, None, pressed.id)


def read_card(card: Any) -> str:
    """All that is read on a card."""
    return "\n".join(_read(card))


async def prepare(url: str, today: date, roster: str = ROSTER) -> None:
    """Put the college in the database. Repeated, it changes nothing."""
    database: Database = open_database(url)
    try:
        await database.write(lambda conn: college(conn, today, roster))
    finally:
        await database.close()


def college(conn: Any, today: date, roster: str) -> None:
    """The organization, its tenant, its community, its people."""
    organization = Scope(add_organization(DEPLOYMENT, conn, "Collège"))
    accept_tenant(organization, conn, "teams", TENANT)
    values = {"name": "COP IA", "time_zone": "America/Toronto", "locale": "fr_CA", "learners": "élèves"}
    community = add_community(organization, conn, "cop", values)
    plan = import_roster(Scope(organization.organization_id, community), conn, read(roster.encode()), today)
    assert not plan.faults, plan.faults
