"""The tables of states: every state is reached, what has ended stays so, and each kind of message has its policy."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from pydantic import ValidationError

from community import challenge, delivery, talk
from community.delivery import DELIVERY, LIVE, RETRIED, OutboxEvent, OutboxState, Priority, Unsure, kinds
from community.messages import MESSAGE, Ask, Help
from community.talk import LAPSE_MINUTES, Talk, TalkEvent, TalkState

Table = Mapping[tuple[Any, StrEnum], StrEnum]


def reached(table: Table, start: StrEnum | None) -> set[Any]:
    found, left = {start}, [start]
    while left:
        now = left.pop()
        following = {after for (before, _), after in table.items() if before == now} - found
        found |= following
        left += following
    return found


@pytest.mark.parametrize(
    ("table", "states", "events", "start"),
    [
        pytest.param(delivery.TRANSITIONS, OutboxState, OutboxEvent, OutboxState.READY, id="outbox"),
        pytest.param(talk.TRANSITIONS, TalkState, TalkEvent, TalkState.IDLE, id="talk"),
        pytest.param(challenge.TRANSITIONS, challenge.ChallengeState, challenge.ChallengeAct, None, id="challenge"),
    ],
)
def test_every_state_is_reached_and_every_event_moves_something(
    table: Table, states: type[StrEnum], events: type[StrEnum], start: StrEnum | None
) -> None:
    assert set(states) <= reached(table, start)
    assert {event for _, event in table} == set(events)


def test_what_has_ended_is_moved_by_nothing_but_an_administrator() -> None:
    assert {before for before, event in delivery.TRANSITIONS if event is not OutboxEvent.RETRY} == set(LIVE)
    assert set(RETRIED) == {OutboxState.EXPIRED, OutboxState.UNKNOWN, OutboxState.DEAD}
    for state in LIVE:
        assert reached(delivery.TRANSITIONS, state) - set(LIVE), "every live row can end"


def test_nothing_is_sent_without_the_fence() -> None:
    arrivals = {key for key, after in delivery.TRANSITIONS.items() if after is OutboxState.SENT}
    assert arrivals == {(OutboxState.SENDING, OutboxEvent.DELIVERED)}
    begins = {key for key, after in delivery.TRANSITIONS.items() if after is OutboxState.SENDING}
    assert begins == {(OutboxState.LEASED, OutboxEvent.FENCE)}


def test_an_open_question_can_be_left_from_everywhere() -> None:
    for state in (TalkState.ASKING, TalkState.CONFIRMING):
        for event in (TalkEvent.CANCEL, TalkEvent.LATER):
            assert talk.TRANSITIONS[state, event] is TalkState.IDLE
        assert talk.TRANSITIONS[state, TalkEvent.START] is TalkState.ASKING


@pytest.mark.parametrize(
    ("asked", "minutes", "lapsed"),
    [
        (None, 0, False),
        (timedelta(minutes=LAPSE_MINUTES), LAPSE_MINUTES, False),
        (timedelta(minutes=LAPSE_MINUTES, seconds=1), LAPSE_MINUTES, True),
        (timedelta(minutes=10, seconds=1), 10, True),
        (timedelta(minutes=-1), LAPSE_MINUTES, False),
    ],
)
def test_a_question_lapses_after_its_silence(asked: timedelta | None, minutes: int, lapsed: bool) -> None:
    now = datetime(2025, 10, 7, 12, tzinfo=UTC)
    assert Talk("p1", asked_at=now - asked if asked is not None else None).has_lapsed(now, minutes) == lapsed


def test_each_kind_of_message_says_how_it_goes_out() -> None:
    assert set(DELIVERY) == {kind.model_fields["kind"].default for kind in kinds()}
    assert all(how.window > timedelta() for how in DELIVERY.values())


def test_what_waits_for_working_hours_may_still_go_after_a_weekend() -> None:
    """And it is no answer: nobody is waiting for it."""
    for how in DELIVERY.values():
        if how.at_work:
            assert how.window >= timedelta(days=4)
            assert how.priority is Priority.NOTICE


def test_what_others_see_is_never_doubled() -> None:
    assert DELIVERY["in_private"].unsure is Unsure.HOLD
    assert DELIVERY["welcome"].unsure is Unsure.HOLD


def test_a_message_holds_what_it_declares_and_nothing_else() -> None:
    asked = Ask(dialog="challenge", step="question", revision=3)
    assert MESSAGE.validate_python(asked.model_dump(mode="json")) == asked
    for broken in (
        {"kind": "help", "text": "des mots"},
        {"kind": "no such kind"},
        {"kind": "ask", "dialog": "challenge"},
        {},
    ):
        with pytest.raises(ValidationError):
            MESSAGE.validate_python(broken)
    with pytest.raises(ValidationError):
        Help().kind = "ask"  # type: ignore[assignment,misc]
