"""What peers send: sealed, read by whom it is for, told in one bundle a week that more may join until it is read."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from community.challenge import Readers, Wants
from community.peers import WordsKind
from storage.challenges import add_challenge, show_challenge, withdraw_challenge
from storage.outbox import claim
from storage.peers import add_words, note_bundle, waiting_bundle
from storage.schema import cards, outbox, peer_words
from storage.scope import DEPLOYMENT
from storage.transactions import Database
from storage.views.peers import load_bundle, load_listed, load_made_from, load_words, threads_of
from tests.storage.seeds import LATER, MONTH, NOW, RING, UNTIL, WEEK, College, college, question


@pytest.fixture
async def seeded(database: Database) -> College:
    return await database.write(lambda conn: college(conn, "alpha"))


async def test_words_are_sealed_and_come_back_with_whom_they_are_from_and_for(
    database: Database, seeded: College
) -> None:
    words = await database.read(lambda conn: load_words(seeded.scope, conn, RING, seeded.words))
    assert words is not None
    assert (words.text, words.question) == ("Une piste à alpha", question("alpha"))
    assert (words.author_id, words.owner_id, words.to_id) == (seeded.colleague, seeded.person, seeded.person)
    assert (words.author, words.owner, words.to) == ("Bruno alpha", "Ada alpha", "Ada alpha")
    assert words.kind is WordsKind.IDEA
    assert not words.answered
    sealed = await database.read(lambda conn: conn.execute(select(peer_words.c.text_sealed)).scalars().all())
    assert all("piste" not in each for each in sealed)
    assert await database.read(lambda conn: load_words(seeded.scope, conn, RING, "none")) is None


async def test_an_answer_is_for_whom_it_answers(database: Database, seeded: College) -> None:
    answer = await database.write(lambda conn: answered(conn, seeded))
    words = await database.read(lambda conn: load_words(seeded.scope, conn, RING, answer))
    assert words is not None
    assert (words.author_id, words.to_id, words.to) == (seeded.person, seeded.colleague, "Bruno alpha")
    assert words.asked == "Une piste à alpha"
    first = await database.read(lambda conn: load_words(seeded.scope, conn, RING, seeded.words))
    assert first is not None
    assert first.answered


async def test_a_bundle_leaves_out_what_was_answered_and_other_weeks(database: Database, seeded: College) -> None:
    async def bundle(person: str, week: str = WEEK) -> list[str]:
        view = await database.read(lambda conn: load_bundle(seeded.scope, conn, RING, person, week))
        return [words.words_id for words in view.words]

    assert await bundle(seeded.person) == [seeded.words]
    assert await bundle(seeded.colleague) == []
    assert await bundle(seeded.person, "2025-W42") == []
    answer = await database.write(lambda conn: answered(conn, seeded))
    assert await bundle(seeded.person) == []
    assert await database.write(lambda conn: note_bundle(seeded.scope, conn, answer, WEEK))
    assert await bundle(seeded.colleague) == [answer]
    assert not await database.write(lambda conn: note_bundle(seeded.scope, conn, "none", WEEK))


async def test_more_joins_a_bundle_as_long_as_it_waits(database: Database, seeded: College) -> None:
    waiting = await database.write(lambda conn: waiting_bundle(seeded.scope, conn, seeded.person))
    assert waiting == (WEEK, LATER + timedelta(days=1))
    assert await database.write(lambda conn: waiting_bundle(seeded.scope, conn, seeded.colleague)) is None
    due = update(outbox).where(outbox.c.kind == "peer_bundle", outbox.c.state == "ready").values(not_before=NOW)
    await database.write(lambda conn: conn.execute(due))
    claimed = await database.write(
        lambda conn: claim(DEPLOYMENT, conn, "here", LATER, LATER + timedelta(minutes=1), 99)
    )
    assert "peer_bundle" in {row.kind for row in claimed}
    assert await database.write(lambda conn: waiting_bundle(seeded.scope, conn, seeded.person)) is None


async def test_words_need_a_challenge_a_person_and_what_they_answer(database: Database, seeded: College) -> None:
    def added(challenge: str, person: str, answers: str | None = None) -> Any:
        return lambda conn: add_words(
            seeded.scope, conn, RING, challenge, person, WordsKind.IDEA, NOW, text="?", answers_id=answers
        )

    assert await database.write(added("none", seeded.person)) is None
    assert await database.write(added(seeded.challenge, "nobody")) is None
    assert await database.write(added(seeded.challenge, seeded.person, "none")) is None
    assert await database.write(added(seeded.challenge, seeded.person)) is not None


async def test_a_thread_is_a_card_that_was_posted_in_a_channel_still_bound(database: Database, seeded: College) -> None:
    (thread,) = await database.read(lambda conn: threads_of(seeded.scope, conn, seeded.shown))
    assert (thread.address_id, thread.platform_id) == (seeded.channel, "posted-alpha")
    assert (thread.group_id, thread.community_id) == (seeded.scope.community_id, seeded.scope.community_id)
    assert await database.read(lambda conn: threads_of(seeded.scope, conn, seeded.challenge)) == []
    waiting = update(cards).where(cards.c.subject_id == seeded.shown).values(platform_id=None)
    await database.write(lambda conn: conn.execute(waiting))
    assert await database.read(lambda conn: threads_of(seeded.scope, conn, seeded.shown)) == []


async def test_what_is_listed_is_shown_newest_first_and_without_a_word(database: Database, seeded: College) -> None:
    scope = seeded.scope

    async def listed(*communities: str) -> list[str]:
        found = await database.read(lambda conn: load_listed(scope, conn, communities, NOW))
        assert all(one.challenge.question is None for one in found)
        return [one.challenge.challenge_id for one in found]

    here = scope.community_id or ""
    assert await listed(here) == [seeded.shown]
    assert await listed() == []
    mine = await database.write(lambda conn: show_mine(conn, seeded))
    assert await listed(here) == [mine, seeded.shown]
    (first, _) = await database.read(lambda conn: load_listed(scope, conn, [here], NOW))
    assert (first.subject, first.challenge.readers) == ("Français alpha", Readers.TEAM)
    assert await database.write(lambda conn: withdraw_challenge(scope, conn, mine, NOW))
    assert await listed(here) == [seeded.shown]


async def test_ones_own_made_from_a_peers_while_it_is_open(database: Database, seeded: College) -> None:
    def made_from(person: str) -> Any:
        return lambda conn: load_made_from(seeded.scope, conn, RING, person, seeded.challenge)

    own = await database.read(made_from(seeded.facilitator))
    assert own is not None
    assert (own.owner_id, own.inspired_by_id) == (seeded.facilitator, seeded.challenge)
    assert await database.read(made_from(seeded.person)) is None


async def test_nothing_is_left_of_a_bundle_whose_words_are_gone(database: Database, seeded: College) -> None:
    await database.write(lambda conn: conn.execute(delete(peer_words)))
    view = await database.read(lambda conn: load_bundle(seeded.scope, conn, RING, seeded.person, WEEK))
    assert view.words == ()
    assert await database.read(lambda conn: conn.execute(select(outbox.c.id)).first()) is not None


def answered(conn: Connection, seeded: College) -> str:
    """The owner's answer to the colleague's idea."""
    made = add_words(
        seeded.scope,
        conn,
        RING,
        seeded.challenge,
        seeded.person,
        WordsKind.ANSWER,
        LATER,
        text="Merci",
        answers_id=seeded.words,
    )
    assert made is not None
    return made


def show_mine(conn: Connection, seeded: College) -> str:
    """Another challenge of the person's, shown to their team."""
    scope = seeded.scope
    made = add_challenge(
        scope, conn, RING, seeded.person, MONTH, UNTIL, LATER, question="Comment?", group_id=seeded.team
    )
    assert made is not None
    assert show_challenge(scope, conn, RING, made, seeded.team, Wants.IDEAS, UNTIL, LATER)
    return made
