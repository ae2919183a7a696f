"""A walk's rules: what is asked next, how lines stand, which next steps fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.challenge import ChallengeState
from community.guide import CLOSER_LIMIT, Does, Jurisdiction, Moment
from community.walk import (
    SETTLING,
    Answer,
    Answers,
    Given,
    Leg,
    LineState,
    following,
    is_answered,
    line_id,
    lines,
    moment_of,
    next_steps,
    path,
    preceding,
    split_line,
)
from tests.guide import OWN_QUESTIONS, SMALL, answered, walk

QUEBEC = Jurisdiction.QUEBEC
KEYS = [question.key for _, question in SMALL.questions()]
EVERYTHING = frozenset(Does)

answer_maps = st.dictionaries(
    st.sampled_from(KEYS), st.tuples(st.sampled_from([*Answer, None]), st.sampled_from([None, "Une note"])), max_size=14
).map(lambda found: {key: Given(key, *values) for key, values in found.items()})
legs = st.sampled_from(Leg)
moments = st.sampled_from(Moment)


@given(answer_maps)
def test_a_line_is_open_while_one_of_its_answers_is(answers: Answers) -> None:
    for line in lines(SMALL, answers):
        here = [answers[q.key].answer for q in line.criterion.questions() if q.key in answers]
        opened = any(answer is not None and answer not in SETTLING for answer in here)
        own = answers.get(line.criterion.first.key)
        if opened:
            assert line.state is LineState.OPEN
        elif own is not None and own.answer in SETTLING:
            assert line.state is LineState.SETTLED
        else:
            assert line.state is LineState.UNSEEN


@given(legs, moments, answer_maps)
def test_a_leg_goes_forward_only_and_ends(leg: Leg, moment: Moment, answers: Answers) -> None:
    """Passed over question after question, each is asked once, none that has its answer but a line's own again."""
    seen: list[str] = []
    key = following(SMALL, leg, moment, QUEBEC, answers)
    while key is not None:
        assert key not in seen
        seen.append(key)
        found = SMALL.find(key)
        assert found is not None
        assert not is_answered(found[1], answers) or (leg is Leg.CLOSER and key in OWN_QUESTIONS)
        key = following(SMALL, leg, moment, QUEBEC, answers, key)
    every = [q.key for q in path(SMALL, leg, moment, QUEBEC, answers)]
    assert seen == [key for key in every if key in seen]


@given(legs, moments, answer_maps, st.sampled_from(KEYS))
def test_back_leads_to_the_beginning(leg: Leg, moment: Moment, answers: Answers, key: str) -> None:
    seen = [key]
    while (earlier := preceding(SMALL, leg, moment, QUEBEC, answers, seen[-1])) is not None:
        assert earlier not in seen
        seen.append(earlier)


@given(moments, answer_maps)
def test_a_closer_look_is_for_open_lines_and_the_moment_at_hand(moment: Moment, answers: Answers) -> None:
    opened = {line.criterion.key for line in lines(SMALL, answers) if line.state is LineState.OPEN}
    asked = path(SMALL, Leg.CLOSER, moment, QUEBEC, answers)
    for question in asked:
        found = SMALL.find(question.key)
        assert found is not None
        assert found[0].key in opened
        assert question.serves(moment, QUEBEC)
    deeper = [q for q in asked if q.key not in OWN_QUESTIONS]
    for criterion in SMALL.criteria:
        assert sum(q in criterion.closer for q in deeper) <= CLOSER_LIMIT


def test_the_full_tour_is_every_question_under_ones_own_law() -> None:
    assert [q.key for q in path(SMALL, Leg.FULL, Moment.AFTER, QUEBEC, {})] == KEYS


@pytest.mark.parametrize(
    ("state", "tried", "moment"),
    [
        (None, False, Moment.BEFORE),
        (ChallengeState.OPEN, False, Moment.BEFORE),
        (ChallengeState.OPEN, True, Moment.DURING),
        (ChallengeState.REPORTED, True, Moment.AFTER),
        (ChallengeState.REPORTED, False, Moment.AFTER),
        (ChallengeState.LEFT, True, Moment.BEFORE),
    ],
)
def test_the_moment_is_where_the_challenge_stands(state: ChallengeState | None, tried: bool, moment: Moment) -> None:
    assert moment_of(state, tried=tried) is moment


def steps_of(answers: Answers, possible: frozenset[Does] = EVERYTHING) -> list[Does]:
    return [step.does for step in next_steps(SMALL, answers, possible)]


def test_the_next_steps_are_those_of_the_open_lines() -> None:
    assert steps_of({}) == []
    assert steps_of(answered(**dict.fromkeys((key.replace("-", "_") for key in OWN_QUESTIONS), Answer.YES))) == []
    assert steps_of(answered(help_own=Answer.NOT_YET)) == [Does.TALK]
    two = answered(law_own=Answer.PARTLY, help_own=Answer.NOT_YET, last_own=Answer.PARTLY)
    assert steps_of(two) == [Does.TALK, Does.COME_BACK], "each once, in the guide's order"


def test_in_the_place_of_one_that_cannot_be_done_is_the_one_offered_otherwise() -> None:
    asks = answered(peers_own=Answer.NOT_YET)
    assert steps_of(asks) == [Does.ASK_TEAM]
    assert steps_of(asks, EVERYTHING - {Does.ASK_TEAM}) == [Does.TALK]
    assert steps_of(asks, EVERYTHING - {Does.ASK_TEAM, Does.TALK}) == [Does.COME_BACK]
    assert steps_of(asks, frozenset()) == []


@given(st.sampled_from(KEYS))
def test_a_question_of_a_walk_is_named_so_that_it_is_found_again(key: str) -> None:
    assert split_line(line_id("w1", key)) == ("w1", key)
    assert split_line("w1") == ("w1", "")


def test_a_walk_speaks_of_itself() -> None:
    found = walk(answered(learn_own=Answer.YES, care_own=Answer.NOT_YET))
    assert found.following("learn-own") == "law-own"
    assert found.preceding("law-own") == "care-own"
    assert found.may_look_closer()
    assert found.beginning(Leg.CLOSER) == "care-deep"
