"""Who reads or writes, what they are asked, and whom they may ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
    group_id: str = ""
    """The id of the team, else of the family, else of the community itself: what ``group`` names."""
    groups: frozenset[str] = frozenset()
    """The ids of all the groups of this community that the person belongs to, the community itself among them."""
    inquiry: bool = False
    """Whether the community works by inquiry: the hypothesis is central, and anyone may write a synthesis."""
    words_locale: str = "fr_CA"
    """The community's locale, which ``learners`` and the groups' names are in."""
    principal_page: bool = False
    """Whether the organization offers the page that a teacher sends to their principal."""


@dataclass(frozen=True, slots=True)
class Account:
    """A platform account linked to a person. ``linked_by`` is ``"email"``, or ``"person"`` who asked for it again.

    ``linked_on`` is the civil date in the zone of their first community.
    """

    channel: str
    linked_on: date
    linked_by: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """What a person chose of when and how much Relais writes first.

    ``hours`` are their own, ``None`` for the community's. ``until``: the first civil date after their pause, ``None``
    once it has come; changes of meeting are said even so (``meetings``), or not. ``fewer_of``: kinds of messages they
    want no more of. ``may_be_signalled``: whether their name may stand in « À qui faire signe ».
    """

    hours: WorkingHours | None = None
    until: date | None = None
    meetings: bool = True
    fewer_of: frozenset[str] = frozenset()
    may_be_signalled: bool = True


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
    full_name: str = ""
    quiet: Quiet = field(default_factory=Quiet)
    written: int = 0
    """How many messages Relais pushed to them this calendar month, over all their communities."""

    def membership(self, community_id: str | None) -> Membership | None:
        """Their place in ``community_id``, or their only one when none is named."""
        if community_id is None:
            return self.memberships[0] if len(self.memberships) == 1 else None
        return next((m for m in self.memberships if m.community_id == community_id), None)


@dataclass(frozen=True, slots=True)
class AskView:
    """An open question: the dialog's own view, what was answered, whether it is shown as a form.

    ``back``: there is a step to go back to. ``faults``: by step, the key of ``fault.*`` and the answer's length.
    ``several``: the person belongs to several communities, and ``community`` is the one talked about. ``fields``: the
    channel shows fields in the conversation, so a question asked alone has one where it takes a text or a day.
    """

    dialog_view: object
    draft: Mapping[str, str]
    form: bool
    back: bool
    faults: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    community: str = ""
    several: bool = False
    fields: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """Whom to ask: each community's name with the names of those who run it."""

    communities: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PrivateView:
    """Whether the private chat with somebody is open: what the one line in a channel depends on."""

    reachable: bool
