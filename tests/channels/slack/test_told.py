"""A line for one person alone: where a command was typed, or in the form that lies over the conversation."""

from typing import Any

import pytest

from bot.cards.card import Card, Paragraph
from bot.incoming import Reply, Shape
from tests.channels.slack.conftest import StubTurns
from tests.channels.slack.test_forms import shown
from tests.fakes.slack import FakeSlack


@pytest.mark.parametrize(("where", "elsewhere"), [("C0SALON", True), ("G0EQUIPE", True), ("D0MARIE", False)])
async def test_who_commands_from_elsewhere_is_told_alone_where_it_goes_on(
    where: str, elsewhere: bool, slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    turns.reply = Reply(Shape.TOLD, Card("Je continue avec vous <!here>."))
    response = await slack.command("aide", channel_id=where).to(client)
    assert turns.taken[0].elsewhere is elsewhere
    told = {"response_type": "ephemeral", "text": "Je continue avec vous &lt;!here&gt;."}
    assert (response.status, await response.json()) == (200, told)
    assert slack.calls == []


async def test_a_press_in_a_form_that_is_answered_under_it_says_so_in_it(
    slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.TOLD, Card("Je continue avec vous en privé.", blocks=(Paragraph("Je continue …"),)))
    await slack.press("challenge.skip_month", view).to(client)
    assert turns.taken[-1].elsewhere
    assert slack.called("chat.postEphemeral") == []
    assert slack.views[-1].words == "Je continue avec vous…\nJe continue …"


async def test_a_form_that_is_answered_under_it_is_closed(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.TOLD, Card("Je continue avec vous en privé."))
    answer = await slack.submit(view, {"question": "Comment?"}).to(client)
    assert turns.taken[-1].elsewhere
    assert await answer.json() == {"response_action": "clear"}
