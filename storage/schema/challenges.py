"""Challenges, and all that hangs from one."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from storage.columns import OWNERS, deleted, in_community, in_organization, metadata, of_person, only, own_id
from storage.types import UtcDateTime

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
    Column("group_id", String(32), nullable=False, server_default=""),
    Column("readers", String(12), nullable=False, server_default="me", info=deleted("readers", OWNERS)),
    Column("wants", String(12), info=deleted("wants", OWNERS)),
    Column("classroom_sealed", Text, info=deleted("classroom", OWNERS)),
    Column("sign_sealed", Text, info=deleted("sign", OWNERS)),
    Column("hypothesis_sealed", Text, info=deleted("hypothesis", OWNERS)),
    Column("follows_id", String(32)),
    Column("inspired_by_id", String(32)),
    Column("carried_past", Date, info=deleted("carried_past", OWNERS)),
    Column("shown_at", UtcDateTime, info=deleted("shown_at", OWNERS)),
    Column("ended_at", UtcDateTime, info=deleted("ended_at", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    Index("ix_challenges_person_id_month", "person_id", "month"),
    Index("ix_challenges_group_id_state", "group_id", "state"),
    Index("ix_challenges_inspired_by_id", "inspired_by_id", **only("inspired_by_id IS NOT NULL")),
)
"""``group_id``: the team, else the family, else the community, whose meeting it runs until; ``readers`` says whether
that group, or all of the community, may read it. ``classroom``, ``sign`` and ``hypothesis``: which group of learners,
what would show that it worked, what is thought to happen. ``follows_id``: one's own challenge it continues or adapts;
``inspired_by_id``: a peer's, by « J'essaie aussi »; neither is a key, for the other may be erased. ``carried_past``:
the day it was put off beyond (« Remettre »)."""

actions = Table(
    "actions",
    metadata,
    own_id(),
    in_organization(),
    of_person(),
    Column("challenge_id", String(32), ForeignKey("challenges.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("text_sealed", Text, nullable=False, info=deleted("text", OWNERS)),
    Column("note_sealed", Text, info=deleted("note", OWNERS)),
    Column("tried", Boolean, nullable=False, server_default=text("false")),
    Column("readers", String(12), nullable=False, server_default="me", info=deleted("readers", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    UniqueConstraint("challenge_id", "ordinal"),
)
"""One thing tried in one context: 1.1, 1.2… under a challenge. The note is its owner's only, always."""

reports = Table(
    "reports",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("challenge_id", String(32), ForeignKey("challenges.id"), nullable=False, unique=True),
    Column("outcome", String(12), nullable=False, info=deleted("outcome", OWNERS)),
    Column("next", String(12), nullable=False, info=deleted("next", OWNERS)),
    Column("readers", String(12), nullable=False, info=deleted("readers", OWNERS)),
    Column("sentence_sealed", Text, info=deleted("sentence", OWNERS)),
    Column("pride_sealed", Text, info=deleted("pride", OWNERS)),
    Column("learners_sealed", Text, info=deleted("learners", OWNERS)),
    Column("stuck_sealed", Text, info=deleted("stuck", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    Index("ix_reports_person_id", "person_id"),
)
"""The report (bilan) of a challenge, one a challenge, and what its four doors hold."""

traces = Table(
    "traces",
    metadata,
    own_id(),
    in_organization(),
    of_person(),
    Column("challenge_id", String(32), ForeignKey("challenges.id"), nullable=False),
    Column("kind", String(12), nullable=False, info=deleted("kind", OWNERS)),
    Column("link_sealed", Text, info=deleted("link", OWNERS)),
    Column("text_sealed", Text, info=deleted("text", OWNERS)),
    Column("ai_use", String(16), info=deleted("ai_use", OWNERS)),
    Column("author_id", String(32), ForeignKey("people.id")),
    Column("consent", String(12), nullable=False, info=deleted("consent", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    Index("ix_traces_challenge_id", "challenge_id"),
    Index("ix_traces_author_id", "author_id", **only("author_id IS NOT NULL")),
)
"""Evidence kept on a challenge: a link of one's own, or a chat message. ``author_id``: who wrote the message, where
that is somebody else; ``consent`` is their answer."""

peer_words = Table(
    "peer_words",
    metadata,
    own_id(),
    in_organization(),
    of_person(),
    Column("challenge_id", String(32), ForeignKey("challenges.id"), nullable=False),
    Column("kind", String(12), nullable=False, info=deleted("kind", OWNERS)),
    Column("text_sealed", Text, info=deleted("text", OWNERS)),
    Column("answers_id", String(32), ForeignKey("peer_words.id")),
    Column("bundle", String(16)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Index("ix_peer_words_challenge_id", "challenge_id"),
    Index("ix_peer_words_bundle", "bundle", **only("bundle IS NOT NULL")),
)
"""What a peer (``person_id``) sent under a shown challenge in their own name: an idea, a question, that they try it
too (without a text), or an answer of its owner's. ``bundle`` is the week whose bundle tells the owner of it."""
