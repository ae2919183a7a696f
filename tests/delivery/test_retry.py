"""What becomes of a message after an attempt, told by a table; and how long the next one waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import Outcome, Posted, Refused, RefusedForNow, UnsureOutcome
from bot.delivery.retry import (
    FIRST_WAIT_SECONDS,
    LONGEST_RETRY_AFTER_SECONDS,
    LONGEST_WAIT_SECONDS,
    Decision,
    backoff,
    decide,
)
from community.delivery import DELIVERY, LIVE, TRANSITIONS, OutboxState, Unsure

NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
RESEND, HOLD = "ask", "welcome"
DAY = LONGEST_RETRY_AFTER_SECONDS


def again(seconds: float, code: str) -> Decision:
    return Decision(OutboxState.READY, NOW + timedelta(seconds=seconds), code)


@pytest.mark.parametrize(
    ("outcome", "kind", "attempts", "jitter", "expected"),
    [
        (Posted("p1"), RESEND, 1, 0.5, Decision(OutboxState.SENT)),
        (Posted(None), HOLD, 9, 0.5, Decision(OutboxState.SENT)),
        (Refused("403", unreachable=True), RESEND, 1, 0.5, Decision(OutboxState.DEAD, None, "403")),
        (Refused("404"), HOLD, 1, 0.5, Decision(OutboxState.DEAD, None, "404")),
        # Refused: it surely did not arrive, so whatever its policy it is sent again.
        (RefusedForNow("429"), RESEND, 1, 0.0, again(1, "429")),
        (RefusedForNow("429"), HOLD, 1, 0.0, again(1, "429")),
        (RefusedForNow("412"), RESEND, 3, 0.0, again(4, "412")),
        # The platform's own wait, spread by a tenth; never sooner than ours, never beyond a day.
        (RefusedForNow("429", 30.0), RESEND, 1, 0.0, again(30, "429")),
        (RefusedForNow("429", 30.0), RESEND, 1, 0.5, again(31.5, "429")),
        (RefusedForNow("429", 0.0), RESEND, 1, 0.0, again(1, "429")),
        (RefusedForNow("429", -5.0), RESEND, 1, 0.0, again(1, "429")),
        (RefusedForNow("429", 2.0), RESEND, 5, 0.0, again(16, "429")),
        (RefusedForNow("429", 1e12), RESEND, 1, 0.0, again(DAY, "429")),
        (RefusedForNow("429", float("inf")), RESEND, 1, 0.0, again(DAY, "429")),
        (RefusedForNow("429", float("nan")), RESEND, 1, 0.0, again(1, "429")),
        # Nobody knows: the kind's policy says.
        (UnsureOutcome("502"), RESEND, 1, 0.0, again(1, "502")),
        (UnsureOutcome("timeout"), RESEND, 2, 0.0, again(2, "timeout")),
        (UnsureOutcome("502"), HOLD, 1, 0.0, Decision(OutboxState.UNKNOWN, None, "502")),
    ],
)
def test_what_an_attempt_comes_to(
    outcome: Outcome, kind: str, attempts: int, jitter: float, expected: Decision
) -> None:
    assert decide(outcome, kind, attempts, NOW, jitter) == expected


@pytest.mark.parametrize(
    ("attempts", "least"), [(1, 1), (2, 2), (3, 4), (4, 8), (9, 256), (10, 450), (11, 450), (10_000, 450)]
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(attempts: int, least: float) -> None:
    assert backoff(attempts, 0.0) == least
    assert backoff(attempts, 0.999_999) == pytest.approx(2 * least, rel=1e-5)


jitters = st.floats(0, 1, exclude_max=True)
attempt_counts = st.integers(1, 10**6)
codes = st.text(max_size=8)
outcomes = st.one_of(
    st.builds(Posted, st.none() | codes),
    st.builds(RefusedForNow, codes, st.none() | st.floats(), st.booleans()),
    st.builds(Refused, codes, st.booleans()),
    st.builds(UnsureOutcome, codes),
)


@given(attempt_counts, jitters)
def test_a_wait_is_between_half_and_whole(attempts: int, jitter: float) -> None:
    assert FIRST_WAIT_SECONDS / 2 <= backoff(attempts, jitter) <= LONGEST_WAIT_SECONDS
    assert backoff(attempts + 1, jitter) >= backoff(attempts, jitter)


@given(outcomes, st.sampled_from(sorted(DELIVERY)), attempt_counts, jitters)
def test_any_outcome_has_its_place(outcome: Outcome, kind: str, attempts: int, jitter: float) -> None:
    decision = decide(outcome, kind, attempts, NOW, jitter)
    assert decision.state in {after for (before, _), after in TRANSITIONS.items() if before is OutboxState.SENDING}
    assert (decision.not_before is not None) == (decision.state in LIVE)
    if decision.not_before is not None:
        wait = (decision.not_before - NOW).total_seconds()
        assert 1 <= wait <= LONGEST_RETRY_AFTER_SECONDS * 1.1
    if isinstance(outcome, UnsureOutcome) and DELIVERY[kind].unsure is Unsure.HOLD:
        assert decision.state is OutboxState.UNKNOWN, "what may have arrived is never sent twice"
