"""A roster: who is in a community this school year, as a file says it and as it is remembered today.

The rules that a file must keep are in :mod:`community.roster_rules`; what importing it would do, in
:mod:`community.roster_plan`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from community.intake import Fault, Notice
from community.roles import Role


class Column(StrEnum):
    """What a roster may say of a person. The first two are needed."""

    EMAIL = "email"
    NAME = "name"
    FIRST_NAME = "first_name"
    ROLE = "role"
    FAMILY = "family"
    DEPARTMENT = "department"
    TEAM = "team"
    SUBJECT = "subject"
    LANGUAGE = "language"
    TITLE = "title"
    RELEASE_DAY = "release_day"


LENGTHS = {
    Column.EMAIL: 254,
    Column.NAME: 200,
    Column.FIRST_NAME: 100,
    Column.FAMILY: 200,
    Column.DEPARTMENT: 200,
    Column.TEAM: 200,
    Column.SUBJECT: 100,
    Column.TITLE: 100,
}
"""Characters. An address is as long as RFC 5321 lets a path be, less its brackets; the others are the tables'."""

EXAMPLE_DOMAIN = "exemple.invalid"
"""The template's example lines write from here (RFC 2606: nobody can), so that none is imported by mistake."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line about one person. Empty text: nothing said.

    ``email`` is in lower case. ``roles`` is empty only when the file has no column for them. ``language`` is a
    language (``"fr"``) or a locale (``"fr_BE"``). ``release_weekday``: 0 is Monday.
    """

    line: int
    email: str
    full_name: str
    first_name: str
    roles: tuple[Role, ...] = ()
    family: str = ""
    department: str = ""
    team: str = ""
    subject: str = ""
    language: str = ""
    title: str = ""
    release_weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """A file, read: what it says, and what could not be read. ``columns``: those it has.

    A column that a file doesn't have leaves what is known; an empty cell of ``team``, ``subject`` or
    ``release_day`` empties it.
    """

    rows: tuple[RosterRow, ...]
    columns: frozenset[Column]
    faults: tuple[Fault, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the organization, of this community or not yet."""

    person_id: str
    email: str
    full_name: str
    first_name: str
    title: str
    locale: str
    locale_chosen: bool


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role held today."""

    role_id: str
    role: Role
    department_id: str | None
    family_id: str | None
    release_weekday: int | None


@dataclass(frozen=True, slots=True)
class KnownMembership:
    """A person's place in the community this school year. ``live``: it holds today."""

    membership_id: str
    team_id: str | None
    subject: str
    live: bool
    roles: tuple[KnownRole, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A family, a department or a team. ``family_id``: of a department that is in one."""

    group_id: str
    name: str
    family_id: str | None = None


@dataclass(frozen=True, slots=True)
class Current:
    """What is remembered of one community on one day: people by e-mail, memberships by person, groups by
    :func:`community.intake.alike` name. ``locale`` is the community's.
    """

    locale: str
    people: Mapping[str, KnownPerson]
    memberships: Mapping[str, KnownMembership]
    families: Mapping[str, Group]
    departments: Mapping[str, Group]
    teams: Mapping[str, Group]


class Outcome(StrEnum):
    """What importing does to a line's person."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Change(StrEnum):
    """What of a person changed."""

    NAME = "name"
    TITLE = "title"
    LANGUAGE = "language"
    TEAM = "team"
    SUBJECT = "subject"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line of the file, and what becomes of it."""

    line: int
    email: str
    full_name: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group to make (no ``group_id``), to rename or to move. ``key`` and ``family`` are :func:`alike` names."""

    key: str
    name: str
    group_id: str | None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class RolePlan:
    """A role as it will stand, its groups by :func:`alike` name; an ambassador's ``family`` is the one they lead."""

    role: Role
    department: str | None
    family: str | None
    release_weekday: int | None


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One person as they will stand. Without ``person_id`` or ``membership_id`` they are to be made.

    ``changes`` says which of the facts differ from what is remembered. ``roles``: all of them, as they will stand;
    ``changed_roles``: by the role's id.
    """

    person_id: str | None
    membership_id: str | None
    outcome: Outcome
    changes: tuple[Change, ...]
    email: str
    full_name: str
    first_name: str
    title: str
    locale: str
    team: str | None
    subject: str
    roles: tuple[RolePlan, ...]
    new_roles: tuple[RolePlan, ...]
    changed_roles: Mapping[str, RolePlan]
    ended_roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody of the community whom the file no longer names. ``role_ids``: of the roles they hold today."""

    membership_id: str
    email: str
    full_name: str
    role_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing would do. With a fault, nothing is written. ``ends_missing``: the missing are to be ended."""

    lines: tuple[LinePlan, ...]
    people: tuple[PersonPlan, ...]
    families: tuple[GroupPlan, ...]
    departments: tuple[GroupPlan, ...]
    teams: tuple[GroupPlan, ...]
    missing: tuple[Missing, ...]
    ends_missing: bool
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]

    def count(self, outcome: Outcome) -> int:
        """How many lines come out so."""
        return sum(line.outcome is outcome for line in self.lines)

    def changes_nothing(self) -> bool:
        """Whether everything is already as the file says."""
        groups = (*self.families, *self.departments, *self.teams)
        ended = self.missing if self.ends_missing else ()
        return not (groups or ended) and all(p.outcome is Outcome.UNCHANGED for p in self.people)
