"""Column types that say more than the database can."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. SQLite drops zones on reading; a naive value is refused on writing."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: aware only."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database: aware, UTC."""
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class Erase(StrEnum):
    """What erasing a person does to a column."""

    DELETE_ROW = "delete the row"
    KEEP = "keep: the law makes the organization keep it, or it names nobody once the person's row is gone"


@dataclass(frozen=True, slots=True)
class Personal:
    """How a personal column is exported, erased and kept.

    ``export``: the name it has in a person's own export, ``None`` when another column already says it.
    ``keep``: until when, in the words of the privacy page.
    """

    export: str | None
    erase: Erase
    keep: str
