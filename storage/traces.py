"""Evidence kept on a challenge: links of one's own, and chat messages, the link and the text sealed.

Somebody else's message is theirs: until they agree its text is here only to be shown to them, and for whom it is kept
nothing but the link is given.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from community.report import Consent, TraceKind
from community.views import Trace
from storage.belonging import are_ours
from storage.schema import challenges, people, traces
from storage.scope import Scope, new_id
from storage.sealing import KeyRing

_ONE = (
    select(traces, people.c.full_name.label("author_name"))
    .select_from(traces.outerjoin(people, people.c.id == traces.c.author_id))
    .where(traces.c.organization_id == bindparam("organization"))
)
_BY_ID = _ONE.where(traces.c.id == bindparam("trace"))
_OF_CHALLENGE = _ONE.where(traces.c.challenge_id == bindparam("challenge")).order_by(traces.c.created_at, traces.c.id)
_BY_KEEPER = _ONE.where(traces.c.person_id == bindparam("person")).order_by(traces.c.created_at, traces.c.id)
_AGREED = traces.c.consent.in_([c.value for c in (Consent.OWN, Consent.NAMED, Consent.UNNAMED)])


def add_trace(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    challenge_id: str,
    kind: TraceKind,
    now: datetime,
    *,
    link: str | None = None,
    text: str | None = None,
    ai_use: str | None = None,
    author_id: str | None = None,
    consent: Consent = Consent.OWN,
) -> str | None:
    """A trace kept by this person on a challenge of theirs; ``author_id`` is who else wrote the message.

    Its id; ``None`` when the challenge isn't theirs, or somebody named isn't the organization's.
    """
    theirs = select(challenges.c.id).where(
        challenges.c.id == challenge_id,
        challenges.c.organization_id == scope.organization_id,
        challenges.c.person_id == person_id,
    )
    if conn.execute(theirs).first() is None or not are_ours(scope, conn, (people, person_id), (people, author_id)):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "person_id": person_id,
        "challenge_id": challenge_id,
        "kind": kind.value,
        "link_sealed": _sealed(ring, "link_sealed", made, link),
        "text_sealed": _sealed(ring, "text_sealed", made, text),
        "ai_use": ai_use,
        "author_id": author_id,
        "consent": consent.value,
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(traces), row)
    return made


def traces_of(
    scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str, *, mine: bool = False
) -> tuple[Trace, ...]:
    """The traces of a challenge, the oldest first, as others may read them: without what somebody hasn't agreed to.

    ``mine``: for whoever kept them, who also sees what waits for an answer: its link and who was asked, not its text.
    """
    wanted = _OF_CHALLENGE if mine else _OF_CHALLENGE.where(_AGREED)
    given = {"challenge": challenge_id, "organization": scope.organization_id}
    return tuple(_trace(ring, row) for row in conn.execute(wanted, given))


def traces_by(scope: Scope, conn: Connection, ring: KeyRing, person_id: str) -> tuple[Trace, ...]:
    """All that this person kept, the oldest first, for them: what waits for an answer too."""
    given = {"person": person_id, "organization": scope.organization_id}
    return tuple(_trace(ring, row) for row in conn.execute(_BY_KEEPER, given))


def find_trace(
    scope: Scope, conn: Connection, ring: KeyRing, trace_id: str, *, to_author: bool = False
) -> Trace | None:
    """The organization's trace of this id. ``to_author``: with the text of a message whose author is being asked."""
    found = conn.execute(_BY_ID, {"trace": trace_id, "organization": scope.organization_id}).first()
    return _trace(ring, found, to_author=to_author) if found is not None else None


def answer_trace(scope: Scope, conn: Connection, trace_id: str, consent: Consent, now: datetime) -> bool:
    """What the author of a kept message answered, where they let it be kept."""
    mine = (traces.c.id == trace_id) & (traces.c.organization_id == scope.organization_id)
    return conn.execute(update(traces).where(mine).values(consent=consent.value, changed_at=now)).rowcount == 1


def drop_trace(scope: Scope, conn: Connection, trace_id: str) -> bool:
    """Keep it no longer: nothing of it stays."""
    mine = (traces.c.id == trace_id) & (traces.c.organization_id == scope.organization_id)
    return conn.execute(delete(traces).where(mine)).rowcount == 1


def _trace(ring: KeyRing, row: Any, *, to_author: bool = False) -> Trace:
    consent = Consent(row.consent)
    told = to_author or consent is not Consent.ASKED
    named = consent in (Consent.NAMED, Consent.ASKED)
    return Trace(
        trace_id=row.id,
        challenge_id=row.challenge_id,
        owner_id=row.person_id,
        kind=TraceKind(row.kind),
        consent=consent,
        link=_opened(ring, "link_sealed", row.id, row.link_sealed),
        text=_opened(ring, "text_sealed", row.id, row.text_sealed) if told else None,
        ai_use=row.ai_use,
        author_id=row.author_id,
        author=(row.author_name or "") if named else "",
    )


def _sealed(ring: KeyRing, column: str, trace_id: str, words: str | None) -> str | None:
    return None if words is None else ring.seal("traces", column, trace_id, words)


def _opened(ring: KeyRing, column: str, trace_id: str, sealed: str | None) -> str | None:
    return None if sealed is None else ring.unseal("traces", column, trace_id, sealed)
