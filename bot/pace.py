"""How fast one account may write: faster than anyone types is answered once, then left alone for the minute."""

from collections import OrderedDict
from datetime import datetime
from enum import Enum, auto

MESSAGES_A_MINUTE = 60
ACCOUNTS_KEPT = 10_000
"""Accounts counted at once; the least recent is forgotten first."""


class Pace(Enum):
    """What to do with one more event of an account."""

    TAKE = auto()
    SAY_TOO_MUCH = auto()
    LEAVE = auto()


class Paces:
    """Counts events by account and minute, in this process."""

    def __init__(self) -> None:
        self._counts: OrderedDict[tuple[str, str, str], tuple[int, int]] = OrderedDict()

    def of(self, account: tuple[str, str, str], now: datetime) -> Pace:
        """Count one event of ``account`` at the instant ``now``."""
        minute = int(now.timestamp()) // 60
        counted, count = self._counts.pop(account, (minute, 0))
        count = count + 1 if counted == minute else 1
        self._counts[account] = (minute, count)
        if len(self._counts) > ACCOUNTS_KEPT:
            self._counts.popitem(last=False)
        if count <= MESSAGES_A_MINUTE:
            return Pace.TAKE
        return Pace.SAY_TOO_MUCH if count == MESSAGES_A_MINUTE + 1 else Pace.LEAVE

    def forget(self, account: tuple[str, str, str]) -> None:
        """Count nothing of ``account``: what it sent was refused, and is to be refused again."""
        self._counts.pop(account, None)
