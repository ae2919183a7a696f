"""A group's channel and its next meeting."""

from datetime import date
from typing import Literal

from community.messages.about import About


class ChannelSetup(About):
    """In a channel: what it is bound to, or how who runs a community binds it. The card stays true."""

    kind: Literal["channel_setup"] = "channel_setup"
    address_id: str


class ChannelBound(About):
    """To who bound it: the channel is the group's; the first card a team sees is to be their own, unfinished.

    ``already``: another had bound it before. ``began``: « Commencer sans moi » was just pressed.
    """

    kind: Literal["channel_bound"] = "channel_bound"
    address_id: str
    already: bool = False
    began: bool = False


class WhoBinds(About):
    """To anybody else who presses on the channel's card: who binds a channel."""

    kind: Literal["who_binds"] = "who_binds"


class ChannelUnbound(About):
    """To who unbound it: nothing is posted there any more; what was kept stays."""

    kind: Literal["channel_unbound"] = "channel_unbound"
    address_id: str


class MeetingSet(About):
    """To who set it: the group's next meeting, and how many challenges follow."""

    kind: Literal["meeting_set"] = "meeting_set"
    group_id: str
    moved: int = 0


class MeetingMoved(About):
    """Pushed to everybody of the group whose challenge is open: one line. ``on`` is ``None`` when there is none."""

    kind: Literal["meeting_moved"] = "meeting_moved"
    group_id: str
    on: date | None = None
