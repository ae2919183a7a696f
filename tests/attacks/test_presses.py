"""A press on a person's own card that comes from where others read along: nothing of theirs is shown there."""

from typing import Any

import pytest

from tests.fakes.teams import ADA, CHANNEL, GROUP, Conversation, FakeMicrosoft
from tests.scenarios.house import House

MESSAGE = "application/vnd.microsoft.activity.message"
SECRET = "Comment secret?"
PRESSES: list[tuple[str, dict[str, Any]]] = [
    ("challenge.change", {}),
    ("challenge.skip_month", {}),
    ("say.my_challenges", {}),
    ("list.page.0", {}),
    ("form.challenge", {"question": "Comment lire?", "tool_user": "me"}),
    ("form.challenge", {"question": "x" * 301, "tool_user": "me"}),
    ("say.nothing", {}),
]


@pytest.mark.parametrize("where", [CHANNEL, GROUP], ids=["channel", "group chat"])
async def test_a_private_card_is_not_pressed_where_others_read_along(
    url: str, microsoft: FakeMicrosoft, where: Conversation
) -> None:
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        kept = await house.press(form, "Garder", question=SECRET, tool_user="me")
        data = kept.button("Changer la question")["data"]
        house.news()
        for verb, inputs in PRESSES:
            press = microsoft.invoke(data["card"], verb, data["revision"], ADA, where, **inputs)
            answers = [await house.deliver(press) for _ in range(2)]
            assert [(answer.status, (answer.body or {}).get("type")) for answer in answers] == [(200, MESSAGE)] * 2
            (private,) = house.news()
            assert (private.conversation, "Rien n'a changé." in private.text) == (ADA.chat, True), verb
        assert len(house.edits(kept)) == 1
        (listed,) = await house.say("mes défis")
        assert SECRET in listed.text
        assert (await house.press(kept, "Changer la question")).card  # in private it does what it says
