"""What is told of before the demo's beginning could have happened."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest

from bot.demo.history import Challenge, read
from bot.demo.moving import ZONE
from bot.demo.people import scenes
from bot.demo.run import START
from community.challenge import CLASSROOM_LIMIT, QUESTION_LIMIT, SIGN_LIMIT, hint_for
from community.peers import WORDS_LIMIT, WordsKind
from community.report import DOOR_LIMIT, SENTENCE_LIMIT

SCENES = pytest.mark.parametrize("scene", scenes(), ids=lambda scene: scene.key)


def instants(challenge: Challenge) -> Iterator[datetime]:
    """All that happened around a challenge."""
    yield challenge.at
    for at in (challenge.shown, challenge.withdrawn):
        if at is not None:
            yield at
    for words in challenge.words:
        yield words.at
        if words.answered is not None:
            yield words.answered
        if words.report is not None:
            yield words.report.at
    if challenge.report is not None:
        yield challenge.report.at


@SCENES
def test_everybody_and_every_group_is_of_the_roster(scene) -> None:
    history = read(scene)
    people = {who.email.partition("@")[0] for who in scene.everyone}
    told = {challenge.who for challenge in history.challenges}
    told |= {words.who for challenge in history.challenges for words in challenge.words}
    assert told <= people
    assert {meeting.group for meeting in history.meetings} <= {channel.name for channel in scene.channels}
    assert all(scene.channel(bound.channel) for bound in history.bound)


@SCENES
def test_it_happens_on_working_days_before_the_beginning(scene) -> None:
    history = read(scene)
    told = [at for challenge in history.challenges for at in instants(challenge)]
    told += [one.at for one in (*history.bound, *history.meetings)]
    for at in told:
        assert datetime(2025, 9, 2, 8, 0) <= at < START.astimezone(ZONE).replace(tzinfo=None)  # noqa: DTZ001 on the wall
        assert at.weekday() < 5
        assert time(7, 30) <= at.time() <= time(16, 30)
    for challenge in history.challenges:
        assert min(instants(challenge)) == challenge.at
        assert challenge.shown is not None or not challenge.words


@SCENES
def test_it_fits_in_the_fields_and_needs_no_hint(scene) -> None:
    for challenge in read(scene).challenges:
        assert hint_for(challenge.question) is None
        assert len(challenge.question) <= QUESTION_LIMIT
        assert len(challenge.classroom) <= CLASSROOM_LIMIT
        assert len(challenge.sign) <= SIGN_LIMIT
        for words in challenge.words:
            assert len(words.text) <= (QUESTION_LIMIT if words.kind is WordsKind.TRY else WORDS_LIMIT)
        for report in (challenge.report, *(words.report for words in challenge.words)):
            if report is not None:
                assert len(report.sentence) <= SENTENCE_LIMIT
                assert max(len(door) for door in (report.pride, report.learners, report.stuck)) <= DOOR_LIMIT


def test_whoever_the_tour_begins_with_has_no_challenge_open() -> None:
    for scene in scenes():
        teacher = scene.persona(scene.guided[0])
        assert teacher is not None
        mine = [one for one in read(scene).challenges if one.who == teacher.email.partition("@")[0]]
        assert all(one.report is not None and one.report.following is None for one in mine)
