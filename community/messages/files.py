"""Files to take along: offered in the chat, put where their reader allowed it, or found behind a link."""

from datetime import datetime
from typing import Literal

from community.files import FileKind, FileSaid
from community.messages.about import About


class FileOffered(About):
    """Whether this file may be put among its reader's own, to be answered ``until`` an instant in UTC."""

    kind: Literal["file_offered"] = "file_offered"
    file: FileKind
    subject_id: str
    until: datetime


class FileGiven(About):
    """The file, put where « accept » under the card ``upload_id`` said, as it is when that is done."""

    kind: Literal["file_given"] = "file_given"
    file: FileKind
    subject_id: str
    upload_id: str


class FileLink(About):
    """A link that leads to the file ``until`` an instant in UTC."""

    kind: Literal["file_link"] = "file_link"
    file: FileKind
    subject_id: str
    until: datetime


class FileTold(About):
    """What became of a file that was asked for."""

    kind: Literal["file_told"] = "file_told"
    file: FileKind
    subject_id: str
    said: FileSaid
