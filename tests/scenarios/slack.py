"""A team of which some are on Slack, some on Teams and one on both, played over signed HTTP.

async with both(url, microsoft) as house:
    (asked,) = await house.writes("défi", FATOU)
    asked = await house.presses(asked, "Moi", FATOU)       # the message as it reads then, or what came below it
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import bot.delivery.pacing
from storage.organizations import accept_tenant, add_organization
from storage.scope import DEPLOYMENT, Scope
from tests.fakes.slack import SIGNING_SECRET, TEAM, TOKEN, FakeSlack, Opened, Shown, Signed
from tests.fakes.teams import FakeMicrosoft
from tests.scenarios.house import House
from tests.scenarios.month import ROSTER

ADA, BRUNO, FATOU = "U0ADA", "U0BRUNO", "U0FATOU"
SALON = "C0SALON"
PEOPLE = {
    ADA: ("ada@college.example", "Ada Tremblay"),
    BRUNO: ("bruno@college.example", "Bruno Côté"),
    FATOU: ("fatou@college.example", "Fatou Diallo"),
}


class SlackHouse(House):
    """The college on both channels. ``slack`` is Slack's side."""

    def __init__(self, url: str, microsoft: FakeMicrosoft, slack: FakeSlack, **more: Any) -> None:
        self.slack = slack
        self._read = 0
        settings = {
            "slack_bot_token": TOKEN,
            "slack_signing_secret": SIGNING_SECRET,
            "slack_api_url": slack.url,
        }
        super().__init__(url, microsoft, roster=ROSTER, **settings, **more)

    async def request(self, signed: Signed) -> Any:
        """Send one signed request, and let all that comes of it be sent."""
        response = await signed.to(self.client)
        assert response.status == 200
        await self.app.sender.idle()
        return response

    def fresh(self) -> list[Shown]:
        """The messages posted in Slack since this was last asked; edits apart."""
        found = self.slack.messages[self._read :]
        self._read = len(self.slack.messages)
        return found

    def in_channel(self) -> list[Shown]:
        """What stands in the channel, threads included."""
        return [shown for shown in self.slack.messages if shown.channel == SALON]

    def threads(self) -> list[tuple[str, str]]:
        """What was posted in threads: under which message, and the words of who is quoted."""
        calls = [call for call in self.slack.called("chat.postMessage") if "thread_ts" in call]
        return [(call["thread_ts"], call["blocks"][1]["text"]["text"]) for call in calls]

    async def moment(self) -> None:
        """A few seconds go by: what changed is edited."""
        self.clock.advance(timedelta(seconds=15))
        await self.tick()

    async def writes(self, text: str, who: str) -> list[Shown]:
        """Somebody writes in their private chat; what was posted since."""
        self.fresh()
        await self.request(self.slack.dm(text, who))
        return self.fresh()

    async def mentions(self, text: str, who: str, **more: Any) -> list[Shown]:
        """Somebody mentions Relais in the channel; what was posted since."""
        self.fresh()
        await self.request(self.slack.mention(text, who, SALON, **more))
        return self.fresh()

    async def presses(self, on: Shown, label: str, who: str) -> Shown:
        """Somebody presses a message's button; what came below it, else the message as it reads then."""
        self.fresh()
        await self.request(self.slack.press(verb(on.blocks, label), on, who))
        return ([shown for shown in self.fresh() if shown.channel == self.slack.chat(who)] or [on])[-1]

    async def walks(self, on: Shown, who: str, *labels: str) -> Shown:
        """Buttons pressed one after the other."""
        for label in labels:
            on = await self.presses(on, label, who)
        return on

    async def presses_in(self, form: Opened, label: str, who: str) -> Opened:
        """Somebody presses a button of a form; what it shows then."""
        await self.request(self.slack.press(verb(form.view["blocks"], label), form, who))
        return self.slack.views[-1]

    async def sends(self, form: Opened, who: str, **fields: str) -> Opened:
        """Somebody sends a form; what takes its place."""
        answer = await self.request(self.slack.submit(form, fields, who))
        return self.slack.answered(form, await answer.json())


def verb(blocks: list[dict[str, Any]], label: str) -> str:
    """The verb of the button with this label."""
    elements = [element for block in blocks for element in block.get("elements", ()) if element["type"] == "button"]
    found = [str(element["action_id"]) for element in elements if element["text"]["text"] == label]
    assert found, f"{label!r} isn't among {[element['text']['text'] for element in elements]}"
    return found[0]


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    """What the buttons say."""
    elements = [element for block in blocks for element in block.get("elements", ()) if element["type"] == "button"]
    return [element["text"]["text"] for element in elements]


@asynccontextmanager
async def both(url: str, microsoft: FakeMicrosoft, *on_teams: Any, **settings: Any) -> AsyncIterator[SlackHouse]:
    """The college with the app on both; those ``on_teams`` have added it there. Tuesday 2025-10-07, 8:00 in Québec.

    Slack's one message a second is not waited for.
    """
    pace = dict(bot.delivery.pacing.CONVERSATION_RATE)
    bot.delivery.pacing.CONVERSATION_RATE["slack"] = 1e6
    try:
        async with FakeSlack() as slack:
            for user, known in PEOPLE.items():
                slack.person(user, *known)
            for who in on_teams:
                microsoft.know(who)
            async with SlackHouse(url, microsoft, slack, **settings) as house:
                await house.app.database.write(
                    lambda conn: accept_tenant(
                        Scope(add_organization(DEPLOYMENT, conn, "Collège")), conn, "slack", TEAM
                    )
                )
                for who in on_teams:
                    for event in microsoft.installed(who):
                        await house.deliver(event)
                house.news()
                yield house
    finally:
        bot.delivery.pacing.CONVERSATION_RATE.update(pace)
