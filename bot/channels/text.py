"""What people typed, without what only machines would see."""

import re
from datetime import date

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tab and newline: no database keeps NUL
    "\u202a-\u202e\u2066-\u2069"  # orders to write backwards, which would also turn the words around them
    "\ud800-\udfff"  # halves of characters: no database takes them
    "\ufeff\ufff9-\ufffb\ufffe\uffff"
    "]"
)
_NEW_LINE = re.compile("\r\n?|\u2028|\u2029")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def clean(text: str) -> str:
    """``text`` without control characters, tabs and newlines kept, each end of line a single newline."""
    return _INVISIBLE.sub("", _NEW_LINE.sub("\n", text))


def is_date(text: str) -> bool:
    """Whether ``text`` is a day as platforms write it, such as « 2025-10-31 »; they refuse a card with another one."""
    try:
        return _DATE.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False
