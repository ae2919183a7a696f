"""A CSV or XLSX file as rows of text with their line numbers, whatever a spreadsheet saved it as.

What kind of file it is, its first bytes say; its name doesn't count.
"""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from community.intake import Fault, Notice

MAX_BYTES = 50 * 1024 * 1024
"""Far above any roster (20,000 people take 3 MiB): what is larger is not one."""
MAX_ROWS = 1_048_576
"""Lines in a sheet: Excel's own limit."""
MAX_UNZIPPED_BYTES = 10 * MAX_BYTES

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .xls files begin with, and .xlsx files under a password."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_ACCENT = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2\x80[\x93-\x9e]")
"""An accented letter or quote of French as UTF-8 writes it; read as cp1252 no word holds these pairs."""
_DELIMITERS = ";\t,"
_BROKEN_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,
    OSError,
    NotImplementedError,
)
"""What openpyxl and zipfile raise over a damaged or half-written workbook."""


class TableWhy(StrEnum):
    """Why a file, or a cell of it, isn't read: keys of sentences."""

    EMPTY = "intake.fault.empty"
    TOO_LARGE = "intake.fault.too_large"
    OLD_EXCEL = "intake.fault.old_excel"
    NOT_A_WORKBOOK = "intake.fault.not_a_workbook"
    UTF16 = "intake.fault.utf16"
    BINARY = "intake.fault.binary"
    ENCODING = "intake.fault.encoding"
    QUOTES = "intake.fault.quotes"
    FORMULA = "intake.fault.formula"
    ERROR_CELL = "intake.fault.error_cell"
    NO_HEADER = "intake.fault.no_header"
    OTHER_SHEETS = "intake.notice.other_sheets"


class Unreadable(Exception):
    """A file can't be read as a table, or no further; ``fault`` says why and from which line on."""

    def __init__(self, why: TableWhy, line: int = 1, **params: str) -> None:
        super().__init__(why.value)
        self.fault = Fault(line, why, params)


