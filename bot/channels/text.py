"""What people typed, without what only machines would see."""

import re

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tab and newline: no database keeps NUL
    "\u202a-\u202e\u2066-\u2069"  # orders to write backwards, which would also turn the words around them
    "\ud800-\udfff"  # halves of characters: no database takes them
    "\ufeff\ufff9-\ufffb\ufffe\uffff"
    "]"
)
_NEW_LINE = re.compile("\r\n?|\u2028|\u2029")


def clean(text: str) -> str:
    """``text`` without control characters, tabs and newlines kept, each end of line a single newline."""
    return _INVISIBLE.sub("", _NEW_LINE.sub("\n", text))
