"""Who can be played on the page: in each community, two of its people, one who runs it, and a channel.

Everyone here is invented. Names and places come from the rosters shipped beside this file.
"""

import uuid
from dataclasses import dataclass

_SPACE = uuid.UUID("5e1a1500-0000-4000-8000-000000000000")
"""Ids of the demo are made from names under this one, so that they are the same after every « repartir à neuf »."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who can be played, in the part of ``key``. ``group`` is their team, family or community.

    ``object_id`` and ``user_id`` are what Teams would call them.
    """

    key: str
    email: str
    name: str
    group: str
    locale: str

    @property
    def object_id(self) -> str:
        """The Entra object id."""
        return str(uuid.uuid5(_SPACE, self.email))

    @property
    def user_id(self) -> str:
        """The Bot Framework id."""
        return f"29:{self.object_id}"

    @property
    def chat(self) -> str:
        """The id of their private chat with Relais."""
        return f"a:{self.object_id}"

    @property
    def initials(self) -> str:
        """For the picture beside their name."""
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return (words[0][0] + words[-1][0]).upper()


@dataclass(frozen=True, slots=True)
class Channel:
    """A team's channel, as Teams would name it."""

    id: str
    team_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A community that can be played: its organization's tenant, and who is on the page."""

    key: str
    slug: str
    tenant: str
    community: str
    organization: str
    teacher: Persona
    peer: Persona
    facilitator: Persona
    channel: Channel

    @property
    def cast(self) -> tuple[Persona, Persona, Persona]:
        """The people of the page, from left to right."""
        return (self.teacher, self.peer, self.facilitator)
