"""A page as DOCX, for Word and for a screen reader: real headings, tables with a header row, a language, no picture.

One :class:`Page` a file, written from top to bottom. The same page written at the same instant is the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.documents.template import element, emu, qualified, template
from bot.texts.words import Speech

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER, A4 = (8.5, 11.0), (8.27, 11.69)
"""Width and height of a sheet, in inches."""
MARGIN = 0.9
"""Inches."""

_LETTER_PAPER = frozenset({"CA", "US"})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f]")
_BACKWARDS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|\u0085|\u2028|\u2029")
_NUMBER, _TOTAL = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``strong`` for what stands out."""

    text: str
    strong: bool = False


def plain(text: str) -> str:
    """``text`` without what XML can't hold or what turns the words around it; each end of line a single newline."""
    return _BACKWARDS.sub("", _NOT_XML.sub("", _LINE_ENDS.sub("\n", text)))


class Page:
    """A page in its reader's language, written from top to bottom; then :meth:`content`.

    Whatever is written is text: nothing in it is read as markup, as a field or as a formula.
    """

    def __init__(self, speech: Speech, title: str, now: datetime) -> None:
        import docx

        self._doc: Document = docx.Document(io.BytesIO(template()))
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._language = speech.locale.replace("_", "-")
        self._speak()
        self._lay_out(A4 if self._language[-2:] not in _LETTER_PAPER else LETTER)
        self._tell_of_itself(title)
        self._number_pages(speech)
        self._below_table = False
        self._add("Title", title)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading, of level 1 to 3; none is left alone at the foot of a sheet."""
        self._add(f"Heading {level}", text)

    def paragraph(self, text: str, *, strong: bool = False, with_next: bool = False) -> None:
        """Our own words. ``with_next`` keeps them on the sheet of what follows."""
        written = self._add("Normal", text, strong=strong)
        written.paragraph_format.keep_with_next = with_next or None

    def fact(self, label: str, value: str) -> None:
        """A label of ours and what it says, such as « Date : 10 octobre 2025 »; ``label`` has its colon."""
        written = self._add("Normal", label, strong=True)
        written.add_run(" " + plain(value))
        written.paragraph_format.space_after = 0

    def people(self, text: str) -> None:
        """Somebody's own words, a line where they had one."""
        self._add("Quote", text)

    def bullets(self, lines: Iterable[str]) -> None:
        """A list."""
        for line in lines:
            self._add("List Bullet", line)

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str | Cell]],
        *,
        caption: str,
        description: str,
        widths: Sequence[float] = (),
    ) -> None:
        """A table whose first row heads its columns, and whose first column heads its rows.

        The header comes again on every sheet. ``caption`` and ``description`` are what a screen reader says of it;
        ``widths`` are in inches, else all columns are alike.
        """
        if self._below_table:
            self._add("Normal", "")  # Word makes one table of two that touch
        table = self._doc.add_table(rows=0, cols=len(header), style="Table Grid")
        table.autofit = False
        across = self._across()
        inches = list(widths) or [across / len(header)] * len(header)
        for n, row in enumerate([header, *rows]):
            cells = table.add_row().cells
            for at, (cell, told) in enumerate(zip(cells, row, strict=True)):
                one = told if isinstance(told, Cell) else Cell(told)
                _fill(cell, one.text, strong=one.strong or n == 0 or at == 0, inches=inches[at])
        for at, column in enumerate(table.columns):
            column.width = emu(inches[at])
        for n, made in enumerate(table.rows):
            properties = made._tr.get_or_add_trPr()  # python-docx has no word for it
            properties.append(element("w:cantSplit"))
            if n == 0:
                properties.append(element("w:tblHeader"))
        told = table._tbl.tblPr
        look = told.find(qualified("w:tblLook"))
        if look is not None:
            told.remove(look)
        told.append(element("w:tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"))
        told.append(element("w:tblCaption", val=plain(caption)))
        told.append(element("w:tblDescription", val=plain(description)))
        self._below_table = True

    def content(self) -> bytes:
        """The file. Nothing in it tells the machine or the moment it was packed."""
        saved = io.BytesIO()
        self._doc.save(saved)
        packed = io.BytesIO()
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                made = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
                made.compress_type = zipfile.ZIP_DEFLATED
                made.external_attr = 0o600 << 16
                made.create_system = 3
                new.writestr(made, old.read(part))
        return packed.getvalue()

    def _add(self, style: str, text: str, *, strong: bool = False) -> "Paragraph":
        written = self._doc.add_paragraph(style=style)
        written.add_run(plain(text)).bold = strong or None
        if self._below_table and style == "Normal":
            written.paragraph_format.space_before = emu(0.12)
        self._below_table = False
        return written

    def _across(self) -> float:
        """Inches between the margins."""
        section = self._doc.sections[0]
        width, left, right = section.page_width, section.left_margin, section.right_margin
        assert width is not None
        assert left is not None
        assert right is not None
        return (width - left - right) / 914400

    def _speak(self) -> None:
        """The language, where Word and screen readers look for it."""
        for told in self._doc.styles.element.iter(qualified("w:lang")):
            told.set(qualified("w:val"), self._language)
        settings = self._doc.settings.element
        for told in settings.iter(qualified("w:themeFontLang")):
            told.set(qualified("w:val"), self._language)

    def _lay_out(self, paper: tuple[float, float]) -> None:
        section = self._doc.sections[0]
        section.page_width, section.page_height = emu(paper[0]), emu(paper[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = emu(MARGIN)

    def _tell_of_itself(self, title: str) -> None:
        told = self._doc.core_properties
        told.title = plain(title)[:255]
        told.author = told.last_modified_by = "Relais"
        told.comments = told.subject = told.keywords = told.category = ""
        told.language = self._language
        told.created = told.modified = self._now.replace(tzinfo=None)
        told.revision = 1

    def _number_pages(self, speech: Speech) -> None:
        """« Page 1 de 2 » at the foot of each sheet, counted by Word."""
        foot = self._doc.sections[0].footer.paragraphs[0]
        foot.style = self._doc.styles["Footer"]
        for part in re.split(f"([{_NUMBER}{_TOTAL}])", speech("document.page", number=_NUMBER, total=_TOTAL)):
            if part in (_NUMBER, _TOTAL):
                _count(foot, "PAGE" if part == _NUMBER else "NUMPAGES")
            elif part:
                foot.add_run(part)


def _fill(cell: "_Cell", text: str, *, strong: bool, inches: float) -> None:
    cell.width = emu(inches)
    written = cell.paragraphs[0]
    written.add_run(plain(text)).bold = strong or None
    written.paragraph_format.space_after = 0


def _count(paragraph: "Paragraph", field: str) -> None:
    """A number that Word counts; « 1 » until it did."""
    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        if kind == "instr":
            told = element("w:instrText")
            told.text = f" {field} "
            run._r.append(told)
        elif kind != "shown":
            run._r.append(element("w:fldChar", fldCharType=kind))
