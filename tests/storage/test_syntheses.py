"""Reports read together, and what is cited of them: sealed, counted once, and only what the community may read."""

from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from community.challenge import Readers
from community.report import Consent
from community.synthesis import SynthesisState
from storage.challenges import add_challenge
from storage.schema import citations, reports, syntheses
from storage.scope import Scope
from storage.sealing import CannotUnseal
from storage.syntheses import (
    add_citation,
    add_synthesis,
    answer_citation,
    change_synthesis,
    drafts_of,
    drop_synthesis,
    find_citation,
    find_synthesis,
    lock_synthesis,
    move_synthesis,
    syntheses_citing,
)
from storage.transactions import Database
from storage.views.syntheses import load_citations, load_gathered, load_lineage
from tests.storage.seeds import LATER, MONTH, NOW, RING, UNTIL, College, college


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


def readers(college: College, report: str, who: Readers) -> Any:
    return lambda conn: conn.execute(update(reports).where(reports.c.id == report).values(readers=who.value))


async def test_the_words_come_back_and_are_kept_sealed(database: Database, seeded: College) -> None:
    found = await database.read(lambda conn: find_synthesis(seeded.scope, conn, RING, seeded.synthesis))
    assert found is not None
    assert (found.works, found.conditions, found.whom) == ("Ce qui marche à alpha", None, None)
    assert (found.author, found.state) == ("Ada alpha", SynthesisState.DRAFT)
    words = {"works": None, "conditions": "Peu de bruit.", "whom": "Toutes."}
    assert await database.write(lambda conn: change_synthesis(seeded.scope, conn, RING, seeded.synthesis, words, LATER))
    found = await database.write(lambda conn: lock_synthesis(seeded.scope, conn, RING, seeded.synthesis))
    assert found is not None
    assert (found.works, found.conditions, found.whom) == (None, "Peu de bruit.", "Toutes.")
    rows = await database.read(lambda conn: [repr(tuple(row)) for row in conn.execute(select(syntheses))])
    assert "bruit" not in "".join(rows)


async def test_a_part_moved_to_another_column_does_not_open(database: Database, seeded: College) -> None:
    def move(conn: Connection) -> None:
        sealed = conn.execute(select(syntheses.c.works_sealed)).scalar()
        conn.execute(update(syntheses).values(whom_sealed=sealed))

    await database.write(move)
    with pytest.raises(CannotUnseal):
        await database.read(lambda conn: find_synthesis(seeded.scope, conn, RING, seeded.synthesis))


async def test_only_what_two_people_let_the_community_read_is_gathered(database: Database, seeded: College) -> None:
    (found,) = await database.read(lambda conn: load_gathered(seeded.scope, conn, RING))
    assert found.challenge_id == seeded.challenge
    assert {quote.report_id for quote in found.quotes} == {seeded.report, seeded.other_report}
    assert found.authors() == 2
    assert {quote.author for quote in found.quotes} == {"Ada alpha", "Cora alpha"}
    for who in (Readers.TEAM, Readers.ME):
        await database.write(readers(seeded, seeded.other_report, who))
        assert await database.read(lambda conn: load_gathered(seeded.scope, conn, RING)) == ()
        lineage = await database.read(lambda conn: load_lineage(seeded.scope, conn, RING, seeded.challenge))
        assert lineage is not None
        assert [quote.report_id for quote in lineage.quotes] == [seeded.report]


async def test_a_lineage_is_found_from_any_of_its_challenges(database: Database, seeded: College) -> None:
    def more(conn: Connection) -> str:
        made = add_challenge(
            seeded.scope, conn, RING, seeded.person, MONTH, UNTIL, LATER, question="Et?", follows_id=seeded.challenge
        )
        assert made is not None
        return made

    made = await database.write(more)
    found = await database.read(lambda conn: load_lineage(seeded.scope, conn, RING, made))
    assert found is not None
    assert found.challenge_id == seeded.challenge
    assert made in found.challenge_ids
    elsewhere = Scope(seeded.scope.organization_id, None)
    assert await database.read(lambda conn: load_lineage(elsewhere, conn, RING, made)) is None
    assert await database.read(lambda conn: load_lineage(seeded.scope, conn, RING, "none")) is None


async def test_a_report_is_cited_once_in_one_synthesis(database: Database, seeded: College) -> None:
    def cite(report: str, whose: str) -> Any:
        return lambda conn: add_citation(seeded.scope, conn, seeded.synthesis, report, whose, Consent.ASKED, NOW)

    assert await database.write(cite(seeded.report, seeded.person)) is None
    made = await database.write(cite(seeded.other_report, seeded.facilitator))
    assert made is not None
    assert await database.write(lambda conn: answer_citation(seeded.scope, conn, made, Consent.UNNAMED, LATER))
    kept = await database.read(lambda conn: find_citation(seeded.scope, conn, made))
    assert kept is not None
    assert (kept.answer, kept.person_id, kept.synthesis_id) == (Consent.UNNAMED, seeded.facilitator, seeded.synthesis)
    assert await database.read(lambda conn: find_citation(seeded.scope, conn, "none")) is None


async def test_a_sentence_taken_back_is_not_told(database: Database, seeded: College) -> None:
    (cited,) = await database.read(lambda conn: load_citations(seeded.scope, conn, RING, seeded.synthesis))
    assert (cited.sentence, cited.author, cited.answer) == ("Retenu à alpha", "Ada alpha", Consent.ASKED)
    await database.write(readers(seeded, seeded.report, Readers.TEAM))
    (cited,) = await database.read(lambda conn: load_citations(seeded.scope, conn, RING, seeded.synthesis))
    assert (cited.sentence, cited.author) == (None, "Ada alpha")
    citing = await database.read(lambda conn: syntheses_citing(seeded.scope, conn, seeded.challenge))
    assert citing == [seeded.synthesis]
    assert await database.read(lambda conn: syntheses_citing(seeded.scope, conn, "none")) == []


async def test_a_draft_is_listed_until_it_is_posted_and_leaves_nothing(database: Database, seeded: College) -> None:
    mine = {seeded.challenge: seeded.synthesis}
    assert await database.read(lambda conn: drafts_of(seeded.scope, conn, seeded.person)) == mine
    assert await database.read(lambda conn: drafts_of(seeded.scope, conn, seeded.colleague)) == {}
    posted = SynthesisState.POSTED
    assert await database.write(lambda conn: move_synthesis(seeded.scope, conn, seeded.synthesis, posted, LATER))
    assert await database.read(lambda conn: drafts_of(seeded.scope, conn, seeded.person)) == {}
    assert await database.write(lambda conn: drop_synthesis(seeded.scope, conn, seeded.synthesis))
    assert not await database.write(lambda conn: drop_synthesis(seeded.scope, conn, seeded.synthesis))
    assert await database.read(lambda conn: conn.execute(select(citations)).all()) == []


async def test_it_needs_a_person_a_community_and_a_challenge(database: Database, seeded: College) -> None:
    def add(scope: Scope, person: str, challenge: str) -> Any:
        return lambda conn: add_synthesis(scope, conn, RING, person, challenge, {"works": "x"}, NOW)

    assert await database.write(add(seeded.scope, "none", seeded.challenge)) is None
    assert await database.write(add(seeded.scope, seeded.person, "none")) is None
    nowhere = Scope(seeded.scope.organization_id, None)
    assert await database.write(add(nowhere, seeded.person, seeded.challenge)) is None
