"""A message chosen to be kept: its plain words reach the turn, and what Teams wouldn't send reaches nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Card
from bot.channels.teams.taken import HTML_LIMIT, plain
from bot.incoming import TAKEN_TEXT_LIMIT, MessageTaken, Reply, Shape, Where
from tests.channels.teams.stage import Client, Turns, send
from tests.channels.teams.stage import plain as is_plain
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft, Who

BO = Who("29:bo", "aaaaaaaa-0000-4000-8000-000000000009", "Bo Roy")


async def test_a_message_reaches_the_turn_and_is_answered_with_a_line(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    turns.reply = Reply(Shape.TOLD, Card("Je continue avec vous en privé."))
    activity = microsoft.taken("<p>Le <b>titre</b> aide.</p>", author=BO)
    answer = await microsoft.deliver(client, activity)
    assert answer.status == 200
    assert answer.body == {"task": {"type": "message", "value": "Je continue avec vous en privé."}}
    [incoming] = turns.taken
    payload = activity["value"]["messagePayload"]
    assert incoming.act == MessageTaken(
        "Le titre aide.", BO.object_id, "Bo Roy", payload["linkToMessage"], payload["id"]
    )
    assert (incoming.account.id, incoming.replaces) == (ADA.object_id, False)


async def test_where_it_was_read_is_no_place_to_write_in(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    await microsoft.deliver(client, microsoft.taken("x", author=BO))
    in_channel = microsoft.taken("x", author=BO, conversation=CHANNEL)
    in_channel["conversation"]["id"] += ";messageid=5"
    await microsoft.deliver(client, in_channel)
    for incoming, roster in zip(turns.taken, ("19:ada_bruno@unq.gbl.spaces", CHANNEL.id), strict=True):
        place = incoming.place
        assert (place.kind, place.conversation, place.thread) == (Where.PERSONAL, "", None)
        assert place.about == {"roster": roster}


async def test_nothing_to_say_shows_no_error(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    answer = await microsoft.deliver(client, microsoft.taken("x", author=BO))
    assert answer.body == {"task": {"type": "message", "value": "✓"}}


async def test_another_command_is_not_ours(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    activity = microsoft.taken("x")
    activity["value"]["commandId"] = "createTicket"
    assert (await microsoft.deliver(client, activity)).status == 501
    assert turns.taken == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Bonjour", "Bonjour"),
        ("", ""),
        ("<p>un</p><p>&nbsp;</p><p>deux<br>trois</p>", "un\ndeux\ntrois"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ('<div>dis-le à <at id="0">Bo Roy</at></div>', "dis-le à Bo Roy"),
        ("&lt;b&gt; &amp; &#233;", "<b> & é"),
        ('<emoji alt="🙂" title="Smile"></emoji> bravo', "🙂 bravo"),
        ('<img itemtype="http://schema.skype.com/Emoji" alt="👍">', "👍"),
        ('<img alt="image" src="https://evil.example/x.png">', ""),
        ('<a href="https://evil.example">ici</a>', "ici"),
        ("<script>alert(1)</script><style>p{}</style>reste", "reste"),
        ("<!-- caché --> vu <!-- sans fin", "vu"),
        ("a < b et c > d, <3", "a < b et c > d, <3"),
        (
            "**gras** [x](https://a.example) {{DATE(2025-01-01)}}",
            "**gras** [x](https://a.example) {{DATE(2025-01-01)}}",
        ),
        ("a&#0;\u202eb\ud83d", "a�b"),
        ("<![CDATA[x]]> <!DOCTYPE x> <?php x?>", "<![CDATA[x]]> <!DOCTYPE x> <?php x?>"),
    ],
)
async def test_only_words_are_kept(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, html: str, text: str
) -> None:
    assert (await microsoft.deliver(client, microsoft.taken(html, author=BO))).status == 200
    [incoming] = turns.taken
    assert isinstance(incoming.act, MessageTaken)
    assert incoming.act.text == text


@pytest.mark.parametrize(("kind", "text"), [("text", "<p>un</p>"), ("html", "un")])
async def test_a_plain_text_is_taken_as_it_is(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, kind: str, text: str
) -> None:
    await microsoft.deliver(client, microsoft.taken("", body={"contentType": kind, "content": "<p>un</p>"}))
    [incoming] = turns.taken
    assert isinstance(incoming.act, MessageTaken)
    assert incoming.act.text == text


@pytest.mark.parametrize("content", ["é" * 30_000, "<b>" + "é" * 3000, "<p>é</p>" * 20_000, "<p>" * 30_000])
async def test_a_long_message_is_cut(microsoft: FakeMicrosoft, client: Client, turns: Turns, content: str) -> None:
    assert (await microsoft.deliver(client, microsoft.taken(content))).status == 200
    [incoming] = turns.taken
    assert isinstance(incoming.act, MessageTaken)
    assert len(incoming.act.text) <= TAKEN_TEXT_LIMIT
    assert set(incoming.act.text) <= {"é", "\n"}


async def test_a_bots_message_and_one_without_a_link_are_nobodys(
    microsoft: FakeMicrosoft, client: Client, turns: Turns
) -> None:
    for more in ({}, {"from": None}, {"from": {"user": None}}, {"linkToMessage": None}):
        assert (await microsoft.deliver(client, microsoft.taken("x", **more))).status == 200
    acts = [incoming.act for incoming in turns.taken]
    assert all(isinstance(act, MessageTaken) and act.author is None and act.author_name == "" for act in acts)
    assert [getattr(act, "link", "") is None for act in acts] == [False, False, False, True]


HOSTILE: dict[str, Any] = {
    "no value": None,
    "a text": "keepTrace",
    "a list": [],
    "no command": {},
    "a command that is a number": {"commandId": 5},
    "no message": {"commandId": "keepTrace", "commandContext": "message"},
    "a message that is a text": {"commandId": "keepTrace", "commandContext": "message", "messagePayload": "x"},
    "another context": {"commandId": "keepTrace", "commandContext": "compose", "messagePayload": {}},
}
PARTS: dict[str, dict[str, Any]] = {
    "no id": {"id": None},
    "an id that is a number": {"id": 5},
    "an endless id": {"id": "5" * 33},
    "no body": {"body": None},
    "a body that is a text": {"body": "x"},
    "a body without a kind": {"body": {"content": "x"}},
    "a body of an unknown kind": {"body": {"contentType": "markdown", "content": "x"}},
    "a content that is a list": {"body": {"contentType": "html", "content": ["x"]}},
    "an author that is a text": {"from": "Bo"},
    "an author that is a list": {"from": {"user": ["Bo"]}},
    "an author without id": {"from": {"user": {"displayName": "Bo"}}},
    "an author's id a number": {"from": {"user": {"id": 5}}},
    "an author's endless id": {"from": {"user": {"id": "x" * 129}}},
    "an author's name a list": {"from": {"user": {"id": "x", "displayName": []}}},
    "an author's endless name": {"from": {"user": {"id": "x", "displayName": "x" * 257}}},
    **{
        f"the link {link[:40]!r}": {"linkToMessage": link}
        for link in (
            "",
            "http://teams.microsoft.com/l/message/1",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//teams.microsoft.com/",
            "https://",
            "https:///x",
            "https://[::1",
            "https://user@teams.microsoft.com/",
            "https://teams.microsoft.com:99999/",
            "https://teams.microsoft.com/\nx",
            "https://teams.microsoft.com/a b",
            "https://teams.microsoft.com/" + "x" * 2000,
        )
    },
    "a link that is a number": {"linkToMessage": 5},
    "a link that is a list": {"linkToMessage": ["https://teams.microsoft.com/"]},
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_no_message_is_refused(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, value: Any
) -> None:
    await refused(microsoft, client, turns, microsoft.taken("x") | {"value": value})


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
async def test_a_message_that_teams_does_not_send_is_refused(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, part: dict[str, Any]
) -> None:
    await refused(microsoft, client, turns, microsoft.taken("x", **part))


async def refused(microsoft: FakeMicrosoft, client: Client, turns: Turns, activity: dict[str, Any]) -> None:
    status, words = await send(microsoft, client, {"activity": activity})
    assert status == 400
    assert is_plain(words)
    assert turns.taken == []
    assert (await microsoft.deliver(client, microsoft.taken("x"))).status == 200


MARKUP = ("<", ">", "/", "!", "-", "[", "?", "&", ";", "#", '"', "=", " ", "\n", "a", "<a", "<!--", "-->", "<script>")


@given(st.lists(st.sampled_from(MARKUP), max_size=60).map("".join))
def test_no_markup_breaks_the_reading(html: str) -> None:
    assert isinstance(plain(html), str)


@pytest.mark.parametrize("piece", ["<a", "<!--", "</", "<![", "<a b='", "<p>", "&#", "\n ", "<a <"])
def test_the_longest_of_any_markup_is_read(piece: str) -> None:
    """Python's own parser takes minutes for some of these, or breaks."""
    assert len(plain(piece * HTML_LIMIT)) <= HTML_LIMIT
