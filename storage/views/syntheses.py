"""Reports of one challenge that the community may read, gathered; and what is cited of them."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import Row

from community.challenge import Readers
from community.lineage import Lineage, Link, lineages
from community.report import Consent
from community.synthesis import AUTHORS_AT_LEAST
from community.views import Citation, Gathered, Quote
from storage.schema import challenges, citations, people, reports
from storage.scope import Scope
from storage.sealing import KeyRing

_LINKS = (
    select(challenges.c.id, challenges.c.follows_id, challenges.c.inspired_by_id)
    .where(
        challenges.c.community_id == bindparam("community"),
        challenges.c.organization_id == bindparam("organization"),
    )
    .order_by(challenges.c.created_at, challenges.c.id)
)
_SENTENCES = (
    select(reports, people.c.full_name)
    .join(people, people.c.id == reports.c.person_id)
    .where(
        reports.c.community_id == bindparam("community"),
        reports.c.organization_id == bindparam("organization"),
        reports.c.readers == Readers.COMMUNITY.value,
    )
    .order_by(reports.c.created_at, reports.c.id)
)
_CITED = (
    select(
        citations.c.id.label("citation_id"),
        citations.c.answer,
        reports,
        people.c.full_name,
    )
    .select_from(citations)
    .join(reports, reports.c.id == citations.c.report_id)
    .join(people, people.c.id == reports.c.person_id)
    .where(
        citations.c.synthesis_id == bindparam("synthesis"),
        citations.c.organization_id == bindparam("organization"),
    )
    .order_by(reports.c.created_at, reports.c.id)
)


def load_gathered(scope: Scope, conn: Connection, ring: KeyRing) -> tuple[Gathered, ...]:
    """What can be read together in the scope's community: each lineage with the sentences of two people at least."""
    by_challenge: dict[str, list[Row]] = {}  # type: ignore[type-arg]
    for row in conn.execute(_SENTENCES, _given(scope)):
        if row.sentence_sealed is not None:
            by_challenge.setdefault(row.challenge_id, []).append(row)
    found = []
    for lineage in _lineages(scope, conn) if by_challenge else ():
        rows = [row for challenge_id in lineage.challenge_ids for row in by_challenge.get(challenge_id, ())]
        if len({row.person_id for row in rows}) >= AUTHORS_AT_LEAST:
            found.append(_gathered(ring, lineage, rows))
    return tuple(found)


def load_lineage(scope: Scope, conn: Connection, ring: KeyRing, challenge_id: str) -> Gathered | None:
    """The lineage of one challenge of the scope's community, whoever may be read in it by now."""
    lineage = next((each for each in _lineages(scope, conn) if challenge_id in each.challenge_ids), None)
    if lineage is None:
        return None
    members = set(lineage.challenge_ids)
    rows = [row for row in conn.execute(_SENTENCES, _given(scope)) if row.challenge_id in members]
    return _gathered(ring, lineage, rows)


def load_citations(scope: Scope, conn: Connection, ring: KeyRing, synthesis_id: str) -> tuple[Citation, ...]:
    """What is cited in a synthesis, or asked for; without the sentence where the community may no longer read it."""
    given = {"synthesis": synthesis_id, "organization": scope.organization_id}
    return tuple(
        Citation(
            citation_id=row.citation_id,
            report_id=row.id,
            author_id=row.person_id,
            author=row.full_name,
            sentence=_sentence(ring, row) if row.readers == Readers.COMMUNITY.value else None,
            answer=Consent(row.answer),
        )
        for row in conn.execute(_CITED, given)
    )


def _lineages(scope: Scope, conn: Connection) -> tuple[Lineage, ...]:
    rows = conn.execute(_LINKS, _given(scope))
    return lineages([Link(row.id, row.follows_id, row.inspired_by_id) for row in rows])


def _gathered(ring: KeyRing, lineage: Lineage, rows: Iterable[Row]) -> Gathered:  # type: ignore[type-arg]
    quotes = []
    for row in rows:
        sentence = _sentence(ring, row)
        if sentence is not None:
            quotes.append(Quote(row.id, row.challenge_id, row.person_id, row.full_name, sentence))
    return Gathered(lineage.root, lineage.challenge_ids, tuple(quotes))


def _sentence(ring: KeyRing, row: Row) -> str | None:  # type: ignore[type-arg]
    sealed = row.sentence_sealed
    return ring.unseal("reports", "sentence_sealed", row.id, sealed) if sealed is not None else None


def _given(scope: Scope) -> dict[str, str | None]:
    return {"community": scope.community_id, "organization": scope.organization_id}
