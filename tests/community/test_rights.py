"""Who may do what: nobody by default."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from community.challenge import ChallengeState, Readers
from community.peers import WordsKind
from community.rights import (
    Act,
    may,
    may_answer,
    may_answer_team_question,
    may_channel,
    may_channel_question,
    may_in,
    may_read_team_question,
)
from community.roles import CHALLENGERS, Role
from community.views import Action, Challenge, Membership, PeerWords, PersonView, TeamQuestion

ids = st.text(max_size=4)


def membership(roles: frozenset[Role]) -> Membership:
    return Membership("c1", "CAP", "CAP", (), roles, "America/Toronto", "élèves")


def challenge(owner: str, readers: Readers = Readers.ME, group: str = "t1") -> Challenge:
    at = datetime(2025, 10, 7, 12, tzinfo=UTC)
    day = date(2025, 10, 1)
    made = Challenge("d1", owner, "c1", "CAP", day, day, ChallengeState.OPEN, "Comment ?", None, False, at)
    return replace(made, readers=readers, group_id=group)


def somebody(person_id: str | None, *places: Membership) -> PersonView:
    return PersonView(person_id, "Ana", "fr_CA", places)


def place(*roles: Role, groups: tuple[str, ...] = ("c1",), community: str = "c1") -> Membership:
    made = membership(frozenset(roles))
    return replace(made, community_id=community, groups=frozenset(groups))


@given(st.frozensets(st.sampled_from(Role)), st.booleans())
def test_what_a_place_lets_one_do(roles: frozenset[Role], inquiry: bool) -> None:
    here = replace(membership(roles), inquiry=inquiry)
    keeps, runs = bool(roles & CHALLENGERS), Role.FACILITATOR in roles
    assert may_in(here, Act.KEEP_CHALLENGE) == keeps
    assert may_in(here, Act.RUN_COMMUNITY) == runs
    assert may_in(here, Act.WRITE_SYNTHESIS) == (runs or (inquiry and keeps))
    assert not may_in(here, Act.READ_CHALLENGE)
    assert not may_in(here, Act.CHANGE_CHALLENGE)


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
def test_a_private_challenge_is_its_owners_only(actor: str | None, owner: str, act: Act) -> None:
    everything = place(*Role, groups=("c1", "t1"))
    theirs = actor == owner and act in (Act.READ_CHALLENGE, Act.CHANGE_CHALLENGE)
    assert may(somebody(actor, everything), act, challenge(owner)) == theirs
    assert not may(None, act, challenge(owner))


@given(st.frozensets(st.sampled_from(Role)), st.sampled_from(Readers), st.booleans(), st.booleans())
def test_what_is_shown_is_read_as_far_as_its_readers_reach(
    roles: frozenset[Role], readers: Readers, same_team: bool, same_community: bool
) -> None:
    groups = ("c1", "t1") if same_team else ("c1", "t2")
    peer = somebody("p2", place(*roles, groups=groups, community="c1" if same_community else "c2"))
    read = may(peer, Act.READ_CHALLENGE, challenge("p1", readers))
    in_group = same_team or Role.FACILITATOR in roles
    reached = readers is Readers.COMMUNITY or (readers is Readers.TEAM and in_group)
    assert read == (same_community and bool(roles & CHALLENGERS) and reached)
    assert not may(peer, Act.CHANGE_CHALLENGE, challenge("p1", readers))


def test_an_action_is_read_with_its_challenge_and_by_its_own_readers() -> None:
    action = Action("a1", "d1", "p1", 1, "Essayer", False, Readers.TEAM)
    peer = somebody("p2", place(Role.MEMBER, groups=("c1", "t1")))
    shown = challenge("p1", Readers.TEAM)
    assert may(peer, Act.READ_CHALLENGE, action, shown)
    assert not may(peer, Act.READ_CHALLENGE, replace(action, readers=Readers.ME), shown)
    assert not may(peer, Act.READ_CHALLENGE, action), "nothing says of which challenge"


@given(st.sampled_from(Readers), st.sampled_from(["c1", "t1", "t2"]), st.sampled_from(["c1", "c2"]))
def test_a_channel_shows_what_its_own_group_may_read(readers: Readers, group: str, community: str) -> None:
    shown = may_channel(group, community, challenge("p1", readers))
    wide_enough = readers is Readers.COMMUNITY or (readers is Readers.TEAM and group == "t1")
    assert shown == (community == "c1" and wide_enough)


@given(ids, ids, ids, st.booleans())
def test_words_are_answered_by_whom_they_were_sent_to_while_they_have_a_place(
    actor: str, author: str, to: str, here: bool
) -> None:
    words = PeerWords("w1", "d1", author, "A", WordsKind.IDEA, "?", to, "O", "Comment?", to_id=to, community_id="c1")
    places = (membership(frozenset({Role.MEMBER})),) if here else ()
    person = PersonView(actor, "A", "fr_CA", places)
    assert may_answer(person, words) == (actor == to != author and here)
    assert not may_answer(PersonView(None, "", "fr_CA", places), words)


QUESTION = TeamQuestion("q1", "w1", "ana", "Ana Lopez", "c1", "t1", "Qui a essayé?")
IN_TEAM, ELSEWHERE = place(Role.MEMBER, groups=("c1", "t1")), place(Role.MEMBER, groups=("c1", "t2"))


def test_a_question_to_a_team_is_read_by_the_team_and_who_runs_it() -> None:
    assert may_read_team_question(somebody("bea", IN_TEAM), QUESTION)
    assert may_read_team_question(somebody("eva", place(Role.FACILITATOR)), QUESTION)
    assert not may_read_team_question(somebody("zoe", ELSEWHERE), QUESTION)
    assert not may_read_team_question(None, QUESTION)
    for role in set(Role) - CHALLENGERS:
        assert not may_read_team_question(somebody("luc", place(role, groups=("c1", "t1"))), QUESTION)


@given(st.frozensets(st.sampled_from(Role)), st.booleans(), st.booleans())
def test_whoever_reads_what_is_shown_to_the_team_reads_its_questions(
    roles: frozenset[Role], in_team: bool, withdrawn: bool
) -> None:
    groups = ("c1", "t1") if in_team else ("c1",)
    peer = somebody("bea", place(*roles, groups=groups))
    of_team = challenge("ana", Readers.TEAM)
    question = replace(QUESTION, withdrawn=withdrawn)
    reads = may(peer, Act.READ_CHALLENGE, of_team) and not withdrawn
    assert may_read_team_question(peer, question) == reads
    assert may_answer_team_question(peer, question) == reads


def test_its_author_reads_it_withdrawn_too_and_answers_it_never() -> None:
    ana, gone = somebody("ana", IN_TEAM), replace(QUESTION, withdrawn=True)
    assert may_read_team_question(ana, gone)
    assert not may_answer_team_question(ana, QUESTION)
    assert not may_read_team_question(somebody("ana"), QUESTION)


def test_a_question_stands_in_its_groups_channels_alone() -> None:
    assert may_channel_question("t1", "c1", QUESTION)
    for group, community in (("t2", "c1"), ("c1", "c1"), ("t1", "c2")):
        assert not may_channel_question(group, community, QUESTION)
    assert not may_channel_question("t1", "c1", replace(QUESTION, withdrawn=True))
