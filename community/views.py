"""The facts a dialog or a card needs, frozen when they were loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from community.challenge import ChallengeState, ToolUser
from community.civil import WorkingHours
from community.roles import Role


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in one community, today.

    ``facilitators`` are first and last names, for sentences. ``group`` is the team, else the family, else the
    community. ``hours`` are when Relais may write first.
    """

    community_id: str
    community_name: str
    group: str
    facilitators: tuple[str, ...]
    roles: frozenset[Role]
    time_zone: str
    learners: str
    """The organization's word for learners, such as « élèves »."""
    hours: WorkingHours = field(default_factory=WorkingHours)


@dataclass(frozen=True, slots=True)
class Account:
    """A platform account linked to a person. ``linked_by`` is ``"email"``, or ``"person"`` who asked for it again.

    ``linked_on`` is the civil date in the zone of their first community.
    """

    channel: str
    linked_on: date
    linked_by: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who reads or writes. ``person_id`` is ``None`` for somebody no roster names."""

    person_id: str | None
    first_name: str
    locale: str
    memberships: tuple[Membership, ...] = ()
    accounts: tuple[Account, ...] = ()
    title: str = ""
    """The title they chose for their role, such as « ambassadrice »; empty where they chose none."""

    def membership(self, community_id: str | None) -> Membership | None:
        """Their place in ``community_id``, or their only one when none is named."""
        if community_id is None:
            return self.memberships[0] if len(self.memberships) == 1 else None
        return next((m for m in self.memberships if m.community_id == community_id), None)


@dataclass(frozen=True, slots=True)
class Challenge:
    """One's own challenge, its question in clear: for its owner only."""

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


@dataclass(frozen=True, slots=True)
class MonthView:
    """What « défi » needs: the month in course, its last day, the open challenge if there is one."""

    community_id: str
    month: date
    until: date
    learners: str
    open: Challenge | None = None
    words_locale: str = "fr_CA"
    """The community's locale, which ``learners`` is in."""
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
class AskView:
    """An open question: the dialog's own view, what was answered, whether it is shown as a form.

    ``back``: there is a step to go back to. ``faults``: by step, the key of ``fault.*`` and the answer's length.
    ``several``: the person belongs to several communities, and ``community`` is the one talked about.
    """

    dialog_view: object
    draft: Mapping[str, str]
    form: bool
    back: bool
    faults: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    community: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """Whom to ask: each community's name with the names of those who run it."""

    communities: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PrivateView:
    """Whether the private chat with somebody is open: what the one line in a channel depends on."""

    reachable: bool
