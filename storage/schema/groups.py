"""What a community does together: its channels, its next meetings, what is written to one another, syntheses."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table, Text, UniqueConstraint, text

from storage.columns import OWNERS, deleted, in_community, in_organization, metadata, of_person, own_id
from storage.types import UtcDateTime

channels = Table(
    "channels",
    metadata,
    Column("address_id", String(32), ForeignKey("addresses.id"), primary_key=True),
    in_organization(),
    in_community(),
    Column("group_id", String(32), nullable=False),
    of_person(),
    Column("opened", Boolean, nullable=False, server_default=text("false")),
    Column("bound_at", UtcDateTime, nullable=False, info=deleted("channel_bound_at")),
    Index("ix_channels_group_id", "group_id"),
)
"""A channel bound to a community and to a group of it (a team, a family, or all of it: the community's own id).

``person_id`` is the facilitator who bound it. ``opened``: a card was shown there first by who runs the community, or
they chose to begin without."""

meetings = Table(
    "meetings",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    Column("group_id", String(32), nullable=False),
    Column("on", Date, nullable=False),
    UniqueConstraint("community_id", "group_id"),
)
"""The next meeting of each group, as a civil date; a past one is none. The calendar comes later."""

letters = Table(
    "letters",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("to_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("text_sealed", Text, nullable=False, info=deleted("text", OWNERS)),
    Column("answers_id", String(32), ForeignKey("letters.id")),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
)
"""A few words from one person (``person_id``) to another, previewed and signed: a facilitator's, and the answer."""

syntheses = Table(
    "syntheses",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("challenge_id", String(32), ForeignKey("challenges.id"), nullable=False),
    Column("state", String(12), nullable=False, info=deleted("state", OWNERS)),
    Column("works_sealed", Text, info=deleted("works", OWNERS)),
    Column("conditions_sealed", Text, info=deleted("conditions", OWNERS)),
    Column("whom_sealed", Text, info=deleted("whom", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    Index("ix_syntheses_community_id", "community_id"),
)
"""Several reports on one challenge (``challenge_id``: the one the others were inspired by) read together: what works,
under which conditions, for whom."""

citations = Table(
    "citations",
    metadata,
    own_id(),
    in_organization(),
    of_person(),
    Column("synthesis_id", String(32), ForeignKey("syntheses.id"), nullable=False),
    Column("report_id", String(32), ForeignKey("reports.id"), nullable=False),
    Column("answer", String(12), nullable=False, info=deleted("answer", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    UniqueConstraint("synthesis_id", "report_id"),
)
"""A report cited in a synthesis, and what its author (``person_id``) answered: as long as they haven't, it isn't."""
