"""What peers send under a challenge: each in their own name, sealed, and the week whose bundle tells of it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy import literal_column as literally

from community.peers import WordsKind
from storage.belonging import are_ours
from storage.schema import challenges, outbox, peer_words, people
from storage.scope import Scope, new_id
from storage.sealing import KeyRing

_WAITING = (
    select(outbox.c.message, outbox.c.not_before)
    .where(
        outbox.c.organization_id == bindparam("organization"),
        outbox.c.recipient == bindparam("person"),
        outbox.c.kind == "peer_bundle",
        outbox.c.state == literally("'ready'"),
    )
    .order_by(outbox.c.not_before, outbox.c.seq)
    .limit(1)
    .with_for_update()
)


def add_words(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    challenge_id: str,
    person_id: str,
    kind: WordsKind,
    now: datetime,
    *,
    text: str | None = None,
    answers_id: str | None = None,
) -> str | None:
    """What this person sends under a challenge; « J'essaie aussi » has no ``text``, an answer has ``answers_id``.

    Its id; ``None`` when the challenge, the person or what it answers isn't the organization's.
    """
    if not are_ours(scope, conn, (challenges, challenge_id), (people, person_id), (peer_words, answers_id)):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "challenge_id": challenge_id,
        "person_id": person_id,
        "kind": kind.value,
        "text_sealed": ring.seal("peer_words", "text_sealed", made, text) if text is not None else None,
        "answers_id": answers_id,
        "created_at": now,
    }
    conn.execute(insert(peer_words), row)
    return made


def note_bundle(scope: Scope, conn: Connection, words_id: str, bundle: str) -> bool:
    """These words are told of in the bundle of that ISO week, as ``"2025-W41"``."""
    mine = (peer_words.c.id == words_id) & (peer_words.c.organization_id == scope.organization_id)
    return conn.execute(update(peer_words).where(mine).values(bundle=bundle)).rowcount == 1


def waiting_bundle(scope: Scope, conn: Connection, person_id: str) -> tuple[str, datetime] | None:
    """The week of the bundle that waits to be sent to the person, and the UTC instant it is due at.

    Its row stays locked until the transaction ends, so that it isn't read, to be sent, before what joins it is there.
    """
    row = conn.execute(_WAITING, {"organization": scope.organization_id, "person": person_id}).first()
    return (row.message["bundle"], row.not_before) if row is not None else None
