"""What the page shows, kept in the demo's own small SQLite file: every message of every conversation.

Each write has a version that only grows, so that a page tells what it has seen and is sent the rest.
"""

import asyncio
import json
import secrets
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

BOT = "bot"
"""The author of what Relais posts; people are named by their key in the cast."""

_TABLE = """
CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    activity TEXT NOT NULL
)
"""

_FILES = "CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, name TEXT NOT NULL, content BLOB)"


@dataclass(frozen=True, slots=True)
class Kept:
    """One message as it is shown now. ``at`` is the demo's instant in UTC, ``activity`` the platform's own JSON."""

    version: int
    id: str
    conversation: str
    author: str
    at: datetime
    activity: dict[str, Any]


class Store:
    """The messages, and whoever waits for the next one. Used from the event loop's thread only."""

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600)  # its owner's only, in whatever folder: people's words are in it
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")  # a power cut may cost the page its last words, not more
        self._database.execute(_TABLE)
        self._database.execute(_FILES)
        if not self.life:
            self._database.execute(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}")
        self._watchers: set[asyncio.Event] = set()
        self._closed = False

    @property
    def life(self) -> int:
        """A number drawn when the file was made: another one means that everything was begun anew."""
        found: int = self._database.execute("PRAGMA user_version").fetchone()[0]
        return found

    @property
    def version(self) -> int:
        """The last write's version; 0 when nothing was ever written."""
        found: int = self._database.execute("SELECT coalesce(max(version), 0) FROM messages").fetchone()[0]
        return found

    def add(self, id_: str, conversation: str, author: str, at: datetime, activity: dict[str, Any]) -> None:
        """Keep a new message. The same id again changes nothing: a request may be repeated."""
        self._database.execute(
            "INSERT OR IGNORE INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?)",
            (self.version + 1, id_, conversation, author, at.isoformat(), json.dumps(activity)),
        )
        self._wake()

    def replace(self, id_: str, activity: dict[str, Any]) -> bool:
        """Show ``activity`` in the place of a message; whether there is such a message."""
        changed = self._database.execute(
            "UPDATE messages SET activity = ?, version = ? WHERE id = ?",
            (json.dumps(activity), self.version + 1, id_),
        )
        self._wake()
        return changed.rowcount == 1

    def find(self, id_: str) -> Kept | None:
        """One message."""
        row = self._database.execute("SELECT * FROM messages WHERE id = ?", (id_,)).fetchone()
        return _kept(row) if row else None

    def expect_file(self, id_: str, name: str) -> None:
        """A file of this name may be put under this id."""
        self._database.execute("INSERT OR IGNORE INTO files VALUES (?, ?, NULL)", (id_, name))

    def put_file(self, id_: str, content: bytes) -> bool:
        """Keep a file that was expected; whether it was."""
        return self._database.execute("UPDATE files SET content = ? WHERE id = ?", (content, id_)).rowcount == 1

    def file(self, id_: str) -> tuple[str, bytes] | None:
        """A file that was put: its name and what is in it."""
        row = self._database.execute("SELECT name, content FROM files WHERE id = ?", (id_,)).fetchone()
        return (row[0], row[1]) if row and row[1] is not None else None

    def conversations(self) -> set[str]:
        """Where anything was said."""
        return {row[0] for row in self._database.execute("SELECT DISTINCT conversation FROM messages")}

    def all(self) -> list[Kept]:
        """Every message, in the order they were first posted."""
        return [_kept(row) for row in self._database.execute("SELECT * FROM messages ORDER BY seq")]

    def newest_first(self, conversation: str) -> Iterator[Kept]:
        """What was said in a conversation and in its threads, what was written or changed last first."""
        rows = self._database.execute(
            "SELECT * FROM messages WHERE conversation = ? OR conversation LIKE ? ORDER BY version DESC",
            (conversation, conversation + ";%"),
        )
        return map(_kept, rows)

    def since(self, version: int) -> list[Kept]:
        """What was written after ``version``, in the order of writing."""
        rows = self._database.execute("SELECT * FROM messages WHERE version > ? ORDER BY version", (version,))
        return [_kept(row) for row in rows]

    async def follow(self, version: int) -> AsyncIterator[Kept]:
        """What was written after ``version`` and whatever comes, until the store is closed."""
        woken = asyncio.Event()
        self._watchers.add(woken)
        try:
            while not self._closed:
                woken.clear()
                for kept in self.since(version):
                    version = kept.version
                    yield kept
                if not self._closed:
                    await woken.wait()
        finally:
            self._watchers.discard(woken)

    def stop_following(self) -> None:
        """End every :meth:`follow`: the server is stopping."""
        self._closed = True
        self._wake()

    def close(self) -> None:
        """Let go of the file."""
        self.stop_following()
        self._database.close()

    def _wake(self) -> None:
        for watcher in self._watchers:
            watcher.set()


def _kept(row: tuple[Any, ...]) -> Kept:
    _, version, id_, conversation, author, at, activity = row
    return Kept(version, id_, conversation, author, datetime.fromisoformat(at), json.loads(activity))
