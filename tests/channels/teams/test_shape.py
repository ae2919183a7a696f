"""Whatever JSON a signed request holds, it is taken, ignored or called malformed: never an error of ours."""

import asyncio
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.teams.adapter import TeamsAdapter, TeamsAuthentication
from bot.channels.teams.parse import CARD_ACTION, parse
from bot.channels.teams.shape import Malformed
from bot.channels.text import clean
from bot.incoming import Incoming
from tests.fakes.teams import ADA, BOT, TENANT

anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
kinds = st.sampled_from(["message", "invoke", "installationUpdate", "conversationUpdate", "event", "typing", "other"])
accounts = st.fixed_dictionaries(
    {"id": st.sampled_from([ADA.id, BOT["id"]])},
    optional={"name": anything, "aadObjectId": st.text(max_size=8), "role": anything, "tenantId": anything},
)
mentions = st.fixed_dictionaries(
    {"type": st.sampled_from(["mention", "clientInfo", "x"])}, optional={"mentioned": accounts, "text": anything}
)
presses = st.fixed_dictionaries(
    {
        "action": st.fixed_dictionaries(
            {"data": st.dictionaries(st.sampled_from(["card", "verb", "revision", "x"]), anything)}
        )
    }
)
good = {
    "type": kinds,
    "channelId": st.just("msteams"),
    "serviceUrl": st.just("https://smba.trafficmanager.net/amer/"),
    "id": st.none() | st.text(max_size=8),
    "from": accounts,
    "recipient": st.just(BOT),
    "conversation": st.fixed_dictionaries(
        {"id": st.just(ADA.chat)},
        optional={"conversationType": st.sampled_from(["personal", "channel"]), "isGroup": anything},
    ),
    "channelData": st.just({"tenant": {"id": TENANT}}) | anything,
    "text": st.none() | st.text(max_size=30),
    "name": st.sampled_from([None, CARD_ACTION, "task/fetch"]),
    "value": presses | anything,
    "entities": st.lists(mentions, max_size=3) | st.none(),
    "membersAdded": st.lists(accounts, max_size=2) | st.none(),
    "membersRemoved": st.lists(accounts, max_size=2) | st.none(),
    "action": st.sampled_from([None, "add", "remove", "x"]),
}


@given(
    st.fixed_dictionaries(good),
    st.dictionaries(st.sampled_from([*good, "timestamp", "locale", "attachments"]), anything, max_size=2),
)
def test_any_activity(activity: dict[str, Any], spoilt: dict[str, Any]) -> None:
    heard: list[Incoming | None] = []

    async def logic(context: Any) -> None:
        heard.append(parse(context))

    adapter = TeamsAdapter(TeamsAuthentication(None, object()))  # type: ignore[arg-type]
    with suppress(Malformed):
        asyncio.run(adapter.receive(activity | spoilt, {}, logic))
    for incoming in heard:
        if incoming is not None:
            assert len(incoming.event_id) <= 200
            assert incoming.account.id
            assert incoming.account.name == clean(incoming.account.name)
            incoming.event_id.encode()
