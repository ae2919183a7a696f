"""A facilitator's words can't be rained on somebody: three without an answer, then none for some days."""

from datetime import timedelta

from tests.fakes.teams import ADA, FakeMicrosoft
from tests.scenarios.house import BRUNO, House
from tests.scenarios.test_quiet import everybody, of_letters, word


async def test_three_without_an_answer_then_none_for_some_days(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        await word(house, overview, "Un.")
        (first,) = house.news()
        for text in ("Deux.", "Trois."):
            await word(house, overview, text)
            house.news()
        await house.press(overview, "Faire signe à Ada Tremblay", BRUNO)
        (told,) = house.news()
        assert "trois de vos mots attendent déjà une réponse" in told.text
        assert len(await of_letters(house)) == 3

        house.clock.advance(timedelta(seconds=1))
        await house.press(first, "Répondre", ADA)
        (asked,) = house.news()
        preview = await house.press(asked, "Suivant", ADA, text="Oui?")
        await house.press(preview, "Envoyer", ADA)
        house.news()
        house.clock.advance(timedelta(seconds=1))
        await word(house, overview, "Quatre.")  # she answered
        house.clock.advance(timedelta(days=11))
        house.news()
        await word(house, overview, "Cinq.")


async def test_nor_by_answering_one_answer_again_and_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        overview = await everybody(house)
        await word(house, overview, "Un.")
        (first,) = house.news()
        house.clock.advance(timedelta(seconds=1))
        await house.press(first, "Répondre", ADA)
        preview = await house.press(house.news()[-1], "Suivant", ADA, text="Non merci.")
        await house.press(preview, "Envoyer", ADA)
        (answer,) = house.news()
        house.clock.advance(timedelta(seconds=1))
        for text in ("Deux.", "Trois.", "Quatre."):
            await house.press(answer, "Répondre", BRUNO)
            preview = await house.press(house.news()[-1], "Suivant", BRUNO, text=text)
            await house.press(preview, "Envoyer", BRUNO)
            house.news()
        await house.press(answer, "Répondre", BRUNO)
        assert "attendent déjà une réponse" in house.news()[-1].text
        assert len(await of_letters(house)) == 5
