"""Who looks, at what, when: all that the loading of a view is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.texts.words import Speech, Words
from bot.ways import NO_WAYS, Ways
from community.views import PersonView
from storage.addresses import Address
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.views.people import load_person


@dataclass(frozen=True, slots=True)
class Seeing:
    """One reader, at a UTC instant, in one transaction. ``locale`` and ``zone`` are for whoever has none known.

    The reader is a person's address, or a channel's: then ``reader.person_id`` is ``None``, and what may be shown is
    what the channel's group may read.
    """

    conn: Connection
    scope: Scope
    ring: KeyRing
    reader: Address
    now: datetime
    locale: str
    zone: str
    words: Words | None = None
    ways: Ways = NO_WAYS

    def speech(self) -> Speech:
        """How the reader is spoken to."""
        assert self.words is not None
        return self.words.into(self.reader.locale or self.locale)

    def person(self, *, names: bool = False, accounts: bool = False) -> PersonView | None:
        """The person who reads, as they are now; ``None`` for a channel, or somebody no roster names."""
        if self.reader.person_id is None:
            return None
        return load_person(self.scope, self.conn, self.reader.person_id, self.now, names=names, accounts=accounts)


MessageLoader = Callable[[Seeing, Any], object]
"""The facts of a message for its reader, now; ``None`` when it makes no sense any more, or isn't theirs to read."""
DialogLoader = Callable[[Seeing, PersonView, str | None], object]
"""The facts of a dialog about one thing, by its id; ``None`` when it isn't there, or isn't theirs."""
