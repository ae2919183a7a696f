"""Whatever a spreadsheet saved, its rows come out the same; what can't be read says why and where."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from bot.intake import table
from bot.intake.table import Row, TableWhy, Unreadable, clean, open_table
from tests.intake.college import workbook

LINES = ["courriel;nom;équipe", 'a@cegep.example;Élise Cœur;"Sciences; 2e cycle"', "b@cegep.example;Noël L’Écuyer;"]
EXPECTED = [
    ["courriel", "nom", "équipe"],
    ["a@cegep.example", "Élise Cœur", "Sciences; 2e cycle"],
    ["b@cegep.example", "Noël L’Écuyer", ""],
]


def rows(source: Path | bytes) -> list[Row]:
    opened = open_table(source)
    return [opened.header, *opened.rows]


def cells(source: Path | bytes) -> list[list[str]]:
    return [row.cells for row in rows(source)]


def refusal(source: bytes) -> tuple[str, int]:
    with pytest.raises(Unreadable) as refused:
        rows(source)
    return refused.value.fault.why, refused.value.fault.line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_encoding_and_line_end(encoding: str, newline: str) -> None:
    assert cells(newline.join(LINES).encode(encoding)) == EXPECTED


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_each_delimiter(delimiter: str) -> None:
    text = "\n".join(LINES).replace("Sciences; 2e", "Sciences# 2e").replace(";", delimiter).replace("#", ";")
    assert cells(text.encode()) == EXPECTED


def test_the_delimiter_is_the_headers_outside_quotes() -> None:
    assert cells(b'"nom, tout entier";"a,b,c";x\n1;2;3\n') == [["nom, tout entier", "a,b,c", "x"], ["1", "2", "3"]]


@pytest.mark.parametrize("before", ["", "\r\n"])
def test_excels_own_hint_of_the_delimiter(before: str) -> None:
    found = rows(f"{before}sep=,\r\ncourriel,nom;prénom\r\na@b.example,x\r\n".encode())
    assert [(row.line - len(before) // 2, row.cells) for row in found] == [
        (2, ["courriel", "nom;prénom"]),
        (3, ["a@b.example", "x"]),
    ]


def test_lines_are_those_of_the_file() -> None:
    found = rows(b'\n\na;b\n\n"1\n2";x\n;;\n3;y\n')
    assert [(row.line, row.cells) for row in found] == [(3, ["a", "b"]), (5, ["1\n2", "x"]), (8, ["3", "y"])]


def test_a_workbook_reads_as_its_csv() -> None:
    assert cells(workbook(EXPECTED)) == EXPECTED


def test_a_path_is_read_by_what_it_holds_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(workbook(EXPECTED))
    assert cells(path) == EXPECTED


def test_cells_of_a_workbook_are_written_as_one_reads_them() -> None:
    found = cells(workbook([["a", "b", "c", "d"], [12, 1.5, date(2025, 10, 7), "  x\u00a0 y "]]))
    assert found[1] == ["12", "1.5", "2025-10-07T00:00:00", "x y"]


def test_blank_lines_of_a_workbook_keep_their_numbers() -> None:
    assert [row.line for row in rows(workbook([[], ["a"], [], ["b"]]))] == [2, 4]


def test_a_workbook_that_declares_itself_too_small_is_read_whole() -> None:
    raw, shrunk = io.BytesIO(workbook(EXPECTED)), io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(shrunk, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"'))
    assert cells(shrunk.getvalue()) == EXPECTED


def test_formulas_and_errors_are_faults_with_their_place() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", "b", "c"])
    sheet.append(["=1+1", "x", "#N/A"])
    sheet["B3"] = ArrayFormula("B3:B4", "=SUM(A1:A2)")
    raw = io.BytesIO()
    book.save(raw)
    _, second, third = rows(raw.getvalue())
    assert second.cells == ["", "x", ""]
    assert [(fault.why, fault.params["cell"]) for fault in (*second.faults, *third.faults)] == [
        (TableWhy.FORMULA, "A2"),
        (TableWhy.ERROR_CELL, "C2"),
        (TableWhy.FORMULA, "B3"),
    ]


def test_a_formula_in_a_csv_is_a_fault_too() -> None:
    _, row = rows(b"a;b\nx;=HYPERLINK(1)\n")
    assert (row.cells, row.faults[0].why, row.faults[0].params) == (["x", ""], TableWhy.FORMULA, {"cell": "B2"})


def test_what_stands_under_no_heading_is_a_fault() -> None:
    beyond, unnamed, short = rows(b"a;;c\n1;;3;4\n1;2;3\n1\n")[1:]
    assert [(row.faults[0].why, row.faults[0].params["cell"]) for row in (beyond, unnamed)] == [
        (TableWhy.NO_HEADER, "D2"),
        (TableWhy.NO_HEADER, "B3"),
    ]
    assert (short.cells, short.faults) == (["1", "", ""], ())


def test_of_several_sheets_the_first_that_shows_is_read_and_the_others_are_told() -> None:
    opened = open_table(workbook(EXPECTED, [["autre"]], []))
    assert [(notice.why, notice.params) for notice in opened.notices] == [
        (TableWhy.OTHER_SHEETS, {"sheet": "Feuille 1"})
    ]
    assert open_table(workbook(EXPECTED, [])).notices == ()


@pytest.mark.parametrize("source", [b"", b"\xef\xbb\xbf", b"\n \n;;\n", workbook([])])
def test_an_empty_file(source: bytes) -> None:
    assert refusal(source) == (TableWhy.EMPTY, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    assert refusal("courriel;nom\n".encode(encoding)) == (TableWhy.UTF16, 1)


@pytest.mark.parametrize("source", [b"%PDF-1.7\n\x93\x8c\x8b\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"x;\xe9\x01;y"])
def test_a_binary_file(source: bytes) -> None:
    assert refusal(source) == (TableWhy.BINARY, 1)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"nom\nL\xe9a\nx\x8dy\n", 3),  # cp1252 has no 0x8D
        ("nom\nLéa\n".encode() + b"No\xebl\n", 3),  # two files pasted together
        (b"\xef\xbb\xbfnom\r\nL\xe9a\r\n", 2),  # the mark says UTF-8
    ],
)
def test_an_encoding_that_is_neither(source: bytes, line: int) -> None:
    assert refusal(source) == (TableWhy.ENCODING, line)


@pytest.mark.parametrize("source", [b'a;b\n1;2\n"3;4\n5;6\n', b'a;b\n1;2\n"3"x;4\n'])
def test_quotes_that_do_not_match(source: bytes) -> None:
    assert refusal(source) == (TableWhy.QUOTES, 3)


def test_old_excel_and_other_zips() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512) == (TableWhy.OLD_EXCEL, 1)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(other.getvalue()) == (TableWhy.NOT_A_WORKBOOK, 1)
    whole = workbook(EXPECTED)
    for damaged in (whole[:200], whole[: len(whole) // 2], whole[:-30]):
        assert refusal(damaged) == (TableWhy.NOT_A_WORKBOOK, 1)


def test_a_workbook_with_a_broken_sheet() -> None:
    raw, broken = io.BytesIO(workbook(EXPECTED)), io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"</row>", b"</rw>", 1) if "sheet1" in name else content)
    assert refusal(broken.getvalue())[0] == TableWhy.NOT_A_WORKBOOK


def test_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(table, "MAX_BYTES", 100)
    path = tmp_path / "liste.csv"
    path.write_bytes(b"nom\n" * 30)
    with pytest.raises(Unreadable) as refused:
        open_table(path)
    assert refused.value.fault.why == TableWhy.TOO_LARGE
    monkeypatch.undo()
    assert len(cells(path)) == 30
    monkeypatch.setattr(table, "MAX_UNZIPPED_BYTES", 100)
    assert refusal(workbook(EXPECTED)) == (TableWhy.TOO_LARGE, 1)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a  b ", "a b"),
        ("e\u0301lise", "élise"),
        ("\ufeffa\u200b\u202eb", "ab"),
        ("a\u00a0\u202fb\tc", "a b c"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a \r\n\n b", "a\nb"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned
