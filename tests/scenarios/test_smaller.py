"""« Essayer en plus petit » once the challenge ended, a word that can't go, a return: by the program's handlers."""

from dataclasses import replace

from bot.handlers.acting import Begin
from community.challenge import ChallengeState
from community.commands import BeginWalk, ComeBackTo, KeepGuideAnswer, MakeSmaller, TalkAbout
from community.messages import ChallengeKept, ComingBack, LetterUnsent, NotForYou, SmallerKept, ThreeOpen, WalkPage
from community.walk import Answer, split_line
from storage.challenges import move_challenge
from storage.returns import find_return
from storage.views.challenges import load_challenge, load_open
from storage.views.walks import load_walk
from tests.scenarios.test_rights import NOW, World, do, keep, world
from tests.storage.seeds import RING

SMALLER = "Comment, en une période?"


def walked(here: World, challenge_id: str | None = None, answer: Answer = Answer.NOT_YET) -> str:
    """Ada's walk, its first question answered; its id."""
    begun = do(here, "ada", BeginWalk(challenge_id, None if challenge_id else "Un balado"))
    assert isinstance(begun, Begin)
    walk_id, first = split_line(begun.subject_id or "")
    do(here, "ada", KeepGuideAnswer(walk_id, first, answer))
    return walk_id


def kept(here: World) -> str:
    """A challenge of Ada's."""
    before = set(here.challenges)
    keep(here, "ada", 0, 0)
    (made,) = set(here.challenges) - before
    return made


def test_of_one_that_ended_another_is_made_and_its_words_stay() -> None:
    with world() as here:
        ended = kept(here)
        walk_id = walked(here, ended)
        move_challenge(here.scope, here.conn, ended, ChallengeState.REPORTED, NOW)
        before = load_challenge(here.scope, here.conn, RING, ended)
        open_one = kept(here)
        done = do(here, "ada", MakeSmaller(walk_id, SMALLER))
        assert isinstance(done, ChallengeKept)
        assert done.walk_id == walk_id
        assert done.challenge_id not in (ended, open_one)
        assert load_challenge(here.scope, here.conn, RING, ended) == before
        opened = load_open(here.scope, here.conn, RING, here.ids["ada"]).challenges
        assert {one.challenge_id for one in opened} == {open_one, done.challenge_id}


def test_with_three_open_it_is_given_back() -> None:
    with world() as here:
        ended = kept(here)
        walk_id = walked(here, ended)
        move_challenge(here.scope, here.conn, ended, ChallengeState.REPORTED, NOW)
        for _ in range(3):
            kept(here)
        told = do(here, "ada", MakeSmaller(walk_id, SMALLER))
        assert isinstance(told, Begin)
        assert told.given == {"words": SMALLER}
        assert isinstance(told.say[0], ThreeOpen)


def test_a_project_never_writes_over_a_challenge_that_is_open() -> None:
    with world() as here:
        walk_id = walked(here)
        begun = do(here, "ada", MakeSmaller(walk_id, SMALLER))
        assert begun == Begin("challenge", given={"question": SMALLER}, say=(SmallerKept(walk_id=walk_id),))
        standing = kept(here)
        before = load_challenge(here.scope, here.conn, RING, standing)
        assert do(here, "ada", MakeSmaller(walk_id, "Un épisode")) == SmallerKept(walk_id=walk_id)
        assert load_challenge(here.scope, here.conn, RING, standing) == before
        found = load_walk(here.scope, here.conn, RING, walk_id)
        assert found is not None
        assert found.title == "Un épisode"


def test_a_word_goes_to_who_runs_the_community_alone() -> None:
    with world() as here:
        walk_id = walked(here)
        for to in ("bea", "steve", "paul", "ada"):
            told = do(here, "ada", TalkAbout(walk_id, here.ids[to], "Un mot"))
            assert isinstance(told, Begin)
            assert (told.given, told.say) == ({"words": "Un mot"}, (LetterUnsent(walk_id=walk_id),))


def test_with_nothing_open_there_is_nothing_to_come_back_to() -> None:
    with world() as here:
        walk_id = walked(here, answer=Answer.YES)
        assert do(here, "ada", ComeBackTo(walk_id)) == WalkPage(walk_id=walk_id)
        assert find_return(here.scope, here.conn, here.ids["ada"], walk_id) is None
        assert do(here, "ada", ComeBackTo("none")) == NotForYou()


def test_each_walk_is_come_back_to_by_itself() -> None:
    with world() as here:
        first, second = walked(here), walked(here)
        for walk_id in (first, second, first):
            assert do(here, "ada", ComeBackTo(walk_id)) == ComingBack(walk_id=walk_id)
        found = [find_return(here.scope, here.conn, here.ids["ada"], walk_id) for walk_id in (first, second)]
        assert all(found)
        assert len({each.row_id for each in found if each is not None}) == 2
        assert replace(found[0], row_id="") == replace(found[1], row_id="")  # type: ignore[type-var]
