"""Files to take along: offered in the chat, put there, linked to, and what became of one."""

from dataclasses import replace

from bot.cards.card import Card, Drawing, Handed, Link, Paragraph
from bot.cards.parts import beside, buttons, card
from bot.texts.words import Speech
from community.files import FileKind, FileSaid
from community.messages import FileGiven, FileLink, FileOffered, FileTold
from community.views import FileView

_TAKE = {FileKind.WALK: "do.take_walk", FileKind.PRINCIPAL: "do.take_principal_page"}
_BY_LINK = {FileKind.WALK: "do.link_walk", FileKind.PRINCIPAL: "do.link_principal_page"}
_PAGE = {FileKind.WALK: "show.walk", FileKind.PRINCIPAL: "show.own_page"}
_NO_MORE = {FileKind.WALK: "say.guide", FileKind.PRINCIPAL: "say.guide"}
"""The buttons of each kind: to have it again, to have it by a link, back to what it is the page of, or to another."""
_NOT_AGAIN = frozenset({FileSaid.GONE, FileSaid.UNTRUSTED, FileSaid.NO_WAY})
_NOTES = {FileKind.WALK: "show.walk_notes"}
"""Where it is chosen what goes along."""
_NOTED = frozenset({FileSaid.ACCEPTED, FileSaid.DECLINED})
_OTHERWISE = frozenset({FileSaid.UNTRUSTED, FileSaid.NOT_ASKED, FileSaid.REFUSED})


def file_offered(message: FileOffered, seen: FileView, speech: Speech) -> Card:
    """The question, whose card is the chat's own."""
    if seen.make is None or seen.late:
        return _told(message.file, FileSaid.EXPIRED if seen.late else FileSaid.GONE, seen, speech)
    offered = Handed(seen.make, otherwise=_told(message.file, FileSaid.NOT_ASKED, seen, speech))
    return replace(card(speech, Paragraph(_of(message.file, "file_offered.p1", speech))), file=offered)


def file_given(message: FileGiven, seen: FileView, speech: Speech) -> Card:
    """The file where it is now; or why it is not."""
    if seen.make is None or seen.place is None:
        return _told(message.file, FileSaid.GONE if seen.make is None else FileSaid.EXPIRED, seen, speech)
    otherwise = _told(message.file, FileSaid.REFUSED, seen, speech)
    return replace(card(speech, Paragraph(speech("file_given.p1"))), file=Handed(seen.make, seen.place, otherwise))


def file_link(message: FileLink, seen: FileView, speech: Speech) -> Card:
    """The link, while it leads somewhere."""
    if not seen.url:
        return _told(message.file, FileSaid.LINK_OVER if seen.make is not None else FileSaid.GONE, seen, speech)
    notes = [_NOTES[message.file]] if message.file in _NOTES else []
    again = beside(speech, _TAKE[message.file], *notes, _PAGE[message.file], kind="file_link")
    said = (Paragraph(speech("file_link.p1")), Paragraph(speech("file_link.p2"), subtle=True))
    drawn = card(speech, *said, buttons=again)
    return replace(drawn, links=(Link(seen.url, speech("file_link.open")),))


def file_told(message: FileTold, seen: FileView, speech: Speech) -> Card:
    """What became of it, and the way on."""
    said = message.said if seen.make is not None or message.said is FileSaid.DECLINED else FileSaid.GONE
    return _told(message.file, said, seen, speech)


def _told(kind: FileKind, said: FileSaid, seen: FileView, speech: Speech) -> Card:
    if seen.make is None:
        verbs = [_NO_MORE[kind]]
    else:
        verbs = [_TAKE[kind]] if said not in _NOT_AGAIN else []
        verbs += [_BY_LINK[kind]] if said in _OTHERWISE and seen.linked else []
        verbs += [_NOTES[kind]] if said in _NOTED and kind in _NOTES else []
        verbs += [_PAGE[kind]]
    told = Paragraph(_of(kind, f"file_told.{said}", speech))
    return card(speech, told, buttons=buttons(speech, *verbs, kind="file_told"))


def _of(kind: FileKind, key: str, speech: Speech) -> str:
    """The words for this kind of file, else those for any."""
    return speech(f"{key}.{kind}" if speech.has(f"{key}.{kind}") else key)


DRAWN: dict[str, Drawing] = {
    "file_offered": file_offered,
    "file_given": file_given,
    "file_link": file_link,
    "file_told": file_told,
}
