"""What is said: talks, events taken, messages to send, cards sent, and facts of the deployment."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import FORTY_DAYS, THIRTEEN_MONTHS, deleted, in_organization, metadata, of_person, only, own_id
from storage.types import UtcDateTime

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
    Column("thread", String(128)),
    Column("priority", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("lease", String(32)),
    Column("leased_until", UtcDateTime),
    Column("code", String(64)),
    Column("request_id", String(32), nullable=False, server_default=""),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("message_made_at", FORTY_DAYS)),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("cause", "recipient", "ordinal"),
    Index("ix_outbox_ended_at", "ended_at"),
    Index("ix_outbox_pushed", "person_id", **only("priority = 1 AND person_id IS NOT NULL")),
    Index("ix_outbox_edits", "edits", **only("edits IS NOT NULL AND state IN ('ready', 'leased', 'sending')")),
    Index("ix_outbox_ready", "priority", "not_before", "seq", **only("state = 'ready'")),
    Index("ix_outbox_live", "order_key", "seq", **only("state IN ('ready', 'leased', 'sending')")),
    Index("ix_outbox_leases", "leased_until", **only("state IN ('leased', 'sending')")),
)
"""Messages to send: ids, keys, numbers and dates (community/messages.py), never words. ``recipient`` is the person,
else the address: one cause tells one recipient a thing once, on whichever address. ``edits`` is the card to replace.
``order_key`` holds the order within a talk or a subject. ``thread`` is the platform's id of the message whose thread it
is posted in, in a channel."""

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
    Column("subject_id", String(32)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("card_sent_at", THIRTEEN_MONTHS)),
    Index("ix_cards_created_at", "created_at"),
    Index("ix_cards_subject_id", "subject_id", **only("subject_id IS NOT NULL")),
)
"""One row a card sent: what it says, where it stands, the platform's id of it, its revision.

``subject_id`` is what a card that stays true is about: a challenge, a channel, a synthesis. A change of the subject
makes the card stale, and the sender edits it."""

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

facts = Table(
    "facts",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts of the deployment itself, such as the demo's clock."""
