"""Losing a role loses reading at once, in the middle of a conversation too."""

from sqlalchemy import Connection, select, update

from community.roles import Role
from storage.schema import memberships, people, roles
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.house import BRUNO, House
from tests.scenarios.syntheses import QUESTION, ROSTER, SENTENCES, gathered


async def test_who_ran_the_community_and_now_steers_it_reads_no_reports(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, roster=ROSTER) as house:
        await gathered(house, microsoft)
        (which,) = await house.say("synthèse", BRUNO)
        readable = (QUESTION, *SENTENCES.values())
        assert any(words in which.text for words in readable)

        def steers(conn: Connection) -> None:
            mine = select(memberships.c.id).join(people).where(people.c.email == BRUNO.email)
            conn.execute(update(roles).where(roles.c.membership_id.in_(mine)).values(role=Role.STEERING.value))

        await house.app.database.write(steers)
        for text in ("aide", "reprendre", "n'importe quoi", "1"):
            for sent in await house.say(text, BRUNO):
                assert not any(words in sent.text for words in readable), text
