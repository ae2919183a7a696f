"""A page taken along in Slack: a link for an hour, or a clear sentence where nobody gave an address."""

import io
from datetime import timedelta
from typing import Any

import docx

from tests.fakes.slack import Shown
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.slack import FATOU, SlackHouse, both, labels

PUBLIC = "https://relais.example.org"
PROJECT = "Un balado raconté par la classe"


async def the_page(house: SlackHouse) -> Shown:
    """The page of a walk with one line answered, from which it is taken along."""
    await house.writes("guide", FATOU)
    asked = (await house.writes(PROJECT, FATOU))[-1]
    for _ in range(6):
        asked = await house.presses(asked, "Oui", FATOU)
        if "Passer" in labels(asked.blocks):  # the note is asked for next
            asked = await house.presses(asked, "Passer", FATOU)
    return await house.presses(asked, "Plus…", FATOU)


def link_of(shown: Shown) -> dict[str, Any]:
    """The button that leads out."""
    elements = [element for block in shown.blocks for element in block.get("elements", ())]
    return next(element for element in elements if element.get("url"))


async def test_a_link_leads_to_the_page_for_an_hour(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft, public_url=PUBLIC) as house:
        linked = await house.presses(await the_page(house), "Emporter la page", FATOU)
        button = link_of(linked)
        assert button["text"]["text"] == "Télécharger la page"
        path = button["url"].removeprefix(PUBLIC)
        async with house.client.get(path) as answer:
            assert answer.status == 200
            page = docx.Document(io.BytesIO(await answer.read()))
        assert PROJECT in [paragraph.text for paragraph in page.paragraphs]
        # Slack tells that it was pressed; nothing comes of it.
        await house.request(house.slack.press(button["action_id"], linked, FATOU))
        assert house.fresh() == []
        house.clock.advance(timedelta(hours=1))
        async with house.client.get(path) as answer:
            assert answer.status == 404
        again = await house.presses(linked, "Un autre lien", FATOU)
        async with house.client.get(link_of(again)["url"].removeprefix(PUBLIC)) as answer:
            assert answer.status == 200


async def test_without_an_address_it_is_said_and_the_page_is_one_press_away(url: str, microsoft: FakeMicrosoft) -> None:
    async with both(url, microsoft) as house:
        told = await house.presses(await the_page(house), "Emporter la page", FATOU)
        assert "adresse publique" in str(told.blocks)
        assert "Où j'en suis" in labels(told.blocks)
        shown = await house.presses(told, "Où j'en suis", FATOU)
        assert "Vous avez fait le tour." in str(shown.blocks)
