"""What is said about a file somebody gives: faults and notices, each with its place and the key of its sentence."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one line (1 is the file's first), from ``column`` on (1 is the line's first character) where
    there is more to a place than its line. ``why`` is the key of a sentence, ``params`` fill it.
    """

    line: int
    why: str
    params: Mapping[str, str] = field(default_factory=dict)
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Fault(Remark):
    """It keeps the whole file from being written."""


@dataclass(frozen=True, slots=True)
class Notice(Remark):
    """It is told, and keeps nothing from being written."""


def alike(text: str) -> str:
    """What two spellings of one name have in common: no accents, case, or difference of spacing and apostrophe."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def words_of(text: str) -> str:
    """The bare words of a label, for recognition: ``"Jour de libération :"`` gives ``"jour de liberation"``."""
    return re.sub(r"[^a-z0-9]+", " ", alike(text)).strip()
