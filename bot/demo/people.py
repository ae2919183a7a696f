"""Who can be played on the page: in each community a person of every role, its team's channels and everybody's.

Everyone here is invented; names, titles and groups come from the rosters beside this file.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from bot.intake.roster import read
from community.roles import Role
from community.roster import Roster, RosterRow

_SPACE = uuid.UUID("5e1a1500-0000-4000-8000-000000000000")
"""Ids of the demo are made from names under this one: the same again after « repartir à neuf »."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody of a roster. ``key`` is the part they are played in, the e-mail of who isn't played.

    ``group`` is their team, family or community.
    """

    key: str
    email: str
    name: str
    title: str
    group: str
    locale: str
    roles: frozenset[Role]

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
    def first_name(self) -> str:
        """As they are called."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        """For the picture beside their name."""
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, as Teams would name it. ``group`` is the team or family it is for, ``None`` for everybody's."""

    key: str
    id: str
    team_id: str
    name: str
    group: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A community that can be played. ``learners`` is its word for them.

    ``cast`` can be played on the page; the first two, and the first of ``channels``, are shown first. ``guided`` are
    the parts that the guided tour goes through: who keeps a challenge, who answers, who runs the community.
    """

    key: str
    organization: str
    community: str
    learners: str
    roster: Roster
    everyone: tuple[Persona, ...]
    cast: tuple[Persona, ...]
    channels: tuple[Channel, ...]
    guided: tuple[str, str, str]

    @property
    def tenant(self) -> str:
        """The Entra tenant id of its organization."""
        return _id(self.key)

    def persona(self, key: str) -> Persona | None:
        """Who is played in that part."""
        return next((who for who in self.cast if who.key == key), None)

    def channel(self, key: str) -> Channel | None:
        """The channel of that key."""
        return next((channel for channel in self.channels if channel.key == key), None)

    def channel_of(self, conversation: str) -> Channel | None:
        """The channel that a conversation, or one of its threads, is in; ``None`` for a private chat."""
        place = conversation.partition(";")[0]
        return next((channel for channel in self.channels if channel.id == place), None)


def scenes() -> tuple[Scene, ...]:
    """The communities of the demo; the first is the one shown first."""
    return (
        _scene(
            key="cop",
            organization="Centre de services scolaire des Trois-Méandres",
            community="COP IA",
            learners="élèves",
            parts={
                "teacher": "camille.turcotte@css.example",
                "peer": "jeremie.dallaire@css.example",
                "third": "mireille.boutin@css.example",
                "fourth": "simon-pierre.lessard@css.example",
                "other": "heather.macleod@css.example",
                "facilitator": "isabeau.morneau@css.example",
                "principal": "guylaine.bussieres@css.example",
                "admin": "stephane.roussel@css.example",
            },
            guided=("teacher", "peer", "facilitator"),
        ),
        _scene(
            key="college",
            organization="Cégep du Vieux-Moulin",
            community="Chantier IA",
            learners="étudiantes et étudiants",
            parts={
                "delegate": "thanh.vo@cegep.example",
                "ambassador": "beatrice.lachance-ouellet@cegep.example",
                "other": "kathleen.doyle@cegep.example",
                "cap_member": "lucille.archambeault@cegep.example",
                "facilitator": "etienne.marcoux@cegep.example",
                "steering": "marc-andre.guilbeault@cegep.example",
                "admin": "bao.tran@cegep.example",
            },
            guided=("delegate", "ambassador", "facilitator"),
        ),
    )


def _scene(
    *,
    key: str,
    organization: str,
    community: str,
    learners: str,
    parts: Mapping[str, str],
    guided: tuple[str, str, str],
) -> Scene:
    """``parts``: part → e-mail. Each team or family of somebody played has its channel."""
    roster = read(resources.files("bot.demo").joinpath(f"{key}.csv").read_bytes())
    played = {email: part for part, email in parts.items()}
    everyone = {row.email: _persona(played.get(row.email, row.email), row, community) for row in roster.rows}
    cast = tuple(everyone[email] for email in parts.values())
    groups = dict.fromkeys(who.group for who in cast if who.group != community)
    channels = {f"team{number}": group for number, group in enumerate(groups, 1)}
    return Scene(
        key=key,
        organization=organization,
        community=community,
        learners=learners,
        roster=roster,
        everyone=tuple(everyone.values()),
        cast=cast,
        channels=(
            *(_channel(key, name, group, group) for name, group in channels.items()),
            _channel(key, "everyone", community, None),
        ),
        guided=guided,
    )


def _channel(scene: str, key: str, name: str, group: str | None) -> Channel:
    return Channel(key, f"19:{_id(f'{scene} {key}')}@thread.tacv2", f"19:{_id(scene + ' team')}", name, group)


def _persona(key: str, row: RosterRow, community: str) -> Persona:
    group = row.team or row.family or community
    return Persona(key, row.email, row.full_name, row.title, group, f"{row.language or 'fr'}_CA", frozenset(row.roles))


def _id(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name))
