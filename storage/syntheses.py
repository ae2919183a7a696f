"""Syntheses, their words sealed, and the citations in them: whose report, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from community.report import Consent
from community.synthesis import SynthesisState
from community.views import Synthesis
from storage.belonging import are_ours
from storage.dialects import insert_new
from storage.schema import challenges, citations, communities, people, reports, syntheses
from storage.scope import Scope, new_id
from storage.sealing import KeyRing

PARTS = ("works", "conditions", "whom")
"""The three parts: what works, under which conditions, for whom."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it is kept: whose report, in which synthesis, and the answer of its author (``person_id``)."""

    citation_id: str
    synthesis_id: str
    report_id: str
    person_id: str
    answer: Consent


_ONE = (
    select(syntheses, people.c.full_name.label("author"))
    .join(people, people.c.id == syntheses.c.person_id)
    .where(syntheses.c.id == bindparam("synthesis"), syntheses.c.organization_id == bindparam("organization"))
)
_DRAFTS = select(syntheses.c.id, syntheses.c.challenge_id).where(
    syntheses.c.person_id == bindparam("person"),
    syntheses.c.community_id == bindparam("community"),
    syntheses.c.organization_id == bindparam("organization"),
    syntheses.c.state == SynthesisState.DRAFT.value,
)
_CITATION = select(citations).where(
    citations.c.id == bindparam("citation"), citations.c.organization_id == bindparam("organization")
)


def add_synthesis(
    scope: Scope,
    conn: Connection,
    ring: KeyRing,
    person_id: str,
    challenge_id: str,
    words: Mapping[str, str | None],
    now: datetime,
) -> str | None:
    """A draft of this person in the scope's community, on a challenge of it; ``words`` are its :data:`PARTS`.

    Its id; ``None`` when the person, the community or the challenge isn't the organization's.
    """
    named = (people, person_id), (communities, scope.community_id), (challenges, challenge_id)
    if scope.community_id is None or not are_ours(scope, conn, *named):
        return None
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "community_id": scope.community_id,
        "person_id": person_id,
        "challenge_id": challenge_id,
        "state": SynthesisState.DRAFT.value,
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(syntheses), row | _sealed(ring, made, words))
    return made


def change_synthesis(
    scope: Scope, conn: Connection, ring: KeyRing, synthesis_id: str, words: Mapping[str, str | None], now: datetime
) -> bool:
    """Other words for a synthesis: each of its :data:`PARTS`, ``None`` for one that isn't written."""
    return _update(scope, conn, synthesis_id, **_sealed(ring, synthesis_id, words), changed_at=now)


def move_synthesis(scope: Scope, conn: Connection, synthesis_id: str, state: SynthesisState, now: datetime) -> bool:
    """Another state, the words as they are."""
    return _update(scope, conn, synthesis_id, state=state.value, changed_at=now)


def drop_synthesis(scope: Scope, conn: Connection, synthesis_id: str) -> bool:
    """Nothing of it stays, nor of what was asked for it."""
    of_it = (citations.c.synthesis_id == synthesis_id) & (citations.c.organization_id == scope.organization_id)
    conn.execute(delete(citations).where(of_it))
    mine = (syntheses.c.id == synthesis_id) & (syntheses.c.organization_id == scope.organization_id)
    return conn.execute(delete(syntheses).where(mine)).rowcount == 1


def find_synthesis(scope: Scope, conn: Connection, ring: KeyRing, synthesis_id: str) -> Synthesis | None:
    """The organization's synthesis of this id, whoever's it is: who may read it is asked where it is shown."""
    row = conn.execute(_ONE, {"synthesis": synthesis_id, "organization": scope.organization_id}).first()
    return _synthesis(ring, row) if row is not None else None


def lock_synthesis(scope: Scope, conn: Connection, ring: KeyRing, synthesis_id: str) -> Synthesis | None:
    """The same, locked until the transaction ends: of an answer and a posting at one moment, one comes first."""
    mine = (syntheses.c.id == synthesis_id) & (syntheses.c.organization_id == scope.organization_id)
    conn.execute(select(syntheses.c.id).where(mine).with_for_update())
    return find_synthesis(scope, conn, ring, synthesis_id)


def drafts_of(scope: Scope, conn: Connection, person_id: str) -> dict[str, str]:
    """The person's drafts in the scope's community: the challenge each is on → its id."""
    given = {"person": person_id, "community": scope.community_id, "organization": scope.organization_id}
    return {row.challenge_id: row.id for row in conn.execute(_DRAFTS, given)}


def add_citation(
    scope: Scope, conn: Connection, synthesis_id: str, report_id: str, person_id: str, answer: Consent, now: datetime
) -> str | None:
    """Cite a report of this person in a synthesis; its id. ``None`` when it is cited there already, or isn't ours."""
    made = new_id()
    row = {
        "id": made,
        "organization_id": scope.organization_id,
        "person_id": person_id,
        "synthesis_id": synthesis_id,
        "report_id": report_id,
        "answer": answer.value,
        "changed_at": now,
    }
    named = {"person_id": people, "synthesis_id": syntheses, "report_id": reports}
    return made if insert_new(conn, citations, row, named) else None


def answer_citation(scope: Scope, conn: Connection, citation_id: str, answer: Consent, now: datetime) -> bool:
    """What its author answered."""
    mine = (citations.c.id == citation_id) & (citations.c.organization_id == scope.organization_id)
    return conn.execute(update(citations).where(mine).values(answer=answer.value, changed_at=now)).rowcount == 1


def find_citation(scope: Scope, conn: Connection, citation_id: str) -> Cited | None:
    """The organization's citation of this id."""
    row = conn.execute(_CITATION, {"citation": citation_id, "organization": scope.organization_id}).first()
    if row is None:
        return None
    return Cited(row.id, row.synthesis_id, row.report_id, row.person_id, Consent(row.answer))


def syntheses_citing(scope: Scope, conn: Connection, challenge_id: str) -> list[str]:
    """The syntheses in which the report of this challenge is cited, or is asked to be: stale when it changes."""
    citing = (
        select(citations.c.synthesis_id)
        .join(reports, reports.c.id == citations.c.report_id)
        .where(reports.c.challenge_id == challenge_id, citations.c.organization_id == scope.organization_id)
        .order_by(citations.c.synthesis_id)
    )
    return list(conn.scalars(citing))


def _update(scope: Scope, conn: Connection, synthesis_id: str, **values: object) -> bool:
    mine = (syntheses.c.id == synthesis_id) & (syntheses.c.organization_id == scope.organization_id)
    return conn.execute(update(syntheses).where(mine).values(**values)).rowcount == 1


def _sealed(ring: KeyRing, synthesis_id: str, words: Mapping[str, str | None]) -> dict[str, str | None]:
    sealed = {}
    for part in PARTS:
        text, column = words.get(part), f"{part}_sealed"
        sealed[column] = ring.seal("syntheses", column, synthesis_id, text) if text else None
    return sealed


def _synthesis(ring: KeyRing, row: Any) -> Synthesis:
    def opened(part: str) -> str | None:
        column = f"{part}_sealed"
        sealed = getattr(row, column)
        return ring.unseal("syntheses", column, row.id, sealed) if sealed is not None else None

    return Synthesis(
        synthesis_id=row.id,
        challenge_id=row.challenge_id,
        author_id=row.person_id,
        author=row.author,
        community_id=row.community_id,
        state=SynthesisState(row.state),
        works=opened("works"),
        conditions=opened("conditions"),
        whom=opened("whom"),
    )
