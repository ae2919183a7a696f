"""One's own challenges: kept, skipped, listed, and the actions under one."""

from datetime import date
from typing import Literal

from community.challenge import Hint
from community.messages.about import About


class ChallengeKept(About):
    """A challenge was kept or changed; ``hint`` is a help offered once.

    ``walk_id``: the walk at whose end it was made smaller, to go back to.
    """

    kind: Literal["challenge_kept"] = "challenge_kept"
    challenge_id: str
    hint: Hint | None = None
    changed: bool = False
    walk_id: str | None = None


class MonthSkipped(About):
    """« Pas ce mois-ci »: no reason asked, reminders stopped until the next month."""

    kind: Literal["month_skipped"] = "month_skipped"
    month: date


class MyChallenges(About):
    """One's own challenges by month, with the next thing to do. ``page`` counts from 0."""

    kind: Literal["my_challenges"] = "my_challenges"
    page: int = 0


class ThreeOpen(About):
    """Three challenges are open already in this community: which of them to report on, or to leave, before another."""

    kind: Literal["three_open"] = "three_open"
    community_id: str = ""


class ActionsPage(About):
    """The actions under one's own challenge (1.1, 1.2 …), one of them with what can be done with it.

    ``page`` counts from 0 the action that the buttons are for; ``None`` for the first that wasn't tried. ``full``: one
    more wasn't kept.
    """

    kind: Literal["actions"] = "actions"
    challenge_id: str
    page: int | None = None
    full: bool = False


class Notebook(About):
    """« Mon cahier »: everything of one's own, by month, prides first. ``page`` counts from 0."""

    kind: Literal["notebook"] = "notebook"
    page: int = 0
