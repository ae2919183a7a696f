"""Commands, forms and buttons, truly signed: what the turn is told, and what Slack is answered."""

from typing import Any

import pytest

from bot.cards.card import Button, Card, ChoiceInput, Option, Paragraph, TextInput
from bot.channels.channel import Destination, Outgoing
from bot.incoming import NOTHING, Account, Opened, Place, Pressed, Reply, Shape, Where
from tests.channels.slack.conftest import StubTurns
from tests.fakes import slack as fakes
from tests.fakes.slack import PERSON, TEAM, FakeSlack

QUESTION = "Comment commenter 28 textes sans y laisser mon dimanche?"
MARIE = Account("slack", TEAM, PERSON)


def form(error: str = "") -> Card:
    return Card(
        text="Votre défi d'octobre",
        title="Votre défi, d'ici la rencontre du 13 novembre",
        inputs=(
            TextInput("question", "Ma question", multiline=True, error=error),
            ChoiceInput("tool_user", "Qui s'en sert?", (Option("me", "Moi"), Option("no_tool", "Pas d'outil"))),
        ),
        buttons=(
            Button("form.challenge", "Garder", submits=True, primary=True),
            Button("challenge.skip_month", "Pas ce mois-ci"),
        ),
    )


def kept() -> Card:
    return Card("C'est gardé.", title="C'est gardé", blocks=(Paragraph("Le montrer à l'équipe?"),))


async def shown(slack: FakeSlack, client: Any, turns: StubTurns) -> fakes.Opened:
    """« /relais défi », and the form it opens."""
    turns.reply = Reply(Shape.FORM, form(), "card1", 0)
    response = await slack.command("défi").to(client)
    assert (response.status, await response.text()) == (200, "")
    return slack.views[-1]


async def posted(slack: FakeSlack, channel: Any) -> fakes.Shown:
    """The form's card, as a message in Marie's private chat."""
    to = Destination(TEAM, PERSON, slack.chat(PERSON), {})
    await channel.post(Outgoing(to, form(), "card1", 3))
    return slack.last


