"""The reflective guide: its versions, walks through it, and what is shown of them on purpose."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table, Text, UniqueConstraint, text

from storage.columns import OWNERS, deleted, in_community, in_organization, metadata, of_person, only, own_id
from storage.types import UtcDateTime

A_DAY = "a day"
YEAR_END = "until the end of the school year, or its owner erases it"

guides = Table(
    "guides",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    Column("version", String(20), nullable=False),
    Column("content", Text, nullable=False),
    Column("in_force", Boolean, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    UniqueConstraint("community_id", "version"),
)
"""A community's versions of its guide, as JSON. A version never changes, so that answers keep theirs; one is in force,
or none: then it is the newest packaged one, which becomes a row when its first walk begins."""

walks = Table(
    "walks",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("guide_id", String(32), ForeignKey("guides.id"), nullable=False),
    Column("challenge_id", String(32), ForeignKey("challenges.id")),
    Column("project_sealed", Text, info=deleted("project", OWNERS)),
    Column("group_id", String(32), nullable=False, server_default=""),
    Column("moment", String(8), nullable=False, info=deleted("moment", OWNERS)),
    Column("jurisdiction", String(12), nullable=False, info=deleted("jurisdiction", OWNERS)),
    Column("leg", String(8), nullable=False, info=deleted("leg", OWNERS)),
    Column("at", String(32), info=deleted("at", OWNERS)),
    Column("ended_at", UtcDateTime, info=deleted("ended_at", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    Index("ix_walks_person_id", "person_id"),
    Index("ix_walks_community_id", "community_id"),
)
"""A walk through a version of the guide, about a challenge or a project in its owner's words. ``at``: the open
question's key, none once its leg is walked; ``ended_at``: when its end was first reached."""

guide_answers = Table(
    "guide_answers",
    metadata,
    own_id(),
    in_organization(),
    of_person(),
    Column("walk_id", String(32), ForeignKey("walks.id"), nullable=False),
    Column("question", String(32), nullable=False, info=deleted("question", OWNERS)),
    Column("answer", String(16), info=deleted("answer", OWNERS)),
    Column("note_sealed", Text, info=deleted("note", OWNERS)),
    Column("goes", Boolean, nullable=False, server_default=text("false")),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", OWNERS)),
    UniqueConstraint("walk_id", "question"),
)
"""What was last answered to a question, its owner's only. ``goes``: they chose that the note goes along when the walk
is shown or taken along."""

walk_shares = Table(
    "walk_shares",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("walk_id", String(32), ForeignKey("walks.id"), nullable=False),
    Column("audience", String(12), nullable=False, info=deleted("audience", OWNERS)),
    Column("to_id", String(32), ForeignKey("people.id")),
    Column("group_id", String(32), nullable=False, server_default=""),
    Column("snapshot_sealed", Text, nullable=False, info=deleted("snapshot", OWNERS)),
    Column("withdrawn_at", UtcDateTime, info=deleted("withdrawn_at", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Index("ix_walk_shares_walk_id", "walk_id"),
    Index("ix_walk_shares_to_id", "to_id", **only("to_id IS NOT NULL")),
)
"""A walk as it stood when its owner showed it (``audience``: a peer, the team, a facilitator): it stays so."""

team_questions = Table(
    "team_questions",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("walk_id", String(32), ForeignKey("walks.id"), nullable=False),
    Column("group_id", String(32), nullable=False),
    Column("text_sealed", Text, nullable=False, info=deleted("text", OWNERS)),
    Column("withdrawn_at", UtcDateTime, info=deleted("withdrawn_at", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Index("ix_team_questions_walk_id", "walk_id"),
)
"""« Demander à mon équipe »: a question in its owner's words, posted in the channels of ``group_id``."""

team_answers = Table(
    "team_answers",
    metadata,
    own_id(),
    in_organization(),
    of_person(),
    Column("question_id", String(32), ForeignKey("team_questions.id"), nullable=False),
    Column("text_sealed", Text, nullable=False, info=deleted("text", OWNERS)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", OWNERS)),
    Index("ix_team_answers_question_id", "question_id"),
)
"""What a peer (``person_id``) answered, under their own name: relayed to who asked."""

principal_pages = Table(
    "principal_pages",
    metadata,
    own_id(),
    in_organization(),
    in_community(),
    of_person(),
    Column("walk_id", String(32), ForeignKey("walks.id"), nullable=False),
    Column("principal_id", String(32), ForeignKey("people.id")),
    Column("intent_sealed", Text, nullable=False, info=deleted("intent", YEAR_END)),
    Column("classroom_sealed", Text, nullable=False, info=deleted("classroom", YEAR_END)),
    Column("chosen_sealed", Text, nullable=False, info=deleted("chosen", YEAR_END)),
    Column("ages", String(12), nullable=False, info=deleted("ages", YEAR_END)),
    Column("tool", String(32), nullable=False, info=deleted("tool", YEAR_END)),
    Column("tool_name_sealed", Text, info=deleted("tool_name", YEAR_END)),
    Column("opening", String(12), nullable=False, info=deleted("opening", YEAR_END)),
    Column("outcome", String(12), info=deleted("outcome", YEAR_END)),
    Column("outcome_on", Date, info=deleted("outcome_on", YEAR_END)),
    Column("outcome_sealed", Text, info=deleted("outcome_words", YEAR_END)),
    Column("confirmed_at", UtcDateTime, info=deleted("confirmed_at", YEAR_END)),
    Column("reply_sealed", Text, info=deleted("reply", YEAR_END)),
    Column("sent_at", UtcDateTime, info=deleted("sent_at", YEAR_END)),
    Column("deletes_on", Date, nullable=False),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", YEAR_END)),
    Column("changed_at", UtcDateTime, nullable=False, info=deleted("changed_at", YEAR_END)),
    Index("ix_principal_pages_walk_id", "walk_id"),
    Index("ix_principal_pages_deletes_on", "deletes_on"),
    Index("ix_principal_pages_principal_id", "principal_id", **only("principal_id IS NOT NULL")),
)
"""The one page a principal sees when the teacher sends it: intent, group, tool and its age rule, what was chosen; then
what came of the talk, written by the teacher, confirmed by the principal or answered with a line (``reply``). ``ages``:
a bracket, never a list of learners. ``principal_id``: who it was sent to; none where the teacher brings it. Deleted on
``deletes_on``, the school year's end (DOMAIN.md §5)."""

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True),
    in_organization(),
    of_person(),
    Column("place_sealed", Text, nullable=False, info=deleted(None, A_DAY)),
    Column("created_at", UtcDateTime, nullable=False, info=deleted("created_at", A_DAY)),
    Index("ix_uploads_created_at", "created_at"),
)
"""Where Teams lets one file be put: what came with « accept » under the card of this id, until the file is there. It
names a folder of its person's, and opens it: it is sealed, and kept for a day."""
