"""A talk comes back as it was left, and its words lie sealed in the file."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, make_url, select, update

from community.talk import Position, Talk, TalkState
from storage.challenges import add_challenge
from storage.schema import metadata, talks
from storage.sealing import CannotUnseal, KeyRing
from storage.talks import begin_talk, lock_talk, read_talk, save_talk
from storage.transactions import Database, PostgresDatabase, open_database, sqlite_engine
from tests.databases import fresh_database
from tests.storage.seeds import MONTH, NOW, RING, UNTIL, College, college

SECRETS = ("brouillon-zibeline", "mis-de-côté-zibeline", "retenu-zibeline", "question-zibeline")


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def kept(database: Database, seeded: College, talk: Talk) -> Talk | None:
    """What is read after a talk was saved."""

    def work(conn: Connection) -> Talk | None:
        assert lock_talk(seeded.scope, conn, RING, seeded.person) is not None
        save_talk(seeded.scope, conn, RING, talk)
        return lock_talk(seeded.scope, conn, RING, seeded.person)

    found = await database.write(work)
    assert await database.read(lambda conn: read_talk(seeded.scope, conn, RING, seeded.person)) == found
    return found


def full(seeded: College) -> Talk:
    """A talk with something in every place."""
    draft, aside, held, _ = SECRETS
    return Talk(
        seeded.person,
        TalkState.CONFIRMING,
        Position("challenge", "tool_user", {"question": draft}, ("question", "other")),
        (Position("language", "language", {"locale": aside}), Position("help", "help", {}, ("a",), "a community")),
        7,
        NOW + timedelta(microseconds=5),
        held,
        seeded.scope.community_id,
    )


async def test_everything_of_it_comes_back(database: Database, seeded: College) -> None:
    talk = full(seeded)
    assert await kept(database, seeded, talk) == talk


@pytest.mark.parametrize(
    "changes",
    [
        {"at": None, "state": TalkState.IDLE},
        {"aside": ()},
        {"held": None},
        {"held": ""},
        {"at": None, "aside": (), "held": None, "state": TalkState.IDLE, "asked_at": None, "community_id": None},
        {"at": Position("challenge", "question")},
        {"held": "« l'été » \U0001f642 \n\t\"}{"},
    ],
)
async def test_any_part_may_be_missing(database: Database, seeded: College, changes: dict[str, Any]) -> None:
    talk = replace(full(seeded), **changes)
    assert await kept(database, seeded, talk) == talk


async def test_a_talk_with_no_words_keeps_none(database: Database, seeded: College) -> None:
    await kept(database, seeded, Talk(seeded.person, revision=9))
    mine = select(talks.c.words_sealed).where(talks.c.person_id == seeded.person)
    assert await database.read(lambda conn: conn.execute(mine).scalar_one()) is None


async def test_it_begins_once(database: Database, seeded: College) -> None:
    def begin(conn: Connection) -> bool:
        return begin_talk(seeded.scope, conn, seeded.colleague)

    assert await database.read(lambda conn: lock_talk(seeded.scope, conn, RING, seeded.colleague)) is None
    assert await database.write(begin)
    assert not await database.write(begin)
    found = await database.read(lambda conn: lock_talk(seeded.scope, conn, RING, seeded.colleague))
    assert found == Talk(seeded.colleague)
    assert not await database.write(lambda conn: begin_talk(seeded.scope, conn, "nobody"))


async def test_two_turns_of_one_person_follow_one_another(database: Database, seeded: College) -> None:
    """Each adds to what the other left: nothing said is lost."""

    def says(word: str) -> Any:
        def work(conn: Connection) -> None:
            talk = lock_talk(seeded.scope, conn, RING, seeded.person)
            assert talk is not None
            assert talk.at is not None
            said = {**talk.at.draft, word: word}
            save_talk(seeded.scope, conn, RING, replace(talk, at=replace(talk.at, draft=said)))

        return work

    words = [f"mot{n}" for n in range(12)]
    await asyncio.gather(*(database.write(says(word)) for word in words))
    talk = await database.read(lambda conn: read_talk(seeded.scope, conn, RING, seeded.person))
    assert talk is not None
    assert talk.at is not None
    assert set(words) <= talk.at.draft.keys()


async def test_two_turns_begin_one_talk(database: Database, seeded: College) -> None:
    begun = await asyncio.gather(
        *(database.write(lambda conn: begin_talk(seeded.scope, conn, seeded.colleague)) for _ in range(4))
    )
    assert sorted(begun) == [False, False, False, True]


async def test_words_moved_to_another_talk_do_not_open(database: Database, seeded: College) -> None:
    await kept(database, seeded, full(seeded))

    def steal(conn: Connection) -> Talk | None:
        begin_talk(seeded.scope, conn, seeded.colleague)
        theirs = select(talks.c.words_sealed).where(talks.c.person_id == seeded.person).scalar_subquery()
        conn.execute(update(talks).where(talks.c.person_id == seeded.colleague).values(words_sealed=theirs))
        return read_talk(seeded.scope, conn, RING, seeded.colleague)

    with pytest.raises(CannotUnseal):
        await database.write(steal)


async def test_without_its_key_it_does_not_open(database: Database, seeded: College) -> None:
    other = KeyRing.parse("k2:" + "B" * 43 + "=")
    with pytest.raises(CannotUnseal, match=r"talks\.words_sealed"):
        await database.read(lambda conn: read_talk(seeded.scope, conn, other, seeded.person))


def say_secrets(conn: Connection, seeded: College) -> None:
    save_talk(seeded.scope, conn, RING, full(seeded))
    question = SECRETS[3]
    assert add_challenge(seeded.scope, conn, RING, seeded.person, MONTH, UNTIL, NOW, question=question)


async def test_nothing_said_can_be_read_in_the_file() -> None:
    async with fresh_database("sqlite") as url:
        database = open_database(url)
        seeded = await database.write(lambda conn: college(conn, "alpha"))
        await database.write(lambda conn: say_secrets(conn, seeded))
        await database.write(lambda conn: save_talk(seeded.scope, conn, RING, Talk(seeded.person)))
        path = Path(str(make_url(url).database))
        written = [file.read_bytes() for file in path.parent.iterdir()]  # the journal too
        await database.close()
        written += [file.read_bytes() for file in path.parent.iterdir()]
    assert any(seeded.person.encode() in one for one in written), "else nothing was looked at"
    for secret in SECRETS:
        for coded in (secret.encode(), secret.encode("utf-16-le"), secret.encode("unicode_escape")):
            assert not any(coded in one for one in written), secret


async def test_nothing_said_can_be_read_in_any_column(database: Database, seeded: College) -> None:
    await database.write(lambda conn: say_secrets(conn, seeded))

    def everything(conn: Connection) -> str:
        return "\n".join(repr(row) for table in metadata.sorted_tables for row in conn.execute(select(table)))

    written = await database.read(everything)
    assert seeded.person in written
    assert "zibeline" not in written


async def test_the_lock_holds_until_the_turn_ends() -> None:
    """PostgreSQL: another turn of the same person sees what this one leaves, not what it found."""
    async with fresh_database("postgresql") as url:
        database = open_database(url)
        assert isinstance(database, PostgresDatabase)
        seeded = await database.write(lambda conn: college(conn, "alpha"))

        def turn(conn: Connection) -> int:
            talk = lock_talk(seeded.scope, conn, RING, seeded.person)
            assert talk is not None
            save_talk(seeded.scope, conn, RING, replace(talk, revision=talk.revision + 1))
            return talk.revision

        revisions = await asyncio.gather(*(database.write(turn) for _ in range(8)))
        assert sorted(revisions) == list(range(min(revisions), min(revisions) + 8))
        await database.close()


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
positions = st.builds(
    Position,
    st.sampled_from(["challenge", "language"]),
    st.sampled_from(["question", "tool_user"]),
    st.dictionaries(words, words, max_size=3),
    st.lists(words, max_size=3).map(tuple),
    st.none() | words,
)


@pytest.fixture(scope="module")
def alone() -> Any:
    """A college in memory, for many talks."""
    engine = sqlite_engine("sqlite://")
    with engine.begin() as conn:
        metadata.create_all(conn)
        yield conn, college(conn, "alpha")
    engine.dispose()


@given(
    state=st.sampled_from(TalkState),
    at=st.none() | positions,
    aside=st.lists(positions, max_size=3).map(tuple),
    revision=st.integers(0, 2**31 - 1),
    asked_at=st.none() | st.just(NOW),
    held=st.none() | words,
)
def test_any_talk_is_the_same_afterwards(
    alone: tuple[Connection, College],
    state: TalkState,
    at: Position | None,
    aside: tuple[Position, ...],
    revision: int,
    asked_at: datetime | None,
    held: str | None,
) -> None:
    conn, seeded = alone
    talk = Talk(seeded.person, state, at, aside, revision, asked_at, held, seeded.scope.community_id)
    save_talk(seeded.scope, conn, RING, talk)
    assert lock_talk(seeded.scope, conn, RING, seeded.person) == talk
