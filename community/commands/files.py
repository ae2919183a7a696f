"""Files to take along."""

from dataclasses import dataclass

from community.commands.about import Command
from community.files import FileKind


@dataclass(frozen=True, slots=True)
class TakeFile(Command):
    """Have a file of one's own handed over; ``by_link``, even where the chat takes files."""

    file: FileKind
    subject_id: str
    by_link: bool = False
