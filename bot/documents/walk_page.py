"""The page of a walk: its six lines, the grid of criteria and moments, and the notes chosen to go along."""

from datetime import datetime

from bot.documents.docx import CONTENT_TYPE, Cell, Page
from bot.texts.words import Speech
from community.files import File
from community.grid import GridRow, Looked, going_notes, grid, kept_notes, laws_reviewed
from community.guide import Moment
from community.views import WalkPageView
from community.walk import Given, Line, LineState, Walk

ID_SHOWN = 8
"""Characters of a walk's id in a file's name: enough to tell two pages of a day apart."""


def walk_page(seen: WalkPageView, speech: Speech, now: datetime) -> File:
    """The file, in the reader's language."""
    found = seen.walk
    page = Page(speech, found.guide.title.into(speech.locale), now)
    page.fact(speech("page.date"), speech.written(seen.on, "full"))
    page.fact(speech("page.moment"), speech(f"page.moment.{found.moment}"))
    if found.title:
        page.heading(speech("page.about"))
        page.people(found.title)
    _lines(page, found, speech)
    _grid(page, found, speech)
    _notes(page, found, speech)
    page.heading(speech("page.what"))
    page.paragraph(speech("page.neither"))
    _parents(page, found, speech)
    return File(f"relais-guide-{seen.on.isoformat()}-{found.walk_id[:ID_SHOWN]}.docx", page.content(), CONTENT_TYPE)


def answer_said(found: Walk, given: Given | None, speech: Speech) -> str:
    """An answer in words; « sans objet » as its question says it."""
    if given is None or given.answer is None:
        return speech("page.no_answer")
    asked = found.guide.find(given.question)
    own = asked[1].not_applicable if asked is not None and given.answer == "not_applicable" else None
    return own.into(speech.locale) if own is not None else speech(f"guide_check.answer.option.{given.answer}")


def _lines(page: Page, found: Walk, speech: Speech) -> None:
    page.heading(speech("page.lines"))
    page.paragraph(speech("page.lines.p1"), with_next=True)
    page.table(
        [speech("page.lines.line"), speech("page.lines.state"), speech("page.lines.first")],
        [_line(line, found, speech) for line in found.lines()],
        caption=speech("page.lines"),
        description=speech("page.lines.described"),
        widths=(2.6, 1.4, 2.7),
    )


def _line(line: Line, found: Walk, speech: Speech) -> list[str | Cell]:
    said = speech(f"walk.line.{line.state}")
    given = found.answers.get(line.criterion.first.key)
    return [
        line.criterion.name.into(speech.locale),
        Cell(said, strong=line.state is LineState.OPEN),
        answer_said(found, given, speech),
    ]


def _grid(page: Page, found: Walk, speech: Speech) -> None:
    rows = grid(found)
    if not rows:
        return
    page.heading(speech("page.grid"))
    page.paragraph(speech("page.grid.p1"), with_next=True)
    page.table(
        [speech("page.grid.criterion"), *(speech(f"page.grid.{moment}") for moment in Moment)],
        [_row(row, speech) for row in rows],
        caption=speech("page.grid"),
        description=speech("page.grid.described"),
    )


def _row(row: GridRow, speech: Speech) -> list[str | Cell]:
    return [row.criterion.name.into(speech.locale), *(_looked(cell, speech) for cell in row.cells)]


def _looked(cell: Looked, speech: Speech) -> str:
    if not cell.questions:
        return speech("walk.line.unseen")
    asked = speech("page.grid.questions", count=cell.questions)
    state = speech("page.grid.open", count=cell.open) if cell.open else speech("page.grid.settled")
    return f"{asked}, {state}"


def _notes(page: Page, found: Walk, speech: Speech) -> None:
    going, kept = going_notes(found.guide, found.answers), kept_notes(found.answers)
    page.heading(speech("page.notes"))
    if not going:
        page.paragraph(speech("page.notes.none"))
    last = None
    for criterion, question in going:
        if criterion.key != last:
            page.heading(criterion.name.into(speech.locale), 2)
            last = criterion.key
        given = found.answers[question.key]
        page.paragraph(question.ask.into(speech.locale), strong=True, with_next=True)
        if given.answer is not None:
            page.paragraph(answer_said(found, given, speech), with_next=True)
        page.people(given.note or "")
    if kept:
        page.paragraph(speech("page.notes.kept", count=kept))


def _parents(page: Page, found: Walk, speech: Speech) -> None:
    guide = found.guide
    page.heading(speech("page.parents"))
    page.paragraph(speech("page.version", title=guide.title.into(speech.locale), version=guide.version))
    law = laws_reviewed(guide, found.jurisdiction)
    if law:
        first = min(question.reviewed for question in law if question.reviewed is not None)
        page.paragraph(speech("page.law", law=speech(f"page.law.{found.jurisdiction}"), reviewed=first))
    page.paragraph(speech("page.from"), with_next=True)
    page.bullets(
        f"{parent.said.into(speech.locale)} {parent.url}" if parent.url else parent.said.into(speech.locale)
        for parent in guide.parents
    )
