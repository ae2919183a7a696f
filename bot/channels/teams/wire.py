"""JSON as it goes to Teams."""

import json


def to_json(payload: object) -> bytes:
    """``payload`` in UTF-8: an accented letter costs two bytes, not six."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
