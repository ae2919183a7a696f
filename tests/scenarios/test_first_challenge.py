"""A teacher's first challenge, over signed HTTP, on both databases: kept, killed, found again, changed, listed."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.pace import MESSAGES_A_MINUTE
from storage.schema import addresses
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.scenarios.house import BRUNO, CORA, DORA, House

QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"


async def test_from_the_welcome_to_a_challenge_changed_after_a_restart(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        for event in microsoft.installed(ADA):
            await house.deliver(event)
        (welcome,) = house.news()
        assert "Bonjour Ada. Ici Relais." in welcome.text
        assert "Bruno Côté, qui anime la communauté COP IA" in welcome.text
        pressed = await house.press(welcome, "Trouver mon défi")
        assert pressed.text == ""  # the welcome stays; the form comes below it
        (form,) = house.news()
        assert "Votre défi d'octobre" in form.text
        kept = await house.press(form, "Garder", question=QUESTION, tool_user="learners_too")
        assert "C'est gardé." in kept.text
        assert QUESTION in kept.text
        (edited,) = house.edits(form)  # for good: the answer's card alone is gone when the chat is opened again
        assert edited.text == kept.text
    async with House(url, microsoft) as house:
        (listed,) = await house.say("mes défis")
        assert QUESTION in listed.text
        (again,) = await house.say("Defi !")
        assert QUESTION in again.text
        changed = await house.press(again, "Garder", question="Comment lire mieux?", tool_user="no_tool")
        assert "Comment lire mieux?" in changed.text
        (listed,) = await house.say("mes défis")
        assert QUESTION not in listed.text
        assert listed.text.count("Comment lire mieux?") == 1


async def test_by_talking_in_english(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        welcome, asked = await house.say("challenge", CORA)
        assert "Hello Cora. This is Relais." in welcome.text
        assert "Your October challenge" in asked.text
        (asked,) = await house.say("How can I read better?", CORA)
        assert "who uses it?" in asked.text
        (kept,) = await house.say("My students too", CORA)
        assert "How can I read better?" in kept.text
    async with House(url, microsoft) as house:
        (listed,) = await house.say("my challenges", CORA)
        assert "How can I read better?" in listed.text
        assert "October" in listed.text


async def test_not_this_month_then_all_the_same(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        rested = await house.press(form, "Pas ce mois-ci")
        assert "octobre" in rested.text
        assert "?" not in rested.text  # no reason is asked
        (form,) = await house.say("défi")
        kept = await house.press(form, "Garder", question=QUESTION, tool_user="me")
        assert QUESTION in kept.text


async def test_a_question_left_for_the_month_is_not_written_over_unseen(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        await house.press(form, "Garder", question=QUESTION, tool_user="me")
        (form,) = await house.say("défi")
        await house.press(form, "Pas ce mois-ci")
        (listed,) = await house.say("mes défis")
        assert QUESTION in listed.text
        (form,) = await house.say("défi")
        assert QUESTION in form.text  # there to be kept, or changed by whoever sees it
        kept = await house.press(form, "Garder", question=QUESTION, tool_user="me")
        assert QUESTION in kept.text


async def test_who_undoes_the_link_is_still_spoken_to_in_their_language(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, asked = await house.say("langue")
        await house.press(asked, "English")
        (settings,) = await house.say("settings")
        gone = await house.press(settings, "This isn't me")
        assert "Link this account" in gone.text
        (told,) = await house.say("help")
        assert "Hello" in told.text


async def test_a_form_with_faults_loses_nothing(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        faulty = await house.press(form, "Garder", question="", tool_user="me")
        assert "Votre défi d'octobre" in faulty.text
        faulty = await house.press(form, "Garder", question="x" * 301, tool_user="me")
        assert "301" in faulty.text
        kept = await house.press(form, "Garder", question=QUESTION, tool_user="me")
        assert QUESTION in kept.text


async def test_a_question_that_is_no_how_is_kept_and_helped_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        kept = await house.press(form, "Garder", question="ChatGPT en classe", tool_user="me")
        assert "ChatGPT en classe" in kept.text
        assert "Comment" in kept.text
        form = await house.press(kept, "Changer la question")
        kept = await house.press(form, "Garder", question="ChatGPT et les textes", tool_user="me")
        assert "Comment" not in kept.text


async def test_the_language_is_changed_and_remembered(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, asked = await house.say("langue")
        chosen = await house.press(asked, "English")
        assert "English" in chosen.text
        (asked,) = await house.say("défi")
        assert "Your October challenge" in asked.text


async def test_a_welcome_pushed_on_sunday_waits_for_monday(url: str, microsoft: FakeMicrosoft) -> None:
    sunday = datetime(2025, 10, 5, 16, 0, tzinfo=UTC)
    async with House(url, microsoft, now=sunday) as house:
        for event in microsoft.installed(ADA):
            await house.deliver(event)
        assert house.news() == []
        house.clock.instant = datetime(2025, 10, 6, 11, 29, tzinfo=UTC)
        assert await house.tick() == []
        house.clock.advance(timedelta(minutes=1))
        (welcome,) = await house.tick()
        assert "Bonjour Ada" in welcome.text
        house.clock.advance(timedelta(days=1))
        assert await house.tick() == []


async def test_a_talk_begun_in_a_channel_goes_on_in_private(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        *private, line = await house.say("défi", conversation=CHANNEL)
        assert [sent.conversation for sent in private] == [ADA.chat, ADA.chat]
        assert line.conversation.startswith(f"{CHANNEL.id};messageid=")  # in the thread of what was said
        assert line.text == "Je continue avec vous en privé."


async def test_a_channel_is_one_address_whatever_is_said_in_it(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        lines = [(await house.say("aide", who, conversation=CHANNEL))[-1] for who in (ADA, ADA, CORA)]
        assert {line.channel for line in lines} == {CHANNEL.id}
        assert len({line.thread for line in lines}) == 3
        shared = select(addresses.c.account, addresses.c.conversation).where(addresses.c.kind == "channel")
        found = await house.app.database.read(lambda conn: [tuple(row) for row in conn.execute(shared)])
        assert found == [(CHANNEL.id, CHANNEL.id)]


async def test_where_no_private_chat_opens_the_channel_says_how(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        del microsoft.members[ADA.id]  # the connector refuses to open the chat; the roster still answers by object id
        sent = await house.say("défi", conversation=CHANNEL)
        (line,) = [s for s in sent if s.conversation.startswith(CHANNEL.id)]
        assert line.text != "Je continue avec vous en privé."
        assert "défi d'octobre" not in line.text


async def test_somebody_no_roster_names_is_told_whom_to_ask(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        (told,) = await house.say("aide", DORA)
        assert "Bruno Côté" in told.text
        for event in microsoft.installed(DORA):
            await house.deliver(event)
        assert house.news() == []  # an app pushed to everybody writes to nobody it doesn't know


async def test_another_tenant_gets_403_and_nothing_else(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        activity = microsoft.message("défi")
        other = "33333333-3333-4333-8333-333333333333"
        activity["channelData"]["tenant"]["id"] = activity["conversation"]["tenantId"] = other
        for _ in range(MESSAGES_A_MINUTE + 10):  # also where others would be left alone, with an "accepted"
            assert (await house.deliver(activity)).status == 403
        assert house.news() == []


async def test_the_link_is_shown_undone_and_made_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        _, settings = await house.say("réglages", BRUNO)
        assert "Teams" in settings.text
        gone = await house.press(settings, "Ce n'est pas moi", BRUNO)
        (told,) = await house.say("défi", BRUNO)
        assert "Votre défi" not in told.text
        back = await house.press(gone, "Relier ce compte", BRUNO)
        assert back.text
        (form,) = await house.say("défi", BRUNO)
        assert "Votre défi d'octobre" in form.text
