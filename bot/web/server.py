"""What aiohttp's own server must be told, below any handler: hand :func:`server_arguments` to ``web.AppRunner``.

By default it unpacks a body before a handler can refuse it (a broken one ends in 500 and a stack in the log), and it
logs the start of an over-long header, which may be somebody's token.
"""

import logging
import traceback
from typing import Any

from aiohttp.http_exceptions import HttpProcessingError

_LOGGER = logging.getLogger("relais.http")


def server_arguments() -> dict[str, Any]:
    """Keyword arguments for ``web.AppRunner``: nothing unpacked, and a log without anything people or senders wrote."""
    _LOGGER.addFilter(_without_words)
    return {"auto_decompress": False, "logger": _LOGGER}


def _without_words(record: logging.LogRecord) -> bool:
    """Keep where it happened and the kind of error, drop its message: it may quote a header or a text."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return True
    record.exc_info = None
    record.exc_text = None
    if isinstance(error, HttpProcessingError):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = "refused a malformed request: %s", (type(error).__name__,)
    else:
        frames = "".join(traceback.format_tb(error.__traceback__))
        record.msg, record.args = "unhandled %s\n%s", (type(error).__name__, frames)
    return True
