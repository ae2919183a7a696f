"""What would be sent, drawn as its reader will see it, from the view that a conversation makes of its draft."""

from collections.abc import Callable
from typing import Any

from bot.cards import principal, walk_shares
from bot.cards.card import Block
from bot.texts.words import Speech

PREVIEWED: dict[type, Callable[[Any, Speech], tuple[Block, ...]]] = {
    **principal.PREVIEWED,
    **walk_shares.PREVIEWED,
}
"""The type that ``Dialog.as_read`` gives → its blocks: each noun's file has its own."""
