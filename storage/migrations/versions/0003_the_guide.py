"""The reflective guide: its versions, walks, what is shown of them, the principal's page.

Goes before the code that needs it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; there is no way back but a backup."""
    op.create_table(
        "guides",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_guides_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_guides_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guides")),
        sa.UniqueConstraint("community_id", "version", name=op.f("uq_guides_community_id_version")),
    )
    op.create_table(
        "walks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("guide_id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=True),
        sa.Column("project_sealed", sa.Text(), nullable=True),
        sa.Column("group_id", sa.String(length=32), server_default="", nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("jurisdiction", sa.String(length=12), nullable=False),
        sa.Column("leg", sa.String(length=8), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenges.id"], name=op.f("fk_walks_challenge_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_walks_community_id")),
        sa.ForeignKeyConstraint(["guide_id"], ["guides.id"], name=op.f("fk_walks_guide_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_walks_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_walks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walks")),
    )
    op.create_index("ix_walks_community_id", "walks", ["community_id"], unique=False)
    op.create_index("ix_walks_person_id", "walks", ["person_id"], unique=False)
    op.create_table(
        "guide_answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("walk_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("note_sealed", sa.Text(), nullable=True),
        sa.Column("goes", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_guide_answers_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_guide_answers_person_id")),
        sa.ForeignKeyConstraint(["walk_id"], ["walks.id"], name=op.f("fk_guide_answers_walk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_answers")),
        sa.UniqueConstraint("walk_id", "question", name=op.f("uq_guide_answers_walk_id_question")),
    )
    op.create_table(
        "principal_pages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("walk_id", sa.String(length=32), nullable=False),
        sa.Column("principal_id", sa.String(length=32), nullable=True),
        sa.Column("intent_sealed", sa.Text(), nullable=False),
        sa.Column("classroom_sealed", sa.Text(), nullable=False),
        sa.Column("chosen_sealed", sa.Text(), nullable=False),
        sa.Column("ages", sa.String(length=12), nullable=False),
        sa.Column("tool", sa.String(length=32), nullable=False),
        sa.Column("tool_name_sealed", sa.Text(), nullable=True),
        sa.Column("opening", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_sealed", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_sealed", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deletes_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_principal_pages_community_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_principal_pages_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_principal_pages_person_id")),
        sa.ForeignKeyConstraint(["principal_id"], ["people.id"], name=op.f("fk_principal_pages_principal_id")),
        sa.ForeignKeyConstraint(["walk_id"], ["walks.id"], name=op.f("fk_principal_pages_walk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principal_pages")),
    )
    op.create_index("ix_principal_pages_deletes_on", "principal_pages", ["deletes_on"], unique=False)
    op.create_index(
        "ix_principal_pages_principal_id",
        "principal_pages",
        ["principal_id"],
        unique=False,
        sqlite_where=sa.text("principal_id IS NOT NULL"),
        postgresql_where=sa.text("principal_id IS NOT NULL"),
    )
    op.create_index("ix_principal_pages_walk_id", "principal_pages", ["walk_id"], unique=False)
    op.create_table(
        "team_questions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("walk_id", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.String(length=32), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_team_questions_community_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_team_questions_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_team_questions_person_id")),
        sa.ForeignKeyConstraint(["walk_id"], ["walks.id"], name=op.f("fk_team_questions_walk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_questions")),
    )
    op.create_index("ix_team_questions_walk_id", "team_questions", ["walk_id"], unique=False)
    op.create_table(
        "walk_shares",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("community_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("walk_id", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=12), nullable=False),
        sa.Column("to_id", sa.String(length=32), nullable=True),
        sa.Column("group_id", sa.String(length=32), server_default="", nullable=False),
        sa.Column("snapshot_sealed", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_walk_shares_community_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_walk_shares_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_walk_shares_person_id")),
        sa.ForeignKeyConstraint(["to_id"], ["people.id"], name=op.f("fk_walk_shares_to_id")),
        sa.ForeignKeyConstraint(["walk_id"], ["walks.id"], name=op.f("fk_walk_shares_walk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walk_shares")),
    )
    op.create_index(
        "ix_walk_shares_to_id",
        "walk_shares",
        ["to_id"],
        unique=False,
        sqlite_where=sa.text("to_id IS NOT NULL"),
        postgresql_where=sa.text("to_id IS NOT NULL"),
    )
    op.create_index("ix_walk_shares_walk_id", "walk_shares", ["walk_id"], unique=False)
    op.create_table(
        "team_answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("text_sealed", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_team_answers_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_team_answers_person_id")),
        sa.ForeignKeyConstraint(["question_id"], ["team_questions.id"], name=op.f("fk_team_answers_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_answers")),
    )
    op.create_index("ix_team_answers_question_id", "team_answers", ["question_id"], unique=False)
    op.add_column("communities", sa.Column("jurisdiction", sa.String(length=12), nullable=True))
    op.add_column(
        "organizations", sa.Column("principal_page", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("place_sealed", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["cards.id"], name=op.f("fk_uploads_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organization_id"], ["organizations.id"], name=op.f("fk_uploads_organization_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_uploads_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_created_at", "uploads", ["created_at"], unique=False)
