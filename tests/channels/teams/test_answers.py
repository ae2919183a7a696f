"""What is answered when the turn can't be taken, what the roster is asked, and what the demo may."""

import pytest

from bot.channels.teams.post import TeamsChannel
from bot.settings import Settings
from bot.turn import Busy, UnknownTenant
from tests.channels.teams.stage import Client, Turns, served
from tests.fakes.teams import ADA, CHANNEL, FakeMicrosoft, Scripted, Who


async def test_another_tenant_gets_403_and_nothing_else(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    turns.error = UnknownTenant()
    for activity in (microsoft.message("aide"), microsoft.invoke("c", "v")):
        answer = await microsoft.deliver(client, activity)
        assert (answer.status, answer.text) == (403, "")
    turns.error = None
    assert (await microsoft.deliver(client, microsoft.message("aide"))).status == 200


async def test_busy_is_told_so_that_teams_comes_again(microsoft: FakeMicrosoft, client: Client, turns: Turns) -> None:
    turns.error = Busy()
    assert (await microsoft.deliver(client, microsoft.message("aide"))).status == 503
    turns.error = None
    assert (await microsoft.deliver(client, microsoft.message("aide"))).status == 200


async def test_a_fault_of_ours_shows_nothing_of_it(
    microsoft: FakeMicrosoft, client: Client, turns: Turns, capsys: pytest.CaptureFixture[str]
) -> None:
    turns.error = RuntimeError("ce que quelqu'un a écrit")
    answer = await microsoft.deliver(client, microsoft.message("ce que quelqu'un a écrit"))
    assert (answer.status, answer.text) == (500, "")
    said = capsys.readouterr()
    assert "RuntimeError" in said.out
    assert "écrit" not in said.out + said.err


async def test_the_roster_gives_the_e_mail(
    microsoft: FakeMicrosoft, client: Client, channel: TeamsChannel, turns: Turns
) -> None:
    microsoft.know(Who(id="29:bo", object_id="bo", email="BO@college.example"))
    await microsoft.deliver(
        client, microsoft.message("aide", who=Who(id="29:bo", object_id="bo"), conversation=CHANNEL)
    )
    found = await channel.look_up(turns.taken[0])
    assert (found.account.email, found.looked_up, found.account.guest) == ("bo@college.example", True, False)


async def test_the_roster_knows_guests(
    microsoft: FakeMicrosoft, client: Client, channel: TeamsChannel, turns: Turns
) -> None:
    await microsoft.deliver(client, microsoft.message("aide"))
    microsoft.members[ADA.id] = {"userPrincipalName": "ada_other.example#EXT#@college.example", "userRole": "user"}
    found = await channel.look_up(turns.taken[0])
    assert (found.account.email, found.account.guest) == (None, True)


@pytest.mark.parametrize(
    "scripted",
    [
        Scripted(404, {"error": {"code": "MemberNotFoundInConversation"}}),
        Scripted(500),
        Scripted(0),
        Scripted(200, ["not a member"]),
        Scripted(200, raw=b"{not json"),
        Scripted(200, {"email": 5, "userPrincipalName": None}),
        Scripted(302, headers={"Location": "http://127.0.0.1:1/"}),
    ],
)
async def test_a_look_up_that_fails_says_nothing(
    microsoft: FakeMicrosoft, client: Client, channel: TeamsChannel, turns: Turns, scripted: Scripted
) -> None:
    await microsoft.deliver(client, microsoft.message("aide"))
    microsoft.script += [scripted, scripted]  # aiohttp itself asks again when a kept connection breaks under a GET
    found = await channel.look_up(turns.taken[0])
    assert (found.account.email, found.looked_up) == (None, True)
    microsoft.script.clear()
    assert (await channel.look_up(turns.taken[0])).account.email == ADA.email


async def test_the_demo_takes_unsigned_requests_of_its_own_connector_only(
    microsoft: FakeMicrosoft, settings: Settings, turns: Turns
) -> None:
    teams = TeamsChannel(settings, turns, allow_unsigned_loopback=True)
    async with served(teams) as client:
        accepted = await client.post("/api/messages", json=microsoft.message("aide"))
        assert accepted.status == 200
        other_port = microsoft.message("aide", serviceUrl="http://127.0.0.1:9/")
        assert (await client.post("/api/messages", json=other_port)).status == 403
        name = microsoft.message("aide", serviceUrl=microsoft.service_url.replace("127.0.0.1", "localhost"))
        assert (await client.post("/api/messages", json=name)).status == 401
        outside = microsoft.message("aide", serviceUrl="https://smba.trafficmanager.net/amer/")
        assert (await client.post("/api/messages", json=outside)).status == 401
        found = await teams.look_up(turns.taken[0])
        assert found.account.email == ADA.email
        assert microsoft.tokens_asked == 0
    await teams.close()
    assert len(turns.taken) == 1
