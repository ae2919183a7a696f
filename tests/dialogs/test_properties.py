"""Whatever is said, in whatever order, however late, from whatever version: the engine stands."""

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from community.challenge import QUESTION_LIMIT, ToolUser
from community.commands import KeepChallenge
from community.keywords import Keyword
from community.messages import Ask
from community.roles import Role
from community.talk import ASIDE_LIMIT, Position, Talk, TalkState
from community.views import Membership, MonthView, PersonView
from dialogs import DIALOGS
from dialogs.flow import Typed
from dialogs.said import Chosen, Filled, Said, StillPressed
from dialogs.talk import Outcome, hear, needs_community, start, wanted

NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
MONTH = MonthView("c1", date(2025, 10, 1), date(2025, 10, 31), "élèves")


def member(*communities: str) -> PersonView:
    """A member of these communities."""
    places = tuple(
        Membership(c, f"COP {c}", "Français", ("Bruno Côté",), frozenset({Role.MEMBER}), "America/Toronto", "élèves")
        for c in communities
    )
    return PersonView("p1", "Ada", "fr_CA", places)


def view(key: str, person: PersonView) -> object:
    return {"challenge": MONTH, "which_community": person}.get(key)


def step(talk: Talk, said: Said, person: PersonView, now: datetime) -> Outcome:
    """What the turn does: the engine's step, then the steps it leads on to."""
    dialog = wanted(talk, said)
    outcome = hear(talk, said, view(dialog.key, person) if dialog else None, now)
    while outcome.then is not None:
        shown = None if needs_community(outcome.talk, outcome.then, person) else view(outcome.then, person)
        following = start(outcome.talk, outcome.then, person, shown, now, aged=outcome.aged)
        outcome = replace(following, say=(*outcome.say, *following.say))
    return outcome


def restored(talk: Talk) -> Talk:
    """The talk as a restart finds it."""
    told = json.loads(json.dumps(asdict(talk), default=str))

    def position(p: dict) -> Position:  # type: ignore[type-arg]
        return Position(p["dialog"], p["step"], p["draft"], tuple(p["trail"]))

    return replace(
        talk,
        state=TalkState(told["state"]),
        at=position(told["at"]) if told["at"] else None,
        aside=tuple(position(p) for p in told["aside"]),
        asked_at=datetime.fromisoformat(told["asked_at"]) if told["asked_at"] else None,
    )


texts = st.one_of(
    st.sampled_from(["Comment lire?", "", "   ", "x" * (QUESTION_LIMIT + 1), "\x00", "oui", "2"]), st.text(max_size=40)
)
typed = st.builds(
    Typed,
    texts,
    keyword=st.one_of(st.none(), st.sampled_from(Keyword)),
    near=st.one_of(st.none(), st.sampled_from(Keyword)),
    option=st.sampled_from([None, *ToolUser, "fr_CA", "c1", "c2", "?"]),
    yes=st.sampled_from([None, True, False]),
)
chosen = st.builds(
    Chosen,
    st.sampled_from([*DIALOGS, "gone"]),
    st.sampled_from(["question", "tool_user", "locale", "community", "gone"]),
    st.sampled_from([*ToolUser, "fr_CA", "c1", "c2", "?"]),
)
filled = st.builds(
    Filled,
    st.just("challenge"),
    st.fixed_dictionaries({"question": texts, "tool_user": st.sampled_from([*ToolUser, ""])}),
)
still = st.builds(StillPressed, st.integers(0, 8), st.booleans())
acts = st.lists(
    st.tuples(st.one_of(typed, chosen, filled, still), st.integers(0, 60), st.booleans()), min_size=1, max_size=25
)


@given(acts, st.sampled_from([("c1",), ("c1", "c2")]))
def test_any_sequence_leaves_a_talk_that_stands(
    said: list[tuple[Said, int, bool]], communities: tuple[str, ...]
) -> None:
    person, talk, now = member(*communities), Talk("p1"), NOW
    for one, minutes, restart in said:
        now += timedelta(minutes=minutes)
        outcome = step(talk, one, person, now)
        assert outcome.talk.revision >= talk.revision
        talk = restored(outcome.talk) if restart else outcome.talk
        assert talk == outcome.talk
        assert (talk.state is TalkState.IDLE) == (talk.at is None)
        assert (talk.state is TalkState.CONFIRMING) == (talk.held is not None)
        assert len(talk.aside) <= ASIDE_LIMIT
        assert len({p.dialog for p in talk.aside}) == len(talk.aside)
        # Nobody is left without an answer, but by a form with faults, which is shown again.
        assert outcome.say or outcome.command or outcome.faults
        for message in outcome.say:
            if isinstance(message, Ask):
                assert message.step in DIALOGS[message.dialog].steps
        if isinstance(outcome.command, KeepChallenge):
            assert 0 < len(outcome.command.question) <= QUESTION_LIMIT


@given(st.lists(st.sampled_from(["answer", "back", "help", "later", "restart", "late", "fault"]), max_size=30))
def test_what_is_kept_is_what_was_answered_last(moves: list[str]) -> None:
    person, talk, now = member("c1"), Talk("p1"), NOW
    talk = step(talk, Typed("défi", keyword=Keyword.CHALLENGE), person, now).talk
    question, number = "", 0
    for move in moves:
        if talk.at is None:
            talk = step(talk, Typed("reprendre", keyword=Keyword.RESUME), person, now).talk
        assert talk.at is not None
        match move:
            case "answer" if talk.at.step == "question":
                number += 1
                question = f"Comment {number}?"
                talk = step(talk, Typed(question), person, now).talk
            case "back":
                talk = step(talk, Typed("", keyword=Keyword.BACK), person, now).talk
            case "help":
                talk = step(talk, Typed("", keyword=Keyword.HELP), person, now).talk
            case "later":
                talk = step(talk, Typed("", keyword=Keyword.LATER), person, now).talk
            case "restart":
                talk = restored(talk)
            case "fault":
                talk = step(talk, Typed("x" * 400, option="?"), person, now).talk
            case "late" if talk.at.step == "question":
                now += timedelta(hours=3)
                number += 1
                question = f"Comment {number}?"
                talk = step(talk, Typed(question), person, now).talk
                talk = step(talk, Typed("oui", yes=True), person, now).talk
    if talk.at is None:
        talk = step(talk, Typed("", keyword=Keyword.RESUME), person, now).talk
    assert talk.at is not None
    if talk.at.step == "question":
        question = "Comment finir?"
        talk = step(talk, Typed(question), person, now).talk
    ended = step(talk, Typed("moi", option="me"), person, now)
    assert ended.command == KeepChallenge(question, ToolUser.ME)
    assert ended.talk.state is TalkState.IDLE
