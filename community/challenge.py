"""A challenge (défi): a question one tries to answer in one's own class, until the team meets again."""

import re
import unicodedata
from enum import StrEnum

QUESTION_LIMIT = 300
"""Characters in a question: one sentence, readable on a phone without scrolling."""


OPEN_LIMIT = 3
"""Challenges one person may have open in a community; the second is never proposed (VOICE.md)."""
CLASSROOM_LIMIT = 120
SIGN_LIMIT = 300
HYPOTHESIS_LIMIT = 300
"""Characters in which group of learners, in what would show that it worked, and in what is thought to happen."""
ACTION_LIMIT = 200
ACTIONS_LIMIT = 9
"""Characters in one action; actions under one challenge: past nine, it is another challenge."""
NOTE_LIMIT = 600


class ChallengeState(StrEnum):
    """Where a challenge stands."""

    OPEN = "open"
    SKIPPED = "skipped"
    REPORTED = "reported"
    LEFT = "left"


class ChallengeAct(StrEnum):
    """What its owner may do with it."""

    KEEP = "keep"
    CHANGE = "change"
    SKIP = "skip"
    REPORT = "report"
    CARRY_OVER = "carry_over"
    LEAVE = "leave"


TRANSITIONS: dict[tuple[ChallengeState | None, ChallengeAct], ChallengeState] = {
    (None, ChallengeAct.KEEP): ChallengeState.OPEN,
    (None, ChallengeAct.SKIP): ChallengeState.SKIPPED,
    (ChallengeState.OPEN, ChallengeAct.CHANGE): ChallengeState.OPEN,
    (ChallengeState.OPEN, ChallengeAct.SKIP): ChallengeState.SKIPPED,
    (ChallengeState.SKIPPED, ChallengeAct.KEEP): ChallengeState.OPEN,
    (ChallengeState.SKIPPED, ChallengeAct.SKIP): ChallengeState.SKIPPED,
    (ChallengeState.OPEN, ChallengeAct.REPORT): ChallengeState.REPORTED,
    (ChallengeState.OPEN, ChallengeAct.CARRY_OVER): ChallengeState.OPEN,
    (ChallengeState.OPEN, ChallengeAct.LEAVE): ChallengeState.LEFT,
    (ChallengeState.REPORTED, ChallengeAct.REPORT): ChallengeState.REPORTED,
    (ChallengeState.REPORTED, ChallengeAct.CARRY_OVER): ChallengeState.OPEN,
    (ChallengeState.REPORTED, ChallengeAct.LEAVE): ChallengeState.LEFT,
    (ChallengeState.LEFT, ChallengeAct.REPORT): ChallengeState.REPORTED,
    (ChallengeState.LEFT, ChallengeAct.CARRY_OVER): ChallengeState.OPEN,
    (ChallengeState.LEFT, ChallengeAct.LEAVE): ChallengeState.LEFT,
}
"""(state before, act) → state after; ``None`` is a month without one. What is not listed is refused.

A report stays editable, so what it said of the next step may change afterwards (DOMAIN.md §4.5)."""


class Readers(StrEnum):
    """Who may read a challenge, an action or a report besides its owner. The team is the owner's group."""

    ME = "me"
    TEAM = "team"
    COMMUNITY = "community"


class Wants(StrEnum):
    """What the owner of a shown challenge asks of peers."""

    QUESTIONS = "questions"
    IDEAS = "ideas"


class ToolUser(StrEnum):
    """Who uses the tool, if there is one. It decides later which questions of the guide come first."""

    ME = "me"
    LEARNERS_TOO = "learners_too"
    UNKNOWN = "unknown"
    NO_TOOL = "no_tool"


class Hint(StrEnum):
    """A help offered once, after the question is kept: never a condition."""

    HOW = "how"
    WITHOUT_TOOL = "without_tool"


_HOW = ("comment ", "comment,", "de quelle facon ", "de quelle maniere ", "how ", "in what way ")
_TOOLS = re.compile(
    r"\b(chat[ -]?gpt|copilot|gemini|claude|mistral|perplexity|canva|notebook ?lm|dall-?e|midjourney|deepl)\b"
)
"""Names of tools people put in the place of the question. Missing one costs a help, nothing else."""


def hint_for(question: str) -> Hint | None:
    """The one help that would serve this question, if any: a « Comment … ? » first, then the tool set aside."""
    apart = unicodedata.normalize("NFD", question.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    plain = " ".join(plain.split()).strip(' "«»“”')  # no-break spaces too
    if not plain.startswith(_HOW) or not plain.endswith("?"):
        return Hint.HOW
    if _TOOLS.search(plain):
        return Hint.WITHOUT_TOOL
    return None
