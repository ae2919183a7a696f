"""Where people and channels are written to, and whose address it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, update

from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import addresses, people, tenants
from storage.scope import Deployment, Scope, new_id

PERSONAL = "personal"
CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Address:
    """One row of ``addresses``; ``locale`` is the person's, or the client's for somebody no roster names."""

    id: str
    organization_id: str
    person_id: str | None
    channel: str
    tenant: str
    kind: str
    account: str
    conversation: str | None
    reference: Mapping[str, Any]
    reachable: bool
    link_refused: bool
    locale: str


_MINE = (
    select(
        tenants.c.organization_id.label("organization"),
        addresses,
        people.c.locale.label("person_locale"),
    )
    .select_from(
        tenants.outerjoin(
            addresses,
            and_(
                addresses.c.organization_id == tenants.c.organization_id,
                addresses.c.channel == tenants.c.channel,
                addresses.c.tenant == tenants.c.tenant,
                addresses.c.kind == bindparam("of_kind"),
                addresses.c.account == bindparam("of_account"),
            ),
        ).outerjoin(people, people.c.id == addresses.c.person_id)
    )
    .where(tenants.c.channel == bindparam("of_channel"), tenants.c.tenant == bindparam("of_tenant"))
)
_BY_ID = (
    select(addresses, people.c.locale.label("person_locale"))
    .select_from(addresses.outerjoin(people, people.c.id == addresses.c.person_id))
    .where(addresses.c.id == bindparam("of_id"), addresses.c.organization_id == bindparam("of_organization"))
)
_OF_PERSON = (
    select(addresses, people.c.locale.label("person_locale"))
    .select_from(addresses.join(people, people.c.id == addresses.c.person_id))
    .where(
        addresses.c.person_id == bindparam("of_person"),
        addresses.c.organization_id == bindparam("of_organization"),
        addresses.c.kind == PERSONAL,
        addresses.c.reachable,
    )
    .order_by(addresses.c.conversation.is_(None), addresses.c.linked_at.desc(), addresses.c.id)
    .limit(1)
)
_BY_IDS = (
    select(addresses, people.c.locale.label("person_locale"))
    .select_from(addresses.outerjoin(people, people.c.id == addresses.c.person_id))
    .where(addresses.c.id.in_(bindparam("of_ids", expanding=True)))
)
_OF_TEAM = (
    select(addresses, people.c.locale.label("person_locale"))
    .select_from(addresses.outerjoin(people, people.c.id == addresses.c.person_id))
    .where(
        addresses.c.organization_id == bindparam("of_organization"),
        addresses.c.channel == bindparam("of_channel"),
        addresses.c.tenant == bindparam("of_tenant"),
        addresses.c.kind == CHANNEL,
        addresses.c.reference["team"].as_string() == bindparam("of_team"),
    )
    .order_by(addresses.c.id)
)
_MY_ROW = (addresses.c.id == bindparam("of_id")) & (addresses.c.organization_id == bindparam("of_organization"))
_UPDATE = update(addresses).where(_MY_ROW)
_SPOKEN_TO = select(people.c.locale).where(people.c.id == addresses.c.person_id).scalar_subquery()
_UNLINKED = update(addresses).values(
    person_id=None,
    linked_at=None,
    linked_by=None,
    link_refused=True,
    locale=func.coalesce(_SPOKEN_TO, addresses.c.locale),  # whoever it is goes on being spoken to in their language
)
_UNLINK = _UNLINKED.where(_MY_ROW)


def find_account(
    deployment: Deployment, conn: Connection, channel: str, tenant: str, kind: str, account: str
) -> tuple[Scope, Address | None] | None:
    """The organization that accepts this tenant, and the address of this account there.

    ``None`` when no organization accepts the tenant.
    """
    given = {"of_channel": channel, "of_tenant": tenant, "of_kind": kind, "of_account": account}
    row = conn.execute(_MINE, given).first()
    if row is None:
        return None
    return Scope(row.organization), _address(row) if row.id is not None else None


def find_address(scope: Scope, conn: Connection, address_id: str) -> Address | None:
    """The organization's address of this id."""
    row = conn.execute(_BY_ID, _id(scope, address_id)).first()
    return _address(row) if row is not None else None


def address_of_person(scope: Scope, conn: Connection, person_id: str) -> Address | None:
    """Where the organization's person is written to first: the private chat they opened last, else an account.

    ``None`` for somebody who was never there, or whose every account is gone.
    """
    row = conn.execute(_OF_PERSON, {"of_person": person_id, "of_organization": scope.organization_id}).first()
    return _address(row) if row is not None else None


