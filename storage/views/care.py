"""A community's month in counts, and what the rule of « À qui faire signe » knows of each member. No words are read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from community.care import BROKEN_DOWN_FROM, Figures, Standing, figures
from community.challenge import ChallengeState, Readers
from community.civil import challenge_month, civil_date, school_year, school_year_start
from community.hours import back_on
from community.report import Came, NextStep
from community.roles import CHALLENGERS, Role
from community.views import GroupCounts
from storage.schema import actions, challenges, communities, letters, memberships, people, reports, roles, traces
from storage.scope import Scope
from storage.views.groups import groups_of
from storage.views.walked import load_walked

_ZONE = select(communities.c.time_zone).where(
    communities.c.id == bindparam("community"), communities.c.organization_id == bindparam("organization")
)
_PEOPLE = (
    select(
        people.c.id,
        people.c.full_name,
        people.c.paused_until,
        people.c.may_be_signalled,
        memberships.c.team_id,
        roles.c.family_id,
        roles.c.role,
        func.min(memberships.c.starts_on).over(partition_by=people.c.id).label("since"),
        roles.c.starts_on,
        roles.c.ends_on,
    )
    .join(memberships, memberships.c.person_id == people.c.id)
    .join(roles, roles.c.membership_id == memberships.c.id)
    .where(memberships.c.community_id == bindparam("community"), people.c.organization_id == bindparam("organization"))
    .order_by(people.c.id, roles.c.id)
)
_CHALLENGES = select(
    challenges.c.id,
    challenges.c.person_id,
    challenges.c.group_id,
    challenges.c.month,
    challenges.c.until,
    challenges.c.state,
    challenges.c.readers,
    challenges.c.ended_at,
    challenges.c.changed_at,
).where(
    challenges.c.community_id == bindparam("community"),
    challenges.c.organization_id == bindparam("organization"),
    (challenges.c.month == bindparam("month"))
    | (challenges.c.state == ChallengeState.OPEN.value)
    | (challenges.c.ended_at >= bindparam("begins")),
)
_TOUCHES = [
    select(table.c.challenge_id, func.max(table.c.changed_at).label("at"))
    .join(challenges, challenges.c.id == table.c.challenge_id)
    .where(
        challenges.c.community_id == bindparam("community"),
        challenges.c.organization_id == bindparam("organization"),
        challenges.c.state == ChallengeState.OPEN.value,
    )
    .group_by(table.c.challenge_id)
    for table in (actions, traces, reports)
]
_REPORTS = (
    select(challenges.c.group_id, reports.c.outcome, reports.c.next)
    .join(challenges, challenges.c.id == reports.c.challenge_id)
    .where(
        reports.c.community_id == bindparam("community"),
        reports.c.organization_id == bindparam("organization"),
        reports.c.changed_at >= bindparam("begins"),
    )
)
_LETTERS = (
    select(letters.c.to_id, func.max(letters.c.created_at).label("at"))
    .where(
        letters.c.community_id == bindparam("community"),
        letters.c.organization_id == bindparam("organization"),
        letters.c.answers_id.is_(None),
    )
    .group_by(letters.c.to_id)
)


@dataclass(frozen=True, slots=True)
class CareView:
    """``standings`` of the members, those who run it aside; ``counts`` of the groups large enough, ``small`` ones'
    names, and ``together`` what these come to where they are enough people. ``group_of``: person → group's id.
    """

    today: date
    month: date
    standings: tuple[Standing, ...]
    counts: tuple[GroupCounts, ...]
    small: tuple[str, ...]
    together: GroupCounts | None
    told_apart: frozenset[str]
    """The ids of the groups that are told by themselves."""
    walked: Figures | None
    """Of the members' walks this school year; those who run it aside, who know their own."""


