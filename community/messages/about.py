"""What all messages share."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class About(BaseModel):
    """What all messages share: frozen, and nothing but what is declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    stays_true: ClassVar[str | None] = None
    """The field that names what its card is about, for a card that is edited whenever that changes."""

    def true_about(self) -> str | None:
        """The id of what its card stays true about, if it does."""
        return str(getattr(self, self.stays_true)) if self.stays_true is not None else None
