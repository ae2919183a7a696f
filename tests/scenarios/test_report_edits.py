"""Any sequence of reports on one challenge leaves the state that the table says, and the last words given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, select

from bot.delivery.saying import Saying
from bot.handlers import carry_out
from bot.handlers.acting import Acting, Begin
from community.challenge import OPEN_LIMIT, TRANSITIONS, ChallengeAct, ChallengeState, Readers, ToolUser
from community.commands import ChooseReaders, Command, FillDoor, KeepNext, KeepReport
from community.messages import ThreeOpen
from community.report import Came, Door, NextStep
from storage.addresses import find_address
from storage.challenges import add_challenge
from storage.schema import challenges, metadata
from storage.views.own import load_own
from storage.views.people import load_person
from tests.storage.seeds import MONTH, NOW, RING, UNTIL, College, college

ACTS = {
    NextStep.CONTINUE: ChallengeAct.REPORT,
    NextStep.ADAPT: ChallengeAct.REPORT,
    NextStep.CARRY_OVER: ChallengeAct.CARRY_OVER,
    NextStep.LET_GO: ChallengeAct.LEAVE,
}
SENTENCES = ("Une chose à la fois.", "Le matin.", "À voix haute.")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = create_engine("sqlite://")
    metadata.create_all(made)
    yield made
    made.dispose()


@dataclass
class Reporting:
    """One person, acting through the handlers."""

    conn: Connection
    college: College
    days: int = 0

    def does(self, command: Command) -> object:
        now = NOW + timedelta(days=self.days)
        address = find_address(self.college.scope, self.conn, self.college.address)
        person = load_person(self.college.scope, self.conn, self.college.person, now)
        assert address is not None
        assert person is not None
        saying = Saying(self.conn, now, "lease", now, "request")
        scope = self.college.scope
        acting = Acting(scope, self.conn, RING, person, self.college.person, address, now, saying, f"cause{self.days}")
        return carry_out(command, acting)

    def own(self, challenge_id: str) -> object:
        now = NOW + timedelta(days=self.days)
        person = load_person(self.college.scope, self.conn, self.college.person, now)
        assert person is not None
        return load_own(self.college.scope, self.conn, RING, person, challenge_id, now)

    def add(self, question: str) -> str:
        made = add_challenge(
            self.college.scope,
            self.conn,
            RING,
            self.college.person,
            MONTH,
            UNTIL,
            NOW,
            question=question,
            tool_user=ToolUser.ME,
            group_id=self.college.team,
        )
        assert made is not None
        return made

    def open_ones(self) -> int:
        mine = (challenges.c.person_id == self.college.person) & (challenges.c.state == "open")
        return len(self.conn.execute(select(challenges.c.id).where(mine)).all())


finished = st.tuples(
    st.sampled_from(sorted(set(Came) - {Came.NOT_YET})), st.sampled_from(NextStep), st.sampled_from(SENTENCES)
)
reports = finished | st.just((Came.NOT_YET, NextStep.CARRY_OVER, None))
acts = st.one_of(
    reports,
    st.tuples(st.just("door"), st.sampled_from([Door.PRIDE, Door.LEARNERS, Door.STUCK]), st.sampled_from(SENTENCES)),
    st.tuples(st.just("readers"), st.sampled_from(Readers), st.none()),
    st.tuples(st.just("next"), st.sampled_from(SENTENCES), st.none()),
    st.tuples(st.just("another"), st.none(), st.none()),
    st.tuples(st.just("days"), st.integers(1, 20), st.none()),
)


@given(st.lists(acts, max_size=14))
def test_the_state_is_the_tables_and_the_words_the_last(engine: Engine, sequence: list[tuple[object, ...]]) -> None:
    with engine.connect() as conn:
        someone = Reporting(conn, college(conn, "alpha"))
        about = someone.add("Comment lire?")
        state, until = ChallengeState.OPEN, UNTIL
        came = step = sentence = None
        readers, doors, others = Readers.ME, dict.fromkeys(Door), someone.open_ones() - 1
        for act in sequence:
            match act:
                case ("days", int() as days, _):
                    someone.days += days
                case ("another", _, _):
                    if someone.open_ones() < OPEN_LIMIT:
                        someone.add("Et aussi?")
                case ("door", Door() as door, str() as text):
                    someone.does(FillDoor(about, door, text))
                    doors[door] = text if came is not None else None  # type: ignore[assignment]
                case ("readers", Readers() as chosen, _):
                    someone.does(ChooseReaders(about, chosen))
                    readers = chosen if came is not None else readers
                case ("next", str() as question, _):
                    before = someone.open_ones()
                    someone.does(KeepNext(about, question, ToolUser.ME))
                    assert someone.open_ones() <= max(before, OPEN_LIMIT)
                case (Came() as came_now, NextStep() as step_now, text_now):
                    others = someone.open_ones() - (state is ChallengeState.OPEN)
                    words = str(text_now) if text_now is not None else None
                    told = someone.does(KeepReport(about, came_now, step_now, Readers.ME, words))
                    after = TRANSITIONS[state, ACTS[step_now]]
                    sentence = words or sentence
                    if after is ChallengeState.OPEN is not state and others >= OPEN_LIMIT:
                        assert isinstance(told, ThreeOpen)  # a fourth one isn't opened; the words are kept
                    else:
                        came, step, state = came_now, step_now, after
                        assert isinstance(told, Begin) or told is not None
            own = someone.own(about)
            assert own is not None
            challenge, report = own.challenge, own.report  # type: ignore[attr-defined]
            assert challenge.state is state
            assert challenge.question == "Comment lire?"
            assert challenge.until >= until
            until = challenge.until
            assert (report is None) == (came is None)
            if report is not None:
                assert (report.came, report.next, report.sentence) == (came, step, sentence)
                assert report.readers is readers
                assert (report.pride, report.learners, report.stuck) == (
                    doors[Door.PRIDE],
                    doors[Door.LEARNERS],
                    doors[Door.STUCK],
                )
        assert isinstance(until, date)
        conn.rollback()
