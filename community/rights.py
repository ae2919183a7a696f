"""Who may do what: asked at each press and each send, never remembered."""

from enum import StrEnum

from community.roles import CHALLENGERS
from community.views import Challenge, Membership


class Act(StrEnum):
    """What somebody asks to do."""

    KEEP_CHALLENGE = "keep_challenge"
    READ_CHALLENGE = "read_challenge"


def may_in(membership: Membership | None, act: Act) -> bool:
    """Whether a place in a community lets one do this there; without a place, nothing."""
    return membership is not None and act is Act.KEEP_CHALLENGE and bool(membership.roles & CHALLENGERS)


def may(actor_id: str | None, act: Act, subject: Challenge) -> bool:
    """Whether this person may do this to this challenge. Private: its owner's only."""
    return actor_id is not None and act is Act.READ_CHALLENGE and subject.owner_id == actor_id
