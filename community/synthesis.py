"""A synthesis: several reports on one challenge read together, and the sentences cited from them (DOMAIN.md §4.6)."""

from collections.abc import Collection
from enum import StrEnum

from community.report import Consent

PART_LIMIT = 1000
"""Characters in each of its three parts."""
CITED_LIMIT = 8
"""Reports that one synthesis reads together: what a card can show, and somebody can read."""
AUTHORS_AT_LEAST = 2
"""Of one author's reports there is nothing to read together."""


class SynthesisState(StrEnum):
    """Where a synthesis stands."""

    DRAFT = "draft"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"


class SynthesisAct(StrEnum):
    """What its author may do with it. A draft may also be discarded: nothing of it stays."""

    WRITE = "write"
    ASK = "ask"
    POST = "post"
    WITHDRAW = "withdraw"


TRANSITIONS: dict[tuple[SynthesisState | None, SynthesisAct], SynthesisState] = {
    (None, SynthesisAct.WRITE): SynthesisState.DRAFT,
    (SynthesisState.DRAFT, SynthesisAct.WRITE): SynthesisState.DRAFT,
    (SynthesisState.DRAFT, SynthesisAct.ASK): SynthesisState.DRAFT,
    (SynthesisState.DRAFT, SynthesisAct.POST): SynthesisState.POSTED,
    (SynthesisState.POSTED, SynthesisAct.WITHDRAW): SynthesisState.WITHDRAWN,
}
"""(state before, act) → state after; ``None`` is none yet. What is not listed is refused."""

AGREED = frozenset({Consent.OWN, Consent.NAMED, Consent.UNNAMED})
"""The answers with which a sentence is cited."""
ANSWERS = (Consent.NAMED, Consent.UNNAMED, Consent.REFUSED)
"""What somebody who is asked may answer, from the most to the least said of them."""


def answers_left(state: SynthesisState, answer: Consent) -> tuple[Consent, ...]:
    """What somebody cited may answer instead of ``answer``: anything until it is posted, then only to be told less of.

    What was read under one's name can be taken back, and never comes back by itself.
    """
    if answer is Consent.OWN:
        return ()
    others = tuple(each for each in ANSWERS if each is not answer)
    if state is SynthesisState.DRAFT:
        return others
    shown = ANSWERS.index(answer) if answer in ANSWERS else len(ANSWERS)
    return tuple(each for each in others if ANSWERS.index(each) > shown)


def may_post(answers: Collection[Consent]) -> bool:
    """Whether it may be posted: those cited were asked, and somebody agreed, or nobody is left to answer."""
    asked = [answer for answer in answers if answer is not Consent.OWN]
    agreed = any(answer in AGREED for answer in asked)
    return bool(asked) and (agreed or Consent.ASKED not in asked)
