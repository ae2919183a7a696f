"""The tables. People's words are in columns named ``…_sealed``; each personal column says how it is exported, erased
and kept (``info={"personal": …}``), and a test walks this file to hold it to that.

Ids are random text made by us. Instants are UTC (:class:`storage.types.UtcDateTime`); ``Date`` columns are civil
dates of the community's zone.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import (
    OWNERS,
    THIRTEEN_MONTHS,
    THIRTY_DAYS,
    deleted,
    in_community,
    in_organization,
    metadata,
    of_person,
    only,
    own_id,
)
from storage.types import UtcDateTime

organizations = Table(
    "organizations",
    metadata,
    own_id(),
    Column("name", String(200), nullable=False, unique=True),
)

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
    Column("hours", String(60), nullable=False, server_default="07:30-11:30,13:00-16:30"),
)

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
    UniqueConstraint("organization_id", "email"),
)
"""``email`` is kept in lower case. ``locale_chosen``: the person chose it, so the roster no longer changes it."""

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

talks = Table(
    "talks",
    metadata,
    Column("person_id", String(32), ForeignKey("people.id"), primary_key=True),
    in_organization(),
    Column("state", String(16), nullable=False),
    Column("dialog", String(64)),
    Column("step", String(64)),
    Column("words_sealed", Text, info=deleted("unfinished", "until the conversation ends")),
    Column("revision", Integer, nullable=False),
    Column("asked_at", UtcDateTime),
    Column("community_id", String(32), ForeignKey("communities.id")),
)
"""``words_sealed``: the draft, the trail, what is set aside and the held text, as JSON."""

inbox = Table(
    "inbox",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("event_id", String(200), primary_key=True),
    in_organization(),
    Column("received_at", UtcDateTime, nullable=False),
    Index("ix_inbox_received_at", "received_at"),
)
"""Keys only, never payloads: an event seen before is not acted on again."""

outbox = Table(
    "outbox",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    in_organization(),
    Column("community_id", String(32), ForeignKey("communities.id")),
    of_person(nullable=True),
    Column("address_id", String(32), ForeignKey("addresses.id"), nullable=False),
    Column("recipient", String(32), nullable=False),
    Column("cause", String(200), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("order_key", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("message", JSON, nullable=False),
    Column("edits", String(32)),
    Column("priority", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease", String(32)),
    Column("leased_until", UtcDateTime),
    Column("code", String(64)),
    Column("request_id", String(32), nullable=False, server_default=""),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("message_made_at", THIRTY_DAYS)),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("cause", "recipient", "ordinal"),
    Index("ix_outbox_ended_at", "ended_at"),
    Index("ix_outbox_ready", "priority", "not_before", "seq", **only("state = 'ready'")),
    Index("ix_outbox_live", "order_key", "seq", **only("state IN ('ready', 'leased', 'sending')")),
    Index("ix_outbox_leases", "leased_until", **only("state IN ('leased', 'sending')")),
)
"""Messages to send: ids, keys, numbers and dates (community/messages.py), never words. ``recipient`` is the person,
else the address: one cause tells one recipient a thing once, on whichever address. ``edits`` is the card to replace.
``order_key`` holds the order within a talk or a subject."""

cards = Table(
    "cards",
    metadata,
    own_id(),
    in_organization(),
    Column("community_id", String(32), ForeignKey("communities.id")),
    of_person(nullable=True),
    Column("address_id", String(32), ForeignKey("addresses.id"), nullable=False),
    Column("message", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("platform_id", String(512)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("card_sent_at", THIRTEEN_MONTHS)),
    Index("ix_cards_created_at", "created_at"),
)
"""One row a card sent: what it is about, where it stands, the platform's id of it, its revision."""

presses = Table(
    "presses",
    metadata,
    Column("card_id", String(32), ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True),
    Column("verb", String(64), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("person_id", String(32), ForeignKey("people.id"), primary_key=True),
    in_organization(),
    Column("pressed_at", UtcDateTime, nullable=False, info=deleted("pressed_at", THIRTEEN_MONTHS)),
)
"""Presses that change something: one click sent again under a new id acts once."""

challenges = Table(
    "challenges",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("month", Date, nullable=False, info=deleted("month", OWNERS)),
    Column("until", Date, nullable=False, info=deleted("until", OWNERS)),
    Column("state", String(12), nullable=False, info=deleted("state", OWNERS)),
    Column("question_sealed", Text, info=deleted("question", OWNERS)),
    Column("tool_user", String(16), info=deleted("tool_user", OWNERS)),
    Column("hint_given", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    Index("ix_challenges_person_id_month", "person_id", "month"),
)

facts = Table(
    "facts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts of the deployment itself, such as the demo's clock."""
