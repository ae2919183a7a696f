"""What who runs a community sees of its people, and the few words they write to one."""

from datetime import datetime
from typing import Literal

from community.messages.about import About


class Overview(About):
    """« Suivi »: a count a team, and at most five names to whom a word might be good. Computed when it is shown."""

    kind: Literal["overview"] = "overview"
    page: int = 0


class SeenOfMe(About):
    """« Ce que l'animation voit de moi »: the same facts, to the member, who may switch the name off."""

    kind: Literal["seen_of_me"] = "seen_of_me"


class LetterSent(About):
    """To who wrote: the words go to whom, when: ``wall`` as it is told there, ``None`` for right away.

    ``sometime``: later, no day named, for the day would tell of a pause. ``walk_id``: the walk to go back to.
    """

    kind: Literal["letter_sent"] = "letter_sent"
    letter_id: str
    wall: datetime | None = None
    sometime: bool = False
    walk_id: str | None = None


class LetterUnsent(About):
    """To who would write: Relais can't carry it, and nothing was sent; nothing tells why.

    ``often``: it could, but for how many they sent lately without an answer. ``walk_id``: as for :class:`LetterSent`.
    """

    kind: Literal["letter_unsent"] = "letter_unsent"
    often: bool = False
    walk_id: str | None = None


class Letter(About):
    """Pushed: a few words from a person, signed, with a way to answer."""

    kind: Literal["letter"] = "letter"
    letter_id: str
