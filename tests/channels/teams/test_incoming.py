"""Good requests of each kind, truly signed, through the whole entry point."""

import pytest

from bot.cards.card import Button, Card, Paragraph
from bot.channels.teams.post import TeamsChannel
from bot.incoming import Installed, Pressed, Removed, Reply, Shape, Typed, Where
from tests.channels.teams.stage import Client, Turns
from tests.fakes.teams import ADA, BOT, CHANNEL, GROUP, TENANT, FakeMicrosoft, Who


async def test_a_private_message_reaches_the_turn_whole(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    answer = await microsoft.deliver(client, microsoft.message("mes défis"))

    assert (answer.status, answer.text) == (200, "")
    [incoming] = turns.taken
    assert incoming.act == Typed("mes défis")
    assert incoming.replaces is False
    assert incoming.looked_up is False
    account = incoming.account
    assert (account.channel, account.tenant, account.id) == ("teams", TENANT, ADA.object_id)
    assert (account.name, account.email, account.locale, account.guest) == ("Ada Tremblay", None, "fr_CA", False)
    assert (incoming.place.kind, incoming.place.conversation) == (Where.PERSONAL, ADA.chat)
    assert incoming.place.reference == {
        "service_url": microsoft.service_url,
        "bot": BOT,
        "tenant": TENANT,
        "kind": "personal",
        "user": ADA.id,
    }


async def test_in_a_channel_the_mention_is_no_part_of_the_words(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    await microsoft.deliver(client, microsoft.message("défi", conversation=CHANNEL))
    await microsoft.deliver(client, microsoft.message("aide", conversation=GROUP))

    assert [incoming.act for incoming in turns.taken] == [Typed("défi"), Typed("aide")]
    assert [incoming.place.kind for incoming in turns.taken] == [Where.CHANNEL, Where.GROUP]
    channel, group = (incoming.place for incoming in turns.taken)
    assert (channel.conversation, channel.thread) == (CHANNEL.id, turns.taken[0].event_id.partition("@")[0])
    assert (group.conversation, group.thread) == (GROUP.id, None)


async def test_a_channel_is_one_place_whatever_its_threads(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    told = {"team": {"id": "19:t@thread.tacv2", "name": " Équipe\x07 "}, "channel": {"id": CHANNEL.id, "name": "Lire"}}
    for who, messageid in ((ADA, "1760"), (Who("29:bo", "b0"), "1761")):
        activity = microsoft.message("défi", who, CHANNEL)
        activity["conversation"]["id"] = f"{CHANNEL.id};messageid={messageid}"
        activity["channelData"] |= told
        await microsoft.deliver(client, activity)
    first, second = (incoming.place for incoming in turns.taken)
    assert (first.thread, second.thread) == ("1760", "1761")
    assert first.about == {"team": "19:t@thread.tacv2", "team_name": "Équipe", "channel_name": "Lire"}
    assert first.shared_reference({}) == second.shared_reference({})
    assert "user" not in first.shared_reference({})


async def test_what_teams_does_not_say_again_of_a_channel_stays(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    activity = microsoft.message("défi", conversation=CHANNEL)
    activity["channelData"] |= {"team": {"id": "19:t@thread.tacv2", "name": None}, "channel": None}
    await microsoft.deliver(client, activity)
    known = {"channel_name": "Lire", "team_name": "Équipe", "service_url": "https://old.example/"}
    kept = turns.taken[0].place.shared_reference(known)
    assert (kept["channel_name"], kept["team_name"], kept["team"]) == ("Lire", "Équipe", "19:t@thread.tacv2")
    assert kept["service_url"] == microsoft.service_url


async def test_added_to_a_team_it_is_in_its_general_channel(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    team = {"id": CHANNEL.id, "name": "Équipe de français"}
    for event in microsoft.installed(conversation=CHANNEL):
        event["channelData"]["team"] = team
        await microsoft.deliver(client, event)
    for incoming in turns.taken:
        assert (incoming.place.conversation, incoming.place.thread) == (CHANNEL.id, None)
        assert incoming.place.about == {"team": CHANNEL.id, "team_name": "Équipe de français"}


async def test_a_private_chat_has_no_thread_whatever_its_id(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    odd = microsoft.message("défi")
    odd["conversation"]["id"] = "a:1;messageid=5"
    odd["channelData"]["team"] = {"id": "19:t@thread.tacv2"}
    await microsoft.deliver(client, odd)
    place = turns.taken[0].place
    assert (place.conversation, place.thread, place.about) == ("a:1;messageid=5", None, {})


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("<at>Relais</at> défi", "défi"),
        ("<at>Relais</at>&nbsp;défi", "défi"),
        ("<at>Relais</at>\u00a0défi\u00a0", "défi"),
        ("défi <at>Relais</at>", "défi"),
        ("<at>Relais</at> <at>Relais</at> défi", "défi"),
        ("bonjour <at>Relais</at> défi", "bonjour défi"),
        ("<at>Relais</at> Relais, ça va?", "Relais, ça va?"),
        ("<at>Relais</at> dis-le à <at>Bo (X) [1]</at>", "dis-le à Bo (X) [1]"),
        ("<at>Relais</at>", ""),
        ("<at>Relais</at>\nMa question\nsur deux lignes", "Ma question\nsur deux lignes"),
    ],
)
async def test_mentions(microsoft: FakeMicrosoft, client: Client, turns: Turns, text: str, heard: str) -> None:
    activity = microsoft.message("", conversation=CHANNEL) | {"text": text}
    activity["entities"] += [
        {"type": "mention", "mentioned": dict(BOT), "text": "<at>Relais</at>"},
        {"type": "mention", "mentioned": {"id": "29:bo", "name": "Bo (X) [1]"}, "text": "<at>Bo (X) [1]</at>"},
        {"type": "mention", "mentioned": dict(BOT), "text": None},
        {"type": "mention", "mentioned": dict(BOT), "text": "é"},
    ]
    assert (await microsoft.deliver(client, activity)).status == 200
    assert turns.taken[0].act == Typed(heard)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("", ""),
        (None, ""),
        ("x" * 30_000, "x" * 30_000),
        ("é🙂" * 15_000, "é🙂" * 15_000),
        ("a\x00b\x07c\x7fd\x9b\u202ee\u2066", "abcde"),
        ("un\ttab\r\nligne\rligne\u2028ligne", "un\ttab\nligne\nligne\nligne"),
        ("half \ud83d character", "half  character"),
        ("**gras** [x](https://a.example) {{DATE(2025-01-01T00:00:00Z)}} <at>Ada</at>",) * 2,
        ("« Comment\u00a0: quoi? »", "« Comment\u00a0: quoi? »"),
    ],
)
async def test_any_text_is_taken(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, text: str | None, heard: str
) -> None:
    activity = microsoft.message("") | {"text": text}
    assert (await microsoft.deliver(client, activity)).status == 200
    assert turns.taken[0].act == Typed(heard)


async def test_a_press_is_answered_with_the_card_that_replaces_it(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    card = Card("Gardé", title="C'est gardé", blocks=(Paragraph("Merci."),), buttons=(Button("open", "Voir"),))
    turns.reply = Reply(Shape.REPLACE, card, "c1", 4)
    answer = await microsoft.deliver(client, microsoft.invoke("c1", "keep", 3, question="Comment faire?", tool="me"))

    [incoming] = turns.taken
    assert incoming.act == Pressed("c1", "keep", 3, {"question": "Comment faire?", "tool": "me"})
    assert incoming.replaces is True
    assert answer.status == 200
    assert answer.body["statusCode"] == 200
    assert answer.body["type"] == "application/vnd.microsoft.card.adaptive"
    assert answer.body["value"]["type"] == "AdaptiveCard"
    assert answer.body["value"]["body"][-1]["actions"][0]["data"] == {"card": "c1", "verb": "open", "revision": 4}


@pytest.mark.parametrize("shape", [Shape.REPLACE, Shape.FORM, Shape.FAULTS])
async def test_every_shape_with_a_card_shows_it(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, shape: Shape
) -> None:
    turns.reply = Reply(shape, Card("x", title="Titre"), "c1", 1)
    answer = await microsoft.deliver(client, microsoft.invoke("c1", "keep"))
    assert answer.body["type"] == "application/vnd.microsoft.card.adaptive"


async def test_a_press_that_nothing_answers_shows_no_error(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    answer = await microsoft.deliver(client, microsoft.invoke("c1", "keep"))
    assert answer.body == {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "✓"}


async def test_an_old_client_presses_by_message(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    turns.reply = Reply(Shape.REPLACE, Card("x", title="Titre"), "c1", 1)
    answer = await microsoft.deliver(client, microsoft.submit("c1", "keep", 2, question="Comment?"))
    assert (answer.status, answer.text) == (200, "")
    assert turns.taken[0].act == Pressed("c1", "keep", 2, {"question": "Comment?"})
    assert turns.taken[0].replaces is False


async def test_a_value_that_is_not_ours_is_no_press(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    await microsoft.deliver(client, microsoft.message("défi", value={"other": "app"}))
    await microsoft.deliver(client, microsoft.message("aide", value="text"))
    assert [incoming.act for incoming in turns.taken] == [Typed("défi"), Typed("aide")]


async def test_an_unfilled_field_is_no_field(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    await microsoft.deliver(client, microsoft.invoke("c1", "keep", 0, question=None, tool="a\x00b"))
    assert turns.taken[0].act == Pressed("c1", "keep", 0, {"tool": "ab"})


async def test_an_install_is_told_twice_and_known_apart(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    for activity in microsoft.installed():
        assert (await microsoft.deliver(client, activity)).status == 200
    assert (await microsoft.deliver(client, microsoft.removed())).status == 200
    assert [incoming.act for incoming in turns.taken] == [Installed(), Installed(), Removed()]
    assert len({incoming.event_id for incoming in turns.taken}) == 3


async def test_the_bot_taken_out_of_a_team(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    gone = microsoft.activity("conversationUpdate", conversation=CHANNEL, membersRemoved=[dict(BOT)])
    await microsoft.deliver(client, gone)
    assert turns.taken[0].act == Removed()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("messageUpdate", {"text": "edited", "channelData": {"eventType": "editMessage", "tenant": {"id": TENANT}}}),
        ("messageDelete", {"channelData": {"eventType": "softDeleteMessage", "tenant": {"id": TENANT}}}),
        ("messageReaction", {"reactionsAdded": [{"type": "like"}], "replyToId": "1"}),
        ("typing", {}),
        ("event", {"name": "application/vnd.microsoft.readReceipt", "value": {"lastReadMessageId": "1"}}),
        ("event", {"name": "application/vnd.microsoft.meetingStart", "value": {}}),
        ("endOfConversation", {}),
        ("command", {"name": "x"}),
        ("handoff", {}),
        ("somethingNew", {"value": [1, {"deep": True}]}),
        ("installationUpdate", {"action": "add-upgrade"}),
        ("installationUpdate", {"action": "remove-upgrade"}),
        ("conversationUpdate", {"membersAdded": [{"id": "29:bo", "name": "Bo"}]}),
        ("conversationUpdate", {"membersRemoved": [{"id": "29:bo"}]}),
        ("conversationUpdate", {"channelData": {"eventType": "channelRenamed", "tenant": {"id": TENANT}}}),
        ("conversationUpdate", {"from": None, "membersAdded": [dict(BOT)]}),
        ("message", {"text": "of my own", "from": dict(BOT)}),
    ],
)
async def test_what_is_ignored_is_ignored_without_harm(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, kind: str, fields: dict[str, object]
) -> None:
    answer = await microsoft.deliver(client, microsoft.activity(kind, **fields))
    assert (answer.status, answer.text) == (200, "")
    assert turns.taken == []


@pytest.mark.parametrize("name", ["task/fetch", "composeExtension/query", "signin/verifyState", None])
async def test_an_invoke_that_no_card_of_ours_makes(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, name: str | None
) -> None:
    answer = await microsoft.deliver(client, microsoft.activity("invoke", name=name, value={}))
    assert (answer.status, answer.text) == (501, "")
    assert turns.taken == []


async def test_an_event_keeps_its_id_and_shares_it_with_no_other_conversation(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    activity = microsoft.message("défi")
    elsewhere = microsoft.message("défi", who=Who(object_id="b")) | {"id": activity["id"]}
    for each in (activity, activity, elsewhere):
        await microsoft.deliver(client, each)
    first, again, other = (incoming.event_id for incoming in turns.taken)
    assert first == again != other
    assert len(first) <= 200


async def test_an_event_without_an_id_gets_one_that_lasts(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    added, installed = microsoft.installed()
    for each in (added | {"id": None}, added | {"id": None}, installed | {"id": None}):
        await microsoft.deliver(client, each)
    assert turns.taken[0].event_id == turns.taken[1].event_id != turns.taken[2].event_id


async def test_who_writes(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    guest = microsoft.message("aide", who=Who(guest=True, locale="en-GB"))
    visitor = microsoft.message("aide")
    visitor["from"] = {"id": "29:other", "name": "O\x07", "tenantId": "33333333-3333-4333-8333-333333333333"}
    del visitor["locale"]
    nobody = microsoft.message("aide", entities=None, locale="<b>")
    for each in (guest, visitor, nobody):
        await microsoft.deliver(client, each)
    accounts = [incoming.account for incoming in turns.taken]
    assert [account.guest for account in accounts] == [True, True, False]
    assert [account.locale for account in accounts] == ["en_GB", "fr_CA", None]
    assert (accounts[1].id, accounts[1].name) == ("29:other", "O")


async def test_a_tenant_is_the_same_in_upper_case(
    microsoft: FakeMicrosoft, client: Client, channel: TeamsChannel, turns: Turns
) -> None:
    shouted = "ABCDEF00-2222-4222-8222-222222222222"
    activity = microsoft.message("aide", channelData={"tenant": {"id": shouted}})
    activity["from"]["tenantId"] = shouted.title()
    await microsoft.deliver(client, activity)
    assert (turns.taken[0].account.tenant, turns.taken[0].account.guest) == (shouted.lower(), False)
    assert turns.taken[0].place.reference["tenant"] == shouted.lower()
    microsoft.members[ADA.id]["tenantId"] = shouted
    assert not (await channel.look_up(turns.taken[0])).account.guest


async def test_the_tenant_may_be_the_conversations(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    await microsoft.deliver(client, microsoft.message("aide", channelData=None))
    assert turns.taken[0].account.tenant == TENANT
