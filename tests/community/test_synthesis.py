"""What may be answered, and when a synthesis may be posted."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.report import Consent
from community.rights import Act, may_in
from community.roles import CHALLENGERS, Role
from community.synthesis import AGREED, ANSWERS, SynthesisState, answers_left, may_post
from community.views import Membership

DRAFT, POSTED = SynthesisState.DRAFT, SynthesisState.POSTED


@pytest.mark.parametrize("answer", [*ANSWERS, Consent.ASKED])
def test_everything_may_be_answered_until_it_is_posted(answer: Consent) -> None:
    assert set(answers_left(DRAFT, answer)) == set(ANSWERS) - {answer}


def test_once_posted_one_may_only_be_told_less_of() -> None:
    assert answers_left(POSTED, Consent.NAMED) == (Consent.UNNAMED, Consent.REFUSED)
    assert answers_left(POSTED, Consent.UNNAMED) == (Consent.REFUSED,)
    assert answers_left(POSTED, Consent.REFUSED) == ()
    assert answers_left(POSTED, Consent.ASKED) == ()
    assert answers_left(DRAFT, Consent.OWN) == ()


@given(st.lists(st.sampled_from(ANSWERS), max_size=6))
def test_no_sequence_of_answers_after_posting_tells_more(tried: list[Consent]) -> None:
    for first in (*ANSWERS, Consent.ASKED):
        answer = first
        shown = [answer]
        for each in tried:
            answer = each if each in answers_left(POSTED, answer) else answer
            shown.append(answer)
        told = [ANSWERS.index(each) if each in ANSWERS else len(ANSWERS) for each in shown]
        assert told == sorted(told)


@pytest.mark.parametrize(
    ("answers", "may"),
    [
        ([], False),
        ([Consent.OWN], False),
        ([Consent.ASKED], False),
        ([Consent.OWN, Consent.ASKED], False),
        ([Consent.ASKED, Consent.NAMED], True),
        ([Consent.ASKED, Consent.UNNAMED], True),
        ([Consent.ASKED, Consent.REFUSED], False),
        ([Consent.REFUSED], True),
        ([Consent.REFUSED, Consent.OWN], True),
    ],
)
def test_it_is_posted_when_somebody_agreed_or_everybody_answered(answers: list[Consent], may: bool) -> None:
    for order in itertools.permutations(answers):
        assert may_post(order) is may


def test_nothing_is_cited_before_it_is_agreed_to() -> None:
    assert {Consent.ASKED, Consent.REFUSED}.isdisjoint(AGREED)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("inquiry", [False, True])
def test_who_may_write_one(role: Role, inquiry: bool) -> None:
    place = Membership("c1", "COP", "COP", (), frozenset({role}), "America/Toronto", "élèves", inquiry=inquiry)
    allowed = role is Role.FACILITATOR or (inquiry and role in CHALLENGERS)
    assert may_in(place, Act.WRITE_SYNTHESIS) is allowed
