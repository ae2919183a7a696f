"""The same challenge in Slack: by talking in a direct message, and in a form, through the same turn and outbox."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, select

from bot.app import App, build
from bot.clock import FixedClock
from bot.delivery.saying import FRESHENED_AFTER, Saying
from bot.settings import Settings
from community.messages import InPrivate
from storage.addresses import find_account, mark_unreachable
from storage.organizations import accept_tenant, add_organization
from storage.schema import cards
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import open_database
from tests.fakes.slack import PERSON, SIGNING_SECRET, TEAM, TOKEN, FakeSlack
from tests.fakes.teams import ADA, FakeMicrosoft
from tests.scenarios.house import KEYS, TUESDAY, prepare

SLACK_ADDRESSES = (("channel", "C0SALON"), ("personal", PERSON))
QUESTION = "Comment <lire> *mieux* & <!channel>?"


class Both:
    """One Relais on both channels, Slack's workspace accepted by the college."""

    def __init__(self, app: App, client: Any, slack: FakeSlack, microsoft: FakeMicrosoft) -> None:
        self.app, self.client, self.slack, self.microsoft = app, client, slack, microsoft

    async def send(self, request: Any) -> Any:
        """Send one signed request, and let all that comes of it be sent."""
        response = await request.to(self.client)
        assert response.status == 200
        await self.app.sender.idle()
        return response


@pytest.fixture
async def both(url: str, microsoft: FakeMicrosoft) -> AsyncIterator[Both]:
    await prepare(url, TUESDAY.date())
    database = open_database(url)
    await database.write(
        lambda conn: accept_tenant(Scope(add_organization(DEPLOYMENT, conn, "Collège")), conn, "slack", TEAM)
    )
    await database.close()
    async with FakeSlack() as slack:
        slack.person(PERSON, "Ada@College.example", "Ada Tremblay")
        settings = Settings(
            _env_file=None,
            database_url=url,
            encryption_keys=KEYS,
            teams_rate=1e6,
            slack_bot_token=TOKEN,
            slack_signing_secret=SIGNING_SECRET,
            slack_api_url=slack.url,
            **microsoft.settings(),
        )
        app = build(settings, clock=FixedClock(TUESDAY))
        client: TestClient[Any, Any] = TestClient(TestServer(app.web))
        await client.start_server()
        await app.start()
        yield Both(app, client, slack, microsoft)
        await client.close()
        await app.stop()


async def test_by_talking_then_found_again_in_teams(both: Both) -> None:
    await both.send(both.slack.dm("défi"))
    assert "Bonjour Ada. Ici Relais." in both.slack.messages[0].words
    assert "Comment commenter 28 textes" in both.slack.last.words
    await both.send(both.slack.dm(QUESTION))
    assert "qui s'en sert" in both.slack.last.words
    await both.send(both.slack.press("answer.learners_too", both.slack.last))
    assert "C'est gardé." in both.slack.last.words
    assert QUESTION in both.slack.last.words
    await both.microsoft.deliver(both.client, both.microsoft.message("mes défis", ADA))
    await both.app.sender.idle()
    assert QUESTION.replace("<", "") in both.microsoft.posted[-1].text.replace("<", "")


async def test_a_talk_begun_in_slack_goes_on_in_teams(both: Both) -> None:
    await both.send(both.slack.dm("défi"))
    await both.microsoft.deliver(both.client, both.microsoft.message("Comment lire mieux?", ADA))
    await both.app.sender.idle()
    assert "qui s'en sert" in both.microsoft.posted[-1].text


async def test_in_a_form_with_its_faults(both: Both) -> None:
    await both.send(both.slack.dm("aide"))
    await both.send(both.slack.command("défi"))
    form = both.slack.views[-1]
    assert "Votre défi d'octobre" in form.words
    faulty = await both.send(both.slack.submit(form, {"question": "x" * 300, "tool_user": "me"}))
    assert faulty.status == 200
    await both.send(both.slack.command("défi"))
    form = both.slack.views[-1]
    kept = await both.send(both.slack.submit(form, {"question": QUESTION, "tool_user": "me"}))
    page = both.slack.answered(form, await kept.json())
    assert "C'est" in page.words
    await both.send(both.slack.dm("mes défis"))
    assert QUESTION in both.slack.last.words


