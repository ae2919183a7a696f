"""A walk through the guide over signed HTTP: its six first questions answered, its end shown."""

from tests.fakes.teams import ADA
from tests.fakes.teams_activities import Sent, Who
from tests.scenarios.house import House

PROJECT = "Un balado raconté par le groupe"
OPEN_LEGAL = ("yes", "yes", "partly", "not_yet", "yes", "yes")
"""The legal frame and the support stay open."""
NOTE = "Les voix de trois élèves sortent de la classe."


async def walked(house: House, who: Who = ADA, answers: tuple[str, ...] = OPEN_LEGAL, project: str = PROJECT) -> Sent:
    """The six first questions about a project, the third with a note; the end of the walk."""
    asked = (await house.say("guide", who))[-1]
    asked = await house.press(asked, "Suivant", who, project=project)
    return await answered(house, asked, who, answers)


async def answered(house: House, asked: Sent, who: Who = ADA, answers: tuple[str, ...] = OPEN_LEGAL) -> Sent:
    """The questions from ``asked`` on, each answered in its form; what is shown after the last."""
    for number, answer in enumerate(answers):
        note = {"note": NOTE} if number == 2 else {"note": ""}
        asked = await house.press(asked, "Suivant", who, answer=answer, **note)
    assert "Vous avez fait le tour." in asked.text
    return asked
