"""A page can't be rained on a principal, nor answers on its teacher: what already waits says it as it is by then."""

from datetime import UTC, datetime, timedelta

from tests.fakes.teams import ADA, FakeMicrosoft, Sent
from tests.scenarios.house import House
from tests.scenarios.test_principal import (
    PAUL,
    everybody,
    follow,
    go_ahead,
    of_school,
    preview,
    sent,
    states,
)

NIGHT, MORNING = datetime(2025, 10, 8, 0, 30, tzinfo=UTC), datetime(2025, 10, 8, 14, 0, tzinfo=UTC)


async def again(house: House, own: Sent) -> Sent:
    """The page that was taken back is sent again, as it stands."""
    seen = await house.press(own, "Changer la page")
    for step in ("Suivant", "Suivant"):
        seen = await house.press(seen, step, intent="Un balado", classroom="Groupe 204")
    seen = await house.press(seen, "14 ou 15 ans")
    (seen,) = await house.say("pas d'outil")
    seen = await house.press(seen, "Suivant", chosen="Sans écran.")
    seen = await house.press(seen, "Paul Lopez")
    return await house.press(seen, "Envoyer")


async def test_sent_and_taken_back_all_night_it_comes_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        more = await everybody(house)
        house.clock.instant = NIGHT
        own = await house.press(await preview(house, more, "Paul Lopez"), "Envoyer")
        for _ in range(3):
            house.clock.advance(timedelta(seconds=1))
            own = await again(house, await house.press(own, "Retirer la page"))
        assert await states(house, "principal_page") == ["ready"]
        house.clock.instant = MORNING
        (page,) = await house.tick()
        assert (page.conversation, "Sans écran." in page.text) == (PAUL.chat, True)


async def test_an_outcome_written_again_and_again_is_asked_about_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        own, _ = await sent(house, await everybody(house))
        house.clock.instant = NIGHT
        for words in ("Un.", "Deux.", "Trois.", "Quatre."):
            button = "Noter ce qui en est sorti" if words == "Un." else "Changer ce que j'ai noté"
            asked = await house.press(own, button)
            asked = await house.press(asked, "On s'en est parlé, on y va")
            own = await house.press(await house.press(asked, "Suivant", words=words), "Garder")
        assert await states(house, "principal_outcome") == ["ready"]
        house.clock.instant = MORNING
        (outcome,) = [one for one in await house.tick() if one.conversation == PAUL.chat]
        assert "Quatre." in outcome.text


async def test_replies_in_a_row_are_told_to_the_teacher_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with of_school(url, microsoft) as house:
        own, _ = await sent(house, await everybody(house))
        _, outcome = await go_ahead(house, own)
        house.clock.instant = NIGHT
        for line in ("Un.", "Deux.", "Trois."):
            house.clock.advance(timedelta(seconds=1))
            asked = await house.press(outcome, "Ce n'est pas tout à fait cela", PAUL)
            seen = await house.press(asked, "Suivant", PAUL, line=line)
            outcome = await house.press(seen, "Envoyer", PAUL)
        outcome = await house.press(outcome, "C'est bien cela", PAUL)
        assert await states(house, "principal_answer") == ["ready"]
        await follow(house)
        house.clock.instant = MORNING
        (answer,) = [one for one in await house.tick() if one.conversation == ADA.chat]
        assert "a confirmé" in answer.text
