"""« Relier ce canal » and « Délier », opened from the channel's card and carried on in private."""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.commands import BindChannel, UnbindChannel
from community.messages import Message, WhoBinds
from community.views import ChannelView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, choice


def _groups(view: ChannelView) -> Mapping[str, str]:
    return dict(view.groups)


class BindDialog(Dialog):
    """Which group, of the communities one runs. What a channel is bound to already is changed knowingly only."""

    key = "bind"
    needs = ChannelView
    about = About.SUBJECT
    gone: ClassVar[Message] = WhoBinds()

    @choice(of=_groups)
    def group(draft: Draft, view: ChannelView) -> Finish:  # noqa: N805
        """Of a channel that was free when it was asked: another may have bound it since."""
        return Finish(BindChannel(view.address_id, draft["group"]))

    @choice(of=_groups)
    def other(draft: Draft, view: ChannelView) -> Finish:  # noqa: N805
        """Of a channel that is bound, and was said to be."""
        return Finish(BindChannel(view.address_id, draft["other"], instead=True))

    @classmethod
    def begins_at(cls, view: ChannelView) -> str:
        """Whether it is bound already."""
        return "other" if view.group else "group"

    @classmethod
    def facts(cls, view: ChannelView) -> dict[str, Any]:
        """The channel, and the group it is bound to."""
        return {"name": view.name, "group": view.group}


class UnbindDialog(Dialog):
    """One press to confirm."""

    key = "unbind"
    needs = ChannelView
    about = About.SUBJECT
    gone: ClassVar[Message] = WhoBinds()

    @choice("yes")
    def sure(draft: Draft, view: ChannelView) -> Finish:  # noqa: N805
        """Nothing is lost, nothing more is posted."""
        return Finish(UnbindChannel(view.address_id))

    @classmethod
    def facts(cls, view: ChannelView) -> dict[str, Any]:
        """The channel, and the group it is bound to."""
        return {"name": view.name, "group": view.group}
