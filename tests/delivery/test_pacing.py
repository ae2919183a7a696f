"""How fast we post, by a clock of the test: what is reserved goes at that time."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import BUCKETS_KEPT, CONVERSATION_RATE, HOURLY, Pacing

FAST = 1e6
"""A tenant's rate that never matters."""


def waits(
    pacing: Pacing, count: int, now: float = 0.0, channel: str = "teams", conversation: str = "c1"
) -> list[float]:
    return [pacing.reserve(channel, "t1", conversation, now) for _ in range(count)]


def test_a_second_of_a_conversation_goes_at_once_and_the_rest_in_file() -> None:
    rate = CONVERSATION_RATE["teams"]
    got = waits(Pacing(FAST), 10)
    assert got[:7] == [0.0] * 7
    assert got[7:] == pytest.approx([1 / rate, 2 / rate, 3 / rate])


def test_slack_takes_one_a_second_a_channel() -> None:
    assert waits(Pacing(FAST), 4, channel="slack") == pytest.approx([0, 1, 2, 3])


def test_a_channel_nobody_measured_is_taken_for_the_slowest() -> None:
    assert waits(Pacing(FAST), 3, channel="other") == pytest.approx([0, 1, 2])


def test_what_is_not_used_comes_back_and_is_not_saved_up() -> None:
    pacing = Pacing(FAST)
    waits(pacing, 7)
    assert waits(pacing, 3, now=2 / 7)[:2] == pytest.approx([0, 0])
    assert waits(pacing, 8, now=1_000.0)[6:] == pytest.approx([0, 1 / 7])


def test_conversations_tenants_and_channels_do_not_wait_for_one_another() -> None:
    pacing = Pacing(FAST)
    waits(pacing, 20)
    assert pacing.reserve("teams", "t1", "c2", 0.0) == 0
    assert pacing.reserve("teams", "t2", "c1", 0.0) == 0
    assert pacing.reserve("slack", "t1", "c1", 0.0) == 0


def test_a_tenant_has_one_rate_over_all_its_conversations() -> None:
    pacing = Pacing(5)
    got = [pacing.reserve("teams", "t1", f"c{n}", 0.0) for n in range(8)]
    assert got == pytest.approx([0] * 5 + [0.2, 0.4, 0.6])
    assert pacing.reserve("teams", "t2", "c1", 0.0) == 0


def test_an_hour_of_a_conversation_is_counted_too() -> None:
    pacing, now, times = Pacing(FAST), 0.0, []
    while now < 3 * 3600:  # always more to send than may go
        now += pacing.reserve("teams", "t1", "c1", now)
        times.append(now)
    in_an_hour = [sum(begins <= time < begins + 3600 for time in times) for begins in range(0, 2 * 3600, 60)]
    assert max(in_an_hour) == pytest.approx(HOURLY["teams"], abs=2)
    assert in_an_hour[-1] == pytest.approx(HOURLY["teams"] / 2, abs=2)
    assert times[int(HOURLY["teams"] / 2) - 1] < 140, "half of them as fast as a conversation takes them"
    assert pacing.reserve("teams", "t1", "c2", now) == 0
    assert pacing.reserve("slack", "t1", "c1", now) == 0


def test_what_is_given_back_is_not_counted() -> None:
    pacing = Pacing(5)
    assert waits(pacing, 6) == pytest.approx([0] * 5 + [0.2])
    for _ in range(100):
        assert pacing.reserve("teams", "t1", "c1", 0.0) == pytest.approx(0.4)
        pacing.give_back("teams", "t1", "c1", 0.0)
    pacing.give_back("teams", "t1", "c2", 0.0)
    assert pacing.reserve("teams", "t1", "c2", 0.0) == pytest.approx(0.2)


def going(pacing: Pacing, seconds: int, start: float = 0.0) -> Counter[int]:
    """How many go in each second, with always more to send than may go."""
    gone: Counter[int] = Counter()
    now = start
    while now < start + seconds:
        now += pacing.reserve("teams", "t1", f"c{now}", now)
        gone[int(now - start)] += 1
    return gone


def test_too_fast_halves_a_tenants_rate_and_it_grows_back() -> None:
    pacing = Pacing(40)
    going(pacing, 2)
    pacing.slow_down("teams", "t1", 2.0)
    gone = going(pacing, 40, start=2.0)
    assert gone[1] == pytest.approx(21, abs=2)
    assert gone[12] == pytest.approx(30, abs=2)
    assert gone[30] == pytest.approx(40, abs=2)
    assert pacing.reserve("teams", "t2", "c", 42.0) == 0
    assert not pacing._slowed, "what has recovered is forgotten"


def test_too_fast_again_and_again_never_stops_it() -> None:
    pacing = Pacing(25)
    for _ in range(100):
        pacing.slow_down("teams", "t1", 0.0)
    first, second = (pacing.reserve("teams", "t1", f"c{n}", 0.0) for n in range(2))
    assert (first, second) == pytest.approx((0, 10))
    assert sum(going(pacing, 20, start=60.0).values()) >= 20 * 25 - 1  # whole again within a minute


def test_it_remembers_only_so_many_conversations_and_never_forgets_the_tenant() -> None:
    pacing = Pacing(10)
    count = BUCKETS_KEPT + 500
    last = [pacing.reserve("teams", "t1", f"c{n}", 0.0) for n in range(count)][-1]
    assert len(pacing._buckets) <= BUCKETS_KEPT
    assert last == pytest.approx((count - 10) / 10)


arrivals = st.lists(st.tuples(st.floats(0, 0.5), st.sampled_from(["c1", "c2", "c3"])), max_size=120)


@given(arrivals, st.sampled_from([1.0, 4.0, 25.0]))
def test_never_more_than_a_rate_and_its_burst(steps: list[tuple[float, str]], tenant_rate: float) -> None:
    """In any stretch of time, in each conversation and in the tenant, whatever comes when."""
    pacing, now = Pacing(tenant_rate), 0.0
    gone: dict[str, list[float]] = {"c1": [], "c2": [], "c3": []}
    for step, conversation in steps:
        now += step
        wait = pacing.reserve("teams", "t1", conversation, now)
        assert wait >= 0
        gone[conversation].append(now + wait)
    for times in gone.values():
        assert all(before <= after + 1e-6 for before, after in pairwise(times)), "in the order they came"
    assert_within(sorted(time for times in gone.values() for time in times), tenant_rate)


@given(st.lists(st.floats(0, 0.5), max_size=120))
def test_never_more_than_a_conversation_takes(steps: list[float]) -> None:
    pacing, now, times = Pacing(FAST), 0.0, []
    for step in steps:
        now += step
        times.append(now + pacing.reserve("teams", "t1", "c1", now))
    assert_within(times, CONVERSATION_RATE["teams"])


def assert_within(times: list[float], rate: float) -> None:
    most = max(1.0, rate)
    for n, begins in enumerate(times):
        for count, ends in enumerate(times[n:], start=1):
            assert count <= most + (ends - begins) * rate + 1 + 1e-6
