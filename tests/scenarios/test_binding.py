"""Binding a channel: once, by one of two, changed, undone, the bot taken away and added again; over signed HTTP."""

import asyncio

from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.scenarios.house import BRUNO, CORA, House
from tests.scenarios.test_channel import QUESTION, TEAM, added, as_it_stands, bound, freshened, kept, read, shown

TWO_RUN_IT = """courriel;prénom;nom;rôle;équipe;langue
ada@college.example;Ada;Tremblay;membre;Français;fr
bruno@college.example;Bruno;Côté;animation;;fr
cora@college.example;Cora;Roy;animation;;en
"""


async def test_added_twice_removed_and_added_again_there_is_one_card(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        setup, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        done = await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await house.deliver(microsoft.removed(BRUNO, CHANNEL))
        await house.press(done, "Retirer")
        await freshened(house)
        assert house.edits(card) == []
        again = await shown(house, await kept(house, question="Comment lire mieux?"))
        assert "Sa carte" in again.text
        assert await added(house) == []
        await freshened(house)
        assert TEAM in as_it_stands(house, setup).text
        assert "Comment lire mieux?" in as_it_stands(house, card).text
        assert await house.tick() == []


async def test_unbound_the_cards_say_so_and_bound_again_they_live(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        setup, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await freshened(house)
        await house.press(as_it_stands(house, setup), "Délier", BRUNO)
        gone = await house.press(house.news()[-1], "Délier", BRUNO)
        assert "C'est délié." in gone.text
        await freshened(house)
        assert "n'est plus montré ici" in as_it_stands(house, card).text
        assert "Relier ce canal" in as_it_stands(house, setup).text
        await house.press(gone, "Relier ce canal", BRUNO)
        await house.press(house.news()[-1], TEAM, BRUNO)
        await freshened(house)
        assert QUESTION in as_it_stands(house, card).text
        assert [sent for sent in await house.tick() if sent.channel == CHANNEL.id] == []


async def test_changed_to_another_group_what_the_first_was_shown_stops(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        setup, told = await bound(house)
        await house.press(told, "Commencer sans moi", BRUNO)
        await shown(house, await kept(house))
        (card,) = [sent for sent in house.news() if sent.channel == CHANNEL.id]
        await freshened(house)
        await house.press(as_it_stands(house, setup), "Changer de groupe", BRUNO)
        asked = house.news()[-1]
        assert f"relié à {TEAM}" in asked.text
        told = await house.press(asked, "COP IA", BRUNO)
        assert "Le canal est relié à COP IA." in told.text
        await freshened(house)
        assert "n'est plus montré ici" in as_it_stands(house, card).text
        assert "Ce canal est relié à COP IA." in as_it_stands(house, setup).text


async def test_of_two_who_bind_at_once_the_second_is_told(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, roster=TWO_RUN_IT) as house:
        (setup,) = await added(house)
        await house.press(setup, "Relier ce canal", BRUNO)
        his = house.news()[-1]
        await house.press(setup, "Relier ce canal", CORA)
        hers = house.news()[-1]
        await house.press(his, TEAM, BRUNO)
        told = await house.press(hers, "COP IA", CORA)
        assert f"This channel is already connected to {TEAM}." in told.text
        assert "Bruno Côté" in told.text
        asked = await house.press(told, "Change the group", CORA)
        asked = house.news()[-1] if not asked.text else asked
        told = await house.press(asked, "COP IA", CORA)
        assert "The channel is connected to COP IA." in told.text


async def test_two_answers_at_the_same_instant_bind_it_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft, roster=TWO_RUN_IT) as house:
        (setup,) = await added(house)
        asked = []
        for who in (BRUNO, CORA):
            await house.press(setup, "Relier ce canal", who)
            asked.append(house.news()[-1])
        told = await asyncio.gather(house.press(asked[0], TEAM, BRUNO), house.press(asked[1], "COP IA", CORA))
        his, hers = (one.text for one in told)
        first = "Le canal est relié à Français." in his and "already connected to Français" in hers
        second = "The channel is connected to COP IA." in hers and "déjà relié à COP IA" in his
        assert first != second
        await freshened(house)
        assert ("Français" if first else "COP IA") in as_it_stands(house, setup).text


async def test_anybody_else_is_told_kindly_who_can(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        (setup,) = await added(house)
        await house.press(setup, "Relier ce canal", ADA)
        told = house.news()[-1]
        assert told.conversation == ADA.chat
        assert "Relier un canal revient à l'animation : écrivez à Bruno Côté." in read(told)
        await house.say("réglages", ADA, conversation=CHANNEL)
        assert house.edits(setup) == []
        assert [sent for sent in await house.say("réglages", BRUNO, conversation=CHANNEL) if sent.channel == CHANNEL.id]
