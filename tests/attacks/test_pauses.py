"""Whoever writes to somebody on pause isn't told the day it ends: « l'animation ne voit pas que vous… »"""

from tests.fakes.teams import ADA, FakeMicrosoft, Who
from tests.scenarios.house import BRUNO, CORA, House
from tests.scenarios.syntheses import ROSTER, drafted, gathered
from tests.scenarios.test_channel import buttons
from tests.scenarios.test_peers import in_channel, opened, sends
from tests.scenarios.test_quiet import everybody, plain, word
from tests.scenarios.test_traces import challenged, kept


async def pauses(house: House, who: Who = ADA) -> None:
    """Two weeks."""
    (settings,) = await house.say("réglages", who)
    asked = await house.press(settings, "Take a break" if who is CORA else "Faire une pause", who)
    (weeks,) = [title for title in buttons(asked) if title.startswith(("Two weeks", "Deux semaines"))]
    await house.press(asked, weeks, who)
    house.news()


async def test_by_a_letter(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        await pauses(house)
        sent = plain(await word(house, overview, "Bonjour."))
        assert "novembre" not in sent
        assert "Ada Tremblay le recevra plus tard" in sent


async def test_nor_is_the_weeks_measure_told_otherwise(url: str, microsoft: FakeMicrosoft) -> None:
    """Else what is said of a day would tell the two apart."""
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        for text in ("Un.", "Deux."):
            await word(house, overview, text)
            house.news()
        assert "Ada Tremblay le recevra plus tard" in plain(await word(house, overview, "Trois."))


async def test_by_an_idea_or_a_question(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        card = await in_channel(house)
        await pauses(house)
        for title in ("Suggérer une piste", "Poser une question"):
            sent = await sends(house, await opened(house, card, title, CORA), "Un code.", CORA)
            assert "October" not in sent.text
            assert "Ada Tremblay will get it later" in sent.text


async def test_by_a_message_kept(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await challenged(house)
        await pauses(house, CORA)
        shown = await kept(house, microsoft, CORA)
        assert "octobre" not in shown.text
        assert "En attente de l'accord de Cora Roy" in shown.text


async def test_by_a_citation(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, roster=ROSTER) as house:
        await gathered(house, microsoft)
        await pauses(house)
        asked = await house.press(await drafted(house), "Demander l'accord", BRUNO)
        assert "octobre" not in asked.text
        assert "Ada Tremblay\u00a0: réponse attendue" in asked.text
