"""Which challenges are one: each is in one lineage, and where it comes from decides which, whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from community.lineage import Lineage, Link, lineages

IDS = [f"k{n}" for n in range(8)]
GONE = ["erased1", "erased2"]


@st.composite
def forests(draw: st.DrawFn) -> list[Link]:
    """Challenges, the oldest first, each coming from earlier ones, some of which were erased."""
    links = []
    for n, challenge_id in enumerate(IDS[: draw(st.integers(0, len(IDS)))]):
        before = st.none() | st.sampled_from(IDS[:n] + GONE)
        links.append(Link(challenge_id, draw(before), draw(before)))
    return links


rings = st.lists(
    st.builds(Link, st.sampled_from(IDS), st.none() | st.sampled_from(IDS), st.none() | st.sampled_from(IDS)),
    unique_by=lambda link: link.challenge_id,
)


def test_nobody_alone_is_a_lineage_of_one() -> None:
    assert lineages([Link("a"), Link("b")]) == (Lineage("a", ("a",)), Lineage("b", ("b",)))
    assert lineages([]) == ()


def test_those_inspired_by_one_and_those_that_go_on_are_one() -> None:
    links = [Link("a"), Link("b", inspired_by_id="a"), Link("c", follows_id="b"), Link("d"), Link("e", "a")]
    assert lineages(links) == (Lineage("a", ("a", "b", "c", "e")), Lineage("d", ("d",)))


def test_the_root_is_where_the_others_come_from_wherever_it_stands() -> None:
    assert lineages([Link("b", inspired_by_id="a"), Link("a")]) == (Lineage("a", ("b", "a")),)


def test_what_its_owner_erased_still_joins_those_it_inspired() -> None:
    links = [Link("b", inspired_by_id="gone"), Link("c", inspired_by_id="gone")]
    assert lineages(links) == (Lineage("b", ("b", "c")),)


def test_a_ring_ends() -> None:
    assert lineages([Link("a", inspired_by_id="b"), Link("b", inspired_by_id="a")]) == (Lineage("a", ("a", "b")),)
    assert lineages([Link("a", follows_id="a")]) == (Lineage("a", ("a",)),)


@given(st.one_of(forests(), rings))
def test_each_is_in_one_lineage_with_all_it_comes_from(links: list[Link]) -> None:
    found = lineages(links)
    everybody = [member for lineage in found for member in lineage.challenge_ids]
    assert sorted(everybody) == sorted(link.challenge_id for link in links)
    where = {member: lineage for lineage in found for member in lineage.challenge_ids}
    for link in links:
        for origin in (link.follows_id, link.inspired_by_id):
            if origin in where:
                assert where[origin] == where[link.challenge_id]
    for lineage in found:
        assert lineage.root in lineage.challenge_ids


@given(forests())
def test_the_root_comes_from_none_that_is_there(links: list[Link]) -> None:
    by_id = {link.challenge_id: link for link in links}
    for lineage in lineages(links):
        root = by_id[lineage.root]
        assert not {root.follows_id, root.inspired_by_id} & by_id.keys()


@given(forests(), st.randoms(use_true_random=False))
def test_the_order_they_are_given_in_changes_nothing_but_the_order(links: list[Link], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(links)
    chance.shuffle(shuffled)
    assert {frozenset(each.challenge_ids) for each in lineages(shuffled)} == {
        frozenset(each.challenge_ids) for each in lineages(links)
    }
