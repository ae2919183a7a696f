"""Who writes, as Slack knows them: asked in time, or not known; never a reason to fail."""

from typing import Any

import pytest

from bot.channels.slack import post
from bot.channels.slack.post import SlackChannel
from bot.incoming import Account, Incoming, Place, Typed, Where
from tests.fakes.slack import PERSON, TEAM, FakeSlack

WRITES = Incoming("Ev1", Account("slack", TEAM, PERSON), Place(Where.PERSONAL, "D0MARIE"), Typed("aide"))


async def test_the_email_and_what_goes_with_it(slack: FakeSlack, channel: SlackChannel) -> None:
    found = await channel.look_up(WRITES)
    expected = Account("slack", TEAM, PERSON, "Marie Tremblay", "marie.tremblay@cegep.example", "fr-CA")
    assert (found.account, found.looked_up) == (expected, True)
    assert (found.event_id, found.place, found.act) == (WRITES.event_id, WRITES.place, WRITES.act)
    assert slack.called("users.info") == [{"user": PERSON, "include_locale": "true"}]


@pytest.mark.parametrize(
    "marks",
    [
        {"is_email_confirmed": False},
        {"deleted": True},
        {"is_bot": True},
        {"profile": {}},
        {"profile": None},
        {"profile": []},
        {"profile": {"email": ""}},
        {"profile": {"email": "nobody"}},
        {"profile": {"email": ["a@b.ca"]}},
    ],
)
async def test_an_address_that_proves_nothing_is_not_taken(
    marks: dict[str, Any], slack: FakeSlack, channel: SlackChannel
) -> None:
    slack.person(PERSON, "marie@a.ca", **marks)
    found = await channel.look_up(WRITES)
    assert (found.account.email, found.looked_up) == (None, True)


@pytest.mark.parametrize("mark", ["is_restricted", "is_ultra_restricted", "is_stranger"])
async def test_guests_are_told_apart(mark: str, slack: FakeSlack, channel: SlackChannel) -> None:
    slack.person(PERSON, "marie@a.ca", **{mark: True})
    assert (await channel.look_up(WRITES)).account.guest


@pytest.mark.parametrize("locale", [None, 3, "", "fr-CA'; --", "x" * 100])
async def test_a_language_that_is_none_is_left_out(locale: Any, slack: FakeSlack, channel: SlackChannel) -> None:
    slack.person(PERSON, "marie@a.ca", locale=locale, profile={"email": "marie@a.ca", "real_name": 3})
    found = await channel.look_up(WRITES)
    assert (found.account.locale, found.account.name, found.account.email) == (None, "", "marie@a.ca")


async def test_a_name_holds_no_control_characters(slack: FakeSlack, channel: SlackChannel) -> None:
    slack.person(PERSON, "marie@a.ca", name="Marie\x00\u202e " + "y" * 500)
    assert (await channel.look_up(WRITES)).account.name == "Marie " + "y" * 194


@pytest.mark.parametrize(
    "failure",
    [
        {"error": "user_not_found"},
        {"error": "ratelimited"},
        {"status": 429, "body": ""},
        {"status": 500, "body": "no"},
        {"body": "[]", "content_type": "application/json"},
        {"body": '{"ok": true}', "content_type": "application/json"},
        {"body": '{"ok": true, "user": "marie"}', "content_type": "application/json"},
        {"cut": True},
        {"seconds": 0.3, "error": "late"},
    ],
)
async def test_without_an_answer_nobody_is_known_and_the_next_time_somebody_is(
    failure: dict[str, Any], slack: FakeSlack, channel: SlackChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LOOK_UP_SECONDS", 0.1)
    slack.fail("users.info", **failure)
    assert await channel.look_up(WRITES) == WRITES.with_email(None)
    assert (await channel.look_up(WRITES)).account.email == "marie.tremblay@cegep.example"
