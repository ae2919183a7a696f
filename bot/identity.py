"""Who writes, and from where: the address of an account, and the roster's person it is linked to."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.incoming import Incoming, Pressed, Where
from storage.addresses import (
    PERSONAL,
    Address,
    accounts_of,
    add_address,
    addresses_of_team,
    find_account,
    find_address,
    link,
    move_address,
)
from storage.people import person_by_email
from storage.scope import DEPLOYMENT, Scope

LINK_AGAIN = "account.link"
"""The verb of the button by which somebody who undid the link makes it again."""


class UnknownTenant(Exception):
    """No organization here accepts this tenant: it gets nothing."""


class NeedsLookUp(Exception):
    """The platform is to be asked for this account's e-mail before the turn can be taken."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes.

    ``address`` is their private one, whether or not a private chat is open. ``place`` is the channel or group they
    wrote in, ``None`` in private. ``newly_linked``: this event made the link with the roster. ``back``: where they
    wrote could not be written to until now.
    """

    scope: Scope
    address: Address
    place: Address | None
    newly_linked: bool = False
    back: bool = False


def organization_of(conn: Connection, incoming: Incoming) -> tuple[Scope, Address | None]:
    """The organization that accepts the account's tenant, and the account's address if known.

    Raises :class:`UnknownTenant`.
    """
    account = incoming.account
    found = find_account(DEPLOYMENT, conn, account.channel, account.tenant, PERSONAL, account.id)
    if found is None:
        raise UnknownTenant
    return found


def identify(conn: Connection, incoming: Incoming, scope: Scope, address: Address | None, now: datetime) -> Writer:
    """Find or make the addresses this event speaks of, and link the account to the roster's person if it isn't yet.

    Raises :class:`NeedsLookUp` where that takes the account's e-mail, which the platform hasn't been asked for.
    """
    account, place = incoming.account, incoming.place
    in_private = place.kind is Where.PERSONAL
    chat = (place.conversation or None) if in_private else None
    mine = _keep(conn, scope, incoming, address, PERSONAL, account.id, chat, dict(place.reference))
    before, shared = address, None
    if not in_private:
        before = shared_address(conn, incoming, scope)
        reference = place.shared_reference(before.reference if before is not None else {})
        shared = _keep(conn, scope, incoming, before, place.kind, place.conversation, place.conversation, reference)
    back = before is not None and not before.reachable and bool(place.conversation)
    writer = Writer(scope, mine, shared, back=back)
    person_id = _named(conn, incoming, writer) if mine.person_id is None else None
    return _linked(conn, writer, person_id, now) if person_id is not None else writer


def found_again(conn: Connection, incoming: Incoming, writer: Writer, now: datetime) -> Writer:
    """The writer, whose person has no place any more: a roster may name them by the e-mail they have since.

    Raises :class:`NeedsLookUp`, as :func:`identify` does.
    """
    person_id = _named(conn, incoming, writer)
    return _linked(conn, writer, person_id, now) if person_id not in (None, writer.address.person_id) else writer


def shared_address(conn: Connection, incoming: Incoming, scope: Scope) -> Address | None:
    """The channel or group this event comes from, if it is known: one address for all of its threads."""
    place = incoming.place
    found = find_account(
        DEPLOYMENT, conn, incoming.account.channel, incoming.account.tenant, place.kind, place.conversation
    )
    return found[1] if found is not None and found[0] == scope else None


def places_of(conn: Connection, incoming: Incoming, scope: Scope, private: Address | None) -> list[Address]:
    """Where the app is added or removed, as far as known: one private chat, one group, or every channel of a team."""
    place, account = incoming.place, incoming.account
    if place.kind is Where.PERSONAL:
        return [private] if private is not None else []
    here = shared_address(conn, incoming, scope)
    team = place.about.get("team")
    others = addresses_of_team(scope, conn, account.channel, account.tenant, team) if team else []
    return [*([here] if here is not None else []), *(one for one in others if here is None or one.id != here.id)]


def _named(conn: Connection, incoming: Incoming, writer: Writer) -> str | None:
    """The roster's person who has the e-mail that the platform says; ``None`` where no link is to be made by it."""
    if incoming.account.guest or not _may_link(incoming, writer.address):
        return None
    if not incoming.looked_up:
        raise NeedsLookUp
    account, mine = incoming.account, writer.address
    person_id = person_by_email(writer.scope, conn, account.email) if account.email else None
    if person_id is None or account.vouched:
        return person_id
    # An e-mail given to somebody new must not open what its owner before them kept: an administrator unlinks it first.
    taken = set(accounts_of(writer.scope, conn, person_id, mine.channel, mine.tenant)) - {mine.id}
    return None if taken else person_id


def _linked(conn: Connection, writer: Writer, person_id: str, now: datetime) -> Writer:
    before = writer.address
    link(writer.scope, conn, before.id, person_id, "email", now)
    linked = find_address(writer.scope, conn, before.id)
    return replace(writer, address=linked or before, newly_linked=not before.link_refused)


def _may_link(incoming: Incoming, address: Address) -> bool:
    """After an undo, only the person's own press links again."""
    act = incoming.act
    return not address.link_refused or (isinstance(act, Pressed) and act.verb == LINK_AGAIN)


def _keep(
    conn: Connection,
    scope: Scope,
    incoming: Incoming,
    known: Address | None,
    kind: str,
    account: str,
    conversation: str | None,
    reference: dict[str, Any],
) -> Address:
    """The address as this event shows it: made, moved, or as it was."""
    if known is None:
        channel, tenant = incoming.account.channel, incoming.account.tenant
        values = {
            "channel": channel,
            "tenant": tenant,
            "kind": str(kind),
            "account": account,
            "conversation": conversation,
            "reference": reference,
            "locale": incoming.account.locale or "",
        }
        made = add_address(scope, conn, values)
        if made is not None:
            return made
        found = find_account(DEPLOYMENT, conn, channel, tenant, str(kind), account)
        if found is None or found[1] is None:
            raise UnknownTenant
        known = found[1]
    if conversation is None:
        return known
    if (known.conversation, dict(known.reference), known.reachable) != (conversation, reference, True):
        move_address(scope, conn, known.id, conversation, reference)
    return known
