"""Who somebody is, where platforms say odd things of them: nobody becomes another, and nobody is shut out for good."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.intake.roster import read
from storage.addresses import unlink_person
from storage.organizations import community_by_slug
from storage.people import person_by_email
from storage.roster import import_roster
from storage.schema import addresses
from storage.scope import DEPLOYMENT
from tests.fakes.teams import ADA, CHANNEL, GROUP, Conversation, FakeMicrosoft, Who
from tests.scenarios.house import TUESDAY, House

EVA = Who("29:eva", "eeeeeeee-0000-4000-8000-000000000009", "Eva", ADA.email)
"""Somebody of elsewhere, whose own tenant says that they have Ada's e-mail."""


@pytest.mark.parametrize("where", [CHANNEL, GROUP], ids=["shared channel", "group chat"])
async def test_an_e_mail_of_another_tenant_proves_nothing(
    url: str, microsoft: FakeMicrosoft, where: Conversation
) -> None:
    microsoft.know(EVA)
    microsoft.members[EVA.id]["tenantId"] = "99999999-9999-4999-8999-999999999999"
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        await house.press(form, "Garder", question="Comment secret?", tool_user="me")
        for said in ("mes défis", "défi", "Comment autre?", "Moi"):
            shown = await house.say(said, EVA, conversation=where)
            assert not any("secret" in sent.text or "Bonjour Ada" in sent.text for sent in shown)
        (mine,) = await house.say("mes défis")
        assert "Comment secret?" in mine.text
        assert "Comment autre?" not in mine.text


@pytest.mark.parametrize("where", [CHANNEL, GROUP], ids=["channel", "group chat"])
async def test_only_a_chat_that_says_it_is_private_is_one(
    url: str, microsoft: FakeMicrosoft, where: Conversation
) -> None:
    async with House(url, microsoft) as house:
        await house.say("défi")
        await house.say("Comment secret?")
        await house.say("Moi")
        activity = microsoft.message("mes défis", conversation=where)
        del activity["conversation"]["conversationType"], activity["conversation"]["isGroup"]
        assert (await house.deliver(activity)).status == 200
        seen_there = [sent.text for sent in house.news() if sent.conversation != ADA.chat]
        assert seen_there == ["Je continue avec vous en privé."]
        (private,) = await house.say("mes défis")
        assert private.conversation == ADA.chat


async def test_a_locale_too_long_to_keep_shuts_nobody_out(url: str, microsoft: FakeMicrosoft) -> None:
    async with House(url, microsoft) as house:
        activity = microsoft.message("aide", locale="fr-Latn-CA-valencia") | {"entities": []}
        assert (await house.deliver(activity)).status == 200
        assert len(house.news()) == 2


async def test_whose_e_mail_is_renamed_is_found_again(url: str, microsoft: FakeMicrosoft) -> None:
    renamed = replace(ADA, email="ada.roy@college.example")
    roster = f"""courriel;prénom;nom;rôle;équipe;langue
{renamed.email};Ada;Roy;membre;Français;fr
bruno@college.example;Bruno;Côté;animation;;fr
"""
    async with House(url, microsoft) as house:
        await house.say("aide")

        def imports(conn):  # type: ignore[no-untyped-def]
            community = community_by_slug(DEPLOYMENT, conn, "cop")
            return import_roster(community.scope(), conn, read(roster.encode()), TUESDAY.date(), end_missing=True)

        assert not (await house.app.database.write(imports)).faults
        house.clock.advance(timedelta(days=1))
        (shut_out,) = await house.say("aide")
        assert "Bonjour Ada" not in shut_out.text
        microsoft.know(renamed)
        assert "Bonjour Ada" in (await house.say("aide", renamed))[-1].text


AGAIN = Who("29:new", "bbbbbbbb-0000-4000-8000-000000000009", "Ada", ADA.email)
"""A new account with Ada's e-mail: somebody it was given to after her, or Ada herself, her account made anew."""


async def test_a_recycled_e_mail_opens_nothing_of_its_owner_before(url: str, microsoft: FakeMicrosoft) -> None:
    microsoft.know(AGAIN)
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        await house.press(form, "Garder", question="Comment secret?", tool_user="me")
        for said in ("mes défis", "défi", "Comment autre?", "réglages"):
            shown = await house.say(said, AGAIN)
            assert not any("secret" in sent.text or "Bonjour Ada" in sent.text for sent in shown)
        (mine,) = await house.say("mes défis")
        assert "Comment secret?" in mine.text
        assert "Comment autre?" not in mine.text


async def test_two_accounts_with_one_e_mail_at_once_are_not_both_let_in(url: str, microsoft: FakeMicrosoft) -> None:
    microsoft.know(AGAIN)
    async with House(url, microsoft) as house:
        await asyncio.gather(*(house.deliver(microsoft.message("aide", who)) for who in (ADA, AGAIN)))
        theirs = select(func.count()).select_from(addresses).where(addresses.c.person_id.is_not(None))
        assert await house.app.database.read(lambda conn: conn.execute(theirs).scalar_one()) == 1


async def test_an_administrator_lets_an_account_made_anew_in(url: str, microsoft: FakeMicrosoft) -> None:
    microsoft.know(AGAIN)
    async with House(url, microsoft) as house:
        _, form = await house.say("défi")
        await house.press(form, "Garder", question="Comment lire?", tool_user="me")
        await house.say("mes défis", AGAIN)

        def unlinked(conn: Connection) -> int:
            college = community_by_slug(DEPLOYMENT, conn, "cop")
            assert college is not None
            person = person_by_email(college.scope(), conn, ADA.email or "")
            assert person is not None
            return unlink_person(college.scope(), conn, person)

        assert await house.app.database.write(unlinked) == 1
        *_, listed = await house.say("mes défis", AGAIN)
        assert "Comment lire?" in listed.text
        assert not any("Comment lire?" in sent.text for sent in await house.say("mes défis"))  # the old account's
