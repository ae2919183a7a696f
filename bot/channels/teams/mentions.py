"""« @Relais défi » → « défi »: in a channel the bot hears only what mentions it, and the mention is not the words.

The SDK's own ``remove_recipient_mention`` takes the bot's *name* out of the whole sentence, reads it as a regular
expression, and leaves the no-break space that Teams writes after it.

Each pass goes through the text once, whatever is in it: a name put in is not looked into again, and a long run of
spaces is tried from its start only.
"""

import re
from collections.abc import Iterable

from botbuilder.schema import Activity

_SPACE = r"(?:\s|&nbsp;)*+"
_NO_SPACE_BEFORE = r"(?<!\s)(?<!&nbsp;)"
_TAG = re.compile(r"</?at[^>]*>")


def without_mentions(activity: Activity) -> str:
    """The activity's text: mentions of the bot taken out, those of other people left as their names."""
    text: str = activity.text or ""
    ours: set[str] = set()
    names: dict[str, str] = {}
    for mention in activity.entities or ():
        written: str = mention.text or ""
        if not (written.startswith("<at") and written.endswith("</at>")):
            continue
        if mention.mentioned.id == activity.recipient.id:
            ours.add(written)
        else:
            names[written] = mention.mentioned.name or _TAG.sub("", written)
    if ours:
        text = re.sub(f"{_NO_SPACE_BEFORE}{_SPACE}(?:{_any_of(ours)}{_SPACE})+", " ", text).strip()
    if names:
        text = re.sub(_any_of(names), lambda found: names[found[0]], text)
    return text


def _any_of(written: Iterable[str]) -> str:
    """The longest first: one may begin another."""
    return f"(?:{'|'.join(re.escape(one) for one in sorted(written, key=len, reverse=True))})"
