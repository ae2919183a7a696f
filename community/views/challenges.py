"""One's own challenges: for their owner only."""

from dataclasses import dataclass
from datetime import date, datetime

from community.challenge import ChallengeState, Readers, ToolUser, Wants
from community.report import Came, Consent, NextStep, TraceKind
from community.views.groups import GroupKind


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge, its words in clear: for its owner, and for whoever ``readers`` lets read it (community/rights.py).

    ``group_id`` is the owner's team, else their family, else the community. ``until`` is the civil date it runs to.
    """

    challenge_id: str
    owner_id: str
    community_id: str
    community: str
    month: date
    until: date
    state: ChallengeState
    question: str | None
    tool_user: ToolUser | None
    hint_given: bool
    changed_at: datetime
    group_id: str = ""
    readers: Readers = Readers.ME
    wants: Wants | None = None
    classroom: str | None = None
    sign: str | None = None
    hypothesis: str | None = None
    follows_id: str | None = None
    inspired_by_id: str | None = None
    carried_past: date | None = None
    shown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MonthView:
    """What « défi » needs: the month in course, the open challenge if there is one.

    ``until`` is the civil date the open challenge runs to, or a new one would.
    """

    community_id: str
    month: date
    until: date
    learners: str
    open: Challenge | None = None
    words_locale: str = "fr_CA"
    """The community's locale, which ``learners`` is in."""
    meeting: bool = False
    """Whether ``until`` is the group's next meeting: else it is the last school day of the month."""
    new_until: date | None = None
    """The civil date another challenge kept today would run to, whatever the open one's."""
    left: Challenge | None = None
    """With none open, the month's challenge that was left by « Pas ce mois-ci », its question still there."""


@dataclass(frozen=True, slots=True)
class MyChallengesView:
    """One page of one's own challenges, newest month first."""

    challenges: tuple[Challenge, ...]
    page: int
    pages: int
    month: date
    several: bool = False
    """Whether they come from several communities, so that each names its own."""
    may_keep: bool = True
    """Whether this person keeps challenges at all, in some community."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing tried in one context. ``note`` is its owner's only: ``None`` for anybody else."""

    action_id: str
    challenge_id: str
    owner_id: str
    ordinal: int
    text: str
    tried: bool
    readers: Readers
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Evidence kept on a challenge. ``author`` is the name of whoever wrote the message, where that may be said."""

    trace_id: str
    challenge_id: str
    owner_id: str
    kind: TraceKind
    consent: Consent
    link: str | None = None
    text: str | None = None
    ai_use: str | None = None
    author_id: str | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a challenge, with what its four doors hold."""

    report_id: str
    challenge_id: str
    owner_id: str
    community_id: str
    group_id: str
    came: Came
    next: NextStep
    readers: Readers
    sentence: str | None
    pride: str | None = None
    learners: str | None = None
    stuck: str | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenChallengesView:
    """The person's open challenges in one community, oldest first: what « bilan » asks about."""

    challenges: tuple[Challenge, ...]


@dataclass(frozen=True, slots=True)
class OwnChallengeView:
    """One of one's own challenges, with what hangs from it, and the words to speak of it."""

    challenge: Challenge
    group: str
    """The name of the group that it would be, or is, shown to."""
    facilitators: tuple[str, ...]
    learners: str
    words_locale: str
    inquiry: bool
    report: Report | None = None
    actions: tuple[Action, ...] = ()
    teams: tuple[tuple[str, str], ...] = ()
    """For somebody of no team: the groups (id, name) it may be shown to, where there are several; else empty."""
    next_until: date | None = None
    """The day it would run to if it were carried over, and the next challenge to."""
    group_kind: GroupKind = GroupKind.COMMUNITY
    """What ``group`` is: a team is « mon équipe », another group goes by its name."""
    meeting: date | None = None
    """The group's next meeting, if it is dated."""
    followed_by: str | None = None
    """The id of one's own challenge that goes on from it."""


@dataclass(frozen=True, slots=True)
class ReportableView(OwnChallengeView):
    """One's own challenge that a report may be made of, or changed: open, or ended by its report."""


@dataclass(frozen=True, slots=True)
class ReportedView(OwnChallengeView):
    """One's own challenge with its report: what the four doors, and who reads it, are asked about."""


@dataclass(frozen=True, slots=True)
class GoingOnView(OwnChallengeView):
    """One's own reported challenge that another goes on from: « Continuer » or « Adapter »."""
