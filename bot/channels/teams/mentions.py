"""« @Relais défi » → « défi »: in a channel the bot hears only what mentions it, and the mention is not the words.

The SDK's own ``remove_recipient_mention`` takes the bot's *name* out of the whole sentence, reads it as a regular
expression, and leaves the no-break space that Teams writes after it.
"""

import re

from botbuilder.schema import Activity

_SPACE = r"(?:\s|&nbsp;)*"
_TAG = re.compile(r"</?at[^>]*>")


def without_mentions(activity: Activity) -> str:
    """The activity's text: mentions of the bot taken out, those of other people left as their names."""
    text: str = activity.text or ""
    for mention in activity.entities or ():
        written: str = mention.text or ""
        if not (written.startswith("<at") and written.endswith("</at>")):
            continue
        if mention.mentioned.id == activity.recipient.id:
            text = re.sub(_SPACE + re.escape(written) + _SPACE, " ", text).strip()
        else:
            text = text.replace(written, mention.mentioned.name or _TAG.sub("", written))
    return text
