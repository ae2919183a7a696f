"""The cards that were sent, and what was pressed on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, select, update

from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import addresses, cards, communities, people, presses
from storage.scope import Deployment, Scope


@dataclass(frozen=True, slots=True)
class SentCard:
    """One card: whose it is (``None`` in a channel), where, what it says (a message as JSON), how often replaced.

    ``subject_id`` is what a card that stays true is about.
    """

    id: str
    community_id: str | None
    person_id: str | None
    address_id: str
    message: dict[str, Any]
    revision: int
    platform_id: str | None
    subject_id: str | None = None


CARD_COLUMNS = [cards.c[name] for name in SentCard.__dataclass_fields__]
"""What :func:`card_of` reads."""
_INSERT = insert(cards)
_FIND = select(*CARD_COLUMNS).where(
    cards.c.id == bindparam("of_id"), cards.c.organization_id == bindparam("of_organization")
)
_UPDATE = update(cards).where(
    and_(cards.c.id == bindparam("of_id"), cards.c.organization_id == bindparam("of_organization"))
)
_REPLACE = _UPDATE.values(
    message=bindparam("message"),
    revision=bindparam("revision"),
    subject_id=bindparam("subject"),
    community_id=select(communities.c.id)
    .where(communities.c.id == bindparam("about"), communities.c.organization_id == bindparam("of_organization"))
    .scalar_subquery(),
)


def add_card(
    scope: Scope,
    conn: Connection,
    card_id: str,
    address_id: str,
    person_id: str | None,
    message: dict[str, Any],
    now: datetime,
) -> bool:
    """A card about to be sent to one of the organization's addresses; ``False`` when they, or who it is for, aren't."""
    if not are_ours(scope, conn, (addresses, address_id), (people, person_id), (communities, scope.community_id)):
        return False
    row = {
        "id": card_id,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "address_id": address_id,
        "message": message,
        "revision": 0,
        "platform_id": None,
        "created_at": now,
    }
    conn.execute(_INSERT, row)
    return True


def find_card(scope: Scope, conn: Connection, card_id: str) -> SentCard | None:
    """The organization's card of this id."""
    row = conn.execute(_FIND, _id(scope, card_id)).first()
    return card_of(row) if row is not None else None


def card_of(row: Row[Any]) -> SentCard:
    """The card in a row of :data:`CARD_COLUMNS`."""
    return SentCard(**{name: getattr(row, name) for name in SentCard.__dataclass_fields__})


def note_all_posted(deployment: Deployment, conn: Connection, posted: Iterable[tuple[Scope, str, str]]) -> None:
    """The platform's ids of cards that were posted: each its scope, the card's id, the platform's."""
    given = [{"platform_id": platform_id} | _id(scope, card_id) for scope, card_id, platform_id in posted]
    if given:
        conn.execute(_UPDATE, given)


def replace_card(
    scope: Scope,
    conn: Connection,
    card_id: str,
    message: dict[str, Any],
    revision: int,
    subject_id: str | None = None,
) -> bool:
    """What the card says from now on, of which of the organization's communities, and its new revision.

    ``subject_id`` is what it is to stay true about, if it is.
    """
    said = {"message": message, "revision": revision, "about": scope.community_id, "subject": subject_id}
    return conn.execute(_REPLACE, said | _id(scope, card_id)).rowcount == 1


def first_press(
    scope: Scope, conn: Connection, card_id: str, verb: str, revision: int, person_id: str, now: datetime
) -> bool:
    """Note a press that changes something; ``False`` for one noted before, or what isn't the organization's."""
    row = {
        "card_id": card_id,
        "verb": verb,
        "revision": revision,
        "person_id": person_id,
        "organization_id": scope.organization_id,
        "pressed_at": now,
    }
    return insert_new(conn, presses, row, {"card_id": cards, "person_id": people})


def forget_cards(deployment: Deployment, conn: Connection, before: datetime) -> int:
    """Forget cards sent before a UTC instant, and their presses; how many. A press on one then finds « vieilli »."""
    return conn.execute(delete(cards).where(cards.c.created_at < before)).rowcount


def _id(scope: Scope, card_id: str) -> dict[str, str]:
    return {"of_id": card_id, "of_organization": scope.organization_id}
