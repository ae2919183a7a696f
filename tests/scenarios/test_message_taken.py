"""A message chosen to be kept, wherever it was read: it goes on in one's own private chat, and nowhere else."""

import pytest

from bot.conversing import KEEP_TRACE
from community.commands import ChooseLanguage
from community.talk import Position
from dialogs import DIALOGS
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, choice
from storage.talks import read_talk
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft
from tests.scenarios.house import BRUNO, DORA, House
from tests.scenarios.test_staying_true import _found

LINE = "Je continue avec vous en privé."


class Kept(Dialog):
    """What is asked about a message is another test's: here, that it is asked at all, and with what."""

    key = KEEP_TRACE

    @choice("fr_CA")
    def anything(draft: Draft, view: None) -> Finish:  # noqa: N805
        return Finish(ChooseLanguage(draft["anything"]))


@pytest.fixture(autouse=True)
def any_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DIALOGS, KEEP_TRACE, Kept)


async def position(house: House) -> Position | None:
    """Where Ada's talk stands."""

    def look(conn):  # type: ignore[no-untyped-def]
        scope, mine = _found(conn, "personal", ADA.object_id)
        talk = read_talk(scope, conn, house.app.turns._showing.ring, mine.person_id or "")
        return talk.at if talk else None

    return await house.app.database.read(look)


async def test_in_other_peoples_chat(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide")
        activity = microsoft.taken("<p>Le titre aide.</p>", author=BRUNO)
        for _ in range(2):  # delivered again, it begins once
            answer = await house.deliver(activity)
            assert answer.body == {"task": {"type": "message", "value": LINE}}
        at = await position(house)
        assert at is not None
        assert at.dialog == KEEP_TRACE
        assert at.draft == {
            "text": "Le titre aide.",
            "author": BRUNO.object_id,
            "author_name": "Bruno Côté",
            "link": activity["value"]["messagePayload"]["linkToMessage"],
        }
        assert {sent.conversation for sent in microsoft.posted} == {ADA.chat}
        _, mine = await house.app.database.read(lambda conn: _found(conn, "personal", ADA.object_id))
        assert mine.conversation == ADA.chat  # hers still, whatever chat the message was in


async def test_by_somebody_who_never_wrote(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        answer = await house.deliver(microsoft.taken("x", author=BRUNO, conversation=CHANNEL))
        assert "cherchez l'application Relais" in answer.body["task"]["value"]
        assert {sent.conversation for sent in house.news()} == {ADA.chat}
        assert (await position(house)) is not None


async def test_by_somebody_no_roster_names(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await house.say("aide", DORA)
        answer = await house.deliver(microsoft.taken("x", DORA, author=BRUNO))
        assert answer.body["task"]["value"] == LINE
        (told,) = house.news()
        assert (told.conversation, "Bruno Côté" in told.text) == (DORA.chat, True)


async def test_another_tenant_gets_403(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        activity = microsoft.taken("x", author=BRUNO)
        activity["channelData"]["tenant"]["id"] = "33333333-3333-4333-8333-333333333333"
        assert (await house.deliver(activity)).status == 403
        assert house.news() == []
