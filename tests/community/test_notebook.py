"""A notebook: newest month first, prides first, nothing lost, pages that fit."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from community.challenge import ChallengeState
from community.notebook import PAGE_CHARACTERS, PAGE_ENTRIES, has_open, pages_of, to_complete
from community.peers import WordsKind
from community.views import Entry, Noted
from tests.cards.examples import OPEN
from tests.cards.examples_reports import FIRST, LINK, REPORT, SECOND, WHOLE

SEPTEMBER, OCTOBER = date(2025, 9, 1), date(2025, 10, 1)
EARLIER = replace(OPEN, challenge_id="k0", month=SEPTEMBER, state=ChallengeState.REPORTED)


def noted(entries: tuple[Entry, ...]) -> list[Noted]:
    return [entry.noted for entry in entries]


def test_newest_month_first_and_its_prides_before_all_else() -> None:
    proud = replace(WHOLE, challenge_id="k1", traces=())
    (october, now), (september, before) = pages_of(
        [(EARLIER, REPORT, (), ()), (OPEN, None, (), ()), (OPEN, proud, (FIRST, SECOND), (LINK,))],
        [(date(2025, 9, 30), WordsKind.IDEA, "Et à voix haute?")],
    )
    assert (october, september) == (OCTOBER, SEPTEMBER)
    assert noted(now) == [
        Noted.PRIDE,
        Noted.CHALLENGE,
        Noted.CHALLENGE,
        Noted.REPORT,
        Noted.LEARNERS,
        Noted.STUCK,
        Noted.TRACE,
        Noted.ACTION,
        Noted.NOTE,
        Noted.ACTION,
    ]
    assert noted(before) == [Noted.CHALLENGE, Noted.REPORT, Noted.SENT]
    assert to_complete(now) == ["k1"]
    assert has_open([EARLIER, OPEN])
    assert not has_open([EARLIER])


def test_nothing_yet_is_no_page() -> None:
    assert pages_of([], []) == []


@given(st.lists(st.tuples(st.sampled_from([SEPTEMBER, OCTOBER]), st.integers(0, 600), st.integers(0, 9)), max_size=12))
def test_pages_fit_and_nothing_is_lost(months: list[tuple[date, int, int]]) -> None:
    mine = [
        (
            replace(OPEN, challenge_id=f"k{n}", month=month, question="q" * 300),
            replace(WHOLE, challenge_id=f"k{n}", stuck="s" * length or None),
            [replace(FIRST, note="n" * 600)] * actions,
            (),
        )
        for n, (month, length, actions) in enumerate(months)
    ]
    pages = pages_of(mine, [])
    assert [month for month, _ in pages] == sorted((month for month, _ in pages), reverse=True)
    for _, entries in pages:
        assert 0 < len(entries) <= PAGE_ENTRIES
        assert sum(len(entry.text) for entry in entries) <= PAGE_CHARACTERS
    written = sum(4 + bool(length) + 2 * actions for _, length, actions in months)
    assert sum(len(entries) for _, entries in pages) == written
