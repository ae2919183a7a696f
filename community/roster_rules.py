"""What a roster must keep to, line by line and between its lines."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TypeVar

from community.intake import Fault, Notice, alike
from community.roles import Role
from community.roster import EXAMPLE_DOMAIN, LENGTHS, Column, RolePlan, Roster, RosterRow

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_](?:[\w-]*[^\W_])?")
"""One ``@``, a domain with a dot, nothing that belongs to a list or a display name. Only a message sent proves more."""

R = TypeVar("R", Fault, Notice)


class RowWhy(StrEnum):
    """Why a line is refused, or remarked on: keys of sentences."""

    EMAIL_MISSING = "roster.fault.email_missing"
    EMAIL_MALFORMED = "roster.fault.email_malformed"
    EXAMPLE = "roster.fault.example"
    NAME_MISSING = "roster.fault.name_missing"
    TOO_LONG = "roster.fault.too_long"
    DELEGATE_WITHOUT_DEPARTMENT = "roster.fault.delegate_without_department"
    AMBASSADOR_WITHOUT_FAMILY = "roster.fault.ambassador_without_family"
    TWO_NAMES = "roster.fault.two_names"
    TWO_VALUES = "roster.fault.two_values"
    DEPARTMENT_IN_TWO_FAMILIES = "roster.fault.department_in_two_families"
    FAMILY_WITHOUT_AMBASSADOR = "roster.notice.family_without_ambassador"
    RELEASE_DAY_UNUSED = "roster.notice.release_day_unused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the file: their lines put together. Texts are empty where no line says anything."""

    lines: tuple[RosterRow, ...]
    full_name: str
    first_name: str
    title: str
    language: str
    team: str
    subject: str
    roles: tuple[RolePlan, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A roster that was checked: its people by e-mail, the family of each department by :func:`alike` names."""

    entries: Mapping[str, Entry]
    family_of: Mapping[str, str]
    faults: tuple[Fault, ...]
    notices: tuple[Notice, ...]


def check(roster: Roster) -> Checked:
    """Hold the rows of a roster to the rules; the roster's own faults and notices come along, all in file order."""
    faults, notices = list(roster.faults), list(roster.notices)
    by_email: dict[str, list[RosterRow]] = defaultdict(list)
    for row in roster.rows:
        faults += _row_faults(row)
        if row.release_weekday is not None and row.roles and Role.AMBASSADOR not in row.roles:
            notices.append(Notice(row.line, RowWhy.RELEASE_DAY_UNUSED))
        if row.email:
            by_email[row.email].append(row)
    family_of, family_faults = _families(roster.rows)
    faults += family_faults
    entries = {}
    for email, rows in by_email.items():
        entries[email] = _entry(rows)
        if len(rows) > 1:
            faults += _disagreements(rows)
    return Checked(entries, family_of, in_order(faults), in_order(notices))


def in_order(remarks: Iterable[R]) -> tuple[R, ...]:
    """Remarks as they are told: by line, then by what they say."""
    return tuple(sorted(remarks, key=lambda r: (r.line, r.why, sorted(r.params.items()))))


def _row_faults(row: RosterRow) -> Iterator[Fault]:
    if not row.email:
        yield Fault(row.line, RowWhy.EMAIL_MISSING)
    elif len(row.email) <= LENGTHS[Column.EMAIL] and not _EMAIL.fullmatch(row.email):
        yield Fault(row.line, RowWhy.EMAIL_MALFORMED, {"email": row.email})
    elif row.email.endswith("@" + EXAMPLE_DOMAIN):
        yield Fault(row.line, RowWhy.EXAMPLE)
    if not row.full_name:
        yield Fault(row.line, RowWhy.NAME_MISSING)
    if Role.DELEGATE in row.roles and not row.department:
        yield Fault(row.line, RowWhy.DELEGATE_WITHOUT_DEPARTMENT)
    if Role.AMBASSADOR in row.roles and not row.family:
        yield Fault(row.line, RowWhy.AMBASSADOR_WITHOUT_FAMILY)
    texts = {
        Column.EMAIL: row.email,
        Column.NAME: row.full_name,
        Column.FIRST_NAME: row.first_name,
        Column.FAMILY: row.family,
        Column.DEPARTMENT: row.department,
        Column.TEAM: row.team,
        Column.SUBJECT: row.subject,
        Column.TITLE: row.title,
    }
    for column, text in texts.items():
        if len(text) > LENGTHS[column]:
            params = {"column": column.value, "length": str(len(text)), "limit": str(LENGTHS[column])}
            yield Fault(row.line, RowWhy.TOO_LONG, params)


def _families(rows: Iterable[RosterRow]) -> tuple[dict[str, str], list[Fault]]:
    """The family that each department is in, and a fault for each line that says another than most."""
    saying: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.department and row.family:
            saying[alike(row.department)].append(row)
    family_of, faults = {}, []
    for department, lines in saying.items():
        reference = _most_said(lines, lambda r: alike(r.family))
        family_of[department] = alike(reference.family)
        faults += [
            Fault(
                row.line,
                RowWhy.DEPARTMENT_IN_TWO_FAMILIES,
                {
                    "department": row.department,
                    "family": row.family,
                    "other": reference.family,
                    "other_line": str(reference.line),
                },
            )
            for row in lines
            if alike(row.family) != family_of[department]
        ]
    return family_of, faults


def _disagreements(rows: list[RosterRow]) -> Iterator[Fault]:
    """What two lines with one e-mail say otherwise; roles may differ, that is what several lines are for."""
    named = [row for row in rows if row.full_name]
    if named:
        reference = _most_said(named, lambda r: r.full_name)
        for row in named:
            if row.full_name != reference.full_name:
                params = {
                    "email": row.email,
                    "name": row.full_name,
                    "other": reference.full_name,
                    "other_line": str(reference.line),
                }
                yield Fault(row.line, RowWhy.TWO_NAMES, params)
    for column in (Column.TEAM, Column.SUBJECT, Column.TITLE, Column.LANGUAGE):
        yield from _two_values(rows, column, attrgetter(column.value))
    leading: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if Role.AMBASSADOR in row.roles and row.release_weekday is not None:
            leading[alike(row.family)].append(row)
    for lines in leading.values():
        yield from _two_values(lines, Column.RELEASE_DAY, lambda r: str(r.release_weekday))


def _two_values(rows: list[RosterRow], column: Column, said: Callable[[RosterRow], str]) -> Iterator[Fault]:
    saying = [row for row in rows if said(row)]
    if not saying:
        return
    reference = _most_said(saying, lambda r: alike(said(r)))
    for row in saying:
        if alike(said(row)) != alike(said(reference)):
            params = {"email": row.email, "column": column.value, "other_line": str(reference.line)}
            yield Fault(row.line, RowWhy.TWO_VALUES, params)


def _most_said(rows: list[RosterRow], said: Callable[[RosterRow], str]) -> RosterRow:
    """The first line that says what most of them say."""
    counts = Counter(said(row) for row in rows)
    return min(rows, key=lambda r: (-counts[said(r)], r.line))


def _entry(rows: list[RosterRow]) -> Entry:
    """The lines of one person together. Where spellings differ the choice doesn't depend on the lines' order."""

    def one(texts: Iterable[str]) -> str:
        return min(filter(None, texts), default="")

    return Entry(
        lines=tuple(rows),
        full_name=one(r.full_name for r in rows),
        first_name=max((r.first_name for r in rows), key=lambda name: (len(name), name)),
        title=one(r.title for r in rows),
        language=one(r.language for r in rows),
        team=one(r.team for r in rows),
        subject=one(r.subject for r in rows),
        roles=_roles(rows),
    )


def _roles(rows: list[RosterRow]) -> tuple[RolePlan, ...]:
    """The roles of a person's lines, each once. A role of a department makes the same one of none needless."""
    roles: dict[tuple[Role, str | None], RolePlan] = {}
    for row in rows:
        department, family = alike(row.department) or None, alike(row.family) or None
        for role in row.roles or (Role.MEMBER,):
            day = row.release_weekday if role is Role.AMBASSADOR else None
            plan = RolePlan(role, department, family, day)
            before = roles.get(role_key(plan))
            roles[role_key(plan)] = plan if before is None else _both(before, plan)
    placed = {plan.role for plan in roles.values() if plan.department or plan.family}
    kept = [plan for plan in roles.values() if plan.department or plan.family or plan.role not in placed]
    return tuple(sorted(kept, key=lambda p: (p.role, p.department or "", p.family or "")))


def _both(one: RolePlan, other: RolePlan) -> RolePlan:
    """One role said on two lines."""
    department = min(filter(None, (one.department, other.department)), default=None)
    family = min(filter(None, (one.family, other.family)), default=None)
    day = other.release_weekday if one.release_weekday is None else one.release_weekday
    return RolePlan(one.role, department, family, day)


def role_key(plan: RolePlan) -> tuple[Role, str | None]:
    """What makes two roles of one person the same: an ambassador's family; anyone else's department, or family."""
    if plan.role is not Role.AMBASSADOR and plan.department:
        return plan.role, f"department {plan.department}"
    return plan.role, plan.family and f"family {plan.family}"
