"""A roster file → :class:`community.roster.Roster`: typed rows, or faults with their line."""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from bot.intake.roster_words import HEADERS, LANGUAGES, REGIONS, ROLES, WEEKDAYS
from bot.intake.table import Row, Table, Unreadable, open_table
from community.intake import Fault, Notice, alike, words_of
from community.roles import Role
from community.roster import Column, Roster, RosterRow

_ROLE_SEPARATORS = re.compile(r"[/,+;&\n]|\s(?:et|ou|and|or)\s")
_FEMININE_MARK = re.compile(r"[(·.•\-](?:e|rice|trice)\)?(?=s?\b|\s|$)")
"""« délégué(e) », « délégué·e », « ambassadeur·rice »."""
_FEMININE_ENDINGS = frozenset({"e", "ee", "rice", "trice"})
"""What follows the stroke in « délégué/e » or « animateur/trice »: the same role."""
_LOCALE = re.compile(r"(fr|en) ([a-z]{2})")

Progress = Callable[[int, int], None]
"""Told (lines read, about how many there are, 0 when unknown)."""
PROGRESS_EVERY = 500


class FileWhy(StrEnum):
    """Why a roster's header or a cell of it isn't understood: keys of sentences."""

    NO_EMAIL_COLUMN = "roster.fault.no_email_column"
    NO_NAME_COLUMN = "roster.fault.no_name_column"
    NO_PEOPLE = "roster.fault.no_people"
    TWO_COLUMNS = "roster.fault.two_columns"
    UNKNOWN_ROLE = "roster.fault.unknown_role"
    UNKNOWN_WEEKDAY = "roster.fault.unknown_weekday"
    UNKNOWN_LANGUAGE = "roster.fault.unknown_language"
    UNKNOWN_COLUMN = "roster.notice.unknown_column"


def read(source: Path | bytes, progress: Progress | None = None) -> Roster:
    """Read a roster from a file or its bytes. What can't be read is among the faults, with its place.

    Raises ``OSError`` for a path that can't be opened.
    """
    try:
        table = open_table(source)
    except Unreadable as error:
        return Roster((), frozenset(), (error.fault,))
    places, faults, notices = _columns(table.header)
    rows: list[RosterRow] = []
    if not faults:
        try:
            for row in _counted(table, progress):
                faults += row.faults
                rows.append(_row(row, places, faults))
        except Unreadable as error:
            faults.append(error.fault)
        else:
            if not rows:
                faults.append(Fault(table.header.line, FileWhy.NO_PEOPLE))
    return Roster(tuple(rows), frozenset(places), tuple(faults), (*table.notices, *notices))


def _counted(table: Table, progress: Progress | None) -> Iterator[Row]:
    for number, row in enumerate(table.rows, start=1):
        if progress and number % PROGRESS_EVERY == 0:
            progress(number, table.total)
        yield row


def _columns(header: Row) -> tuple[dict[Column, int], list[Fault], list[Notice]]:
    """Where each column is. An unknown one is told and left aside."""
    places: dict[Column, int] = {}
    faults, notices = list(header.faults), []
    for index, name in enumerate(header.cells):
        column = HEADERS.get(words_of(re.sub(r"\(.*?\)", " ", name))) or HEADERS.get(words_of(name))
        if column is None:
            if name:
                notices.append(Notice(header.line, FileWhy.UNKNOWN_COLUMN, {"column": _one_line(name)}))
        elif column in places:
            other = _one_line(header.cells[places[column]])
            faults.append(Fault(header.line, FileWhy.TWO_COLUMNS, {"column": _one_line(name), "other": other}))
        else:
            places[column] = index
    if Column.EMAIL not in places:
        faults.append(Fault(header.line, FileWhy.NO_EMAIL_COLUMN))
    if not places.keys() & {Column.NAME, Column.FIRST_NAME}:
        faults.append(Fault(header.line, FileWhy.NO_NAME_COLUMN))
    return places, faults, notices


def _row(row: Row, places: dict[Column, int], faults: list[Fault]) -> RosterRow:
    def cell(column: Column) -> str:
        return _one_line(row.cells[places[column]]) if column in places else ""

    def told(why: FileWhy, value: str) -> None:
        faults.append(Fault(row.line, why, {"value": value}))

    full_name, first_name = _names(cell(Column.FIRST_NAME), cell(Column.NAME))
    roles, unknown = _roles(row.cells[places[Column.ROLE]]) if Column.ROLE in places else ((), ())
    for word in unknown:
        told(FileWhy.UNKNOWN_ROLE, word)
    language = _language(cell(Column.LANGUAGE))
    if language is None:
        told(FileWhy.UNKNOWN_LANGUAGE, cell(Column.LANGUAGE))
    day = words_of(cell(Column.RELEASE_DAY)).removeprefix("le ").removesuffix("s")
    if day and day not in WEEKDAYS:
        told(FileWhy.UNKNOWN_WEEKDAY, cell(Column.RELEASE_DAY))
    return RosterRow(
        line=row.line,
        email=cell(Column.EMAIL).lower(),
        full_name=full_name,
        first_name=first_name,
        roles=roles,
        family=cell(Column.FAMILY),
        department=cell(Column.DEPARTMENT),
        team=cell(Column.TEAM),
        subject=cell(Column.SUBJECT),
        language=language or "",
        title=cell(Column.TITLE),
        release_weekday=WEEKDAYS.get(day),
    )


def _one_line(cell: str) -> str:
    return cell.replace("\n", " ")


def _names(first: str, last: str) -> tuple[str, str]:
    """Full and first name. A full name in the column of names alone will do, « Tremblay, Anne » too."""
    if first and alike(last).startswith(alike(first) + " "):
        return last, first
    if first:
        return f"{first} {last}".strip(), first
    family, comma, given = last.partition(",")
    if comma and given.strip():
        last = f"{given.strip()} {family.strip()}"
        return last, given.strip()
    return last, last.split(" ")[0]


@lru_cache(maxsize=1024)
def _roles(cell: str) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """The roles in a cell, and the words that are none. Nothing said: a member."""
    roles: list[Role] = []
    unknown: list[str] = []
    for part in _ROLE_SEPARATORS.split(cell):
        word = words_of(_FEMININE_MARK.sub("", alike(part)))
        role = ROLES.get(word) or ROLES.get(words_of(part))
        if role:
            roles.append(role)
        elif word and not (roles and word in _FEMININE_ENDINGS):
            unknown.append(_one_line(part).strip())
    return tuple(dict.fromkeys(roles)) or ((Role.MEMBER,) if not unknown else ()), tuple(unknown)


@lru_cache(maxsize=1024)
def _language(cell: str) -> str | None:
    """``"fr"``, ``"fr_BE"``, nothing said, or ``None`` for a language that isn't spoken here."""
    words = words_of(re.sub(r"\(.*?\)", " ", cell))
    if not words:
        return ""
    if locale := _LOCALE.fullmatch(words):
        language, region = locale[1], locale[2].upper()
        return f"{language}_{region}" if region in REGIONS[language] else language
    return LANGUAGES.get(words)
