"""What all messages share."""

from pydantic import BaseModel, ConfigDict


class About(BaseModel):
    """What all messages share: frozen, and nothing but what is declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
