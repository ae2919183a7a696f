"""A YAML file as plain data that remembers where each part of it stands. No tag, no alias, nothing built or run.

Every value is text: ``no`` is the word « no », ``2025-09`` no number. What reads the data says what it should be.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from yaml.composer import ComposerError
from yaml.reader import ReaderError

from community.intake import Fault

MAX_BYTES = 1_000_000
"""Thirty times the packaged guide: what is larger is not one, and isn't read any further."""
DEEPEST = 16
"""Lists and fields inside one another: twice what a guide needs."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""What Word, Excel and PDF files begin with."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TURNS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Orders to write backwards: they would turn the words around them, on a card that shows them."""
_BREAKS = re.compile(rb"\r\n|\r|\n")

Where = tuple[str | int, ...]
Data = dict[str, "Data"] | list["Data"] | str | None


class MarkedWhy(StrEnum):
    """Why a file isn't read as YAML: keys of sentences."""

    TOO_LARGE = "guide.fault.too_large"
    EMPTY = "guide.fault.empty"
    UTF16 = "guide.fault.utf16"
    BINARY = "guide.fault.binary"
    ENCODING = "guide.fault.encoding"
    CONTROL = "guide.fault.control"
    DEEP = "guide.fault.deep"
    ALIAS = "guide.fault.alias"
    TAG = "guide.fault.tag"
    DOCUMENTS = "guide.fault.documents"
    TWICE = "guide.fault.twice"
    NOT_A_NAME = "guide.fault.not_a_name"
    COLON = "guide.fault.colon"
    NO_COLON = "guide.fault.no_colon"
    TAB = "guide.fault.tab"
    QUOTE = "guide.fault.quote"
    BARE = "guide.fault.bare"
    ESCAPE = "guide.fault.escape"
    BRACKET = "guide.fault.bracket"
    ALIGNED = "guide.fault.aligned"
    SYNTAX = "guide.fault.syntax"


_BY_PROBLEM = (
    ("mapping values are not allowed", MarkedWhy.COLON),
    ("could not find expected ':'", MarkedWhy.NO_COLON),
    (r"'\t'", MarkedWhy.TAB),
    ("cannot start any token", MarkedWhy.BARE),
    ("expected alphabetic or numeric character", MarkedWhy.BARE),
    ("escape", MarkedWhy.ESCAPE),
    ("expected ',' or", MarkedWhy.BRACKET),
    ("but found", MarkedWhy.ALIGNED),
    ("but got", MarkedWhy.ALIGNED),
)
"""A part of what PyYAML says → what we say. The first that is there."""
_WHERE_IT_BEGAN = frozenset({MarkedWhy.NO_COLON, MarkedWhy.QUOTE})
"""What is seen late: the place that helps is where it began."""


class Unreadable(Exception):
    """A file can't be read as YAML; ``fault`` says why and where."""

    def __init__(self, why: MarkedWhy, line: int = 1, column: int = 1, **params: str) -> None:
        super().__init__(why.value)
        self.fault = Fault(line, why, params, column)


@dataclass(frozen=True, slots=True)
class Marked:
    """A file's data, and the places of its parts. ``faults``: what was read and can't be kept."""

    data: Data
    root: yaml.Node
    faults: tuple[Fault, ...]

    def place(self, where: Where) -> tuple[int, int]:
        """Line and column (from 1) of the value that ``where`` leads to; of the nearest part around it when there is
        none; of a field's name when the value is empty.
        """
        node, name = self.root, self.root
        for step in where:
            named = next((pair for pair in _parts(node) if pair[0] == step), None)
            if named is None:
                break
            _, name, node = named
        return _at(name if _is_empty(node) else node)

    def name_place(self, where: Where) -> tuple[int, int]:
        """Line and column of the name of the field that ``where`` leads to."""
        node, name = self.root, self.root
        for step in where:
            named = next((pair for pair in _parts(node) if pair[0] == step), None)
            if named is None:
                break
            _, name, node = named
        return _at(name)


