"""One person's talk with the whole of Relais but its channels and its sender: turns, handlers and tables in memory.

    with teacher() as ada:
        ada.says("guide")               # what is typed, as read on the card that answers
        ada.presses("Suivant", answer="yes")
        ada.passes(minutes=25)

What is read is one line: the card's lines parted by « / », buttons aside. Every turn stands on its own: nothing is
kept between two but what is in the database, so each is also what a restart finds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import StaticPool

from bot.answering import Done, Unconsumed
from bot.cards.card import Card, ChoiceInput, DateInput
from bot.delivery.saying import Saying
from bot.incoming import Account, Incoming, Place, Pressed, Typed, Where
from bot.pace import Pace
from bot.showing import Showing
from bot.texts.words import Words
from bot.turn import one_turn
from community.messages import Message
from storage.addresses import find_address
from storage.cards import find_card
from storage.organizations import accept_tenant
from storage.schema import memberships, metadata
from storage.scope import Scope
from tests.cards.plain import plain
from tests.fakes.teams import TENANT
from tests.scenarios.house import college
from tests.storage.seeds import RING

NOW = datetime(2025, 10, 7, 14, 0, tzinfo=UTC)
WORDS = Words.load()
SLACK = "T0123"
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it stands on the screen."""

    card_id: str
    message: Message
    card: Card


@dataclass
class Teacher:
    """Somebody with an account, by default Ada on Teams. ``now`` is the UTC instant of what comes next."""

    conn: Connection
    scope: Scope
    email: str = "ada@college.example"
    channel: str = "teams"
    now: datetime = NOW
    screen: list[Shown] = field(default_factory=list)
    events: int = 0

    def says(self, text: str) -> str:
        """What is read after this is typed."""
        return self._reads(Typed(text))

    def presses(self, label: str, **fields: str) -> str:
        """What is read after a press on the newest card that has this button; what isn't filled in is as it stands."""
        shown, verb = self._button(label)
        return self.sends(shown, verb, {**standing(shown.card), **fields})

    def sends(self, shown: Shown, verb: str, fields: dict[str, str]) -> str:
        """What is read after a press of this verb on this card, with these fields."""
        found = find_card(self.scope, self.conn, shown.card_id)
        assert found is not None
        return self._reads(Pressed(shown.card_id, verb, found.revision, fields))

    def passes(self, **time: float) -> None:
        """Time, as ``timedelta`` names it."""
        self.now += timedelta(**time)

    def has(self, label: str) -> bool:
        """Whether the newest card has this button."""
        return bool(self.screen) and any(button.label == label for button in self.screen[-1].card.buttons)

    @property
    def shown(self) -> Shown:
        """The newest card."""
        return self.screen[-1]

    def buttons(self) -> list[str]:
        """The labels on the newest card."""
        return [button.label for button in self.shown.card.buttons]

    def _button(self, label: str) -> tuple[Shown, str]:
        for shown in reversed(self.screen):
            verb = next((button.verb for button in shown.card.buttons if button.label == label), None)
            if verb is not None:
                return shown, verb
        raise AssertionError(f"no [{label}] on the screen")

    def _reads(self, act: Any) -> str:
        self.events += 1
        account = self.email.partition("@")[0]
        tenant = TENANT if self.channel == "teams" else SLACK
        incoming = Incoming(
            f"e{self.channel}{account}{self.events}",
            Account(self.channel, tenant, account, locale="fr_CA"),
            Place(Where.PERSONAL, f"chat-{account}"),
            act,
        ).with_email(self.email)
        showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
        saying = Saying(self.conn, self.now, "here", self.now + timedelta(minutes=1), "r1")
        try:
            with self.conn.begin_nested():
                done = one_turn(self.conn, incoming, Pace.TAKE, showing, saying)
        except Unconsumed as faults:
            card = faults.reply.card
            return " / ".join(given.error for given in card.inputs if given.error) if card is not None else ""
        return self._read(done, showing)

    def _read(self, done: Done, showing: Showing) -> str:
        lines = []
        for row in done.rows:
            address = find_address(self.scope, self.conn, row.address_id)
            assert address is not None
            message = MESSAGE.validate_python(row.message)
            scope = Scope(self.scope.organization_id, row.community_id)
            card = showing.card(self.conn, scope, message, address, self.now)
            if card is None or row.kind == "welcome":
                continue
            card_id = row.edits or row.id
            self.screen = [shown for shown in self.screen if shown.card_id != card_id]
            self.screen.append(Shown(card_id, message, card))
            lines += [line for line in plain(card).splitlines() if not line.startswith("[")]
        return " / ".join(lines).replace("\u00a0", " ")


def standing(card: Card) -> dict[str, str]:
    """What stands in a card's fields."""
    return {
        given.id: given.value for given in card.inputs if not isinstance(given, ChoiceInput | DateInput) or given.value
    }


@contextmanager
def teacher(roster: str, **given: Any) -> Iterator[Teacher]:
    """A college in memory with these people, and one of them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    try:
        with engine.begin() as conn:
            college(conn, NOW.date(), roster)
            row = conn.execute(select(memberships.c.organization_id, memberships.c.community_id)).first()
            assert row is not None
            scope = Scope(*row)
            accept_tenant(scope, conn, "slack", SLACK)
            yield Teacher(conn, scope, **given)
    finally:
        engine.dispose()
