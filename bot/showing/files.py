"""Files to take along: whose they are is asked each time one is offered, put, linked to, or made."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.showing.seeing import MessageLoader, Seeing
from bot.texts.words import Speech
from bot.ways import PATH, Ticket, sealed
from community.civil import civil_date
from community.files import File, FileKind, Place
from community.messages import FileGiven, FileLink, FileOffered, Message
from community.rights import may_keep_page, may_walk
from community.views import FileView, PersonView, WalkPageView
from storage.scope import Scope
from storage.sealing import CannotUnseal, KeyRing
from storage.uploads import find_upload
from storage.views.people import load_person
from storage.views.principal import load_page
from storage.views.walks import load_walk


@dataclass(frozen=True, slots=True)
class Reading:
    """Who asks for a file, as they are now, at a UTC instant, in one transaction."""

    scope: Scope
    conn: Connection
    ring: KeyRing
    person: PersonView
    now: datetime


Written = Callable[[Speech], File]
"""Writes a file in its reader's words. All it needs was loaded."""


def _walk(reading: Reading, walk_id: str) -> Written | None:
    from bot.documents.walk_page import walk_page

    walk = load_walk(reading.scope, reading.conn, reading.ring, walk_id)
    place = reading.person.membership(walk.community_id) if walk is not None else None
    if walk is None or place is None or not may_walk(reading.person, walk):
        return None
    seen = WalkPageView(walk, civil_date(reading.now, ZoneInfo(place.time_zone)), place.learners, place.words_locale)
    now = reading.now
    return lambda speech: walk_page(seen, speech, now)


def _principal(reading: Reading, page_id: str) -> Written | None:
    from bot.documents.principal_page import principal_page

    page = load_page(reading.scope, reading.conn, reading.ring, page_id, reading.now)
    place = reading.person.membership(page.community_id) if page is not None else None
    if page is None or place is None or not may_keep_page(reading.person, page):
        return None
    on, now = civil_date(reading.now, ZoneInfo(place.time_zone)), reading.now
    return lambda speech: principal_page(page, on, speech, now)


FILES: dict[FileKind, Callable[[Reading, str], Written | None]] = {
    FileKind.WALK: _walk,
    FileKind.PRINCIPAL: _principal,
}
"""What loads a file of each kind for the one who asks; ``None`` where it isn't theirs, or isn't there."""


def _file(seeing: Seeing, message: Message) -> FileView | None:
    """``None`` for a channel: files are handed over in private."""
    person = seeing.person()
    if person is None or person.person_id is None:
        return None
    kind, subject_id = FileKind(getattr(message, "file", FileKind.WALK)), str(getattr(message, "subject_id", ""))
    written = FILES[kind](Reading(seeing.scope, seeing.conn, seeing.ring, person, seeing.now), subject_id)
    make = partial(written, seeing.speech()) if written is not None else None
    late = isinstance(message, FileOffered | FileLink) and seeing.now >= message.until
    linked = bool(seeing.ways.public_url)
    if isinstance(message, FileGiven):
        return FileView(make, place=_place(seeing, message.upload_id, person.person_id), linked=linked)
    if isinstance(message, FileLink) and linked and not late and make is not None:
        ticket = Ticket(kind, subject_id, seeing.scope.organization_id, person.person_id, message.until)
        return FileView(make, url=seeing.ways.public_url + PATH + sealed(seeing.ring, ticket), linked=True)
    return FileView(make, late=late, linked=linked)


def _place(seeing: Seeing, upload_id: str, person_id: str) -> Place | None:
    try:
        kept = find_upload(seeing.scope, seeing.conn, seeing.ring, upload_id, person_id)
    except CannotUnseal:  # its key is gone: it is asked for again
        return None
    return Place(**json.loads(kept)) if kept is not None else None


def behind(ticket: Ticket, conn: Connection, ring: KeyRing, now: datetime) -> tuple[Written, str] | None:
    """The file that a link leads to and its reader's locale, if it is still theirs at the UTC instant ``now``."""
    person = load_person(ticket.scope(), conn, ticket.person_id, now)
    if person is None:
        return None
    written = FILES[ticket.file](Reading(ticket.scope(), conn, ring, person, now), ticket.subject_id)
    return (written, person.locale) if written is not None else None


MESSAGES: dict[type, MessageLoader] = {FileView: _file}
