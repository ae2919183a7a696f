"""When Relais may write first to somebody: what the conversations about it need."""

from dataclasses import dataclass
from datetime import date

from community.civil import WorkingHours


@dataclass(frozen=True, slots=True)
class QuietView:
    """``today`` is the civil date in the person's community, ``hours`` are its own. ``fewer_of``: as in ``Quiet``."""

    today: date
    hours: WorkingHours
    fewer_of: frozenset[str] = frozenset()
