"""A walk half done, and what is taken along of it: helpers for the scenarios of files."""

import io
from typing import Any

import docx

from tests.fakes.teams import ADA, FakeMicrosoft, Sent, Who
from tests.fakes.teams_activities import CONSENT
from tests.scenarios.house import House, shown

PROJECT = "Un balado raconté par la classe =1+1"


async def walked(house: House, who: Who = ADA) -> Sent:
    """A walk about a project, its first question answered; the page from which it is taken along."""
    english = who.locale.startswith("en")
    await house.say("guide", who)
    (asked, *_) = (await house.say(PROJECT, who))[-1:]
    note = {"answer": "partly", "note": "Voir avec l'équipe."}
    await house.press(asked, "Next" if english else "Suivant", who, **note)
    await house.say("later" if english else "plus tard", who)
    return await page(house, asked, who)


async def page(house: House, asked: Sent, who: Who = ADA) -> Sent:
    """The page « Aller plus loin », by its verb on any card of theirs."""
    walk_id = walk_of(asked)
    data = asked.card["body"][-1]["actions"][0]["data"] if asked.card else {}
    press = house.microsoft.invoke(data["card"], f"show.walk_more.{walk_id}", data["revision"], who)
    return shown(await house.deliver(press), asked)


def walk_of(asked: Sent) -> str:
    """The walk's id, of a question's buttons."""
    verbs = [str(action["verb"]) for element in (asked.card or {})["body"] for action in element.get("actions", ())]
    return next(verb.split(".")[2].partition(":")[0] for verb in verbs if verb.startswith("show.walk_lines."))


async def offered(house: House, on: Sent, who: Who = ADA, label: str = "Emporter la page") -> Sent:
    """The file is asked for: Teams' own question about it."""
    await house.press(on, label, who)
    found = house.news()[-1]
    assert found.attachment(CONSENT)
    return found


def opened(content: bytes) -> Any:
    """A page that was put somewhere, opened."""
    return docx.Document(io.BytesIO(content))


def said(content: bytes) -> str:
    """All its paragraphs."""
    return "\n".join(paragraph.text for paragraph in opened(content).paragraphs)


async def accepted(house: House, consent: Sent, who: Who = ADA, **upload: Any) -> list[Sent]:
    """« Accept »: what was posted since."""
    microsoft: FakeMicrosoft = house.microsoft
    answer = await house.deliver(microsoft.consents(consent, who, **upload))
    assert (answer.status, answer.text) == (200, "")
    return house.news()
