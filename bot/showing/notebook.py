"""« Mon cahier »: for its owner only."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.showing.seeing import MessageLoader, Seeing
from community.messages import Notebook
from community.views import NotebookView
from storage.views.notebook import load_notebook


def _notebook(seeing: Seeing, message: Notebook) -> NotebookView | None:
    person = seeing.person()
    if person is None or person.person_id is None:
        return None
    place = person.memberships[0] if person.memberships else None
    zone = ZoneInfo(place.time_zone if place else seeing.zone)
    found = load_notebook(seeing.scope, seeing.conn, seeing.ring, person.person_id, message.page, zone)
    return replace(found, learners=place.learners, words_locale=place.words_locale) if place else found


MESSAGES: dict[type, MessageLoader] = {NotebookView: _notebook}
