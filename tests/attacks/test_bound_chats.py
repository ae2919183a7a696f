"""A group's cards go to channels only: the private chat of somebody not linked yet is nobody's team."""

from community.commands import BindChannel
from community.messages import WhoBinds
from storage.channels import find_channel
from tests.scenarios.test_rights import address, do, world


def test_neither_a_private_chat_nor_a_group_chat_is_bound() -> None:
    with world() as here:
        for kind in ("personal", "group"):
            chat = address(here.conn, here.scope, kind, f"unlinked-{kind}")
            assert isinstance(do(here, "fanny", BindChannel(chat.id, here.teams["rouge"])), WhoBinds)
            assert find_channel(here.scope, here.conn, chat.id) is None
