"""What is delivered twice acts once; what is said at once is all kept."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from storage.schema import challenges, inbox, outbox, talks
from tests.fakes.teams import ADA, FakeMicrosoft, Scripted
from tests.scenarios.house import CORA, House, shown

QUESTION = "Comment lire mieux?"
LATER = timedelta(minutes=2)


async def count(house: House, table: object) -> int:
    return await house.app.database.read(lambda conn: conn.execute(select(func.count()).select_from(table)).scalar())


async def test_a_message_delivered_again_is_answered_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        activity = microsoft.message("défi")
        for _ in range(3):
            assert (await house.deliver(activity)).status in (200, 202)
        assert len(house.news()) == 2  # the welcome and the question
        assert await count(house, inbox) == 1


async def test_a_message_delivered_twice_at_once_is_answered_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        activity = microsoft.message("défi")
        await asyncio.gather(*(house.deliver(activity) for _ in range(5)))
        assert len(house.news()) == 1


async def test_an_install_told_twice_is_one_welcome(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        events = [*microsoft.installed(ADA), *microsoft.installed(ADA)]
        await asyncio.gather(*(house.deliver(event) for event in events))
        assert len(house.news()) == 1


async def test_a_click_with_the_same_id_acts_once_and_shows_the_same(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        press = microsoft.press(form, "Garder", question=QUESTION, tool_user="me")
        first, second = [shown(await house.deliver(press), form) for _ in range(2)]
        assert first.text == second.text
        assert QUESTION in first.text
        assert await count(house, challenges) == 1


async def test_a_click_with_a_new_id_acts_once_and_shows_the_same(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        first = await house.press(form, "Garder", question="Lire mieux", tool_user="me")
        second = await house.press(form, "Garder", question="Lire mieux", tool_user="me")
        assert first.text == second.text
        _, asked = await house.say("langue", CORA)
        pressed = [await house.press(asked, "Français (Québec)", CORA) for _ in range(2)]
        assert pressed[0].text == pressed[1].text


async def test_the_same_form_with_other_words_is_a_change_not_a_repeat(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        await house.press(form, "Garder", question="Comment lire?", tool_user="me")
        changed = await house.press(form, "Garder", question="Comment écrire?", tool_user="me")
        assert "Comment écrire?" in changed.text
        (listed,) = await house.say("mes défis")
        assert "Comment écrire?" in listed.text
        assert await count(house, challenges) == 1


async def test_two_messages_of_one_person_at_once_are_both_kept(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        await asyncio.gather(
            *(house.deliver(microsoft.message(text)) for text in ("langue", "défi", "mes défis", "aide"))
        )
        sent = house.news()
        talk = await house.app.database.read(lambda conn: conn.execute(select(talks)).one())
        assert await count(house, inbox) == 5
        assert talk.revision >= 2  # both conversations were begun, one after the other
        listed = [s for s in sent if "Vos défis" in s.text]
        assert len(listed) == 1


async def test_many_people_at_once_each_get_their_answer(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        await house.say("help", CORA)
        texts = [microsoft.message("aide", who) for who in (ADA, CORA) for _ in range(20)]
        await asyncio.gather(*(house.deliver(activity) for activity in texts))
        sent = house.news()
        assert sorted(s.conversation for s in sent) == sorted([ADA.chat] * 20 + [CORA.chat] * 20)


async def test_a_platform_that_says_later_gets_it_later_in_order(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        microsoft.script.append(Scripted(429, {"error": {"code": "Throttled"}}, {"Retry-After": "30"}))
        assert await house.say("défi") == []
        assert await house.say("langue") == []  # it waits behind the question before it
        assert await house.tick() == []
        house.clock.advance(LATER)
        first = await house.tick()
        assert len(first) == 1  # the first question was dropped: the talk has moved on


async def test_an_answer_nobody_is_sure_of_is_sent_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        microsoft.script.append(Scripted(503))
        assert await house.say("mes défis") == []
        house.clock.advance(LATER)
        (listed,) = await house.tick()
        assert "Vos défis" in listed.text


async def test_a_welcome_nobody_is_sure_of_is_not_sent_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        microsoft.script += [Scripted(200, microsoft.members[ADA.id]), Scripted(503)]
        for event in microsoft.installed(ADA):
            await house.deliver(event)
        house.clock.advance(LATER)
        assert await house.tick() == []
        row = await house.app.database.read(lambda conn: conn.execute(select(outbox)).one())
        assert (row.state, row.code) == ("unknown", "http_503")


async def test_a_call_that_hangs_holds_up_nobody_else(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        await house.say("help", CORA)
        microsoft.script.append(Scripted(503))
        assert await house.say("my challenges", CORA) == []
        house.clock.advance(LATER)
        answered = asyncio.Event()
        microsoft.script.append(Scripted(200, {"id": "1"}, wait=answered))
        await microsoft.deliver(house.client, microsoft.message("aide"))
        posted = len(microsoft.posted)
        async with asyncio.timeout(10):
            await house.app.ticking.tick()
        (listed,) = (await microsoft.wait_for(posted + 1))[posted:]
        assert listed.conversation == CORA.chat
        answered.set()
        await house.app.sender.idle()
