"""A month with one's team: channels, meetings, actions, reports, traces, peers' words, letters, syntheses.

Goes before the code that needs it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("to_id", sa.String(length=32), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=False),
        sa.Column("answers_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answers_id"], ["letters.id"], name=op.f("fk_letters_answers_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_letters_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_letters_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_letters_person_id")),
        sa.ForeignKeyConstraint(["to_id"], ["people.id"], name=op.f("fk_letters_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_meetings_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_meetings_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("community_id", "group_id", name=op.f("uq_meetings_community_id_group_id")),
    )
    op.create_table(
        "muted",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_muted_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_muted_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_muted")),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=False),
        sa.Column("note_sealed", sa.Text(), nullable=True),
        sa.Column("tried", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("readers", sa.String(length=12), server_default="me", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("fk_actions_challenge_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_actions_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_actions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("challenge_id", "ordinal", name=op.f("uq_actions_challenge_id_ordinal")),
    )
    op.create_table(
        "channels",
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("opened", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_channels_address_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_channels_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_channels_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_channels_person_id")),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_channels")),
    )
    op.create_index("ix_channels_group_id", "channels", ["group_id"], unique=False)
    op.create_table(
        "peer_words",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=True),
        sa.Column("answers_id", sa.String(length=32), nullable=True),
        sa.Column("bundle", sa.String(length=16), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answers_id"], ["peer_words.id"], name=op.f("fk_peer_words_answers_id")),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("fk_peer_words_challenge_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_peer_words_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_peer_words_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_words")),
    )
    op.create_index(
        "ix_peer_words_bundle",
        "peer_words",
        ["bundle"],
        unique=False,
        sqlite_where=sa.text("bundle IS NOT NULL"),
        postgresql_where=sa.text("bundle IS NOT NULL"),
    )
    op.create_index("ix_peer_words_challenge_id", "peer_words", ["challenge_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("next", sa.String(length=12), nullable=False),
        sa.Column("readers", sa.String(length=12), nullable=False),
        sa.Column("sentence_sealed", sa.Text(), nullable=True),
        sa.Column("pride_sealed", sa.Text(), nullable=True),
        sa.Column("learners_sealed", sa.Text(), nullable=True),
        sa.Column("stuck_sealed", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("fk_reports_challenge_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_reports_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_reports_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_reports_challenge_id")),
    )
    op.create_index("ix_reports_person_id", "reports", ["person_id"], unique=False)
    op.create_table(
        "syntheses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("works_sealed", sa.Text(), nullable=True),
        sa.Column("conditions_sealed", sa.Text(), nullable=True),
        sa.Column("whom_sealed", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("fk_syntheses_challenge_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_syntheses_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_syntheses_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_syntheses_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_syntheses")),
    )
    op.create_index("ix_syntheses_community_id", "syntheses", ["community_id"], unique=False)
    op.create_table(
        "traces",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("link_sealed", sa.Text(), nullable=True),
        sa.Column("text_sealed", sa.Text(), nullable=True),
        sa.Column("ai_use", sa.String(length=16), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=True),
        sa.Column("consent", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_traces_author_id")),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("fk_traces_challenge_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_traces_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_traces_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traces")),
    )
    op.create_index(
        "ix_traces_author_id",
        "traces",
        ["author_id"],
        unique=False,
        sqlite_where=sa.text("author_id IS NOT NULL"),
        postgresql_where=sa.text("author_id IS NOT NULL"),
    )
    op.create_index("ix_traces_challenge_id", "traces", ["challenge_id"], unique=False)
    op.create_table(
        "citations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("synthesis_id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_citations_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_citations_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_citations_report_id")),
        sa.ForeignKeyConstraint(["synthesis_id"], ["syntheses.id"], name=op.f("fk_citations_synthesis_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citations")),
        sa.UniqueConstraint("synthesis_id", "report_id", name=op.f("uq_citations_synthesis_id_report_id")),
    )
    op.add_column("cards", sa.Column("subject_id", sa.String(length=32), nullable=True))
    op.create_index(
        "ix_cards_subject_id",
        "cards",
        ["subject_id"],
        unique=False,
        sqlite_where=sa.text("subject_id IS NOT NULL"),
        postgresql_where=sa.text("subject_id IS NOT NULL"),
    )
    op.add_column("challenges", sa.Column("group_id", sa.String(length=32), server_default="", nullable=False))
    op.add_column("challenges", sa.Column("readers", sa.String(length=12), server_default="me", nullable=False))
    op.add_column("challenges", sa.Column("wants", sa.String(length=12), nullable=True))
    op.add_column("challenges", sa.Column("classroom_sealed", sa.Text(), nullable=True))
    op.add_column("challenges", sa.Column("sign_sealed", sa.Text(), nullable=True))
    op.add_column("challenges", sa.Column("hypothesis_sealed", sa.Text(), nullable=True))
    op.add_column("challenges", sa.Column("follows_id", sa.String(length=32), nullable=True))
    op.add_column("challenges", sa.Column("inspired_by_id", sa.String(length=32), nullable=True))
    op.add_column("challenges", sa.Column("carried_past", sa.Date(), nullable=True))
    op.add_column("challenges", sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("challenges", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_challenges_group_id_state", "challenges", ["group_id", "state"], unique=False)
    op.create_index(
        "ix_challenges_inspired_by_id",
        "challenges",
        ["inspired_by_id"],
        unique=False,
        sqlite_where=sa.text("inspired_by_id IS NOT NULL"),
        postgresql_where=sa.text("inspired_by_id IS NOT NULL"),
    )
    op.add_column("communities", sa.Column("rigour", sa.String(length=8), server_default="light", nullable=False))
    op.add_column("outbox", sa.Column("thread", sa.String(length=128), nullable=True))
    op.create_index(
        "ix_outbox_edits",
        "outbox",
        ["edits"],
        unique=False,
        sqlite_where=sa.text("edits IS NOT NULL AND state IN ('ready', 'leased', 'sending')"),
        postgresql_where=sa.text("edits IS NOT NULL AND state IN ('ready', 'leased', 'sending')"),
    )
    op.create_index(
        "ix_outbox_pushed",
        "outbox",
        ["person_id"],
        unique=False,
        sqlite_where=sa.text("priority = 1 AND person_id IS NOT NULL"),
        postgresql_where=sa.text("priority = 1 AND person_id IS NOT NULL"),
    )
    op.add_column("people", sa.Column("hours", sa.String(length=60), nullable=True))
    op.add_column("people", sa.Column("paused_until", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("paused_meetings", sa.Boolean(), server_default=sa.text("true"), nullable=False))
    op.add_column("people", sa.Column("may_be_signalled", sa.Boolean(), server_default=sa.text("true"), nullable=False))
