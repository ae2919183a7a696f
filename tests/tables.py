"""The tables of README.md that are made from the code: ``.venv/bin/python -m tests.tables`` writes them again.

Each stands between two comments that name it; tests/test_readme.py fails where one differs.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.texts.words import Words
from community import challenge, delivery, talk
from community.delivery import DELIVERY, Delivery
from community.keywords import Keyword
from community.messages import Ask
from community.roles import Role
from community.talk import Position, Talk, TalkState
from community.views import MonthView, PersonView
from dialogs import DIALOGS, SAYS, STARTS
from dialogs import talk as engine
from dialogs.choosing import chosen, needs_choice
from dialogs.outcome import Outcome
from dialogs.steps import Typed
from tests.cards.examples import BOTH, COP, MONTH
from tests.dialogs import test_declared as declared

README = Path(__file__).parent.parent / "README.md"
NOW = datetime(2025, 10, 7, 12, tzinfo=UTC)
WORDS = Words.load()
VIEWS = {kind: views[0] for kind, views in declared.VIEWS.items()} | {PersonView: BOTH, MonthView: MONTH}
"""What a dialog may need, for somebody of two communities."""

ASIDE = Position("language", "locale")
IDLE = Talk("p1", aside=(ASIDE,), community_id="c1")
ASKED = Talk(
    "p1",
    state=TalkState.ASKING,
    at=Position("challenge", "tool_user", {"question": "Comment lire?"}, ("question",)),
    revision=1,
    asked_at=NOW,
    community_id="c1",
)
"""Asked who uses the tool, the second question of « défi »."""


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def states(states: type[StrEnum], transitions: Mapping[tuple[StrEnum | None, StrEnum], StrEnum]) -> str:
    """One row a state: what moves it, and where to."""
    befores: list[StrEnum | None] = [None] if any(before is None for before, _ in transitions) else []
    rows = []
    for state in [*befores, *states]:
        moves: dict[StrEnum, list[str]] = {}
        for (before, event), after in transitions.items():
            if before == state:
                moves.setdefault(after, []).append(event)
        after = "; ".join(f"{' / '.join(events)} → `{after}`" for after, events in moves.items())
        rows.append((f"`{state}`" if state else "(none)", after or "(ended)"))
    return table(("state", "what moves it → where to"), rows)


def keywords() -> str:
    """Keyword → who → what, as the engine answers it: with nothing open, then at a question."""
    rows = []
    for keyword in Keyword:
        words = [str(WORDS.catalogs[language][f"keyword.{keyword}"]).split("|") for language in ("fr", "en")]
        french, english = (", ".join(each) for each in words)
        rows.append((french, english, who(keyword), what(IDLE, keyword), what(ASKED, keyword)))
    return table(("in French", "in English", "who", "no question open", "at the second question of « défi »"), rows)


def who(keyword: Keyword) -> str:
    """The roles whose holders may use it."""
    if keyword not in STARTS:
        return "all"
    allowed = [role for role in Role if STARTS[keyword].may_start(holder(role), COP.community_id)]
    return "all" if len(allowed) == len(Role) else ", ".join(str(WORDS.catalogs["en"][f"role.{r}"]) for r in allowed)


def holder(role: Role) -> PersonView:
    """Somebody with this role alone."""
    return PersonView("p1", "Ana", "en_CA", (replace(COP, roles=frozenset({role})),))


def what(before: Talk, keyword: Keyword) -> str:
    """What comes of typing it."""
    if keyword not in STARTS and keyword not in SAYS and keyword not in ENGINES:
        raise LookupError(f"{keyword}: neither a dialog nor a message answers it (dialogs/__init__.py)")
    said = Typed("", keyword)
    wanted = engine.wanted(before, said)
    outcome = engine.hear(before, said, VIEWS[DIALOGS[wanted.dialog].needs] if wanted else None, NOW)
    if outcome.then is not None:
        opening = chosen(outcome.then, ["k1"]) if needs_choice(outcome.then) else outcome.then
        assert opening is not None
        person = (
            BOTH if DIALOGS[opening.dialog].may_start(BOTH, outcome.talk.community_id) else holder(Role.FACILITATOR)
        )
        outcome = engine.start(outcome.talk, opening, person, VIEWS[DIALOGS[opening.dialog].needs], NOW)
    return described(outcome, before)


def described(outcome: Outcome, before: Talk) -> str:
    """An outcome in a few words."""
    parts = [f"does `{type(outcome.command).__name__}`"] if outcome.command else []
    for message in outcome.say:
        if isinstance(message, Ask):
            more = " with its help" if message.help else f", saying `fault.{message.fault}`" if message.fault else ""
            parts.append(f"asks `{message.dialog}.{message.step}`{more}")
        else:
            parts.append(f"says `{message.kind}`")
    if len(outcome.talk.aside) > len(before.aside):
        parts.append("the question waits")
    return "; ".join(parts)


ENGINES = {Keyword.CANCEL, Keyword.BACK, Keyword.SKIP, Keyword.LATER, Keyword.RESUME}
"""What dialogs/talk.py itself answers, in every dialog."""


def deliveries() -> str:
    """Kinds of message that go out alike → policy, window, counted or not."""
    alike: dict[Delivery, list[str]] = {}
    for kind in delivery.kinds():
        name = str(kind.model_fields["kind"].default)
        alike.setdefault(DELIVERY[name], []).append(f"`{name}`")
    rows = [
        (
            ", ".join(names),
            str(how.unsure),
            length(how.window),
            "yes" if how.counted else "no",
            "yes" if how.at_work else "no",
            how.priority.name.lower(),
        )
        for how, names in alike.items()
    ]
    return table(("kind", "if unsure", "window", "counted", "waits for working hours", "priority"), rows)


def length(window: timedelta) -> str:
    """A length of time in its largest whole unit."""
    for unit, seconds in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if window.total_seconds() % seconds == 0:
            return f"{window.total_seconds() / seconds:.0f} {unit}"
    return f"{window.total_seconds():.0f} s"


TABLES: dict[str, Callable[[], str]] = {
    "talk": lambda: states(talk.TalkState, talk.TRANSITIONS),
    "outbox": lambda: states(delivery.OutboxState, delivery.TRANSITIONS),
    "challenge": lambda: states(challenge.ChallengeState, challenge.TRANSITIONS),
    "keywords": keywords,
    "deliveries": deliveries,
}


def written_again(text: str) -> str:
    """``text`` with each table as the code has it now. Raises ``ValueError`` for one that has no place."""
    for name, made in TABLES.items():
        place = re.compile(rf"(<!-- table: {name} -->\n)[^<]*(<!-- end -->)")
        if len(place.findall(text)) != 1:
            raise ValueError(f"README.md needs « <!-- table: {name} --> » and « <!-- end --> », once")
        text = place.sub(lambda found, made=made: f"{found[1]}{made()}\n{found[2]}", text)
    return text


if __name__ == "__main__":
    README.write_text(written_again(README.read_text(encoding="utf-8")), encoding="utf-8")