def load_care(scope: Scope, conn: Connection, now: datetime) -> CareView | None:
    """The scope's community at the UTC instant ``now``, for who runs it, and for each member's own line of it."""
    given: dict[str, Any] = {"community": scope.community_id, "organization": scope.organization_id}
    zone_name = conn.execute(_ZONE, given).scalar()
    if zone_name is None:
        return None
    zone = ZoneInfo(zone_name)
    today = civil_date(now, zone)
    month = challenge_month(today)
    given |= {"month": month, "begins": back_on(month, zone)}
    members = _members(conn.execute(_PEOPLE, given), today)
    theirs = conn.execute(_CHALLENGES, given).all()
    touched = _touched(conn, given, theirs, zone)
    written = {row.to_id: civil_date(row.at, zone) for row in conn.execute(_LETTERS, given)}
    reports_made = conn.execute(_REPORTS, given).all()
    standings = tuple(
        _standing(member, [row for row in theirs if row.person_id == person_id], touched, written, month, today)
        for person_id, member in members.items()
        if Role.FACILITATOR not in member.roles
    )
    sizes = Counter(member.group_id or scope.community_id for member in members.values())
    names = {group_id: name for group_id, name, _ in groups_of(scope, conn) if sizes[group_id]}
    apart = frozenset(group_id for group_id in names if sizes[group_id] >= BROKEN_DOWN_FROM)
    small = [group_id for group_id in names if group_id not in apart]
    enough = sum(sizes[group_id] for group_id in small) >= BROKEN_DOWN_FROM
    return CareView(
        today=today,
        month=month,
        standings=standings,
        counts=tuple(_counts(names[g], {g}, theirs, reports_made, month) for g in names if g in apart),
        small=tuple(names[group_id] for group_id in small),
        together=_counts("", set(small), theirs, reports_made, month) if enough else None,
        told_apart=apart,
        walked=figures(load_walked(scope, conn, _year_began(today, zone), {one.person_id for one in standings})),
    )


def _year_began(today: date, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the school year of a civil date began."""
    return back_on(school_year_start(school_year(today)), zone)


@dataclass(slots=True)
class _Member:
    row: Any
    roles: set[Role]
    group_id: str | None


def _members(rows: Iterable[Any], today: date) -> dict[str, _Member]:
    """Who keeps challenges here today; the group is the team, else the family."""
    found: dict[str, _Member] = {}
    for row in rows:
        if row.starts_on <= today <= row.ends_on:
            member = found.setdefault(row.id, _Member(row, set(), row.team_id))
            member.roles.add(Role(row.role))
            member.group_id = member.group_id or row.family_id
    return {person_id: member for person_id, member in found.items() if member.roles & CHALLENGERS}


def _touched(conn: Connection, given: Mapping[str, Any], theirs: Iterable[Any], zone: ZoneInfo) -> dict[str, date]:
    """Open challenge → the last day anything of it was written."""
    found = {row.id: row.changed_at for row in theirs if row.state == ChallengeState.OPEN.value}
    for query in _TOUCHES:
        for row in conn.execute(query, given):
            if row.challenge_id in found:
                found[row.challenge_id] = max(found[row.challenge_id], row.at)
    return {challenge_id: civil_date(at, zone) for challenge_id, at in found.items()}


def _standing(
    member: _Member,
    mine: list[Any],
    touched: Mapping[str, date],
    written: Mapping[str, date],
    month: date,
    today: date,
) -> Standing:
    row = member.row
    days = [touched[challenge.id] for challenge in mine if challenge.id in touched]
    of_month = [challenge for challenge in mine if challenge.month == month]
    ended = any(challenge.ended_at is not None for challenge in mine)
    return Standing(
        person_id=row.id,
        name=row.full_name,
        since=row.since,
        paused=row.paused_until is not None and row.paused_until > today,
        may_be_signalled=row.may_be_signalled,
        skipped=not days and any(challenge.state == ChallengeState.SKIPPED.value for challenge in of_month),
        has_one=ended or any(challenge.state != ChallengeState.SKIPPED.value for challenge in of_month),
        touched_on=max(days, default=None),
        written_on=written.get(row.id),
    )


def _counts(name: str, groups: set[str], theirs: Iterable[Any], made: Iterable[Any], month: date) -> GroupCounts:
    """What was put off without having been tried is carried over, and no report yet."""
    here = [row for row in theirs if row.group_id in groups and row.state != ChallengeState.SKIPPED.value]
    current = [row for row in here if row.month == month or row.state == ChallengeState.OPEN.value]
    of_groups = [row for row in made if row.group_id in groups]
    return GroupCounts(
        group=name,
        set=sum(row.month == month for row in here),
        shown=sum(row.readers != Readers.ME.value for row in current),
        reported=sum(row.outcome != Came.NOT_YET.value for row in of_groups),
        carried=sum(row.next == NextStep.CARRY_OVER.value for row in of_groups),
    )
