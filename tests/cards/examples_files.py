"""Files to take along, as they look: offered, given, linked to, and what became of one."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.documents.walk_page import walk_page
from bot.texts.words import Words
from community.files import FileKind, FileSaid, Place
from community.messages import FileGiven, FileLink, FileOffered, FileTold, Message
from community.views import FileView, WalkPageView
from tests.cards.examples_guide import ENDED

NOW = datetime(2025, 10, 7, 12, 0, tzinfo=UTC)
MAKE = partial(walk_page, WalkPageView(ENDED, date(2025, 10, 7)), Words.load().into("fr_CA"), NOW)
PLACE = Place(
    "https://college-my.sharepoint.com/personal/ada/_api/v2.0/drive/items/01/uploadSession?guid=%271%27",
    "https://college-my.sharepoint.com/personal/ada/Documents/Applications/Relais/relais-guide-2025-10-07-w1.docx",
    "relais-guide-2025-10-07-w1.docx",
    "01FED6KHQXVVCUCI6XVJCZZMU2WMUSA6JS",
    "docx",
)
WALK = {"file": FileKind.WALK, "subject_id": "w1"}
LATER = NOW + timedelta(hours=1)
PRINCIPALS = {"file": FileKind.PRINCIPAL, "subject_id": "d1"}
MINE, NOBODYS = FileView(MAKE, linked=True), FileView()
LINKED = FileView(MAKE, url="https://relais.example.org/files/k1.abc", linked=True)

EXAMPLES: dict[str, tuple[Message, object]] = {
    "file, offered": (FileOffered(**WALK, until=LATER), MINE),
    "file, offered too late": (FileOffered(**WALK, until=NOW), FileView(MAKE, late=True)),
    "file, offered of what is gone": (FileOffered(**WALK, until=LATER), NOBODYS),
    "file, given": (FileGiven(**WALK, upload_id="c1"), FileView(MAKE, place=PLACE, linked=True)),
    "file, given of what is gone": (FileGiven(**WALK, upload_id="c1"), FileView(place=PLACE)),
    "file, link": (FileLink(**WALK, until=LATER), LINKED),
    "file, link over": (FileLink(**WALK, until=NOW), FileView(MAKE, late=True, linked=True)),
    "file, link to what is gone": (FileLink(**WALK, until=LATER), NOBODYS),
    **{f"file, {said}": (FileTold(**WALK, said=said), MINE) for said in FileSaid},
    "file, untrusted, no link": (FileTold(**WALK, said=FileSaid.UNTRUSTED), FileView(MAKE)),
    "principal's file, offered": (FileOffered(**PRINCIPALS, until=LATER), MINE),
    "principal's file, link": (FileLink(**PRINCIPALS, until=LATER), LINKED),
    **{f"principal's file, {said}": (FileTold(**PRINCIPALS, said=said), MINE) for said in FileSaid},
    "principal's file, gone for good": (FileTold(**PRINCIPALS, said=FileSaid.GONE), NOBODYS),
}
