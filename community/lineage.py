"""Which challenges are one and the same: those that go on from one another, or were inspired by one another."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A challenge and where it comes from: one's own that it goes on from, a peer's that it was inspired by."""

    challenge_id: str
    follows_id: str | None = None
    inspired_by_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Challenges that come from one another. ``root`` is the one the others come from: of those there, the first."""

    root: str
    challenge_ids: tuple[str, ...]


def lineages(links: Sequence[Link]) -> tuple[Lineage, ...]:
    """Every challenge in its lineage, each in one; lineages, and the challenges in each, in the order given.

    A challenge that is named and isn't there, erased by its owner, still joins those that came from it. Where none is
    without an origin among those there (no act of a person makes such a ring), the first given is the root.
    """
    joined: dict[str, str] = {}

    def of(challenge_id: str) -> str:
        found = challenge_id
        while joined.get(found, found) != found:
            found = joined[found]
        while joined.get(challenge_id, found) != found:  # the way is short the next time
            joined[challenge_id], challenge_id = found, joined[challenge_id]
        return found

    for link in links:
        for origin in (link.inspired_by_id, link.follows_id):
            if origin is not None:
                joined[of(link.challenge_id)] = of(origin)
    members: dict[str, list[Link]] = {}
    for link in links:
        members.setdefault(of(link.challenge_id), []).append(link)
    there = {link.challenge_id for link in links}
    return tuple(
        Lineage(_root(found, there), tuple(dict.fromkeys(link.challenge_id for link in found)))
        for found in members.values()
    )


def _root(links: Sequence[Link], there: set[str]) -> str:
    for link in links:
        if not {link.inspired_by_id, link.follows_id} & (there - {link.challenge_id}):
            return link.challenge_id
    return links[0].challenge_id
