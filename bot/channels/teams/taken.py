"""A message that somebody chose to keep, by the message action of our manifest → its plain text, author and link.

Teams sends the whole message, as HTML where it has any form. Only its words are kept: no markup, no picture, no file.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from bot.channels.teams.shape import ACCOUNT_LIMIT, NAME_LIMIT, Malformed, identifier
from bot.channels.text import clean
from bot.incoming import TAKEN_TEXT_LIMIT, MessageTaken

FETCH_TASK = "composeExtension/fetchTask"
COMMAND = "keepTrace"
"""The action's id in manifests/teams/manifest.json."""
MESSAGE_ID_LIMIT = 32
"""As long as what a conversation is about may be: an id of ours. Teams' are 13 digits."""
LINK_LIMIT = 2000
HTML_LIMIT = 64 * 1024
"""Characters of HTML that are looked at: many times what the text kept needs."""

_LINES = frozenset(
    {"p", "div", "br", "li", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "hr", "table", "ul", "ol"}
)
_UNSEEN = frozenset({"script", "style"})
_NO_TAG = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"(?: ?\n)+ ?")


def taken(value: object) -> MessageTaken | None:
    """The message in an invoke's ``value``; ``None`` for another command than ours. Raises :class:`Malformed`."""
    if not isinstance(value, dict) or not isinstance(value.get("commandId"), str):
        raise Malformed("value.commandId")
    if value["commandId"] != COMMAND:
        return None
    message = value.get("messagePayload")
    if value.get("commandContext") != "message" or not isinstance(message, dict):
        raise Malformed("value.messagePayload")
    author, name = _author(message.get("from"))
    return MessageTaken(
        text=_text(message.get("body")),
        author=author,
        author_name=name,
        link=_link(message.get("linkToMessage")),
        message_id=identifier(message, "id", MESSAGE_ID_LIMIT),
    )


def plain(html: str) -> str:
    """The words of ``html``, a line a paragraph: mentions as names, emojis as what stands for them."""
    if len(html) > HTML_LIMIT:
        html = html[:HTML_LIMIT].rpartition("<")[0]  # a tag cut in two would be taken for words
    reader = _Words()
    # Python's parser takes the square of the time for tags that don't end, and breaks on some that are none.
    reader.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    reader.close()
    text = _BLANKS.sub(" ", clean("".join(reader.words)))
    return _LINE_ENDS.sub("\n", text).strip()


def _without_comments(html: str) -> str:
    first, *comments = html.split("<!--")
    return first + "".join(comment.partition("-->")[2] for comment in comments)


class _Words(HTMLParser):
    """Gathers what is read."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag in _LINES:
            self.words.append("\n")
        elif tag in ("emoji", "img"):
            # Teams' own emojis; what describes any other picture says nothing without it.
            told = dict(attrs)
            if tag == "emoji" or told.get("itemtype") == "http://schema.skype.com/Emoji":
                self.words.append(told.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        elif tag in _LINES:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            self.words.append(data)


def _text(body: object) -> str:
    content = body.get("content") if isinstance(body, dict) else None
    kind = body.get("contentType") if isinstance(body, dict) else None
    if not isinstance(content, str | None) or kind not in ("html", "text"):
        raise Malformed("value.messagePayload.body")
    text = plain(content or "") if kind == "html" else clean(content or "").strip()
    return text[:TAKEN_TEXT_LIMIT].rstrip()


def _author(told: object) -> tuple[str | None, str]:
    """Who wrote it: their Entra object id and name. Nobody, where a bot or Teams itself did."""
    if not isinstance(told, dict | None):
        raise Malformed("value.messagePayload.from")
    user = (told or {}).get("user")
    if user is None:
        return None, ""
    if not isinstance(user, dict):
        raise Malformed("value.messagePayload.from")
    name = user.get("displayName")
    if not isinstance(name, str | None) or len(name or "") > NAME_LIMIT:
        raise Malformed("value.messagePayload.from")
    return identifier(user, "id", ACCOUNT_LIMIT), clean(name or "").strip()


def _link(told: object) -> str | None:
    """Where the message is; over https only."""
    if told is None:
        return None
    field = "value.messagePayload.linkToMessage"
    if not isinstance(told, str) or len(told) > LINK_LIMIT or not told.isprintable() or " " in told:
        raise Malformed(field)
    try:
        parts = urlsplit(told)
        sound = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and (parts.port or 443) > 0
    except ValueError:
        sound = False
    if not sound:
        raise Malformed(field)
    return told