def read_marked(source: Path | bytes) -> Marked:
    """Read a file, or its bytes. Raises :class:`Unreadable`, and ``OSError`` for a path that can't be opened."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            source = file.read(MAX_BYTES + 1)
    text = _decoded(source)
    try:
        loader = _Loader(text)
    except ReaderError as error:
        before = text[: int(error.position)]
        line = len(before.splitlines()) + before.endswith(("\n", "\r")) or 1
        raise Unreadable(MarkedWhy.CONTROL, line, len(re.split(r"[\r\n]", before)[-1]) + 1) from None
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _understood(error) from None
    except (ValueError, OverflowError):  # an escape beyond Unicode
        raise Unreadable(MarkedWhy.ESCAPE, loader.line + 1, loader.column + 1) from None
    if root is None or _is_empty(root):
        raise Unreadable(MarkedWhy.EMPTY)
    faults: list[Fault] = []
    return Marked(_data(root, faults), root, tuple(faults))


class _Loader(yaml.BaseLoader):
    """PyYAML's reading into marked nodes, without what lets a small file be a large one."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Unreadable(MarkedWhy.ALIAS, line, column)
        if getattr(event, "tag", None) is not None:
            raise Unreadable(MarkedWhy.TAG, line, column)
        if self._depth >= DEEPEST:
            raise Unreadable(MarkedWhy.DEEP, line, column)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Unreadable(MarkedWhy.TOO_LARGE, limit=str(MAX_BYTES // 1_000_000))
    if raw.startswith(_NOT_TEXT):
        raise Unreadable(MarkedWhy.BINARY)
    start = raw[:64]
    if raw.startswith(_UTF16) or (len(start) >= 4 and (not any(start[0:-1:2]) or not any(start[1::2]))):
        raise Unreadable(MarkedWhy.UTF16)
    if b"\0" in raw:
        raise Unreadable(MarkedWhy.BINARY)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = _BREAKS.split(error.object[: error.start])
        column = len(lines[-1].decode("utf-8", "replace")) + 1
        raise Unreadable(MarkedWhy.ENCODING, len(lines), column) from None


def _understood(error: yaml.MarkedYAMLError) -> Unreadable:
    problem = error.problem or ""
    if isinstance(error, ComposerError):
        why = MarkedWhy.DOCUMENTS
    elif "quoted scalar" in (error.context or "") and "escape" not in problem:
        why = MarkedWhy.QUOTE
    else:
        why = next((each for part, each in _BY_PROBLEM if part in problem), MarkedWhy.SYNTAX)
    began = error.context_mark if why in _WHERE_IT_BEGAN else None
    mark = began or error.problem_mark or error.context_mark
    return Unreadable(why, mark.line + 1, mark.column + 1) if mark else Unreadable(why)


def _data(node: yaml.Node, faults: list[Fault]) -> Data:
    """A node as plain data. A field without a value is left out; whatever is there twice is a fault."""
    if isinstance(node, yaml.SequenceNode):
        return [_data(each, faults) for each in node.value]
    if not isinstance(node, yaml.MappingNode):
        return None if _is_empty(node) else _words(node, faults)
    found: dict[str, Data] = {}
    seen: set[str] = set()
    for name, value in node.value:
        line, column = _at(name)
        if not isinstance(name, yaml.ScalarNode):
            faults.append(Fault(line, MarkedWhy.NOT_A_NAME, {}, column))
            continue
        key = _words(name, faults)
        if key in seen:
            faults.append(Fault(line, MarkedWhy.TWICE, {"field": key[:60]}, column))
            continue
        seen.add(key)
        held = _data(value, faults)
        if held is not None:
            found[key] = held
    return found


def _words(node: yaml.Node, faults: list[Fault]) -> str:
    """One line of text in NFC, each run of spaces and line breaks one space; no-break spaces stay."""
    text = " ".join(part for part in re.split(r"[ \t\r\n]+", str(node.value)) if part)
    if any(unicodedata.category(each) in ("Cc", "Cs", "Co", "Cn") or each in _TURNS for each in text):
        line, column = _at(node)
        faults.append(Fault(line, MarkedWhy.CONTROL, {}, column))
        return ""
    return unicodedata.normalize("NFC", text)


def _parts(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    """What a node holds: its name or its place in a list, where that stands, the value."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield str(name.value), name, value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, value, value


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value in _NULLS


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
