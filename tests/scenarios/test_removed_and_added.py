"""The bot is removed from a team and added again: nothing is posted meanwhile, and nothing is lost."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.delivery.saying import FRESHENED_AFTER
from community.delivery import DELIVERY
from community.messages import Thanks
from storage.schema import addresses, cards
from tests.fakes.teams import ADA, CHANNEL, Conversation, FakeMicrosoft, Scripted
from tests.scenarios.house import BRUNO, House
from tests.scenarios.test_staying_true import SHUT, Stage, shown

GENERAL = Conversation("19:general@thread.tacv2", "channel")
TEAM = {"id": GENERAL.id, "name": "Équipe de français"}


def of_team(activity: dict[str, Any]) -> dict[str, Any]:
    activity["channelData"] |= {"team": TEAM}
    return activity


async def known(house: House) -> dict[str, bool]:
    """The channels known, and whether each can be reached."""
    asked = select(addresses.c.conversation, addresses.c.reachable).where(addresses.c.kind == "channel")
    return await house.app.database.read(lambda conn: {row.conversation: row.reachable for row in conn.execute(asked)})


async def removed(house: House) -> None:
    await house.deliver(of_team(house.microsoft.removed(BRUNO, GENERAL)))


async def added(house: House) -> None:
    for event in house.microsoft.installed(BRUNO, GENERAL):
        await house.deliver(of_team(event))


async def test_every_channel_of_the_team_is_left_and_comes_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await added(house)
        await house.deliver(of_team(microsoft.message("aide", ADA, CHANNEL)))
        other = Conversation("19:ailleurs@thread.tacv2", "channel")
        await house.say("aide", conversation=other)
        await removed(house)
        assert await known(house) == {GENERAL.id: False, CHANNEL.id: False, other.id: True}
        await added(house)
        assert await known(house) == {GENERAL.id: True, CHANNEL.id: True, other.id: True}


async def test_what_changed_meanwhile_is_shown_once_it_is_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        stage, card = await shown(house)
        await house.deliver(of_team(microsoft.message("aide", ADA, CHANNEL)))
        before = await rows(house)
        await removed(house)
        await stage.change()
        house.clock.advance(timedelta(days=30))
        await house.tick()
        assert house.edits(card) == []
        await added(house)
        await added(house)  # told twice, as Teams does, and once more
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        (edit,) = house.edits(card)
        assert SHUT in edit.text
        assert await rows(house) == before  # the same channel, the same card


async def test_what_was_to_be_posted_meanwhile_is_posted_once_it_is_back(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.deliver(of_team(microsoft.message("aide", ADA, CHANNEL)))
        await removed(house)
        house.news()
        await Stage(house.app.database, house.clock.now).show(Thanks())
        assert await house.tick() == []
        house.clock.advance(timedelta(minutes=30))
        before = len(microsoft.posted)
        await added(house)
        await house.tick()
        (card,) = (sent for sent in microsoft.posted[before:] if sent.channel == CHANNEL.id)
        assert "De rien." in card.text
        house.clock.advance(timedelta(days=1))
        assert not [sent for sent in await house.tick() if sent.channel == CHANNEL.id]


async def test_what_comes_too_late_for_it_is_not_posted(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.deliver(of_team(microsoft.message("aide", ADA, CHANNEL)))
        await removed(house)
        house.news()
        await Stage(house.app.database, house.clock.now).show(Thanks())
        assert await house.tick() == []
        house.clock.advance(DELIVERY["thanks"].window)
        before = len(microsoft.posted)
        await added(house)
        await house.tick()
        assert not [sent for sent in microsoft.posted[before:] if sent.channel == CHANNEL.id]


async def test_a_channel_that_refused_and_is_written_in_again_is_made_true(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        stage, card = await shown(house)
        await stage.change()
        house.clock.advance(FRESHENED_AFTER)
        microsoft.script.append(Scripted(403, {"error": {"code": "BotNotInConversationRoster"}}))
        await house.tick()  # nobody had told that it was removed
        assert await known(house) == {CHANNEL.id: False}
        await house.say("aide", BRUNO, conversation=CHANNEL)
        house.clock.advance(FRESHENED_AFTER)
        await house.tick()
        (edit,) = house.edits(card)
        assert SHUT in edit.text


async def test_an_event_delivered_again_undoes_nothing(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.deliver(of_team(microsoft.message("aide", ADA, CHANNEL)))
        away = of_team(microsoft.removed(BRUNO, GENERAL))
        await house.deliver(away)
        await added(house)
        await house.deliver(away)
        assert await known(house) == {GENERAL.id: True, CHANNEL.id: True}


async def rows(house: House) -> set[str]:
    """The ids of the channel and of what was posted in it."""

    def look(conn: Connection) -> set[str]:
        here = select(addresses.c.id).where(addresses.c.account == CHANNEL.id)
        return {
            *conn.scalars(here),
            *conn.scalars(select(cards.c.id).where(cards.c.address_id.in_(here), cards.c.subject_id.is_not(None))),
        }

    return await house.app.database.read(look)
