"""A principal's page in clear, and who the principals are. Who may read a page is asked of community/rights.py."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.engine import Row

from community.civil import civil_date
from community.guide import Jurisdiction
from community.principal import OTHER_TOOL, Ages, CameOf, Opening, Outcome, Written, age_note
from community.roles import Role
from community.views import Principal, PrincipalPageView
from storage.guides import parsed
from storage.schema import communities, guides, memberships, organizations, people, principal_pages, roles, walks
from storage.scope import Scope
from storage.sealing import KeyRing

_owner, _principal = people.alias("owner"), people.alias("principal")
_PAGE = (
    select(
        principal_pages,
        _owner.c.full_name.label("owner"),
        _principal.c.full_name.label("principal"),
        communities.c.name.label("community"),
        communities.c.time_zone,
        organizations.c.principal_page.label("switched_on"),
        walks.c.jurisdiction,
        guides.c.content,
    )
    .join(_owner, _owner.c.id == principal_pages.c.person_id)
    .outerjoin(_principal, _principal.c.id == principal_pages.c.principal_id)
    .join(communities, communities.c.id == principal_pages.c.community_id)
    .join(organizations, organizations.c.id == principal_pages.c.organization_id)
    .join(walks, walks.c.id == principal_pages.c.walk_id)
    .join(guides, guides.c.id == walks.c.guide_id)
    .where(principal_pages.c.id == bindparam("page"), principal_pages.c.organization_id == bindparam("organization"))
)
_PRINCIPALS = (
    select(
        people.c.id,
        people.c.full_name,
        memberships.c.community_id,
        roles.c.starts_on,
        roles.c.ends_on,
        communities.c.time_zone,
    )
    .select_from(
        roles.join(memberships, memberships.c.id == roles.c.membership_id)
        .join(people, people.c.id == memberships.c.person_id)
        .join(communities, communities.c.id == memberships.c.community_id)
    )
    .where(
        roles.c.organization_id == bindparam("organization"),
        roles.c.role == Role.PRINCIPAL.value,
        roles.c.starts_on <= bindparam("latest"),
        roles.c.ends_on >= bindparam("earliest"),
    )
    .order_by(people.c.full_name, people.c.id)
)
_A_DAY = timedelta(days=1)


def load_page(scope: Scope, conn: Connection, ring: KeyRing, page_id: str, now: datetime) -> PrincipalPageView | None:
    """The organization's page of this id, whoever's it is, as it stands at the UTC instant ``now``."""
    row = conn.execute(_PAGE, {"page": page_id, "organization": scope.organization_id}).first()
    return _page(ring, row, now) if row is not None else None


def principals_of(scope: Scope, conn: Connection, now: datetime) -> tuple[Principal, ...]:
    """Who is a principal in one of the organization's communities at the UTC instant ``now``, by name.

    Of several communities it is the scope's own that is named, where they have a place there. Whether Relais may reach
    them isn't asked here.
    """
    given = {
        "organization": scope.organization_id,
        "latest": (now + _A_DAY).date(),
        "earliest": (now - _A_DAY).date(),
    }
    found: dict[str, Principal] = {}
    for row in conn.execute(_PRINCIPALS, given):
        if not row.starts_on <= civil_date(now, ZoneInfo(row.time_zone)) <= row.ends_on:
            continue
        if row.id not in found or row.community_id == scope.community_id:
            found[row.id] = Principal(row.id, row.full_name, row.community_id)
    return tuple(found.values())


def _page(ring: KeyRing, row: Row, now: datetime) -> PrincipalPageView:  # type: ignore[type-arg]
    def unsealed(column: str) -> str:
        sealed = getattr(row, column)
        return ring.unseal("principal_pages", column, row.id, sealed) if sealed is not None else ""

    zone = ZoneInfo(row.time_zone)
    today = civil_date(now, zone)
    guide = parsed(row.content)
    tool = next((tool for tool in guide.tools if tool.key == row.tool), None)
    written = Written(
        intent=unsealed("intent_sealed"),
        classroom=unsealed("classroom_sealed"),
        ages=Ages(row.ages),
        tool=row.tool,
        opening=Opening(row.opening),
        chosen=unsealed("chosen_sealed"),
        tool_name=unsealed("tool_name_sealed"),
    )
    came = CameOf(Outcome(row.outcome), row.outcome_on, unsealed("outcome_sealed")) if row.outcome is not None else None
    return PrincipalPageView(
        page_id=row.id,
        walk_id=row.walk_id,
        community_id=row.community_id,
        community=row.community,
        owner_id=row.person_id,
        owner=row.owner,
        written=written,
        tool=written.tool_name if row.tool == OTHER_TOOL else tool.name if tool is not None else "",
        note=age_note(tool, written.ages, Jurisdiction(row.jurisdiction), today, guide.review_months),
        deletes_on=row.deletes_on,
        principal_id=row.principal_id,
        principal=row.principal or "",
        sent_at=row.sent_at,
        sent_on=civil_date(row.sent_at, zone) if row.sent_at is not None else None,
        came=came,
        confirmed_on=civil_date(row.confirmed_at, zone) if row.confirmed_at is not None else None,
        reply=unsealed("reply_sealed"),
        on=row.switched_on,
        over=today > row.deletes_on,
    )
