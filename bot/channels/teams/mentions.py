"""« @Relais défi » → « défi »: in a channel the bot hears only what mentions it, and the mention is not the words.

The SDK's own ``remove_recipient_mention`` takes the bot's *name* out of the whole sentence, reads it as a regular
expression, and leaves the no-break space that Teams writes after it.
"""

import re

from botbuilder.schema import Activity, Entity

_SPACE = r"(?:\s|&nbsp;)*"
_TAG = re.compile(r"</?at[^>]*>")


def without_mentions(activity: Activity) -> str:
    """The activity's text: mentions of the bot taken out, those of other people left as their names."""
    text: str = activity.text or ""
    for entity in activity.entities or ():
        written = _written(entity)
        if not written:
            continue
        who = entity.additional_properties["mentioned"]
        if who["id"] == activity.recipient.id:
            text = re.sub(_SPACE + re.escape(written) + _SPACE, " ", text).strip()
        else:
            text = text.replace(written, who.get("name") or _TAG.sub("", written))
    return text


def _written(entity: Entity) -> str:
    """How a mention stands in the text, such as ``<at>Relais</at>``; empty when ``entity`` is no mention."""
    if (entity.type or "").lower() != "mention":
        return ""
    written: str = entity.additional_properties.get("text") or ""
    return written if written.startswith("<at") and written.endswith("</at>") else ""
