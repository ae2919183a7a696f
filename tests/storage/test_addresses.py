"""Where somebody is written to, and whose account it is."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from storage.addresses import (
    Address,
    add_address,
    find_account,
    find_address,
    link,
    mark_unreachable,
    move_address,
    unlink,
)
from storage.people import choose_locale, person_by_email
from storage.scope import DEPLOYMENT, Scope
from storage.transactions import Database
from tests.storage.seeds import NOW, College, college


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


def values(seeded: College, account: str = "new", **changes: Any) -> dict[str, Any]:
    return {
        "channel": "teams",
        "tenant": seeded.tenant,
        "kind": "personal",
        "account": account,
        "conversation": None,
        "reference": {"serviceUrl": "https://smba.example/", "n": [1]},
        "locale": "en_CA",
    } | changes


async def add(database: Database, seeded: College, account: str = "new", **changes: Any) -> Address | None:
    given = values(seeded, account, **changes)
    return await database.write(lambda conn: add_address(seeded.scope, conn, given))


async def account(
    database: Database, tenant: str, of: str, kind: str = "personal"
) -> tuple[Scope, Address | None] | None:
    return await database.read(lambda conn: find_account(DEPLOYMENT, conn, "teams", tenant, kind, of))


async def test_a_new_address_is_nobodys(database: Database, seeded: College) -> None:
    made = await add(database, seeded)
    assert made is not None
    assert made.person_id is None
    assert (made.reachable, made.link_refused, made.conversation) == (True, False, None)
    assert made.reference == {"serviceUrl": "https://smba.example/", "n": [1]}
    assert made.locale == "en_CA"  # the client's: nobody knows who it is
    assert await account(database, seeded.tenant, "new") == (Scope(seeded.scope.organization_id), made)


async def test_an_address_is_made_once(database: Database, seeded: College) -> None:
    made = await asyncio.gather(*(add(database, seeded) for _ in range(4)))
    assert sum(one is not None for one in made) == 1
    assert await add(database, seeded, kind="group") is not None


async def test_values_say_nothing_of_whose_it_is(database: Database, seeded: College) -> None:
    other = await database.write(lambda conn: college(conn, "omega"))
    mine = {"id": "mine", "organization_id": other.scope.organization_id, "person_id": other.person}
    made = await add(database, seeded, **mine)
    assert made is not None
    assert (made.organization_id, made.person_id) == (seeded.scope.organization_id, None)
    assert made.id != "mine"


async def test_no_address_in_a_tenant_that_is_not_accepted(database: Database, seeded: College) -> None:
    assert await add(database, seeded, tenant="elsewhere") is None


async def test_an_unknown_tenant_is_told_from_an_unknown_account(database: Database, seeded: College) -> None:
    assert await account(database, "elsewhere", seeded.account) is None
    assert await account(database, seeded.tenant, "nobody") == (Scope(seeded.scope.organization_id), None)
    assert await account(database, seeded.tenant, seeded.account, "group") == (
        Scope(seeded.scope.organization_id),
        None,
    )


async def test_linking_and_undoing(database: Database, seeded: College) -> None:
    made = await add(database, seeded)
    assert made is not None
    later = NOW + timedelta(hours=1)
    assert await database.write(lambda conn: link(seeded.scope, conn, made.id, seeded.colleague, "email", later))
    linked = await database.read(lambda conn: find_address(seeded.scope, conn, made.id))
    assert linked is not None
    assert linked.person_id == seeded.colleague
    assert linked.locale == "fr_CA"  # the person's own, from now on
    assert await database.write(lambda conn: unlink(seeded.scope, conn, made.id))
    undone = await database.read(lambda conn: find_address(seeded.scope, conn, made.id))
    assert undone is not None
    assert (undone.person_id, undone.link_refused, undone.locale) == (None, True, "fr_CA")
    assert await database.write(lambda conn: link(seeded.scope, conn, made.id, seeded.colleague, "person", later))
    again = await database.read(lambda conn: find_address(seeded.scope, conn, made.id))
    assert again is not None
    assert (again.person_id, again.link_refused) == (seeded.colleague, False)


async def test_nothing_is_linked_to_nobody(database: Database, seeded: College) -> None:
    assert not await database.write(lambda conn: link(seeded.scope, conn, seeded.address, "nobody", "email", NOW))
    assert not await database.write(lambda conn: link(seeded.scope, conn, "none", seeded.person, "email", NOW))
    assert not await database.write(lambda conn: unlink(seeded.scope, conn, "none"))


async def test_whoever_writes_again_is_reachable_again(database: Database, seeded: College) -> None:
    async def reachable() -> bool:
        address = await database.read(lambda conn: find_address(seeded.scope, conn, seeded.address))
        assert address is not None
        return address.reachable

    assert await database.write(lambda conn: mark_unreachable(seeded.scope, conn, seeded.address))
    assert not await reachable()
    moved = {"serviceUrl": "https://other.example/"}
    assert await database.write(lambda conn: move_address(seeded.scope, conn, seeded.address, "c9", moved))
    assert await reachable()
    address = await database.read(lambda conn: find_address(seeded.scope, conn, seeded.address))
    assert address is not None
    assert (address.conversation, address.reference) == ("c9", moved)
    assert not await database.write(lambda conn: mark_unreachable(seeded.scope, conn, "none"))
    assert not await database.write(lambda conn: move_address(seeded.scope, conn, "none", "c9", moved))


async def test_a_person_is_known_by_their_e_mail_however_it_is_written(database: Database, seeded: College) -> None:
    for email in ("ada@alpha.example", " Ada@ALPHA.example "):
        found = await database.read(lambda conn, e=email: person_by_email(seeded.scope, conn, e))
        assert found == seeded.person
    assert await database.read(lambda conn: person_by_email(seeded.scope, conn, "")) is None


async def test_choosing_a_language(database: Database, seeded: College) -> None:
    assert await database.write(lambda conn: choose_locale(seeded.scope, conn, seeded.person, "en_CA"))
    address = await database.read(lambda conn: find_address(seeded.scope, conn, seeded.address))
    assert address is not None
    assert address.locale == "en_CA"
    assert not await database.write(lambda conn: choose_locale(seeded.scope, conn, "nobody", "en_CA"))
