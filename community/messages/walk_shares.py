"""A walk through the guide, shown on purpose: to whom reads it, to its owner."""

from datetime import datetime
from typing import ClassVar, Literal

from community.messages.about import About


class WalkShared(About):
    """Pushed to whom a walk is shown: the copy, as long as it is shown. It stays true."""

    stays_true: ClassVar[str | None] = "share_id"
    kind: Literal["walk_shared"] = "walk_shared"
    share_id: str


class WalkSharedTeam(About):
    """In the channels of the owner's group: the copy, as long as it is shown. It stays true."""

    stays_true: ClassVar[str | None] = "share_id"
    kind: Literal["walk_shared_team"] = "walk_shared_team"
    share_id: str


class WalkShareSent(About):
    """To its owner: whom it is shown to, and when they get it; or that it is taken back.

    ``wall`` as it is told there, ``None`` for right away; ``sometime``: later, no day named, for the day would tell of
    a pause.
    """

    kind: Literal["walk_share_sent"] = "walk_share_sent"
    share_id: str
    wall: datetime | None = None
    sometime: bool = False


class WalkShares(About):
    """« Ce que j'ai montré »: what one shows of one's walks, each to be taken back. ``walk_id``: the one come from."""

    kind: Literal["walk_shares"] = "walk_shares"
    walk_id: str = ""
    page: int = 0


class WalkUnshown(About):
    """Nothing was shown: there is no answer yet (``nothing``), nobody to show it to (``nobody``), who was chosen isn't
    there any more or can't be written to (``gone``), or was shown it several times lately (``often``).
    """

    kind: Literal["walk_unshown"] = "walk_unshown"
    walk_id: str
    why: Literal["nothing", "nobody", "gone", "often"]
