"""The principal's page: one a walk, its teacher's. Every word on it is sealed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from community.principal import CameOf, Written
from storage.belonging import are_ours
from storage.schema import communities, people, principal_pages, walks
from storage.scope import Scope, new_id
from storage.sealing import KeyRing

_UNCONFIRMED: dict[str, Any] = {"confirmed_at": None, "reply_sealed": None}
"""What falls when the page, or what came of it, is changed."""


def add_page(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    walk_id: str,
    written: Written,
    deletes_on: date,
    now: datetime,
) -> str | None:
    """The page of this person's walk in the scope's community, for nobody yet; its id.

    ``deletes_on`` is the last civil date of its school year. ``None`` where something isn't the organization's.
    """
    here = ((people, person_id), (walks, walk_id), (communities, scope.community_id))
    if scope.community_id is None or not are_ours(scope, conn, *here):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "walk_id": walk_id,
        "deletes_on": deletes_on,
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(principal_pages), row | _sealed(ring, made, written))
    return made


def lock_page(scope: Scope, conn: Connection, page_id: str) -> bool:
    """Whether there is such a page; it stays as it is until the transaction ends."""
    return conn.execute(select(principal_pages.c.id).where(_ours(scope, page_id)).with_for_update()).first() is not None


def rewrite_page(scope: Scope, conn: Connection, ring: KeyRing, page_id: str, written: Written, now: datetime) -> bool:
    """What it says from now on. What was confirmed was said of another page."""
    return _change(scope, conn, page_id, _sealed(ring, page_id, written) | _UNCONFIRMED | {"changed_at": now})


def send_page(scope: Scope, conn: Connection, page_id: str, principal_id: str, now: datetime) -> bool:
    """Who may read it from now on."""
    if not are_ours(scope, conn, (people, principal_id)):
        return False
    return _change(scope, conn, page_id, {"principal_id": principal_id, "sent_at": now})


def withdraw_page(scope: Scope, conn: Connection, page_id: str, now: datetime) -> bool:
    """Nobody but its teacher reads it; what was confirmed falls with it."""
    return _change(scope, conn, page_id, {"principal_id": None, "sent_at": None, "changed_at": now} | _UNCONFIRMED)


def drop_page(scope: Scope, conn: Connection, page_id: str) -> bool:
    """Erase it."""
    return conn.execute(delete(principal_pages).where(_ours(scope, page_id))).rowcount == 1


def write_outcome(scope: Scope, conn: Connection, ring: KeyRing, page_id: str, came: CameOf, now: datetime) -> bool:
    """What came of the talk, from now on, unconfirmed."""
    sealed = ring.seal("principal_pages", "outcome_sealed", page_id, came.words) if came.words else None
    values = {"outcome": came.outcome.value, "outcome_on": came.on, "outcome_sealed": sealed, "changed_at": now}
    return _change(scope, conn, page_id, values | _UNCONFIRMED)


def confirm_outcome(scope: Scope, conn: Connection, page_id: str, now: datetime) -> bool:
    """The principal confirmed it; whether there was something to confirm."""
    there = _ours(scope, page_id) & principal_pages.c.outcome.is_not(None)
    values = {"confirmed_at": now, "reply_sealed": None}
    return conn.execute(update(principal_pages).where(there).values(**values)).rowcount == 1


def reply_to_outcome(scope: Scope, conn: Connection, ring: KeyRing, page_id: str, line: str) -> bool:
    """What the principal says isn't quite so: then it isn't confirmed."""
    there = _ours(scope, page_id) & principal_pages.c.outcome.is_not(None)
    values = {"reply_sealed": ring.seal("principal_pages", "reply_sealed", page_id, line), "confirmed_at": None}
    return conn.execute(update(principal_pages).where(there).values(**values)).rowcount == 1


def page_of_walk(scope: Scope, conn: Connection, walk_id: str) -> str | None:
    """The id of the page that was made of a walk."""
    mine = (principal_pages.c.walk_id == walk_id) & (principal_pages.c.organization_id == scope.organization_id)
    found = conn.execute(select(principal_pages.c.id).where(mine).limit(1)).scalar()
    return str(found) if found is not None else None


def pages_sent(scope: Scope, conn: Connection) -> list[str]:
    """The ids of the organization's pages that a principal was sent."""
    mine = (principal_pages.c.organization_id == scope.organization_id) & principal_pages.c.principal_id.is_not(None)
    return list(conn.scalars(select(principal_pages.c.id).where(mine).order_by(principal_pages.c.id)))


def _sealed(ring: KeyRing, page_id: str, written: Written) -> dict[str, Any]:
    def seal(column: str, words: str) -> str:
        return ring.seal("principal_pages", column, page_id, words)

    return {
        "intent_sealed": seal("intent_sealed", written.intent),
        "classroom_sealed": seal("classroom_sealed", written.classroom),
        "chosen_sealed": seal("chosen_sealed", written.chosen),
        "ages": written.ages.value,
        "tool": written.tool,
        "tool_name_sealed": seal("tool_name_sealed", written.tool_name) if written.tool_name else None,
        "opening": written.opening.value,
    }


def _change(scope: Scope, conn: Connection, page_id: str, values: dict[str, Any]) -> bool:
    return conn.execute(update(principal_pages).where(_ours(scope, page_id)).values(values)).rowcount == 1


def _ours(scope: Scope, page_id: str) -> ColumnElement[bool]:
    return (principal_pages.c.id == page_id) & (principal_pages.c.organization_id == scope.organization_id)
