"""The page of a walk: its six lines, the grid of criteria and moments, and the notes chosen to go along."""

from datetime import datetime

from bot.documents.docx import CONTENT_TYPE, Cell, Page
from bot.texts.facts import learners, told
from bot.texts.words import Speech
from community.files import File
from community.grid import GridRow, Looked, going_notes, grid, kept_notes, laws_reviewed
from community.guide import Moment, Said
from community.views import WalkPageView
from community.walk import Answer, Given, Line, LineState

ID_SHOWN = 8
"""Characters of a walk's id in a file's name: enough to tell two pages of a day apart."""


def walk_page(seen: WalkPageView, speech: Speech, now: datetime) -> File:
    """The file, in the reader's language."""
    return _Writing(seen, speech, now).written()


class _Writing:
    """One page, part by part."""

    def __init__(self, seen: WalkPageView, speech: Speech, now: datetime) -> None:
        self.seen = seen
        self.found = seen.walk
        self.speech = speech
        self.word = learners(speech, seen.learners, seen.words_locale)
        self.page = Page(speech, self.said(self.found.guide.title), now)

    def said(self, words: Said) -> str:
        """The guide's own words, as this reader is to read them."""
        return str(told(self.speech, words, self.word))

    def written(self) -> File:
        """The whole file."""
        speech, found, page = self.speech, self.found, self.page
        page.fact(speech("page.date"), speech.written(self.seen.on, "full"))
        page.fact(speech("page.moment"), speech(f"page.moment.{found.moment}"))
        if found.title:
            page.heading(speech("page.about"))
            page.people(found.title)
        self.lines()
        self.grid()
        self.notes()
        page.heading(speech("page.what"))
        page.paragraph(speech("page.neither"))
        self.parents()
        name = f"relais-guide-{self.seen.on.isoformat()}-{found.walk_id[:ID_SHOWN]}.docx"
        return File(name, page.content(), CONTENT_TYPE)

    def lines(self) -> None:
        """The six lines, each with how it stands."""
        speech = self.speech
        self.page.heading(speech("page.lines"))
        self.page.paragraph(speech("page.lines.p1"), with_next=True)
        self.page.table(
            [speech("page.lines.line"), speech("page.lines.state"), speech("page.lines.first")],
            [self._line(line) for line in self.found.lines()],
            caption=speech("page.lines"),
            description=speech("page.lines.described"),
            widths=(2.6, 1.4, 2.7),
        )

    def grid(self) -> None:
        """The criteria that are looked at by moments."""
        speech, rows = self.speech, grid(self.found)
        if not rows:
            return
        self.page.heading(speech("page.grid"))
        self.page.paragraph(speech("page.grid.p1"), with_next=True)
        self.page.table(
            [speech("page.grid.criterion"), *(speech(f"page.grid.{moment}") for moment in Moment)],
            [self._row(row) for row in rows],
            caption=speech("page.grid"),
            description=speech("page.grid.described"),
        )

    def notes(self) -> None:
        """Those chosen to go along, under their questions; how many are kept."""
        speech, page, found = self.speech, self.page, self.found
        going, kept = going_notes(found.guide, found.answers), kept_notes(found.answers)
        page.heading(speech("page.notes"))
        if not going:
            page.paragraph(speech("page.notes.none"))
        last = None
        for criterion, question in going:
            if criterion.key != last:
                page.heading(self.said(criterion.name), 2)
                last = criterion.key
            given = found.answers[question.key]
            page.paragraph(self.said(question.ask), strong=True, with_next=True)
            if given.answer is not None:
                page.paragraph(self._answer(given), with_next=True)
            page.people(given.note or "")
        if kept:
            page.paragraph(speech("page.notes.kept", count=kept))

    def parents(self) -> None:
        """Where the guide comes from, with its version."""
        speech, page, guide = self.speech, self.page, self.found.guide
        page.heading(speech("page.parents"))
        page.paragraph(speech("page.version", title=self.said(guide.title), version=guide.version))
        law = laws_reviewed(guide, self.found.jurisdiction)
        if law:
            first = min(question.reviewed for question in law if question.reviewed is not None)
            page.paragraph(speech("page.law", law=speech(f"page.law.{self.found.jurisdiction}"), reviewed=first))
        page.paragraph(speech("page.from"), with_next=True)
        page.bullets(" ".join(filter(None, (self.said(parent.said), parent.url))) for parent in guide.parents)

    def _line(self, line: Line) -> list[str | Cell]:
        said = self.speech(f"walk.line.{line.state}")
        given = self.found.answers.get(line.criterion.first.key)
        name = self.said(line.criterion.name)
        return [name, Cell(said, strong=line.state is LineState.OPEN), self._answer(given)]

    def _row(self, row: GridRow) -> list[str | Cell]:
        return [self.said(row.criterion.name), *(self._looked(cell) for cell in row.cells)]

    def _looked(self, cell: Looked) -> str:
        speech = self.speech
        if not cell.questions:
            return speech("walk.line.unseen")
        asked = speech("page.grid.questions", count=cell.questions)
        state = speech("page.grid.open", count=cell.open) if cell.open else speech("page.grid.settled")
        return f"{asked}, {state}"

    def _answer(self, given: Given | None) -> str:
        """An answer in words; « sans objet » as its question says it."""
        if given is None or given.answer is None:
            return self.speech("page.no_answer")
        asked = self.found.guide.find(given.question)
        own = asked[1].not_applicable if asked is not None and given.answer is Answer.NOT_APPLICABLE else None
        return self.said(own) if own is not None else self.speech(f"guide_check.answer.option.{given.answer}")
