"""Who there is: organizations, their communities and groups, the people, their places and accounts."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from storage.columns import deleted, in_community, in_organization, metadata, of_person, own_id
from storage.types import UtcDateTime

organizations = Table(
    "organizations",
    metadata,
    own_id(),
    Column("name", String(200), nullable=False, unique=True),
    Column("principal_page", Boolean, nullable=False, server_default=text("false")),
)
"""``principal_page``: teachers of minors may bring a page to their principal; off unless switched on."""

tenants = Table(
    "tenants",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("tenant", String(128), primary_key=True),
    in_organization(),
)
"""The Entra tenants and Slack workspaces each organization accepts. One belongs to one organization."""

communities = Table(
    "communities",
    metadata,
    own_id(),
    in_organization(),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("locale", String(16), nullable=False),
    Column("learners", String(60), nullable=False, server_default=""),
    Column("rigour", String(8), nullable=False, server_default="light"),
    Column("hours", String(60), nullable=False, server_default="07:30-11:30,13:00-16:30"),
    Column("jurisdiction", String(12)),
)
"""``jurisdiction``: whose law the guide asks about; by the locale where none was set."""

families = Table(
    "families",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    Column("name", String(200), nullable=False),
    UniqueConstraint("community_id", "name"),
)

departments = Table(
    "departments",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    Column("family_id", String(32), ForeignKey("families.id")),
    Column("name", String(200), nullable=False),
    UniqueConstraint("community_id", "name"),
)

teams = Table(
    "teams",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    Column("name", String(200), nullable=False),
    UniqueConstraint("community_id", "name"),
)

people = Table(
    "people",
    metadata,
    own_id(),
    in_organization(),
    Column("email", String(320), nullable=False, info=deleted("email")),
    Column("first_name", String(100), nullable=False, info=deleted("first_name")),
    Column("full_name", String(200), nullable=False, info=deleted("full_name")),
    Column("title", String(100), nullable=False, server_default="", info=deleted("title")),
    Column("locale", String(16), nullable=False, info=deleted("language")),
    Column("locale_chosen", Boolean, nullable=False, server_default=text("false")),
    Column("hours", String(60), info=deleted("hours")),
    Column("paused_until", Date, info=deleted("paused_until")),
    Column("paused_meetings", Boolean, nullable=False, server_default=text("true")),
    Column("may_be_signalled", Boolean, nullable=False, server_default=text("true")),
    UniqueConstraint("organization_id", "email"),
)
"""``email`` is kept in lower case. ``locale_chosen``: the person chose it, so the roster no longer changes it.

``hours`` are their own, where they chose some (written as a community's); ``paused_until`` is the first day they want
to hear from Relais again, in their community's zone, and ``paused_meetings`` whether a change of meeting is said even
so. ``may_be_signalled``: whether their name may stand in « À qui faire signe »."""

muted = Table(
    "muted",
    metadata,
    Column("person_id", String(32), ForeignKey("people.id"), primary_key=True),
    Column("kind", String(32), primary_key=True, info=deleted("fewer_of")),
    in_organization(),
    Column("muted_at", UtcDateTime, nullable=False, info=deleted("fewer_since")),
)
"""« Moins de messages comme celui-ci »: the kinds of pushed messages that a person wants no more of."""

addresses = Table(
    "addresses",
    metadata,
    own_id(),
    in_organization(),
    of_person(nullable=True),
    Column("channel", String(16), nullable=False, info=deleted("channel")),
    Column("tenant", String(128), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("account", String(128), info=deleted("account")),
    Column("conversation", String(512), info=deleted(None)),
    Column("reference", JSON, nullable=False, info=deleted(None)),
    Column("reachable", Boolean, nullable=False, server_default=text("true")),
    Column("linked_at", UtcDateTime, info=deleted("linked_at")),
    Column("linked_by", String(16), info=deleted("linked_by")),
    Column("link_refused", Boolean, nullable=False, server_default=text("false")),
    Column("locale", String(16), nullable=False, server_default="", info=deleted("language")),
    UniqueConstraint("organization_id", "channel", "tenant", "kind", "account"),
    Index("ix_addresses_person_id", "person_id"),
)
"""Where somebody, or a channel, is written to. A personal address has an ``account`` and, once its private chat is
open, a ``conversation``; a channel's or a group's has the conversation's id in both. ``link_refused``: the person
undid the link, nothing links it again by itself. ``locale`` is the client's, for somebody no roster names."""

memberships = Table(
    "memberships",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("school_year", String(9), nullable=False, info=deleted("school_year")),
    Column("team_id", String(32), ForeignKey("teams.id")),
    Column("subject", String(100), nullable=False, server_default="", info=deleted("subject")),
    Column("starts_on", Date, nullable=False, info=deleted("starts_on")),
    Column("ends_on", Date, nullable=False, info=deleted("ends_on")),
    UniqueConstraint("community_id", "person_id", "school_year"),
    Index("ix_memberships_person_id", "person_id"),
)
"""A person's place in a community for one school year; ``ends_on`` is the last day it holds."""

roles = Table(
    "roles",
    metadata,
    own_id(),
    in_organization(),
    Column("membership_id", String(32), ForeignKey("memberships.id"), nullable=False),
    Column("role", String(16), nullable=False, info=deleted("role")),
    Column("department_id", String(32), ForeignKey("departments.id")),
    Column("family_id", String(32), ForeignKey("families.id")),
    Column("release_weekday", Integer, info=deleted("release_weekday")),
    Column("starts_on", Date, nullable=False, info=deleted("starts_on")),
    Column("ends_on", Date, nullable=False, info=deleted("ends_on")),
    Index("ix_roles_membership_id", "membership_id"),
    Index("ix_roles_organization_id_role", "organization_id", "role"),
)
"""``release_weekday``: 0 is Monday, as in Python."""