def find_addresses(deployment: Deployment, conn: Connection, ids: Iterable[str]) -> dict[str, Address]:
    """The addresses of these ids, whichever organizations': whoever uses one holds it to theirs."""
    return {row.id: _address(row) for row in conn.execute(_BY_IDS, {"of_ids": sorted(set(ids))})}


def addresses_of_team(scope: Scope, conn: Connection, channel: str, tenant: str, team: str) -> list[Address]:
    """The organization's channels, as far as known, of a team in the platform's sense, by what their reference says."""
    given = {"of_channel": channel, "of_tenant": tenant, "of_team": team, "of_organization": scope.organization_id}
    return [_address(row) for row in conn.execute(_OF_TEAM, given)]


def add_address(scope: Scope, conn: Connection, values: dict[str, Any]) -> Address | None:
    """A new address, nobody's yet: channel, tenant, kind, account, conversation, reference, locale.

    ``None`` when another turn has just added it: look for it again. So, too, where the organization doesn't accept
    the tenant.
    """
    accepted = select(tenants.c.tenant).where(
        tenants.c.channel == values["channel"],
        tenants.c.tenant == values["tenant"],
        tenants.c.organization_id == scope.organization_id,
    )
    row = values | {"id": new_id(), "organization_id": scope.organization_id, "person_id": None}
    if conn.execute(accepted).first() is None or not insert_new(conn, addresses, row):
        return None
    return find_address(scope, conn, row["id"])


def move_address(
    scope: Scope, conn: Connection, address_id: str, conversation: str | None, reference: Mapping[str, Any]
) -> bool:
    """Keep where this address is now: the conversation and the platform's reference. It is reachable again."""
    values = {"conversation": conversation, "reference": dict(reference), "reachable": True}
    return conn.execute(_UPDATE, values | _id(scope, address_id)).rowcount == 1


def speak_in(scope: Scope, conn: Connection, address_id: str, locale: str) -> bool:
    """The locale that a channel is spoken to in: its community's."""
    return conn.execute(_UPDATE, {"locale": locale} | _id(scope, address_id)).rowcount == 1


def mark_unreachable(scope: Scope, conn: Connection, address_id: str) -> bool:
    """Nothing more is posted here until somebody writes from it again."""
    return conn.execute(_UPDATE, {"reachable": False} | _id(scope, address_id)).rowcount == 1


def link(scope: Scope, conn: Connection, address_id: str, person_id: str, linked_by: str, now: datetime) -> bool:
    """This account is this person of the same organization.

    ``linked_by`` is ``"email"``, or ``"person"`` who asked for it.
    """
    if not are_ours(scope, conn, (people, person_id)):
        return False
    values = {"person_id": person_id, "linked_at": now, "linked_by": linked_by, "link_refused": False}
    return conn.execute(_UPDATE, values | _id(scope, address_id)).rowcount == 1


def accounts_of(scope: Scope, conn: Connection, person_id: str, channel: str, tenant: str) -> list[str]:
    """The addresses, by id, of this person's accounts in one tenant.

    The person stays locked until the transaction ends: of two accounts to be linked at once, one comes first.
    """
    mine = (people.c.id == person_id) & (people.c.organization_id == scope.organization_id)
    conn.execute(select(people.c.id).where(mine).with_for_update())
    theirs = select(addresses.c.id).where(
        addresses.c.organization_id == scope.organization_id,
        addresses.c.person_id == person_id,
        addresses.c.kind == PERSONAL,
        addresses.c.channel == channel,
        addresses.c.tenant == tenant,
    )
    return list(conn.scalars(theirs))


def unlink_person(scope: Scope, conn: Connection, person_id: str) -> int:
    """Undo every link of this person's accounts, for an administrator; how many. Their next account is linked anew."""
    mine = (addresses.c.person_id == person_id) & (addresses.c.organization_id == scope.organization_id)
    return conn.execute(_UNLINKED.where(mine)).rowcount


def unlink(scope: Scope, conn: Connection, address_id: str) -> bool:
    """The person undid the link; nothing makes it again by itself."""
    return conn.execute(_UNLINK, _id(scope, address_id)).rowcount == 1


def _id(scope: Scope, address_id: str) -> dict[str, str]:
    return {"of_id": address_id, "of_organization": scope.organization_id}


def _address(row: Any) -> Address:
    return Address(
        id=row.id,
        organization_id=row.organization_id,
        person_id=row.person_id,
        channel=row.channel,
        tenant=row.tenant,
        kind=row.kind,
        account=row.account or "",
        conversation=row.conversation,
        reference=row.reference,
        reachable=row.reachable,
        link_refused=row.link_refused,
        locale=row.person_locale or row.locale,
    )
