"""A page taken along in Teams: offered, accepted, put where it was said, shown; and whatever comes between."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from community.delivery import OutboxState
from storage.schema import guide_answers, outbox, uploads, walks
from tests.fakes.teams import FakeMicrosoft, Scripted
from tests.fakes.teams_activities import CONSENT, INFO
from tests.scenarios.house import CORA, House
from tests.scenarios.taking import PROJECT, accepted, offered, opened, said, walked


async def test_a_page_is_offered_accepted_put_and_shown(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        asked = consent.attachment(CONSENT)
        assert asked["name"].startswith("relais-guide-2025-10-07-")
        assert set(asked["content"]["acceptContext"]) == {"card"}
        assert PROJECT not in str(consent.body)

        (shown,) = await accepted(house, consent)
        (put,) = microsoft.put
        size = len(put.content)
        assert put.headers["Content-Range"] == f"bytes 0-{size - 1}/{size}"
        assert put.path == "/drive/uploadSession?guid=%2701%27&overwrite=True"
        assert "Authorization" not in put.headers
        assert asked["content"]["sizeInBytes"] == size
        assert PROJECT in said(put.content)
        assert opened(put.content).core_properties.language == "fr-CA"
        info = shown.attachment(INFO)
        assert info["name"] == asked["name"]
        assert info["contentUrl"].startswith(microsoft.drive)
        assert info["content"] == {"uniqueId": "01FED6KHQXVVCUCI6XVJCZZMU2WMUSA6JS", "fileType": "docx"}

        (edit,) = house.edits(consent)
        assert "C'est accepté." in edit.text
        kept = await house.app.database.read(lambda conn: conn.execute(select(uploads.c.place_sealed)).scalar_one())
        assert "uploadSession" not in kept
        messages = await house.app.database.read(lambda conn: conn.execute(select(outbox.c.message)).scalars().all())
        assert "uploadSession" not in str(messages)


async def test_the_page_is_as_it_is_when_it_is_put(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        await house.app.database.write(lambda conn: conn.execute(update(guide_answers).values(goes=True)))
        await accepted(house, consent)
        assert "Voir avec l'équipe." in said(microsoft.put[0].content)


async def test_declined_is_answered_kindly_and_it_may_be_asked_for_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        await house.deliver(microsoft.consents(consent, accepts=False))
        assert house.news() == []
        (edit,) = house.edits(consent)
        assert "rien n'est déposé" in edit.text
        again = await offered(house, edit, label="Redemander la page")
        assert await accepted(house, again)
        assert len(microsoft.put) == 1


async def test_pressed_twice_it_is_put_once(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        await accepted(house, consent)
        (told,) = await accepted(house, consent)
        assert "avait déjà sa réponse" in told.text
        assert len(microsoft.put) == 1
        assert await accepted(house, await offered(house, told, label="Redemander la page"))


async def test_the_same_event_delivered_again_changes_nothing(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        event = microsoft.consents(consent)
        for _ in range(2):
            assert (await house.deliver(event)).status == 200
        assert len(microsoft.put) == 1
        assert len(house.news()) == 1


async def test_somebody_elses_answer_is_nobodys(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        await house.say("help", CORA)
        (told,) = await accepted(house, consent, CORA)
        assert told.conversation == CORA.chat
        assert PROJECT not in told.text
        assert microsoft.put == []
        assert await accepted(house, consent)
        assert len(microsoft.put) == 1


async def test_after_a_week_it_is_asked_for_again(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        house.clock.advance(timedelta(days=7))
        assert await accepted(house, consent) == []
        (edit,) = house.edits(consent)
        assert "plus d'une semaine" in edit.text
        assert microsoft.put == []
        assert await accepted(house, await offered(house, edit, label="Redemander la page"))


async def test_a_walk_that_is_gone_leaves_nothing_anywhere(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        await house.app.database.write(_erased)
        assert await accepted(house, consent) == []
        (edit,) = house.edits(consent)
        assert "n'est plus là" in edit.text
        assert microsoft.put == []
        (asked,) = [sent for sent in await house.say("guide") if sent.card]
        assert "Quel est votre projet" in asked.text


async def test_a_walk_that_goes_between_accept_and_put_leaves_nothing_anywhere(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        microsoft.drives.append(Scripted(429, headers={"Retry-After": "30"}))
        assert await accepted(house, consent) == []
        await house.app.database.write(_erased)
        house.clock.advance(timedelta(seconds=60))
        (told,) = await house.tick()
        assert "n'est plus là" in told.text
        assert microsoft.put == []


@pytest.mark.parametrize("status", [429, 503, 500, 202, 0])
async def test_what_may_pass_is_tried_again(url: str, microsoft: FakeMicrosoft, status: int) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        answer = Scripted(status, headers={"Retry-After": "5"} if status == 429 else {})
        microsoft.drives += [answer] * (1 if status else 2)  # a connection kept open that breaks: aiohttp asks again
        assert await accepted(house, consent) == []
        house.clock.advance(timedelta(seconds=60))
        (shown,) = await house.tick()
        assert shown.attachment(INFO)
        assert len({said(put.content) for put in microsoft.put}) == 1, "the same page, however often"


@pytest.mark.parametrize("status", [401, 403, 404, 409, 507, 301])
async def test_what_is_refused_is_told_with_a_way_on(url: str, microsoft: FakeMicrosoft, status: int) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        microsoft.drives.append(Scripted(status, headers={"Location": microsoft.url} if status == 301 else {}))
        (told,) = await accepted(house, consent)
        assert "n'a pas confirmé" in told.text
        assert microsoft.put == []
        assert await accepted(house, await offered(house, told, label="Redemander la page"))
        assert len(microsoft.put) == 1


async def test_bytes_that_are_there_already_are_there(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house))
        microsoft.drives += [Scripted(0), Scripted(0), Scripted(416)]
        assert await accepted(house, consent) == []
        house.clock.advance(timedelta(seconds=60))
        (shown,) = await house.tick()
        assert shown.attachment(INFO)


async def test_a_place_that_is_not_on_the_list_gets_nothing(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        for field in ("uploadUrl", "contentUrl"):
            consent = await offered(house, await walked(house))
            assert await accepted(house, consent, **{field: "https://sharepoint.com.evil.example/x"}) == []
            (edit,) = house.edits(consent)
            assert "que Relais ne connaît pas" in edit.text
        assert microsoft.put == []


async def test_with_a_public_address_what_one_drive_refuses_is_had_by_a_link(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft, public_url="https://relais.example.org") as house:
        consent = await offered(house, await walked(house))
        microsoft.drives.append(Scripted(403))
        (told,) = await accepted(house, consent)
        await house.press(told, "L'avoir par un lien")
        (linked,) = house.news()
        link = linked.button("Télécharger la page")
        assert link["type"] == "Action.OpenUrl"
        assert link["url"].startswith("https://relais.example.org/files/")


@pytest.mark.parametrize("status", [400, 403])
async def test_a_question_that_teams_does_not_take_is_told_with_a_way_on(
    url: str, microsoft: FakeMicrosoft, status: int
) -> None:
    async with House(url, microsoft, public_url="https://relais.example.org") as house:
        on = await walked(house)
        microsoft.script += [Scripted(200, {"id": "the page"}), Scripted(status, {"error": {"code": "BadSyntax"}})]
        on = await house.press(on, "Emporter la page")
        (told,) = house.news()
        assert "n'offre pas de fichier" in told.text
        await house.press(told, "L'avoir par un lien")
        assert house.news()[-1].button("Télécharger la page")
        assert await offered(house, on), "and the next question is asked as before"


async def test_where_teams_takes_no_files_and_nobody_gave_an_address_that_is_said(
    url: str, microsoft: FakeMicrosoft
) -> None:
    async with House(url, microsoft, teams_file_hosts="") as house:
        told = await house.press(await walked(house), "Emporter la page")
        assert "adresse publique" in told.text
        assert house.news() == []
        assert "Où vous en êtes" in (await house.press(told, "Où j'en suis")).text


async def test_the_place_is_forgotten_after_a_day(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        await accepted(house, await offered(house, await walked(house)))
        house.clock.advance(timedelta(days=1, hours=1))
        await house.tick()
        found = await house.app.database.read(lambda conn: conn.execute(select(uploads)).all())
        assert found == []
        states = await house.app.database.read(lambda conn: conn.execute(select(outbox.c.state)).scalars().all())
        assert set(states) == {OutboxState.SENT}


async def test_english_speakers_get_an_english_page(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        consent = await offered(house, await walked(house, CORA), CORA, "Take the page along")
        await accepted(house, consent, CORA)
        found = opened(microsoft.put[0].content)
        assert found.core_properties.language == "en-CA"
        assert found.tables[0].cell(0, 0).text == "Point"


async def test_another_persons_walk_is_never_taken(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        on = await walked(house)
        theirs = on.button("Emporter la page")["data"]
        walk_id = await house.app.database.read(lambda conn: conn.execute(select(walks.c.id)).scalar_one())
        cora = await walked(house, CORA)
        data = cora.button("Take the page along")["data"]
        verb = f"do.take_walk.{walk_id}"
        await house.deliver(microsoft.invoke(data["card"], verb, data["revision"], CORA))
        await house.deliver(microsoft.invoke(theirs["card"], verb, theirs["revision"], CORA))
        assert not any(CONSENT in str(sent.body) for sent in house.news())
        assert PROJECT not in str([sent.body for sent in microsoft.posted if sent.conversation == CORA.chat][-2:])


def _erased(conn: Any) -> None:
    conn.execute(delete(guide_answers))
    conn.execute(delete(walks))