async def test_a_form_with_the_longest_ids_is_kept_and_one_with_longer_ids_refused(both: Both) -> None:
    await both.send(both.slack.command("défi"))
    form = both.slack.views[-1]
    filled = {"question": QUESTION, "tool_user": "me"}
    for length, status in ((180, 400), (97, 400), (96, 200)):
        form.id, form.view["hash"] = "V" * 64, "1" * length
        response = await both.slack.submit(form, filled, trigger_id=None).to(both.client)
        assert response.status == status
    await both.app.sender.idle()
    await both.send(both.slack.dm("mes défis"))
    assert QUESTION in both.slack.last.words


async def test_an_event_delivered_again_is_answered_once(both: Both) -> None:
    event = both.slack.dm("mes défis")
    for _ in range(3):
        await both.send(event)
    assert sum("Vos défis" in message.words for message in both.slack.messages) == 1


async def test_another_workspace_gets_403(both: Both) -> None:
    database = both.app.database
    from sqlalchemy import delete

    from storage.schema import tenants

    await database.write(lambda conn: conn.execute(delete(tenants).where(tenants.c.channel == "slack")))
    response = await both.slack.dm("défi").to(both.client)
    assert response.status == 403
    assert both.slack.messages == []


async def test_a_press_in_a_channel_goes_on_in_private_and_its_card_stays_true(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.pressing.CHANNEL_VERBS", frozenset({"start.language"}))
    slack = both.slack
    await both.send(slack.mention("aide", thread_ts="1759838400.000100"))
    in_thread = slack.called("chat.postMessage")[-1]
    assert (in_thread["channel"], in_thread["thread_ts"]) == ("C0SALON", "1759838400.000100")

    def in_channel(conn: Connection, *, change: bool) -> None:
        """A card about whether Ada can be written to, shown or changed."""
        there, mine = (find_account(DEPLOYMENT, conn, "slack", TEAM, *which) for which in SLACK_ADDRESSES)
        assert there is not None
        assert there[1] is not None
        assert mine is not None
        assert mine[1] is not None
        saying = Saying(conn, TUESDAY, "gone", TUESDAY - FRESHENED_AFTER, "r1")
        if change:
            mark_unreachable(there[0], conn, mine[1].id)
            saying.freshen(there[0], "s1")
        else:
            saying.say(there[0], InPrivate(address_id=mine[1].id), there[1], cause="shown", subject="s1")

    await both.app.database.write(lambda conn: in_channel(conn, change=False))
    await both.app.ticking.tick()
    await both.app.sender.idle()
    shown = slack.last
    found = select(cards.c.id).where(cards.c.platform_id == shown.ts)
    card = await both.app.database.read(lambda conn: conn.execute(found).scalar_one())
    action = {"type": "button", "action_id": "x", "action_ts": "1759838400.000200"}
    action["value"] = json.dumps({"card": card, "verb": "start.language", "revision": 0})
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": PERSON, "team_id": TEAM},
        "channel": {"id": "C0SALON"},
        "container": {"type": "message", "message_ts": shown.ts, "channel_id": "C0SALON"},
        "trigger_id": slack.trigger(),
        "actions": [action],
    }
    await both.send(slack.interaction(payload))
    (told,) = slack.called("chat.postEphemeral")
    assert (told["channel"], told["user"], told["text"]) == ("C0SALON", PERSON, "Je continue avec vous en privé.")
    assert (slack.last.channel, "langue" in slack.last.words.lower()) == (slack.chat(PERSON), True)

    await both.app.database.write(lambda conn: in_channel(conn, change=True))
    clock = both.app.clock
    assert isinstance(clock, FixedClock)
    clock.advance(FRESHENED_AFTER)
    await both.app.ticking.tick()
    await both.app.sender.idle()
    assert "cherchez l'application Relais" in shown.words
