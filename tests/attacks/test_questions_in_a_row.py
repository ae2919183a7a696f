"""A team's channel can't be rained on: three questions of one person a day, through however many walks."""

from datetime import timedelta

from storage.schema import team_questions
from tests.fakes.teams import CHANNEL, FakeMicrosoft
from tests.fakes.teams_activities import Sent
from tests.scenarios.house import House
from tests.scenarios.test_ask_team import asks, count, ready
from tests.scenarios.walks import answered


async def another(house: House) -> Sent:
    """A walk about something else, at its end."""
    asked = (await house.say("guide"))[-1]
    asked = await house.press(asked, "Un autre projet")
    asked = await house.press(asked, "Suivant", project="Autre chose encore")
    return await answered(house, asked)


async def test_a_walk_more_is_no_question_more(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        end = await ready(house)
        for number in range(3):
            house.clock.advance(timedelta(seconds=1))
            await asks(house, end, f"Question {number}?")
            end = await another(house)
        house.news()
        told = await house.press(end, "Demander à mon équipe")
        assert "trois de vos questions" in told.text
        assert await count(house, team_questions) == 3
        assert not [sent for sent in house.news() if sent.channel == CHANNEL.id]
        house.clock.advance(timedelta(days=1))
        await asks(house, end, "Le lendemain?")
        assert await count(house, team_questions) == 4
