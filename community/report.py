"""The report (bilan) of a challenge: what came of it, and what comes next (DOMAIN.md §4.5)."""

from enum import StrEnum

SENTENCE_LIMIT = 300
DOOR_LIMIT = 600
TRACES_LIMIT = 12
"""Characters in the sentence kept of a challenge, and behind each of the four doors; traces on one challenge."""


class Came(StrEnum):
    """What came of it: the first press."""

    TRIED = "tried"
    PARTLY = "partly"
    OTHERWISE = "otherwise"
    NOT_YET = "not_yet"


class NextStep(StrEnum):
    """What comes next: Continuer · Adapter · Remettre · Laisser, the only words for it."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    CARRY_OVER = "carry_over"
    LET_GO = "let_go"


class Door(StrEnum):
    """The four small doors after a report, in this order."""

    PRIDE = "pride"
    LEARNERS = "learners"
    STUCK = "stuck"
    TRACE = "trace"


class TraceKind(StrEnum):
    """What a trace is: a link of one's own, or a chat message."""

    LINK = "link"
    MESSAGE = "message"


class Consent(StrEnum):
    """What somebody answers who is to be quoted, or whose message is kept. ``OWN``: nobody else is concerned."""

    OWN = "own"
    ASKED = "asked"
    NAMED = "named"
    UNNAMED = "unnamed"
    REFUSED = "refused"
