"""What importing a roster would do to what is remembered. Repeated, it does nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from community.intake import Notice, alike
from community.roles import Role
from community.roster import (
    Change,
    Column,
    Current,
    Group,
    GroupPlan,
    KnownMembership,
    KnownPerson,
    KnownRole,
    LinePlan,
    Missing,
    Outcome,
    PersonPlan,
    Plan,
    RolePlan,
    Roster,
    RosterRow,
)
from community.roster_rules import Entry, RowWhy, check, in_order, role_key

_IN_CANADA = {"fr": "fr_CA", "en": "en_CA"}
_ELSEWHERE = {"fr": "fr_FR", "en": "en_GB"}
"""The locale of somebody whose language isn't their community's."""


def plan(roster: Roster, current: Current, *, end_missing: bool = False) -> Plan:
    """Compare a roster with what is remembered. With any fault the plan is to be told, not carried out."""
    checked = check(roster)
    known = _Known(current)
    family_of = {**known.family_of, **checked.family_of}
    people = {e: _person(e, entry, roster.columns, family_of, known) for e, entry in checked.entries.items()}
    missing = known.missing(people)
    staying = [] if end_missing else [role for m in missing for role in known.roles(m.membership_id)]
    roles = [*staying, *(role for person in people.values() for role in person.roles)]
    rows = roster.rows
    return Plan(
        lines=tuple(_lines(rows, people, {fault.line for fault in checked.faults})),
        people=tuple(people.values()),
        families=tuple(_groups((row.family for row in rows), current.families)),
        departments=tuple(
            _groups((row.department for row in rows), current.departments, known.family_of, checked.family_of)
        ),
        teams=tuple(_groups((row.team for row in rows), current.teams)),
        missing=missing,
        ends_missing=end_missing,
        faults=checked.faults,
        notices=in_order((*checked.notices, *_without_ambassador(rows, roles))),
    )


class _Known:
    """What is remembered, its groups by name instead of by id."""

    def __init__(self, current: Current) -> None:
        self.current = current
        self._families = {group.group_id: key for key, group in current.families.items()}
        self._departments = {group.group_id: key for key, group in current.departments.items()}
        self._teams = {group.group_id: key for key, group in current.teams.items()}
        self.family_of = {
            key: self._families[group.family_id] for key, group in current.departments.items() if group.family_id
        }
        self._memberships = {m.membership_id: m for m in current.memberships.values()}

    def membership(self, person: KnownPerson | None) -> KnownMembership | None:
        return self.current.memberships.get(person.person_id) if person else None

    def team(self, membership: KnownMembership | None) -> str | None:
        return self._teams[membership.team_id] if membership and membership.team_id else None

    def role(self, role: KnownRole) -> RolePlan:
        department = self._departments[role.department_id] if role.department_id else None
        family = self._families[role.family_id] if role.family_id else None
        return RolePlan(role.role, department, family, role.release_weekday)

    def roles(self, membership_id: str) -> Iterator[RolePlan]:
        return map(self.role, self._memberships[membership_id].roles)

    def missing(self, named: Mapping[str, object]) -> tuple[Missing, ...]:
        """Those of the community today whom a file doesn't name, by full name."""
        missing = []
        for person in self.current.people.values():
            membership = self.membership(person)
            if membership and membership.live and person.email not in named:
                role_ids = tuple(role.role_id for role in membership.roles)
                missing.append(Missing(membership.membership_id, person.email, person.full_name, role_ids))
        return tuple(sorted(missing, key=lambda m: (alike(m.full_name), m.email)))


def _lines(rows: Iterable[RosterRow], people: Mapping[str, PersonPlan], refused: set[int]) -> Iterator[LinePlan]:
    for row in rows:
        person = people.get(row.email)
        if person is None or row.line in refused:
            yield LinePlan(row.line, row.email, row.full_name, Outcome.REFUSED)
        else:
            changes = person.changes if person.outcome is Outcome.CHANGED else ()
            yield LinePlan(row.line, row.email, row.full_name, person.outcome, changes)


