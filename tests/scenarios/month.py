"""A team's month, played over signed HTTP: who is in it, and the steps that several scenarios share."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from community.civil import civil_date
from community.delivery import DELIVERY
from storage.schema import outbox, people
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, CORA, House, prepare

EMILE = Who("29:emile", "aaaaaaaa-0000-4000-8000-000000000005", "Émile Gagnon", "emile@college.example")
FATOU = Who("29:fatou", "aaaaaaaa-0000-4000-8000-000000000006", "Fatou Diallo", "fatou@college.example")
GUY = Who("29:guy", "aaaaaaaa-0000-4000-8000-000000000007", "Guy Morin", "guy@college.example")
CAST = (ADA, BRUNO, CORA, EMILE, FATOU, GUY)

ROSTER = """courriel;prénom;nom;rôle;équipe;langue;matière
ada@college.example;Ada;Tremblay;membre;Français;fr;Français
bruno@college.example;Bruno;Côté;animation;;fr;
cora@college.example;Cora;Roy;membre;Français;en;Français
emile@college.example;Émile;Gagnon;membre;Français;fr;Littérature
fatou@college.example;Fatou;Diallo;membre;Français;fr;Français
guy@college.example;Guy;Morin;membre;Français;fr;Français
"""
QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
TORONTO = ZoneInfo("America/Toronto")
WHOLE = Who("29:channel", "channel", "COP IA", None)


@asynccontextmanager
async def team(url: str, microsoft: FakeMicrosoft, **more: Any) -> AsyncIterator[House]:
    """A college of six with the app, on Tuesday 2025-10-07 at 8:00 in Québec."""
    house = House(url, microsoft, **more)
    for who in CAST:
        microsoft.know(who)
    await prepare(url, house.clock.now().date(), ROSTER)
    async with house:
        for who in CAST:
            for event in microsoft.installed(who):
                await house.deliver(event)
        house.news()
        yield house


async def channel_bound(house: House, meeting: str = "2025-11-06") -> Sent:
    """Bruno binds the team's channel, dates its next meeting, shows the first card; that card."""
    for event in house.microsoft.installed(BRUNO, CHANNEL):
        await house.deliver(event)
    (setup,) = house.news()
    asked = await pressed_there(house, setup, "Relier ce canal", BRUNO)
    bound = await house.press(asked, "Français", BRUNO)
    await house.press(bound, "Prochaine rencontre", BRUNO)
    await house.press(house.news()[-1], "Suivant", BRUNO, on=meeting)
    kept = await keeps(house, BRUNO, "Comment lancer la communauté sans réunion de plus?")
    await walks(
        house, kept, BRUNO, "Montrer à un groupe", "Français", "Passer", "Passer", "Des pistes aussi", "Montrer"
    )
    return in_channel(house)[-1]


async def keeps(house: House, who: Who, question: str) -> Sent:
    """A challenge kept by its form; the card in its place."""
    form = (await house.say("défi" if who != CORA else "challenge", who))[-1]
    return await house.press(form, "Garder" if who != CORA else "Keep it", who, question=question, tool_user="me")


async def shows(house: House, who: Who, question: str = QUESTION) -> tuple[Sent, Sent]:
    """A challenge kept, then shown to the team: what its owner reads, and the card in the channel."""
    kept = await keeps(house, who, question)
    done = await walks(house, kept, who, "Montrer à mon équipe", "Passer", "Passer", "Des pistes aussi", "Montrer")
    return done, in_channel(house)[-1]


async def walks(house: House, card: Sent, who: Who, *presses: str) -> Sent:
    """Buttons pressed one after the other, each on what took the last one's place."""
    for title in presses:
        card = await house.press(card, title, who)
    return card


async def pressed_there(house: House, card: Sent, title: str, who: Who) -> Sent:
    """A press on a channel's card; what came of it in the presser's own chat."""
    await house.deliver(house.microsoft.press(card, title, who))
    return [sent for sent in house.news() if sent.conversation == who.chat][-1]


async def sends(house: House, card: Sent, title: str, words: str, who: Who) -> Sent:
    """A piece of advice, or a question, by the card in the channel; what its author reads in the end."""
    following, send = ("Next", "Send") if who == CORA else ("Suivant", "Envoyer")
    asked = await pressed_there(house, card, title, who)
    seen = await house.press(asked, following, who, words=words)
    return await house.press(seen, send, who)


async def reports(house: House, who: Who, came: str, sentence: str, following: str) -> Sent:
    """The report of the one open challenge."""
    asked = (await house.say("bilan", who))[-1]
    asked = await house.press(asked, came, who)
    asked = await house.press(asked, "Suivant", who, sentence=sentence)
    return await house.press(asked, following, who)


async def passes(house: House, days: float) -> list[Sent]:
    """Days go by, hour by hour; what was posted."""
    came = []
    for _ in range(int(days * 24)):
        house.clock.advance(timedelta(hours=1))
        came += await house.tick()
    return came


async def until(house: House, day: date, hour: int = 9) -> list[Sent]:
    """The clock goes on to this hour of this civil date, in Québec."""
    there = datetime(day.year, day.month, day.day, hour, tzinfo=TORONTO).astimezone(UTC)
    return await passes(house, (there - house.clock.now()) / timedelta(days=1))


def in_channel(house: House) -> list[Sent]:
    """What stands in the channel, as it was first posted."""
    return [sent for sent in house.microsoft.posted if sent.method == "POST" and sent.channel == CHANNEL.id]


def as_it_stands(house: House, card: Sent) -> Sent:
    """A card as it was edited last."""
    return [card, *house.edits(card)][-1]


async def pushed(house: House) -> dict[str, list[tuple[date, str]]]:
    """What Relais wrote first to each person, by first name: the civil date and the kind of each."""

    def work(conn: Connection) -> list[Any]:
        rows = select(people.c.first_name, outbox.c.kind, outbox.c.ended_at).join(
            people, people.c.id == outbox.c.person_id
        )
        return list(conn.execute(rows.where(outbox.c.state == "sent", outbox.c.edits.is_(None)).order_by(outbox.c.seq)))

    found: dict[str, list[tuple[date, str]]] = {}
    for row in await house.app.database.read(work):
        if DELIVERY[row.kind].counted:
            found.setdefault(row.first_name, []).append((civil_date(row.ended_at, TORONTO), row.kind))
    return found


def busiest(days: list[date]) -> tuple[int, int]:
    """The most of these in one ISO week, and in one month."""
    weeks = Counter(day.isocalendar()[:2] for day in days)
    months = Counter((day.year, day.month) for day in days)
    return max(weeks.values(), default=0), max(months.values(), default=0)
