"""Handing a file over: offered in the chat where it takes files, else behind a link."""

from collections.abc import Callable

from bot.handlers.acting import Acting, Also, Handler
from bot.showing.files import FILES, Reading
from community.commands import Command, TakeFile
from community.files import CONSENT_KEPT, LINK_KEPT, FileKind, FileSaid
from community.messages import FileLink, FileOffered, FileTold, Message, NotForYou, OwnPrincipalPage, WalkMore

PAGES: dict[FileKind, Callable[[str], Message]] = {
    FileKind.WALK: lambda walk_id: WalkMore(walk_id=walk_id),
    FileKind.PRINCIPAL: lambda page_id: OwnPrincipalPage(page_id=page_id),
}
"""The page that a file of each kind is asked for from: it stays where it is, the file comes below it."""


def take(command: TakeFile, acting: Acting) -> Message | Also:
    """Asked for below; the page stays."""
    reading = Reading(acting.scope, acting.conn, acting.ring, acting.person, acting.now)
    if FILES[command.file](reading, command.subject_id) is None:
        return NotForYou()
    about = {"file": command.file, "subject_id": command.subject_id}
    if acting.address.channel in acting.ways.in_chat and not command.by_link:
        message: Message = FileOffered(**about, until=acting.now + CONSENT_KEPT)
    elif acting.ways.public_url:
        message = FileLink(**about, until=acting.now + LINK_KEPT)
    else:
        return FileTold(**about, said=FileSaid.NO_WAY)
    return Also((PAGES[command.file](command.subject_id), message))


HANDLES: dict[type[Command], Handler] = {TakeFile: take}
