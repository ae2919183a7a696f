"""Who is drawn a question asked of a team, its answers and the walk behind it: person by person, channel by channel.

By the program's own handlers, in the world of tests/scenarios/test_rights.py.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from bot.handlers.acting import Begin
from bot.showing import Showing
from community.commands import (
    AnswerQuestion,
    AskTeam,
    BeginWalk,
    ComeBackTo,
    DropReturn,
    KeepGuideAnswer,
    MakeSmaller,
    TalkAbout,
    WithdrawQuestion,
)
from community.messages import (
    AnswerPosted,
    Ask,
    ComeBack,
    ComingBack,
    Message,
    NotForYou,
    QuestionPosted,
    SmallerKept,
    TeamAnswered,
    TeamAnswerSent,
    TeamAsked,
    WalkPage,
)
from community.walk import Answer, split_line
from storage.channels import bind_channel
from storage.schema import teams
from storage.talks import begin_talk
from tests.scenarios.test_rights import CHANNELS, NOW, PEOPLE, WORDS, World, do, text_of, world
from tests.storage.seeds import RING

PROJECT, NOTE, ASKED, ANSWERED = "secretproject", "secretnote", "secretquestion", "secretanswer"
SECRETS = (PROJECT, NOTE, ASKED, ANSWERED)


@pytest.fixture
def here() -> Iterator[World]:
    with world() as made:
        for name, group in (("rouge", "rouge"), ("bleue", "bleue")):
            bound = bind_channel(
                made.scope, made.conn, made.addresses[name].id, made.teams[group], made.ids["fanny"], NOW, instead=True
            )
            assert bound
        all_of_it = made.addresses["toutes"].id
        assert bind_channel(
            made.scope, made.conn, all_of_it, made.scope.community_id or "", made.ids["fanny"], NOW, instead=True
        )
        for person_id in made.ids.values():
            begin_talk(made.scope, made.conn, person_id)
        yield made


def asked(here: World) -> tuple[str, str, str]:
    """The ids of Ada's walk, of her question to the red team, of Béa's answer."""
    begun = do(here, "ada", BeginWalk(project=PROJECT))
    assert isinstance(begun, Begin)
    walk_id, first = split_line(begun.subject_id or "")
    do(here, "ada", KeepGuideAnswer(walk_id, first, Answer.NOT_YET, NOTE))
    page = do(here, "ada", AskTeam(walk_id, ASKED))
    assert isinstance(page, TeamAsked)
    sent = do(here, "bea", AnswerQuestion(page.question_id, ANSWERED))
    assert isinstance(sent, TeamAnswerSent)
    return walk_id, page.question_id, sent.answer_id


def every(walk_id: str, question_id: str, answer_id: str) -> list[Message]:
    """Every message about them."""
    opened = (("ask_team", walk_id), ("talk", walk_id), ("smaller", walk_id), ("team_answer", question_id))
    return [
        QuestionPosted(question_id=question_id),
        TeamAsked(question_id=question_id),
        TeamAnswered(answer_id=answer_id),
        AnswerPosted(answer_id=answer_id),
        TeamAnswerSent(answer_id=answer_id),
        WalkPage(walk_id=walk_id),
        SmallerKept(walk_id=walk_id),
        ComingBack(walk_id=walk_id),
        ComeBack(walk_id=walk_id, since=NOW),
        *(Ask(dialog=key, step="words", revision=1, subject_id=of) for key, of in opened if key != "talk"),
    ]


def seen(here: World, ids: tuple[str, str, str]) -> dict[str, set[str]]:
    """What each reader is drawn of the secrets."""
    showing = Showing(RING, WORDS, "fr_CA", "America/Toronto")
    found: dict[str, set[str]] = {}
    for reader in (*PEOPLE, *CHANNELS):
        cards = [
            showing.card(here.conn, here.scope, message, here.addresses[reader], NOW, fields={}, as_form=True)
            for message in every(*ids)
        ]
        read = "\n".join(text_of(card) for card in cards if card is not None)
        found[reader] = {secret for secret in SECRETS if secret in read}
    return found


NOBODY: dict[str, set[str]] = {reader: set() for reader in (*PEOPLE, *CHANNELS)}


def test_asked_it_is_the_teams_and_the_answer_is_whose_it_is_for(here: World) -> None:
    assert seen(here, asked(here)) == NOBODY | {
        "ada": {PROJECT, ASKED, ANSWERED},
        "bea": {ASKED, ANSWERED},
        "fanny": {ASKED},
        "rouge": {ASKED, ANSWERED},
    }


def test_withdrawn_it_is_its_authors_alone(here: World) -> None:
    ids = asked(here)
    do(here, "ada", WithdrawQuestion(ids[1]))
    assert seen(here, ids) == NOBODY | {"ada": {PROJECT, ASKED, ANSWERED}, "bea": {ANSWERED}}
    told = do(here, "fanny", AnswerQuestion(ids[1], "Et moi?"))
    assert isinstance(told, Begin)
    assert told.given == {"words": "Et moi?"}


def test_the_channels_group_is_asked_now(here: World) -> None:
    ids = asked(here)
    here.conn.execute(update(teams).where(teams.c.id == here.teams["rouge"]).values(name="Rouge vif"))
    channel, blue, fanny = here.addresses["rouge"].id, here.teams["bleue"], here.ids["fanny"]
    assert bind_channel(here.scope, here.conn, channel, blue, fanny, NOW, instead=True)
    assert seen(here, ids)["rouge"] == set()


@pytest.mark.parametrize("who", ["bea", "cora", "fanny", "steve", "paul"])
def test_nobody_else_does_anything_with_a_walk(here: World, who: str) -> None:
    walk_id, question_id, _ = asked(here)
    for command in (
        AskTeam(walk_id, "Et?"),
        MakeSmaller(walk_id, "Plus petit"),
        TalkAbout(walk_id, here.ids["fanny"], "Un mot"),
    ):
        told = do(here, who, command)
        assert isinstance(told, Begin), command  # not done, and what was written is given back
        assert told.dialog == "unsent"
    for quiet in (ComeBackTo(walk_id), DropReturn(walk_id), WithdrawQuestion(question_id)):
        assert do(here, who, quiet) == NotForYou()


@pytest.mark.parametrize("who", ["cora", "steve", "paul", "ada"])
def test_who_may_not_read_it_may_not_answer_it(here: World, who: str) -> None:
    _, question_id, _ = asked(here)
    told = do(here, who, AnswerQuestion(question_id, "Et moi?"))
    assert isinstance(told, Begin)
    assert told.dialog == "unsent"


def test_three_answers_a_person_are_enough(here: World) -> None:
    _, question_id, _ = asked(here)
    done = [do(here, "bea", AnswerQuestion(question_id, f"Encore {n}")) for n in range(3)]
    assert [isinstance(each, TeamAnswerSent) for each in done] == [True, True, False]
    assert isinstance(do(here, "fanny", AnswerQuestion(question_id, "Moi aussi")), TeamAnswerSent)
