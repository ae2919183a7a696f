"""A school of two teachers, who runs their community, and two principals: helpers for the scenarios of the page."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from bot.delivery.pages import pages_follow
from bot.intake.roster import read
from storage.organizations import add_community, community_by_slug, set_community
from storage.roster import import_roster
from storage.schema import memberships, outbox, people, principal_pages, roles
from storage.scope import DEPLOYMENT, Scope
from tests.fakes.teams import ADA, FakeMicrosoft, Sent, Who
from tests.scenarios.house import BRUNO, House

PAUL = Who("29:paul", "aaaaaaaa-0000-4000-8000-000000000008", "Paul Lopez", "paul@college.example")
ROSTER = """courriel;prénom;nom;rôle;équipe;langue
ada@college.example;Ada;Tremblay;membre;Français;fr
bruno@college.example;Bruno;Côté;animation;;fr
cora@college.example;Cora;Roy;membre;Français;en
paul@college.example;Paul;Lopez;direction;;fr
gus@college.example;Gus;Aubé;direction;;fr
"""
INTENT = "Un balado raconté par le groupe"
CHOSEN = "L'outil projeté par moi, trois périodes."
GONE = "Cette page n'est plus montrée"


def of_school(url: str, microsoft: FakeMicrosoft, **more: Any) -> House:
    """A school of two teachers, who runs their community, and two principals, one of whom never comes."""
    microsoft.know(PAUL)
    return House(url, microsoft, roster=ROSTER, **more)


async def switch(house: House, value: str = "on") -> None:
    """``relais community set cop principal_page on``, as the command does it."""

    def work(conn: Connection) -> None:
        found = community_by_slug(DEPLOYMENT, conn, "cop")
        assert found is not None
        assert set_community(found.scope(), conn, "principal_page", value)
        pages_follow(conn, found.scope(), house.clock.now())

    await house.app.database.write(work)


async def follow(house: House) -> list[Sent]:
    """A few seconds later: cards that changed are edited."""
    house.clock.advance(timedelta(seconds=5))
    return await house.tick()


async def ended(house: House) -> Sent:
    """Ada's walk, at its end; the page « Plus… »."""
    (asked,) = await house.say("guide")
    asked = await house.press(asked, "Suivant", project=INTENT)
    for _ in range(6):
        asked = await house.press(asked, "Suivant", answer="yes")
    return await house.press(asked, "Plus…")


async def everybody(house: House, *, on: bool = True) -> Sent:
    """Ada and Paul have come; the organization offers the page; Ada's walk is at « Plus… »."""
    for who in (ADA, PAUL, BRUNO):
        await house.say("aide", who)
    if on:
        await switch(house)
    return await ended(house)


async def preview(house: House, more: Sent, to: str, *, intent: str = INTENT) -> Sent:
    """The page, written; what is seen before it is sent."""
    asked = await house.press(more, "La page pour la direction")
    assert "Une seule page, pour ouvrir une conversation" in asked.text
    asked = await house.press(asked, "Suivant", intent=intent)
    asked = await house.press(asked, "Suivant", classroom="Groupe 204, 2e secondaire")
    asked = await house.press(asked, "13 ans")
    (asked,) = await house.say("1")
    asked = await house.press(asked, "À demander")
    asked = await house.press(asked, "Suivant", chosen=CHOSEN)
    return await house.press(asked, to)


async def sent(house: House, more: Sent) -> tuple[Sent, Sent]:
    """The page goes to Paul: what Ada keeps, and what he gets."""
    seen = await preview(house, more, "Paul Lopez")
    own = await house.press(seen, "Envoyer")
    (page,) = [one for one in house.news() if one.conversation == PAUL.chat]
    return own, page


def as_it_stands(house: House, card: Sent) -> str:
    """A card's text as it was edited last."""
    return [card, *house.edits(card)][-1].text.replace("\xa0", " ")


def plain(card: Sent) -> str:
    return card.text.replace("\xa0", " ")


async def go_ahead(house: House, own: Sent, words: str = "Après la relâche.") -> tuple[Sent, Sent]:
    """Ada notes that they go ahead: her page, and what Paul is asked."""
    asked = await house.press(own, "Noter ce qui en est sorti")
    asked = await house.press(asked, "On s'en est parlé, on y va")
    seen = await house.press(asked, "Suivant", words=words)
    assert "Paul Lopez lira ceci dès que vous le gardez." in plain(seen)
    own = await house.press(seen, "Garder")
    (outcome,) = [one for one in house.news() if one.conversation == PAUL.chat]
    return own, outcome


async def left(house: House, email: str) -> None:
    """The role of this person is over since yesterday."""

    def work(conn: Connection) -> None:
        theirs = select(memberships.c.id).join(people).where(people.c.email == email)
        over = house.clock.now().date() - timedelta(days=1)
        conn.execute(update(roles).where(roles.c.membership_id.in_(theirs)).values(ends_on=over))

    await house.app.database.write(work)


async def pages(house: House) -> int:
    count = select(func.count()).select_from(principal_pages)
    return int(await house.app.database.read(lambda conn: conn.execute(count).scalar_one()))


async def states(house: House, kind: str) -> list[str]:
    query = select(outbox.c.state).where(outbox.c.kind == kind, outbox.c.edits.is_(None)).order_by(outbox.c.seq)
    return list(await house.app.database.read(lambda conn: conn.execute(query).scalars().all()))


async def again(house: House) -> Sent:
    """« guide » again, at the end of the walk that is there: « Plus… »."""
    (asked,) = await house.say("guide")
    walk = await house.press(asked, "Revoir mon dernier tour")
    return await house.press(walk, "Plus…")


def another_community(conn: Connection, today: date) -> None:
    """The school has another community, where Léa is a principal."""
    cop = community_by_slug(DEPLOYMENT, conn, "cop")
    assert cop is not None
    values = {"name": "Chantier IA", "time_zone": "America/Toronto", "locale": "fr_CA"}
    made = add_community(cop.scope(), conn, "chantier", values)
    roster = "courriel;prénom;nom;rôle\nlea@college.example;Léa;Caron;direction\n"
    assert not import_roster(Scope(cop.organization_id, made), conn, read(roster.encode()), today).faults