def _person(
    email: str, entry: Entry, columns: frozenset[Column], family_of: Mapping[str, str], known: _Known
) -> PersonPlan:
    person = known.current.people.get(email)
    membership = known.membership(person)
    held = {role.role_id: known.role(role) for role in membership.roles} if membership else {}
    roles = {role_key(role): role for role in _wanted(entry, list(held.values()), columns, family_of)}
    by_key = {role_key(role): role_id for role_id, role in held.items()}
    changed_roles = {
        role_id: roles[key] for key, role_id in by_key.items() if key in roles and roles[key] != held[role_id]
    }
    new_roles = tuple(role for key, role in roles.items() if key not in by_key)
    ended_roles = tuple(role_id for key, role_id in by_key.items() if key not in roles)

    team, subject = known.team(membership), membership.subject if membership else ""
    new_team = (alike(entry.team) or None) if Column.TEAM in columns else team
    new_subject = entry.subject if Column.SUBJECT in columns else subject
    title = entry.title or (person.title if person else "")
    locale = _locale(entry.language, person, known.current.locale)

    changes = []
    if person:
        if (person.full_name, person.first_name) != (entry.full_name, entry.first_name):
            changes.append(Change.NAME)
        if person.title != title:
            changes.append(Change.TITLE)
        if person.locale != locale:
            changes.append(Change.LANGUAGE)
    if membership:
        if team != new_team:
            changes.append(Change.TEAM)
        if subject != new_subject:
            changes.append(Change.SUBJECT)
    if new_roles or changed_roles or ended_roles:
        changes.append(Change.ROLES)
    here = membership is not None and membership.live
    outcome = Outcome.CREATED if not here else Outcome.CHANGED if changes else Outcome.UNCHANGED
    return PersonPlan(
        person_id=person.person_id if person else None,
        membership_id=membership.membership_id if membership else None,
        outcome=outcome,
        changes=tuple(changes),
        email=email,
        full_name=entry.full_name,
        first_name=entry.first_name,
        title=title,
        locale=locale,
        team=new_team,
        subject=new_subject,
        roles=tuple(roles.values()),
        new_roles=new_roles,
        changed_roles=changed_roles,
        ended_roles=ended_roles,
    )


def _wanted(
    entry: Entry, held: list[RolePlan], columns: frozenset[Column], family_of: Mapping[str, str]
) -> Iterator[RolePlan]:
    """The roles a file gives a person. Where it has no column for something, what is held stands."""
    if Column.ROLE not in columns and held:
        said: Iterable[RolePlan] = held
    else:
        said = [role for given in entry.roles for role in _where_held(given, held, columns)]
    for role in said:
        if role.role is Role.AMBASSADOR:
            before = next((h for h in held if role_key(h) == role_key(role)), role)
            yield replace(
                role,
                department=role.department if Column.DEPARTMENT in columns else before.department,
                release_weekday=role.release_weekday if Column.RELEASE_DAY in columns else before.release_weekday,
            )
        elif role.department:
            yield replace(role, family=family_of.get(role.department))
        else:
            yield role


def _where_held(given: RolePlan, held: list[RolePlan], columns: frozenset[Column]) -> list[RolePlan]:
    """A role given without its department or family, there where it is held already."""
    if given.role is Role.AMBASSADOR or given.department:
        return [given]
    silent = [h for h in held if (Column.DEPARTMENT if h.department else Column.FAMILY) not in columns]
    return [h for h in silent if h.role is given.role] or [given]


def _locale(said: str, person: KnownPerson | None, communitys: str) -> str:
    if person and (person.locale_chosen or not said):
        return person.locale
    if not said:
        return communitys
    if "_" in said:
        return said
    for locale in (person.locale if person else "", communitys):
        if locale.startswith(said):
            return locale
    return (_IN_CANADA if communitys.endswith("_CA") else _ELSEWHERE)[said]


def _groups(
    names: Iterable[str],
    known: Mapping[str, Group],
    family_before: Mapping[str, str] | None = None,
    family_after: Mapping[str, str] | None = None,
) -> Iterator[GroupPlan]:
    """The groups a file names that aren't there yet, are spelt otherwise, or are in another family."""
    before, after = family_before or {}, family_after or {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name:
            spellings[alike(name)][name] += 1
    for key, counts in sorted(spellings.items()):
        name = min(counts, key=lambda spelling: (-counts[spelling], spelling))
        group = known.get(key)
        family = after.get(key, before.get(key))
        if group is None or group.name != name or family != before.get(key):
            yield GroupPlan(key, name, group.group_id if group else None, family)


def _without_ambassador(rows: Iterable[RosterRow], roles: Iterable[RolePlan]) -> Iterator[Notice]:
    led = {role.family for role in roles if role.role is Role.AMBASSADOR}
    told: set[str] = set()
    for row in rows:
        family = alike(row.family)
        if family and family not in led and family not in told:
            told.add(family)
            yield Notice(row.line, RowWhy.FAMILY_WITHOUT_AMBASSADOR, {"family": row.family})
