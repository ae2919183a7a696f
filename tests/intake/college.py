"""A college's roster as people send it: seven families of departments, a delegate each, the CAP.

The people are those of the demo, and invented.
"""

import csv
import io
from collections.abc import Sequence
from importlib import resources

import openpyxl

FILE = resources.files("bot.demo").joinpath("college.csv")


def utf8() -> bytes:
    return FILE.read_bytes()


def rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(utf8().decode("utf-8")), delimiter=";"))


def cp1252() -> bytes:
    """As Excel in French saves « CSV (séparateur : point-virgule) »."""
    return utf8().decode("utf-8").replace("\n", "\r\n").encode("cp1252")


def xlsx() -> bytes:
    return workbook(rows())


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, lines in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Feuille {number}")
        for line in lines:
            sheet.append([cell if cell != "" else None for cell in line])
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()
