"""The principal's page, for a teacher to bring: what its card says, on paper."""

from datetime import date, datetime

from bot.cards.principal import age_lines, group_facts, opening_fact, outcome_line
from bot.documents.docx import CONTENT_TYPE, Page
from bot.texts.words import Speech
from community.files import File
from community.views import PrincipalPageView

ID_SHOWN = 8
"""Characters of the page's id in the file's name: enough to tell two pages of a day apart."""


def principal_page(found: PrincipalPageView, on: date, speech: Speech, now: datetime) -> File:
    """The file, in the teacher's language; ``on`` is the civil date in their community."""
    page = Page(speech, speech("principal.title", owner=found.owner), now)
    page.fact(speech("page.date"), speech.written(on, "full"))
    page.heading(speech("principal.intent"))
    page.people(found.written.intent)
    page.heading(speech("page_document.group"))
    page.table(
        [speech("page_document.point"), speech("page_document.said")],
        [[fact.label, fact.value] for fact in group_facts(found, speech)],
        caption=speech("page_document.group"),
        description=speech("page_document.described"),
        widths=(2.2, 4.5),
    )
    for line in age_lines(found, speech):
        page.paragraph(line)
    opening = opening_fact(found, speech)
    if opening is not None:
        page.heading(opening.label)
        page.paragraph(opening.value)
    page.heading(speech("principal.chosen", owner=found.owner))
    page.people(found.written.chosen)
    if found.came is not None:
        _outcome(page, found, speech)
    page.heading(speech("page.what"))
    page.paragraph(speech("principal.whose", owner=found.owner, community=found.community))
    page.paragraph(speech("principal.talk", owner=found.owner))
    return File(f"relais-direction-{on.isoformat()}-{found.page_id[:ID_SHOWN]}.docx", page.content(), CONTENT_TYPE)


def _outcome(page: Page, found: PrincipalPageView, speech: Speech) -> None:
    """What came of the talk, and whether it is confirmed."""
    assert found.came is not None
    page.heading(speech("principal_outcome.title"))
    page.paragraph(outcome_line(found.came, speech), strong=True)
    if found.came.words:
        page.people(found.came.words)
    if found.confirmed_on is not None:
        page.paragraph(speech("own_page.confirmed", principal=found.principal, on=found.confirmed_on))
    else:
        page.paragraph(speech("own_page.unconfirmed"))
