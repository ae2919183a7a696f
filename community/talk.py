"""A talk: where one person stands in one conversation. It belongs to the person, wherever they write from."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LAPSE_MINUTES = 20
"""Minutes of silence after which Relais asks whether what is typed answers the open question."""
ASIDE_LIMIT = 3
"""Conversations one person may have set aside; an older one is let go."""


class TalkState(StrEnum):
    """What a typed text would mean now."""

    IDLE = "idle"
    ASKING = "asking"
    CONFIRMING = "confirming"


class TalkEvent(StrEnum):
    """What moves a talk."""

    START = "start"
    ANSWER = "answer"
    FINISH = "finish"
    LATE_TEXT = "late text"
    YES = "yes"
    NO = "no"
    CANCEL = "cancel"
    LATER = "later"
    RESUME = "resume"


TRANSITIONS: dict[tuple[TalkState, TalkEvent], TalkState] = {
    (TalkState.IDLE, TalkEvent.START): TalkState.ASKING,
    (TalkState.ASKING, TalkEvent.START): TalkState.ASKING,
    (TalkState.ASKING, TalkEvent.ANSWER): TalkState.ASKING,
    (TalkState.ASKING, TalkEvent.RESUME): TalkState.ASKING,
    (TalkState.ASKING, TalkEvent.FINISH): TalkState.IDLE,
    (TalkState.ASKING, TalkEvent.CANCEL): TalkState.IDLE,
    (TalkState.ASKING, TalkEvent.LATER): TalkState.IDLE,
    (TalkState.ASKING, TalkEvent.LATE_TEXT): TalkState.CONFIRMING,
    (TalkState.CONFIRMING, TalkEvent.YES): TalkState.ASKING,
    (TalkState.CONFIRMING, TalkEvent.NO): TalkState.IDLE,
    (TalkState.CONFIRMING, TalkEvent.ANSWER): TalkState.ASKING,
    (TalkState.CONFIRMING, TalkEvent.FINISH): TalkState.IDLE,
    (TalkState.CONFIRMING, TalkEvent.START): TalkState.ASKING,
    (TalkState.CONFIRMING, TalkEvent.RESUME): TalkState.ASKING,
    (TalkState.CONFIRMING, TalkEvent.CANCEL): TalkState.IDLE,
    (TalkState.CONFIRMING, TalkEvent.LATER): TalkState.IDLE,
    (TalkState.CONFIRMING, TalkEvent.LATE_TEXT): TalkState.CONFIRMING,
}


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a dialog: its name, the open step's name, what was given so far, the steps walked (for « retour »).

    ``community_id`` is the community it is about, if it is about one: what was given for one is never kept in another.
    ``subject_id`` is what it is about, if it is about one thing: a challenge, a peer's words, a channel.
    """

    dialog: str
    step: str
    draft: dict[str, str] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    community_id: str | None = None
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One person's talk.

    ``revision`` grows with every question asked: a button of an older one is recognised. ``asked_at`` is the UTC
    instant of the open question. ``held`` is the late text waiting for « est-ce pour cette question? ».
    ``community_id`` is the community talked about: the only one, or that which a person of several chose once.
    """

    person_id: str
    state: TalkState = TalkState.IDLE
    at: Position | None = None
    aside: tuple[Position, ...] = ()
    revision: int = 0
    asked_at: datetime | None = None
    held: str | None = None
    community_id: str | None = None

    def has_lapsed(self, now: datetime, minutes: int = LAPSE_MINUTES) -> bool:
        """Whether the open question was asked more than ``minutes`` before the UTC instant ``now``."""
        return self.asked_at is not None and now - self.asked_at > timedelta(minutes=minutes)