@dataclass(frozen=True, slots=True)
class Row:
    """One line that holds something. Cells are in NFC, without control characters and outer spaces; a line break
    inside a cell stays. A cell that can't be taken (a formula, an error) is empty and has a fault.
    """

    line: int
    cells: list[str]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file's lines, the first of them its header. ``rows`` can be gone through once; going through it may raise
    :class:`Unreadable`. ``total``: about how many lines there are, 0 if the file doesn't say.
    """

    header: Row
    rows: Iterator[Row]
    total: int
    notices: tuple[Notice, ...] = ()


def open_table(source: Path | bytes) -> Table:
    """Open a file, or its bytes. Raises :class:`Unreadable`, and ``OSError`` for a path that can't be opened."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            source = file.read(MAX_BYTES + 1)
    if len(source) > MAX_BYTES:
        raise Unreadable(TableWhy.TOO_LARGE, limit=str(MAX_BYTES // 1024 // 1024))
    if source.startswith(_OLE2):
        raise Unreadable(TableWhy.OLD_EXCEL)
    notices: tuple[Notice, ...] = ()
    if source.startswith(_ZIP):
        rows, total, notices = _workbook(source)
    else:
        text = _decode(source)
        rows, total = _csv(text), text.count("\n")
    header = next(rows, None)
    if header is None:
        raise Unreadable(TableWhy.EMPTY)
    return Table(header, _within(rows, header.cells), total, notices)


def _decode(raw: bytes) -> str:
    if raw.startswith(_UTF16) or _has_nul_pairs(raw):
        raise Unreadable(TableWhy.UTF16)
    if b"\0" in raw:
        raise Unreadable(TableWhy.BINARY)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8_fault = Unreadable(TableWhy.ENCODING, _line_at(error.object, error.start))
    # Some accents are UTF-8 and one isn't: a file pasted together, which cp1252 would read as « Ã© ».
    if raw.startswith(b"\xef\xbb\xbf") or _UTF8_ACCENT.search(raw):
        raise utf8_fault
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(TableWhy.ENCODING, _line_at(error.object, error.start)) from None
    if any(c < " " and c not in "\t\r\n\f\v" for c in set(text)):
        raise Unreadable(TableWhy.BINARY)
    return text


def _has_nul_pairs(raw: bytes) -> bool:
    """Whether every other byte at the start is NUL: UTF-16 without its mark."""
    start = raw[:64]
    return len(start) >= 4 and (not any(start[0:-1:2]) or not any(start[1::2]))


def _line_at(raw: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", raw[:position])) + 1


def _csv(text: str) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    delimiter = ","
    before = 0
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first.strip("\r\n")) == 5:  # Excel's own hint
        delimiter = first[4]
        while not lines.readline().strip():
            before += 1
        before += 1
    else:
        bare = re.sub(r'"[^"]*"', "", first)
        delimiter = max(_DELIMITERS, key=bare.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = before + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(TableWhy.QUOTES, line) from None
        cells = [clean(cell) for cell in cells]
        if any(cells):
            faults = []
            for index, cell in enumerate(cells):
                if cell.startswith("="):
                    faults.append(_cell_fault(TableWhy.FORMULA, line, index))
                    cells[index] = ""
            yield Row(line, cells, tuple(faults))
        line = before + reader.line_num + 1


def _workbook(raw: bytes) -> tuple[Iterator[Row], int, tuple[Notice, ...]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which aren't read
            if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(raw)).infolist()) > MAX_UNZIPPED_BYTES:
                raise Unreadable(TableWhy.TOO_LARGE, limit=str(MAX_UNZIPPED_BYTES // 1024 // 1024))
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        total = (sheets[0].max_row or 0) if sheets else 0
        for sheet in sheets:
            sheet.reset_dimensions()  # some programs declare them too small, and rows would be lost
        others = [sheet.title for sheet in sheets[1:] if any(_sheet(sheet, rows=5))]
    except _BROKEN_WORKBOOK:
        raise Unreadable(TableWhy.NOT_A_WORKBOOK) from None
    notices = (Notice(1, TableWhy.OTHER_SHEETS, {"sheet": sheets[0].title}),) if others else ()
    return _book(book, sheets[0]) if sheets else iter(()), total, notices


def _book(book: Any, sheet: Any) -> Iterator[Row]:
    with closing(book):
        line = 1
        try:
            for row in _sheet(sheet):
                line = row.line
                yield row
        except _BROKEN_WORKBOOK:
            raise Unreadable(TableWhy.NOT_A_WORKBOOK, line) from None


def _sheet(sheet: Any, rows: int | None = None) -> Iterator[Row]:
    # Rows that a file leaves out are made up to the next it has: without a bound, one absurd number takes for ever.
    for line, cells in enumerate(sheet.iter_rows(max_row=rows or MAX_ROWS), start=1):
        texts, faults = [], []
        for index, cell in enumerate(cells):
            texts.append("")
            if cell.value is None:
                continue
            if cell.data_type == "f":
                faults.append(_cell_fault(TableWhy.FORMULA, line, index))
            elif cell.data_type == "e":
                faults.append(_cell_fault(TableWhy.ERROR_CELL, line, index))
            else:
                texts[-1] = _written(cell.value)
        if any(texts) or faults:
            yield Row(line, texts, tuple(faults))


def _within(rows: Iterator[Row], header: list[str]) -> Iterator[Row]:
    """Rows as wide as the header: short ones filled, what stands under no header a fault (a stray delimiter shifts
    cells; a column without a name would be lost in silence).
    """
    width = len(header)
    unnamed = [index for index, name in enumerate(header) if not name]
    for row in rows:
        cells = row.cells
        places = (*unnamed, *range(width, len(cells))) if unnamed or len(cells) > width else ()
        extra = next((index for index in places if index < len(cells) and cells[index]), None)
        faults = row.faults if extra is None else (*row.faults, _cell_fault(TableWhy.NO_HEADER, row.line, extra))
        yield Row(row.line, cells[:width] + [""] * (width - len(cells)), faults)


def _cell_fault(why: TableWhy, line: int, index: int) -> Fault:
    return Fault(line, why, {"cell": f"{get_column_letter(index + 1)}{line}"})


def _written(value: Any) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return clean(str(value))


def clean(text: str) -> str:
    """``text`` in NFC, without control and invisible characters, each run of spaces one; line breaks stay."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    lines = unicodedata.normalize("NFC", text).splitlines()
    kept = ("".join(c if c.isprintable() else _blank(c) for c in line) for line in lines)
    return "\n".join(filter(None, (" ".join(line.split()) for line in kept)))


def _blank(character: str) -> str:
    """A space for a no-break space or a tab; nothing for what only steers (a byte order mark, a direction mark)."""
    return " " if character.isspace() else ""
