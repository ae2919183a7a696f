"""The connector answers a Teams bot as Teams would."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.connector import PREFIX
from bot.demo.store import BOT
from tests.demo.stage import FORM, PEER, SCENE, TEACHER, TEAM, Stage, posted_card, stage

BASE = f"{PREFIX}/v3/conversations"
CHAT = f"{BASE}/{TEACHER.chat}"


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path / "page.db") as it:
        yield it


async def test_a_private_chat_is_opened_by_either_id(demo: Stage) -> None:
    for id_ in (PEER.user_id, PEER.object_id):
        answer = await demo.client.post(BASE, json={"members": [{"id": id_}], "tenantId": SCENE.tenant})
        assert (answer.status, await answer.json()) == (201, {"id": PEER.chat})


@pytest.mark.parametrize("body", [{}, {"members": []}, {"members": [{"id": "29:nobody"}]}])
async def test_no_chat_is_opened_with_a_stranger(demo: Stage, body: object) -> None:
    assert (await demo.client.post(BASE, json=body)).status == 403


async def test_a_post_is_kept_then_edited(demo: Stage) -> None:
    posted = await demo.client.post(f"{CHAT}/activities", json={"type": "message", "text": "bonjour"})
    id_ = (await posted.json())["id"]
    assert posted.status == 201
    edited = await demo.client.put(f"{CHAT}/activities/{id_}", json=posted_card(FORM))
    assert edited.status == 200

    (kept,) = demo.store.all()
    assert (kept.id, kept.conversation, kept.author, kept.activity) == (id_, TEACHER.chat, BOT, posted_card(FORM))


async def test_a_post_in_a_channels_thread_keeps_its_thread(demo: Stage) -> None:
    thread = f"{TEAM.id};messageid=17"
    assert (await demo.client.post(f"{BASE}/{thread}/activities", json={"text": "oui"})).status == 201
    assert demo.store.all()[0].conversation == thread


@pytest.mark.parametrize("card", [{"type": "AdaptiveCard", "body": [{"type": "Media"}]}, {"type": "HeroCard"}])
async def test_a_card_that_teams_would_refuse_is_refused(demo: Stage, card: dict[str, object]) -> None:
    refused = await demo.client.post(f"{CHAT}/activities", json=posted_card(card))
    assert (refused.status, (await refused.json())["error"]["code"]) == (400, "BadSyntax")
    assert demo.store.all() == []
    assert (await demo.client.post(f"{CHAT}/activities", json=posted_card(FORM))).status == 201, "the next one passes"


async def test_unknown_places_are_not_found(demo: Stage) -> None:
    assert (await demo.client.post(f"{BASE}/a:nobody/activities", json={"text": "?"})).status == 404
    assert (await demo.client.put(f"{CHAT}/activities/17", json={"text": "?"})).status == 404
    assert (await demo.client.get(f"{CHAT}/members/29:nobody")).status == 404


async def test_a_member_has_an_e_mail(demo: Stage) -> None:
    profile = await (await demo.client.get(f"{CHAT}/members/{TEACHER.user_id}")).json()
    assert (profile["name"], profile["email"]) == (TEACHER.name, TEACHER.email)
    assert profile["aadObjectId"] == TEACHER.object_id


async def test_a_web_page_of_another_site_cannot_post_here(demo: Stage) -> None:
    headers = {"Origin": "https://evil.example"}
    assert (await demo.client.post(f"{CHAT}/activities", json={"text": "?"}, headers=headers)).status == 403
    assert (await demo.client.get(f"{CHAT}/members/{PEER.user_id}", headers={"Host": "evil"})).status == 403
