"""A file that its reader asked for."""

from dataclasses import dataclass

from community.files import Make, Place


@dataclass(frozen=True, slots=True)
class FileView:
    """What a file's card is drawn from. ``make``: makes it as it is now; ``None`` where it is theirs no more.

    ``late``: its time to be taken is over; ``place``: where it may be put; ``url``: where it is found;
    ``linked``: a link to it could be had.
    """

    make: Make | None = None
    late: bool = False
    place: Place | None = None
    url: str = ""
    linked: bool = False
