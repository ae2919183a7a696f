"""Organizations, the tenants they accept, their communities."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Column, Connection, insert, select, update

from community.civil import WorkingHours
from community.guide import Jurisdiction, jurisdiction_of
from storage.dialects import insert_new
from storage.schema import communities, organizations, tenants
from storage.scope import Deployment, Scope, new_id


class TenantTaken(ValueError):
    """A tenant already belongs to another organization."""


class NotACommunitySetting(ValueError):
    """A community, or its organization, has no such setting, or it can't take that value."""


@dataclass(frozen=True, slots=True)
class Community:
    """A community as its settings say."""

    id: str
    organization_id: str
    organization: str
    slug: str
    name: str
    time_zone: str
    locale: str
    learners: str
    hours: WorkingHours
    rigour: str = "light"
    jurisdiction: Jurisdiction = Jurisdiction.QUEBEC
    principal_page: bool = False
    """The organization's: whether it offers the page that a teacher sends to their principal."""

    def scope(self) -> Scope:
        """The scope of this community."""
        return Scope(self.organization_id, self.id)


SETTABLE = ("name", "time_zone", "locale", "learners", "hours", "rigour", "jurisdiction")
OF_ORGANIZATION = ("principal_page",)
"""Set through any of an organization's communities, for all of them."""
SWITCHED = {"on": True, "off": False}
RIGOURS = ("light", "inquiry")
LOCALE = re.compile(r"(fr|en)_[A-Z]{2}")

_COMMUNITY = select(communities, organizations.c.name.label("organization"), organizations.c.principal_page).join(
    organizations, organizations.c.id == communities.c.organization_id
)


def add_organization(deployment: Deployment, conn: Connection, name: str) -> str:
    """The id of the organization of this name, made when there is none.

    Raises :class:`NotACommunitySetting` for a name that can't be kept.
    """
    _check_length(organizations.c.name, name)
    found = conn.execute(select(organizations.c.id).where(organizations.c.name == name)).scalar()
    if found is not None:
        return str(found)
    made = new_id()
    conn.execute(insert(organizations), {"id": made, "name": name})
    return made


def accept_tenant(scope: Scope, conn: Connection, channel: str, tenant: str) -> None:
    """Let a tenant (Entra tenant or Slack workspace) in for this organization.

    Raises :class:`TenantTaken`, or :class:`NotACommunitySetting` for an id that can't be kept.
    """
    _check_length(tenants.c.tenant, tenant)
    row = {"channel": channel, "tenant": tenant, "organization_id": scope.organization_id}
    if insert_new(conn, tenants, row):
        return
    key = (tenants.c.channel == channel) & (tenants.c.tenant == tenant)
    owner = conn.execute(select(tenants.c.organization_id).where(key)).scalar()
    if owner != scope.organization_id:
        raise TenantTaken(f"the {channel} tenant {tenant} belongs to another organization")


def add_community(scope: Scope, conn: Connection, slug: str, values: dict[str, Any]) -> str:
    """The id of this organization's community of that slug, made with ``values`` when there is none.

    Raises ``ValueError`` when the slug is another organization's, :class:`NotACommunitySetting` for values that
    couldn't be set.
    """
    _check_length(communities.c.slug, slug)
    for key in SETTABLE:
        if key in values:
            check_setting(key, values[key])
    found = conn.execute(
        select(communities.c.id, communities.c.organization_id).where(communities.c.slug == slug)
    ).first()
    if found is not None:
        if found.organization_id != scope.organization_id:
            raise ValueError(f"the slug {slug} is taken by another organization")
        return str(found.id)
    made = new_id()
    row = values | {"id": made, "organization_id": scope.organization_id, "slug": slug}
    conn.execute(insert(communities), row)
    return made


def set_community(scope: Scope, conn: Connection, key: str, value: str) -> bool:
    """Change one setting of the scope's community, or of its organization; whether there was such a community.

    Raises :class:`NotACommunitySetting` for a key that isn't one of ``SETTABLE`` or ``OF_ORGANIZATION``, or a value
    that can't be read.
    """
    check_setting(key, value)
    if key in OF_ORGANIZATION:
        if community(scope, conn) is None:
            return False
        ours = organizations.c.id == scope.organization_id
        return conn.execute(update(organizations).where(ours).values({key: SWITCHED[value]})).rowcount == 1
    mine = (communities.c.id == scope.community_id) & (communities.c.organization_id == scope.organization_id)
    return conn.execute(update(communities).where(mine).values({key: value})).rowcount == 1


