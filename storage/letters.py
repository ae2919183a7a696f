"""Words from one person to another: sealed, read by the two of them only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from storage.belonging import are_ours
from storage.schema import communities, letters, people
from storage.scope import Scope, new_id
from storage.sealing import KeyRing


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, its words in clear. ``author`` and ``to`` are first and last names."""

    id: str
    community_id: str
    person_id: str
    author: str
    to_id: str
    to: str
    text: str
    answers_id: str | None


_author, _to = people.alias("author"), people.alias("reader")
_ONE = (
    select(letters, _author.c.full_name.label("author"), _to.c.full_name.label("to_name"))
    .join(_author, _author.c.id == letters.c.person_id)
    .join(_to, _to.c.id == letters.c.to_id)
    .where(letters.c.id == bindparam("letter"), letters.c.organization_id == bindparam("organization"))
)
_BETWEEN = (
    select(letters.c.person_id)
    .where(
        letters.c.organization_id == bindparam("organization"),
        letters.c.person_id.in_((bindparam("one"), bindparam("other"))),
        letters.c.to_id.in_((bindparam("one"), bindparam("other"))),
        letters.c.created_at > bindparam("after"),
    )
    .order_by(letters.c.created_at.desc(), letters.c.id)
)


def add_letter(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    to_id: str,
    text: str,
    now: datetime,
    *,
    answers_id: str | None = None,
) -> str | None:
    """A letter of this person in the scope's community; its id, ``None`` where something isn't the organization's."""
    named = ((people, person_id), (people, to_id), (communities, scope.community_id), (letters, answers_id))
    if scope.community_id is None or not are_ours(scope, conn, *named):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "to_id": to_id,
        "text_sealed": ring.seal("letters", "text_sealed", made, text),
        "answers_id": answers_id,
        "created_at": now,
    }
    conn.execute(insert(letters), row)
    return made


def in_a_row(scope: Scope, conn: Connection, person_id: str, to_id: str, after: datetime) -> int:
    """How many letters this person sent the other after that UTC instant, and after the other last wrote to them."""
    given = {"one": person_id, "other": to_id, "organization": scope.organization_id, "after": after}
    count = 0
    for author in conn.scalars(_BETWEEN, given):
        if author != person_id:
            break
        count += 1
    return count


def find_letter(scope: Scope, conn: Connection, ring: KeyRing, letter_id: str) -> Letter | None:
    """The organization's letter of this id: who may read it is for the caller to ask."""
    row = conn.execute(_ONE, {"letter": letter_id, "organization": scope.organization_id}).first()
    if row is None:
        return None
    return Letter(
        id=row.id,
        community_id=row.community_id,
        person_id=row.person_id,
        author=row.author,
        to_id=row.to_id,
        to=row.to_name,
        text=ring.unseal("letters", "text_sealed", row.id, row.text_sealed),
        answers_id=row.answers_id,
    )
