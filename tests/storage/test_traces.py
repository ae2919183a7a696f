"""Evidence on a challenge: sealed, and of somebody else's message nothing before they agree."""

from typing import Any

import pytest
from sqlalchemy import select

from community.report import Consent, TraceKind
from community.views import Trace
from storage.schema import traces
from storage.traces import add_trace, answer_trace, drop_trace, find_trace, traces_of
from storage.transactions import Database
from tests.storage.seeds import LATER, NOW, RING, College, college

LINK, TEXT = "https://exemple.invalid/a", "Le titre a aidé."


@pytest.fixture
async def seeded(database: Database) -> College:
    made = await database.write(lambda conn: college(conn, "alpha"))
    await database.write(lambda conn: drop_trace(made.scope, conn, made.trace))
    return made


async def add(database: Database, seeded: College, **more: Any) -> str:
    values = {"link": LINK, "text": TEXT} | more
    person = values.pop("person", seeded.person)
    kind = values.pop("kind", TraceKind.MESSAGE)
    made = await database.write(
        lambda conn: add_trace(seeded.scope, conn, RING, person, seeded.challenge, kind, NOW, **values)
    )
    return made or ""


async def read(database: Database, seeded: College, *, mine: bool = False) -> tuple[Trace, ...]:
    return await database.read(lambda conn: traces_of(seeded.scope, conn, RING, seeded.challenge, mine=mine))


async def test_ones_own_is_there_at_once(database: Database, seeded: College) -> None:
    await add(database, seeded, kind=TraceKind.LINK, text=None, ai_use="none")
    (trace,) = await read(database, seeded)
    assert (trace.kind, trace.link, trace.text, trace.ai_use) == (TraceKind.LINK, LINK, None, "none")
    assert (trace.author, trace.author_id, trace.consent) == ("", None, Consent.OWN)
    rows = await database.read(lambda conn: [repr(tuple(row)) for row in conn.execute(select(traces))])
    assert "exemple" not in "".join(rows)


async def test_somebody_elses_waits_for_their_answer(database: Database, seeded: College) -> None:
    made = await add(database, seeded, author_id=seeded.colleague, consent=Consent.ASKED)
    assert await read(database, seeded) == ()
    (trace,) = await read(database, seeded, mine=True)
    assert (trace.link, trace.text, trace.author) == (LINK, None, "Bruno alpha")
    found = await database.read(lambda conn: find_trace(seeded.scope, conn, RING, made))
    assert found is not None
    assert found.text is None
    asked = await database.read(lambda conn: find_trace(seeded.scope, conn, RING, made, to_author=True))
    assert asked is not None
    assert asked.text == TEXT
    for consent, name in ((Consent.NAMED, "Bruno alpha"), (Consent.UNNAMED, "")):
        assert await database.write(lambda conn, c=consent: answer_trace(seeded.scope, conn, made, c, LATER))
        (trace,) = await read(database, seeded)
        assert (trace.text, trace.author) == (TEXT, name)
    assert await database.write(lambda conn: drop_trace(seeded.scope, conn, made))
    assert not await database.write(lambda conn: drop_trace(seeded.scope, conn, made))
    assert await read(database, seeded, mine=True) == ()


async def test_only_on_a_challenge_of_ones_own(database: Database, seeded: College) -> None:
    assert await add(database, seeded, person=seeded.colleague) == ""
    assert await add(database, seeded, author_id="none") == ""
