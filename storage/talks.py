"""Where each person's talk stands; its words are sealed."""

import json
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from community.talk import Position, Talk, TalkState
from storage.dialects import insert_new
from storage.schema import communities, people, talks
from storage.scope import Scope
from storage.sealing import KeyRing

_READ = select(talks).where(
    talks.c.person_id == bindparam("person"), talks.c.organization_id == bindparam("organization")
)
_LOCK = _READ.with_for_update()
_SET = ("state", "dialog", "step", "words_sealed", "revision", "asked_at")
_UPDATE = (
    update(talks)
    .where(talks.c.person_id == bindparam("of_person"), talks.c.organization_id == bindparam("of_organization"))
    .values(
        community_id=select(communities.c.id)
        .where(communities.c.id == bindparam("about"), communities.c.organization_id == bindparam("of_organization"))
        .scalar_subquery()
    )
)


def lock_talk(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> Talk | None:
    """The person's talk, locked until the transaction ends; ``None`` when they never talked."""
    return _talk(ring, conn.execute(_LOCK, _given(scope, person_id)).first())


def read_talk(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> Talk | None:
    """The person's talk, to show it; ``None`` when they never talked."""
    return _talk(ring, conn.execute(_READ, _given(scope, person_id)).first())


def begin_talk(scope: Scope, conn: Connection, person_id: str) -> bool:
    """See to it that this person has a talk, to be locked afterwards; whether it was new.

    Another turn may begin the same one at the same moment: then it is that one.
    """
    return insert_new(conn, talks, _row(scope, Talk(person_id), None), {"person_id": people})


def save_talk(scope: Scope, conn: Connection, ring: KeyRing, talk: Talk) -> None:
    """Keep the talk as it is now. It was locked in this transaction."""
    words: dict[str, Any] = {}
    if talk.at is not None:
        at = talk.at
        words |= {"draft": at.draft, "trail": at.trail, "about": at.community_id, "subject": at.subject_id}
    if talk.aside:
        words["aside"] = [(p.dialog, p.step, p.draft, p.trail, p.community_id, p.subject_id) for p in talk.aside]
    if talk.held is not None:
        words["held"] = talk.held
    sealed = ring.seal("talks", "words_sealed", talk.person_id, json.dumps(words)) if words else None
    row = _row(scope, talk, sealed)
    mine = {"of_person": talk.person_id, "of_organization": scope.organization_id, "about": talk.community_id}
    conn.execute(_UPDATE, {name: row[name] for name in _SET} | mine)


def _given(scope: Scope, person_id: str) -> dict[str, str]:
    return {"person": person_id, "organization": scope.organization_id}


def _row(scope: Scope, talk: Talk, sealed: str | None) -> dict[str, Any]:
    return {
        "person_id": talk.person_id,
        "organization_id": scope.organization_id,
        "state": talk.state.value,
        "dialog": talk.at.dialog if talk.at else None,
        "step": talk.at.step if talk.at else None,
        "words_sealed": sealed,
        "revision": talk.revision,
        "asked_at": talk.asked_at,
        "community_id": talk.community_id,
    }


def _talk(ring: KeyRing, row: Any) -> Talk | None:
    if row is None:
        return None
    words: dict[str, Any] = {}
    if row.words_sealed is not None:
        words = json.loads(ring.unseal("talks", "words_sealed", row.person_id, row.words_sealed))
    at = None
    if row.dialog is not None:
        trail = tuple(words.get("trail", ()))
        about, subject = words.get("about"), words.get("subject")
        at = Position(row.dialog, row.step, words.get("draft", {}), trail, about, subject)
    aside = tuple(
        Position(dialog, step, draft, tuple(walked), *about)
        for dialog, step, draft, walked, *about in words.get("aside", ())
    )
    return Talk(
        person_id=row.person_id,
        state=TalkState(row.state),
        at=at,
        aside=aside,
        revision=row.revision,
        asked_at=row.asked_at,
        held=words.get("held"),
        community_id=row.community_id,
    )
