"""What is written for one community goes to no other, whatever happened between the card and the press."""

from typing import Any

import pytest
from sqlalchemy import Connection, delete, select

from bot.intake.roster import read
from storage.organizations import add_community, community_by_slug
from storage.roster import import_roster
from storage.schema import challenges, communities, memberships, roles
from storage.scope import DEPLOYMENT, Scope
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.house import TUESDAY, House, Shown

FIRST, SECOND = "COP IA", "Deuxième"
ROSTER = "courriel;prénom;nom;rôle\nada@college.example;Ada;Tremblay;membre\n"
PRESSES: list[tuple[str, dict[str, Any]]] = [
    ("Garder", {"question": "Comment lire?", "tool_user": "me"}),
    ("Pas ce mois-ci", {}),
]


async def form_of_the_first(house: House) -> Shown:
    """The form of « défi », as somebody of two communities gets it: in the place of the question which one."""

    def join(conn: Connection) -> None:
        first = community_by_slug(DEPLOYMENT, conn, "cop")
        assert first is not None
        values = {"name": SECOND, "time_zone": "America/Toronto", "locale": "fr_CA", "learners": ""}
        second = add_community(Scope(first.organization_id), conn, "second", values)
        import_roster(Scope(first.organization_id, second), conn, read(ROSTER.encode()), TUESDAY.date())

    await house.app.database.write(join)
    form = await house.press((await house.say("défi"))[-1], FIRST)
    assert FIRST in form.text
    return form


async def kept_in(house: House) -> list[str]:
    kept = select(communities.c.name).join(challenges, challenges.c.community_id == communities.c.id)
    return list(await house.app.database.read(lambda conn: conn.execute(kept).scalars().all()))


@pytest.mark.parametrize(("button", "inputs"), PRESSES, ids=["kept", "skipped"])
async def test_a_form_is_of_the_community_that_it_names(
    url: str, microsoft: FakeMicrosoft, button: str, inputs: dict[str, Any]
) -> None:
    async with House(url, microsoft) as house:
        form = await form_of_the_first(house)
        (which,) = await house.say("communauté")
        await house.press(which, SECOND)
        await house.press(form, button, **inputs)
        assert await kept_in(house) == [FIRST]


@pytest.mark.parametrize(("button", "inputs"), PRESSES, ids=["kept", "skipped"])
async def test_a_form_of_a_community_one_has_left_is_nobodys(
    url: str, microsoft: FakeMicrosoft, button: str, inputs: dict[str, Any]
) -> None:
    async with House(url, microsoft) as house:
        form = await form_of_the_first(house)
        await house.app.database.write(leave)
        await house.press(form, button, **inputs)
        (said,) = house.news()
        assert "Rien n'a changé." in said.text
        assert await kept_in(house) == []
        assert SECOND in (await house.say("réglages"))[0].text


def leave(conn: Connection) -> None:
    first = community_by_slug(DEPLOYMENT, conn, "cop")
    assert first is not None
    places = select(memberships.c.id).where(memberships.c.community_id == first.id)
    conn.execute(delete(roles).where(roles.c.membership_id.in_(places)))