def community_by_slug(deployment: Deployment, conn: Connection, slug: str) -> Community | None:
    """The community of this slug, for the command line."""
    row = conn.execute(_COMMUNITY.where(communities.c.slug == slug)).first()
    return _community(row) if row is not None else None


def all_communities(deployment: Deployment, conn: Connection) -> list[Community]:
    """Every community, by organization and name."""
    rows = conn.execute(_COMMUNITY.order_by(organizations.c.name, communities.c.name))
    return [_community(row) for row in rows]


def community(scope: Scope, conn: Connection) -> Community | None:
    """The scope's own community."""
    mine = (communities.c.id == scope.community_id) & (communities.c.organization_id == scope.organization_id)
    row = conn.execute(_COMMUNITY.where(mine)).first()
    return _community(row) if row is not None else None


def check_setting(key: str, value: str) -> None:
    """Raises :class:`NotACommunitySetting` for what no community could be set to."""
    if key in OF_ORGANIZATION:
        if value not in SWITCHED:
            raise NotACommunitySetting(f"{key}: {value}: {' or '.join(SWITCHED)}")
        return
    if key not in SETTABLE:
        raise NotACommunitySetting(f"{key}: one of {', '.join((*SETTABLE, *OF_ORGANIZATION))}")
    _check_length(communities.c[key], value, empty=key == "learners")
    match key:
        case "time_zone":
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones
                raise NotACommunitySetting(f"time_zone: {value}: not a time zone (such as America/Toronto)") from None
        case "locale" if not LOCALE.fullmatch(value):
            raise NotACommunitySetting(f"locale: {value}: expected as fr_CA or en_CA")
        case "hours":
            read_hours(value)
        case "rigour" if value not in RIGOURS:
            raise NotACommunitySetting(f"rigour: {value}: {' or '.join(RIGOURS)}")
        case "jurisdiction" if value not in list(Jurisdiction):
            raise NotACommunitySetting(f"jurisdiction: {value}: {', '.join(Jurisdiction)}")


def _check_length(column: Column[str], value: str, *, empty: bool = False) -> None:
    """Raises :class:`NotACommunitySetting` for what one database would cut, and another refuse."""
    limit = column.type.length  # type: ignore[attr-defined]  # a String's
    if len(value) > limit:
        raise NotACommunitySetting(f"{column.name}: {len(value)} characters; {limit} at most")
    if not empty and not value.strip():
        raise NotACommunitySetting(f"{column.name}: it is empty")


def read_hours(text: str) -> WorkingHours:
    """``"07:30-11:30,13:00-16:30"`` as hours. Raises :class:`NotACommunitySetting`."""
    try:
        morning, afternoon = text.split(",")
        opens, pause_from = (time.fromisoformat(part.strip()) for part in morning.split("-"))
        pause_until, closes = (time.fromisoformat(part.strip()) for part in afternoon.split("-"))
        if any(moment.tzinfo is not None for moment in (opens, pause_from, pause_until, closes)):
            raise ValueError("a zone")
    except ValueError:
        raise NotACommunitySetting(f"hours: {text}: expected as 07:30-11:30,13:00-16:30") from None
    if not opens < pause_from <= pause_until < closes:
        raise NotACommunitySetting(f"hours: {text}: each must be later than the one before")
    return WorkingHours(opens, closes, pause_from, pause_until)


def _community(row: Any) -> Community:
    return Community(
        id=row.id,
        organization_id=row.organization_id,
        organization=row.organization,
        slug=row.slug,
        name=row.name,
        time_zone=row.time_zone,
        locale=row.locale,
        learners=row.learners,
        hours=read_hours(row.hours),
        rigour=row.rigour,
        jurisdiction=jurisdiction_of(row.locale, row.jurisdiction),
        principal_page=row.principal_page,
    )