async def test_a_command_opens_the_form(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    [incoming] = turns.taken
    assert isinstance(incoming.act, Opened)
    assert (incoming.act.word, incoming.event_id) == ("défi", incoming.act.trigger)
    assert (incoming.account, incoming.place) == (MARIE, Place(Where.PERSONAL, ""))
    assert view.user == PERSON
    assert "Votre défi, d'ici la rencontre du 13 novembre" in view.words
    assert len(slack.called("views.open")) == 1


@pytest.mark.parametrize("text", ["", "aide", "mes défis", "&lt;script&gt;"])
async def test_any_command_is_the_turns_to_answer(text: str, slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    response = await slack.command(text).to(client)
    assert (response.status, await response.text()) == (200, "")
    [incoming] = turns.taken
    assert isinstance(incoming.act, Opened)
    assert incoming.act.word == text.replace("&lt;", "<").replace("&gt;", ">")
    assert slack.views == []


@pytest.mark.parametrize("failure", [{"error": "expired_trigger_id"}, {"status": 503, "body": "no"}, {"cut": True}])
async def test_a_form_that_does_not_open_is_acknowledged_all_the_same(
    failure: dict[str, Any], slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    slack.fail("views.open", **failure)
    turns.reply = Reply(Shape.FORM, form(), "card1", 0)
    response = await slack.command("défi").to(client)
    assert (response.status, await response.text(), slack.views) == (200, "", [])
    await shown(slack, client, turns)  # and the next one opens


async def test_a_form_filled_in_and_sent(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.REPLACE, kept(), "card1", 1)
    fields = {"question": QUESTION + "\r\n\x00& <b>", "tool_user": "me"}
    response = await slack.submit(view, fields).to(client)
    incoming = turns.taken[-1]
    assert incoming.act == Pressed("card1", "form.challenge", 0, {**fields, "question": QUESTION + "\n& <b>"})
    assert (incoming.account, incoming.place, incoming.replaces) == (MARIE, Place(Where.PERSONAL, ""), True)
    after = slack.answered(view, await response.json())
    assert after.view["title"]["text"] == "C'est gardé"
    assert "Le montrer à l'équipe?" in after.words
    assert "submit" not in after.view


async def test_an_empty_form_comes_without_fields(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    await slack.submit(view, {}).to(client)
    assert turns.taken[-1].act == Pressed("card1", "form.challenge", 0, {})


async def test_no_values_at_all_are_an_empty_list_at_slack(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    sent = {**view.view, "id": "V1", "state": {"values": []}}
    assert (await slack.submit(view, {}, view=sent).to(client)).status == 200
    assert turns.taken[-1].act == Pressed("card1", "form.challenge", 0, {})


async def test_a_forms_faults_are_shown_under_their_fields(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.FAULTS, form("Une phrase suffit."), "card1", 0)
    response = await slack.submit(view, {"question": "x"}).to(client)
    assert await response.json() == {"response_action": "errors", "errors": {"question": "Une phrase suffit."}}
    turns.reply = NOTHING
    response = await slack.submit(view, {"question": QUESTION}).to(client)
    assert await response.json() == {"response_action": "clear"}


async def test_faults_of_no_field_show_the_form_again(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.FAULTS, form(), "card1", 0)
    answer = await (await slack.submit(view, {}).to(client)).json()
    assert "submit" in slack.answered(view, answer).view


async def test_a_submission_sent_twice_has_two_ids_and_one_target(
    slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    view = await shown(slack, client, turns)
    for _ in range(2):
        await slack.submit(view, {"question": QUESTION}).to(client)
    first, second = turns.taken[-2:]
    assert first.event_id != second.event_id
    assert first.act == second.act


async def test_a_submission_without_a_trigger_is_known_by_its_form(
    slack: FakeSlack, client: Any, turns: StubTurns
) -> None:
    view = await shown(slack, client, turns)
    sent = {**view.view, "id": "V1", "hash": "156772938.1827394", "state": {"values": {}}}
    await slack.submit(view, {}, trigger_id=None, view=sent).to(client)
    assert turns.taken[-1].event_id == "V1.156772938.1827394"


async def test_a_press_in_a_message(slack: FakeSlack, client: Any, channel: Any, turns: StubTurns) -> None:
    message = await posted(slack, channel)
    turns.reply = Reply(Shape.REPLACE, kept(), "card1", 4)
    sent = slack.press("challenge.skip_month", message, fields={"question": QUESTION})
    response = await sent.to(client)
    # Slack takes no card in answer to a press: the turn edits it through the outbox.
    assert (response.status, await response.text()) == (200, "")
    [incoming] = turns.taken
    assert incoming.place == Place(Where.PERSONAL, slack.chat(PERSON))
    assert incoming.account == MARIE
    assert not incoming.replaces
    assert isinstance(incoming.act, Pressed)
    assert incoming.act.trigger == incoming.event_id
    assert (incoming.act.card, incoming.act.verb, incoming.act.revision) == ("card1", "challenge.skip_month", 3)
    assert incoming.act.fields == {"question": QUESTION}


async def test_a_press_in_a_channel(slack: FakeSlack, client: Any, channel: Any, turns: StubTurns) -> None:
    message = await posted(slack, channel)
    await slack.press("form.challenge", message, channel={"id": "C0SALON"}).to(client)
    assert turns.taken[0].place == Place(Where.CHANNEL, "C0SALON")
    container = {"type": "message", "message_ts": message.ts, "thread_ts": "1759838400.000100"}
    await slack.press("form.challenge", message, channel={"id": "C0SALON"}, container=container).to(client)
    assert turns.taken[1].place == Place(Where.CHANNEL, "C0SALON", thread="1759838400.000100")


async def test_who_presses_in_a_channel_is_told_alone(
    slack: FakeSlack, client: Any, channel: Any, turns: StubTurns
) -> None:
    message = await posted(slack, channel)
    turns.reply = Reply(Shape.TOLD, Card("Je continue avec vous <!here>."))
    where = {"channel": {"id": "C0SALON"}, "container": {"type": "message", "thread_ts": "1759838400.000100"}}
    assert (await slack.press("form.challenge", message, **where).to(client)).status == 200
    (told,) = slack.called("chat.postEphemeral")
    assert told == {
        "channel": "C0SALON",
        "user": PERSON,
        "text": "Je continue avec vous &lt;!here&gt;.",
        "thread_ts": "1759838400.000100",
        "link_names": False,
        "parse": "none",
    }


@pytest.mark.parametrize("failure", [{"error": "user_not_in_channel"}, {"status": 503, "body": ""}, {"cut": True}])
async def test_who_can_not_be_told_does_no_harm(
    slack: FakeSlack, client: Any, channel: Any, turns: StubTurns, failure: dict[str, Any]
) -> None:
    message = await posted(slack, channel)
    turns.reply = Reply(Shape.TOLD, Card("Je continue avec vous en privé."))
    slack.fail("chat.postEphemeral", **failure)
    response = await slack.press("form.challenge", message, channel={"id": "C0SALON"}).to(client)
    assert (response.status, await response.text()) == (200, "")


async def test_a_press_in_a_form_is_answered_in_it(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.REPLACE, kept(), "card1", 1)
    response = await slack.press("challenge.skip_month", view, fields={"tool_user": "no_tool"}).to(client)
    assert (response.status, await response.text()) == (200, "")
    incoming = turns.taken[-1]
    assert (incoming.place, incoming.replaces) == (Place(Where.PERSONAL, ""), True)
    assert isinstance(incoming.act, Pressed)
    assert (incoming.act.verb, incoming.act.fields) == ("challenge.skip_month", {"tool_user": "no_tool"})
    assert slack.views[-1].id == view.id
    assert "Le montrer à l'équipe?" in slack.views[-1].words


async def test_a_press_in_a_form_may_leave_it_as_it_is(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = NOTHING
    assert (await slack.press("challenge.skip_month", view).to(client)).status == 200
    assert slack.called("views.update") == []


async def test_a_form_that_was_closed_meanwhile_does_no_harm(slack: FakeSlack, client: Any, turns: StubTurns) -> None:
    view = await shown(slack, client, turns)
    turns.reply = Reply(Shape.REPLACE, kept(), "card1", 1)
    slack.fail("views.update", error="not_found")
    assert (await slack.press("challenge.skip_month", view).to(client)).status == 200
    assert slack.views == [view]


@pytest.mark.parametrize("shape", [Shape.FORM, Shape.FAULTS])
async def test_a_press_may_open_a_form(
    shape: Shape, slack: FakeSlack, client: Any, channel: Any, turns: StubTurns
) -> None:
    message = await posted(slack, channel)
    turns.reply = Reply(shape, form("Une phrase suffit."), "card1", 3)
    await slack.press("form.challenge", message, fields={"question": "x"}).to(client)
    [view] = slack.views
    assert "Une phrase suffit." in view.words


async def test_a_press_without_a_trigger_is_known_by_its_time(
    slack: FakeSlack, client: Any, channel: Any, turns: StubTurns
) -> None:
    message = await posted(slack, channel)
    value = message.blocks[-1]["elements"][0]["value"]
    action = {"type": "button", "action_id": "form.challenge", "value": value, "action_ts": "1548426417.840180"}
    await slack.press("form.challenge", message, trigger_id=None, actions=[action]).to(client)
    assert turns.taken[0].event_id == "1548426417.840180"


async def test_a_day_chosen_comes_as_it_is_written(
    slack: FakeSlack, client: Any, channel: Any, turns: StubTurns
) -> None:
    message = await posted(slack, channel)
    picked = {"on": {"on": {"type": "datepicker", "selected_date": "2025-11-13"}}}
    empty = {"on": {"on": {"type": "datepicker", "selected_date": None}}}
    for values in (picked, empty):
        await slack.press("form.challenge", message, state={"values": values}).to(client)
    assert [incoming.act.fields for incoming in turns.taken] == [{"on": "2025-11-13"}, {}]


async def test_a_choice_made_without_a_button_waits_for_one(
    slack: FakeSlack, client: Any, channel: Any, turns: StubTurns
) -> None:
    message = await posted(slack, channel)
    action = {"type": "radio_buttons", "action_id": "tool_user", "selected_option": {"value": "me"}}
    response = await slack.press("form.challenge", message, actions=[action]).to(client)
    assert (response.status, turns.taken) == (200, [])


@pytest.mark.parametrize(
    ("changed", "tenant", "guest"),
    [
        ({}, TEAM, False),
        ({"user": {"id": PERSON, "team_id": "T0OTHER"}}, TEAM, True),
        ({"user": {"id": PERSON}}, TEAM, False),
        ({"team": None, "user": {"id": PERSON, "team_id": "T0OTHER"}}, "T0OTHER", False),
        ({"team": {"id": TEAM, "enterprise_id": "E0"}, "user": {"id": PERSON, "team_id": "E0"}}, TEAM, False),
    ],
)
async def test_whose_press_it_is(
    changed: dict[str, Any], tenant: str, guest: bool, slack: FakeSlack, client: Any, channel: Any, turns: StubTurns
) -> None:
    message = await posted(slack, channel)
    await slack.press("form.challenge", message, **changed).to(client)
    assert turns.taken[0].account == Account("slack", tenant, PERSON, guest=guest)
