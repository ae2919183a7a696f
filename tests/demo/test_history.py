"""What is told of before the demo's beginning could have happened."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from bot.demo.history import Challenge, Report, read
from bot.demo.moving import ZONE
from bot.demo.people import scenes
from bot.demo.run import BACK, PAST, START
from community.challenge import CLASSROOM_LIMIT, QUESTION_LIMIT, SIGN_LIMIT, hint_for
from community.peers import WORDS_LIMIT, WordsKind
from community.report import DOOR_LIMIT, SENTENCE_LIMIT, NextStep

SCENES = pytest.mark.parametrize("scene", scenes(), ids=lambda scene: scene.key)
DAYS_OFF = {date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 19), date(2025, 9, 1)}
END_OF_YEAR = datetime(2025, 6, 20)  # noqa: DTZ001 on the wall
END_OF_TIME = datetime.max  # noqa: DTZ901 on the wall


def on_the_wall(instant: datetime) -> datetime:
    """The date and time that people read."""
    return instant.astimezone(ZONE).replace(tzinfo=None)


def reports(told: Report | None) -> Iterator[Report]:
    """A report, what came of it once it was put off, and those of what it led on to."""
    if told is not None:
        yield told
        yield from reports(told.later)
        if told.following is not None:
            yield from reports(told.following.report)


def every_report(challenge: Challenge) -> list[Report]:
    """Those of the challenge, and of who tried it too."""
    return [one for told in (challenge, *challenge.words) for one in reports(told.report)]


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
    for report in every_report(challenge):
        yield report.at
        if report.following is not None and report.following.shown is not None:
            yield report.following.shown


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
        assert on_the_wall(PAST) <= at < on_the_wall(START)
        assert at.weekday() < 5
        assert at.date() not in DAYS_OFF
        assert not END_OF_YEAR < at <= BACK, "there is no school in summer"
        assert time(7, 30) <= at.time() <= time(16, 30)
    for challenge in history.challenges:
        assert min(instants(challenge)) == challenge.at
        assert challenge.shown is not None or not challenge.words


@SCENES
def test_what_follows_comes_after(scene) -> None:
    for challenge in read(scene).challenges:
        for words in challenge.words:
            assert challenge.shown < words.at < (words.answered or END_OF_TIME)
            assert words.report is None or words.at < words.report.at
        for report in every_report(challenge):
            following = report.following
            assert report.later is None or (report.next is NextStep.CARRY_OVER and report.at < report.later.at)
            assert following is None or following.shown is None or report.at < following.shown
            assert following is None or following.report is None or following.shown < following.report.at


@SCENES
def test_it_fits_in_the_fields_and_needs_no_hint(scene) -> None:
    for challenge in read(scene).challenges:
        assert hint_for(challenge.question) is None
        assert len(challenge.question) <= QUESTION_LIMIT
        assert len(challenge.classroom) <= CLASSROOM_LIMIT
        assert len(challenge.sign) <= SIGN_LIMIT
        for words in challenge.words:
            assert len(words.text) <= (QUESTION_LIMIT if words.kind is WordsKind.TRY else WORDS_LIMIT)
        for report in every_report(challenge):
            assert len(report.sentence) <= SENTENCE_LIMIT
            assert max(len(door) for door in (report.pride, report.learners, report.stuck)) <= DOOR_LIMIT
            if report.following is not None:
                assert hint_for(report.following.question) is None
                assert len(report.following.question) <= QUESTION_LIMIT


def test_whoever_the_tour_begins_with_has_no_challenge_open() -> None:
    for scene in scenes():
        teacher = scene.persona(scene.guided[0])
        assert teacher is not None
        name = teacher.email.partition("@")[0]
        mine = [one for one in read(scene).challenges if one.who == name]
        mine += [
            words
            for one in read(scene).challenges
            for words in one.words
            if words.who == name and words.kind is WordsKind.TRY
        ]
        for told in mine:
            assert told.report is not None
            *_, last = reports(told.report)
            assert last.following is None
            assert last.next is not NextStep.CARRY_OVER
