"""A conversation that is watched: each move by the table, each answer kept as it was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from community.challenge import QUESTION_LIMIT, ToolUser
from community.commands import KeepChallenge
from community.messages import Ask, StillForThis
from community.talk import TRANSITIONS, Position, Talk, TalkEvent, TalkState
from dialogs import DIALOGS
from dialogs.outcome import Outcome
from dialogs.said import Chosen, Filled, Said, StillPressed
from dialogs.standing import still_theirs
from dialogs.steps import Typed
from tests.dialogs.conversation import Conversation

Move = tuple[TalkState, TalkEvent]
CHALLENGE = "challenge"


class Recorded(dict[Move, TalkState]):
    """The table of moves, remembering which were made."""

    def __init__(self) -> None:
        super().__init__(TRANSITIONS)
        self.made: list[Move] = []

    def __getitem__(self, move: Move) -> TalkState:
        self.made.append(move)
        return super().__getitem__(move)


@contextmanager
def recorded() -> Iterator[list[Move]]:
    """The moves of talks made meanwhile, in their order."""
    table = Recorded()
    with patch("dialogs.standing.TRANSITIONS", table):
        yield table.made


@dataclass
class Watched(Conversation):
    """Asserts after each step what must be true of any, and keeps its own account of what was answered."""

    answers: dict[str | None, dict[str, str]] = field(default_factory=dict)
    """What was validly answered in « défi », by the community it is about, and the step."""
    held: Typed | None = None

    def step(self, said: Said) -> Outcome:
        before = self.talk = still_theirs(self.talk, self.person)
        expected = self._expected(before, said)
        with recorded() as moves:
            outcome = super().step(said)
        state = before.state
        for was, event in moves:
            assert was is state
            state = TRANSITIONS[was, event]
        assert outcome.talk.state is state, "nothing but the table's moves changes a state"
        assert outcome.talk.revision >= before.revision
        assert outcome.say or outcome.faults, "nobody is left without an answer"
        self._asked(before, outcome)
        if isinstance(outcome.command, KeepChallenge) and expected is not None:
            tool_user = ToolUser(expected.get("tool_user", ToolUser.UNKNOWN))
            assert outcome.command == KeepChallenge(expected["question"], tool_user)
        return outcome

    def _keep(self, outcome: Outcome) -> Outcome:
        """Account for the conversations that are open or set aside, those just begun with what they began with."""
        places = (outcome.talk.at, *outcome.talk.aside)
        drafts = {p.community_id: p.draft for p in places if p is not None and p.dialog == CHALLENGE}
        self.answers = {about: self.answers.get(about) or dict(draft) for about, draft in drafts.items()}
        return super()._keep(outcome)

    def _asked(self, before: Talk, outcome: Outcome) -> None:
        """A question that is asked is one that is open, can be answered, and is told from those asked before."""
        asked = [message for message in outcome.say if isinstance(message, Ask | StillForThis)]
        assert len(asked) <= 1
        for message in asked:
            at = outcome.talk.at
            assert at is not None
            assert (message.dialog, message.step) == (at.dialog, at.step)
            assert message.step in DIALOGS[message.dialog].steps
            assert message.revision == outcome.talk.revision > before.revision

    def _expected(self, before: Talk, said: Said) -> dict[str, str] | None:
        """What « défi » is to keep if it ends by this: the last valid answers given. ``None`` outside « défi »."""
        if isinstance(said, Filled):
            given = {step: valid(step, Typed(text, option=text)) for step, text in said.fields.items()}
            return {step: answer for step, answer in given.items() if answer is not None}
        at = before.at
        if at is None or at.dialog != CHALLENGE:
            return None
        answer = self._answer(before, at, said)
        if answer is not None:
            self.answers[at.community_id][at.step] = answer
        return dict(self.answers[at.community_id])

    def _answer(self, before: Talk, at: Position, said: Said) -> str | None:
        """What this validly answers the open question with, if it is an answer at all."""
        match said:
            case Chosen(dialog, step, option):
                return valid(step, Typed("", option=option)) if (dialog, step) == (at.dialog, at.step) else None
            case StillPressed(revision, yes):
                waits = before.state is TalkState.CONFIRMING and revision == before.revision
                return valid(at.step, self.held) if yes and waits and self.held else None
            case Typed(keyword=None) if before.state is TalkState.CONFIRMING and said.yes is not None:
                return valid(at.step, self.held) if said.yes and self.held else None
            case Typed(keyword=None) if before.state is TalkState.CONFIRMING or before.has_lapsed(self.now):
                self.held = said
                return None
            case Typed(keyword=None):
                return valid(at.step, said)
        return None


def valid(step: str, said: Typed) -> str | None:
    """The answer as « défi » is to keep it; ``None`` for one that it can't."""
    if step == "tool_user":
        return said.option if said.option in set(ToolUser) else None
    line = " ".join(said.text.split())
    seen = any(character.isprintable() for character in line.replace(" ", ""))
    return line if seen and len(line) <= QUESTION_LIMIT else None
