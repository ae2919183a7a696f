"""The named points at which a test may make the process die, to see what is found after it.

``RELAIS_CRASH_AT=<name>`` kills the process at that point, the first time it is passed. Not a setting: it is read
from the environment alone, and does nothing unless a test put it there.
"""

import os

TURN_BEFORE_COMMIT = "turn before commit"
TURN_AFTER_COMMIT = "turn after commit"
SEND_AFTER_FENCE = "send after fence"
SEND_AFTER_POST = "send after post"
SEND_AFTER_RECEIPT = "send after receipt"

FILE_AFTER_PUT = "file after put"
"""Passed only where a file goes before its message: it is none of :data:`POINTS`."""

POINTS = (TURN_BEFORE_COMMIT, TURN_AFTER_COMMIT, SEND_AFTER_FENCE, SEND_AFTER_POST, SEND_AFTER_RECEIPT)

_here = os.environ.get("RELAIS_CRASH_AT")


def passing(point: str) -> None:
    """Die here if a test asked for it: at once, as a power cut would."""
    if _here == point:
        os._exit(70)
