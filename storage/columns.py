"""What the tables share: their one metadata, the keys most of them have, and how long what is about people is kept."""

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData, String, text

from storage.types import Erase, Personal

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

YEAR_AFTER_LEAVING = "one school year after the last role ended"
OWNERS = "until its owner erases it, or one school year after their last role ended"
FORTY_DAYS = "forty days after it was sent"
THIRTEEN_MONTHS = "thirteen months"


def deleted(export: str | None, keep: str = YEAR_AFTER_LEAVING) -> dict[str, Personal]:
    """A column about a person, gone with its row: its name in their export, ``None`` where another says it."""
    return {"personal": Personal(export, Erase.DELETE_ROW, keep)}


def own_id() -> Column[str]:
    """The row's id, random text made by us."""
    return Column("id", String(32), primary_key=True)


def in_organization() -> Column[str]:
    """The organization the row belongs to."""
    return Column("organization_id", String(32), ForeignKey("organizations.id"), nullable=False)


def in_community() -> Column[str]:
    """The community the row belongs to."""
    return Column("community_id", String(32), ForeignKey("communities.id"), nullable=False)


def of_person(*, nullable: bool = False, unique: bool = False) -> Column[str]:
    """The person the row is about."""
    return Column("person_id", String(32), ForeignKey("people.id"), nullable=nullable, unique=unique)


def only(condition: str) -> dict[str, Any]:
    """An index's keywords: it holds the rows of this condition only, on either database."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
