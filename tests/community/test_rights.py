"""Who may do what: nobody by default."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from community.challenge import ChallengeState
from community.rights import Act, may, may_in
from community.roles import CHALLENGERS, Role
from community.views import Challenge, Membership

ids = st.text(max_size=4)


def membership(roles: frozenset[Role]) -> Membership:
    return Membership("c1", "CAP", "CAP", (), roles, "America/Toronto", "élèves")


def challenge(owner: str) -> Challenge:
    at = datetime(2025, 10, 7, 12, tzinfo=UTC)
    day = date(2025, 10, 1)
    return Challenge("d1", owner, "c1", "CAP", day, day, ChallengeState.OPEN, "Comment ?", None, False, at)


@given(st.frozensets(st.sampled_from(Role)), st.sampled_from(Act))
def test_a_place_lets_one_keep_a_challenge_and_read_none(roles: frozenset[Role], act: Act) -> None:
    assert may_in(membership(roles), act) == (act is Act.KEEP_CHALLENGE and bool(roles & CHALLENGERS))


@given(st.sampled_from(Act))
def test_without_a_place_nothing(act: Act) -> None:
    assert not may_in(None, act)
    assert not may_in(membership(frozenset()), act)


@given(st.frozensets(st.sampled_from(Role)), st.sampled_from(Role), st.sampled_from(Act))
def test_one_more_role_never_takes_a_right_away(roles: frozenset[Role], more: Role, act: Act) -> None:
    assert may_in(membership(roles | {more}), act) >= may_in(membership(roles), act)


def test_who_supervises_keeps_no_challenge() -> None:
    assert Role.STEERING not in CHALLENGERS
    assert Role.PRINCIPAL not in CHALLENGERS
    assert Role.ADMIN not in CHALLENGERS


@given(st.none() | ids, ids, st.sampled_from(Act))
def test_a_challenge_is_its_owners_only(actor: str | None, owner: str, act: Act) -> None:
    assert may(actor, act, challenge(owner)) == (actor == owner and act is Act.READ_CHALLENGE)
