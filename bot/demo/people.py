"""Who can be played on the page: in each community two of its people, one who runs it, and a channel.

Everyone here is invented; names, titles and groups come from the rosters beside this file.
"""

import uuid
from dataclasses import dataclass
from importlib import resources

from bot.intake.roster import read
from community.roster import Roster, RosterRow

_SPACE = uuid.UUID("5e1a1500-0000-4000-8000-000000000000")
"""Ids of the demo are made from names under this one: the same again after « repartir à neuf »."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who can be played, in the part of ``key``. ``group`` is their team, family or community."""

    key: str
    email: str
    name: str
    title: str
    group: str
    locale: str

    @property
    def object_id(self) -> str:
        """The Entra object id."""
        return _id(self.email)

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
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Channel:
    """A team's channel, as Teams would name it."""

    id: str
    team_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A community that can be played: what it is, and who is on the page. ``learners`` is its word for them."""

    key: str
    organization: str
    community: str
    learners: str
    roster: Roster
    teacher: Persona
    peer: Persona
    facilitator: Persona
    channel: Channel

    @property
    def tenant(self) -> str:
        """The Entra tenant id of its organization."""
        return _id(self.key)

    @property
    def cast(self) -> tuple[Persona, Persona, Persona]:
        """The people of the page, from left to right."""
        return (self.teacher, self.peer, self.facilitator)


def scenes() -> tuple[Scene, ...]:
    """The communities of the demo; the first is the one shown first."""
    return (
        _scene(
            key="cop",
            organization="Centre de services scolaire des Trois-Méandres",
            community="COP IA",
            learners="élèves",
            teacher="camille.turcotte@css.example",
            peer="jeremie.dallaire@css.example",
            facilitator="isabeau.morneau@css.example",
        ),
        _scene(
            key="college",
            organization="Cégep du Vieux-Moulin",
            community="Chantier IA",
            learners="étudiantes et étudiants",
            teacher="thanh.vo@cegep.example",
            peer="beatrice.lachance-ouellet@cegep.example",
            facilitator="etienne.marcoux@cegep.example",
        ),
    )


def _scene(
    *, key: str, organization: str, community: str, learners: str, teacher: str, peer: str, facilitator: str
) -> Scene:
    roster = read(resources.files("bot.demo").joinpath(f"{key}.csv").read_bytes())
    rows = {row.email: row for row in roster.rows}
    played = _persona("teacher", rows[teacher], community)
    return Scene(
        key=key,
        organization=organization,
        community=community,
        learners=learners,
        roster=roster,
        teacher=played,
        peer=_persona("peer", rows[peer], community),
        facilitator=_persona("facilitator", rows[facilitator], community),
        channel=Channel(f"19:{_id(key + ' channel')}@thread.tacv2", f"19:{_id(key + ' team')}", played.group),
    )


def _persona(key: str, row: RosterRow, community: str) -> Persona:
    group = row.team or row.family or community
    return Persona(key, row.email, row.full_name, row.title, group, f"{row.language or 'fr'}_CA")


def _id(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name))
