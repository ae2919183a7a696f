"""The reflective guide: where a walk stands, its lines, what can be done with it."""

from datetime import date
from typing import Literal

from community.messages.about import About


class WalkPage(About):
    """The six lines of one's own walk; at its end, what may come next."""

    kind: Literal["walk"] = "walk"
    walk_id: str


class WalkLines(About):
    """The six lines, to go to any of them."""

    kind: Literal["walk_lines"] = "walk_lines"
    walk_id: str


class WalkMore(About):
    """What else can be done with a walk."""

    kind: Literal["walk_more"] = "walk_more"
    walk_id: str


class WalkNotes(About):
    """The notes of a walk, and which of them go along when it is shown or taken along."""

    kind: Literal["walk_notes"] = "walk_notes"
    walk_id: str
    page: int = 0


class GuideReviewDue(About):
    """Pushed to whoever keeps the guide: its questions of law were last reviewed too long ago, ``oldest`` the first."""

    kind: Literal["guide_review_due"] = "guide_review_due"
    community_id: str
    version: str
    oldest: date
