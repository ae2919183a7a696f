"""A message becomes a card: its facts loaded, its words chosen, for the person who reads it, now.

Used for the reply to a press and, at the last moment, by the sender. Nothing is written here.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.cards.card import Card
from bot.cards.drawing import draw, needs
from bot.showing import (
    care,
    challenges,
    files,
    groups,
    guide,
    house,
    next_steps,
    notebook,
    peers,
    principal,
    reports,
    reviews,
    settings,
    sharing,
    syntheses,
    team_questions,
    traces,
    walk_shares,
)
from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from bot.texts.words import Words
from bot.ways import NO_WAYS, Ways
from community.messages import Ask, Message, StillForThis
from community.views import AskView, PersonView
from dialogs import DIALOGS
from dialogs.flow import Dialog
from storage.addresses import Address
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.talks import read_talk
from storage.views.people import load_person

FORMS_IN_MESSAGES = frozenset({"teams"})
"""Channels that show a form's fields in the conversation itself; elsewhere a talk asks one question at a time."""

MESSAGE_VIEWS: dict[type, MessageLoader] = {
    **house.MESSAGES,
    **challenges.MESSAGES,
    **sharing.MESSAGES,
    **peers.MESSAGES,
    **groups.MESSAGES,
    **syntheses.MESSAGES,
    **traces.MESSAGES,
    **care.MESSAGES,
    **reports.MESSAGES,
    **notebook.MESSAGES,
    **guide.MESSAGES,
    **files.MESSAGES,
    **reviews.MESSAGES,
    **principal.MESSAGES,
    **team_questions.MESSAGES,
    **next_steps.MESSAGES,
    **walk_shares.MESSAGES,
}
DIALOG_VIEWS: dict[type, DialogLoader] = {
    **house.DIALOGS,
    **challenges.DIALOGS,
    **sharing.DIALOGS,
    **peers.DIALOGS,
    **groups.DIALOGS,
    **syntheses.DIALOGS,
    **traces.DIALOGS,
    **settings.DIALOGS,
    **care.DIALOGS,
    **reports.DIALOGS,
    **guide.DIALOGS,
    **principal.DIALOGS,
    **team_questions.DIALOGS,
    **next_steps.DIALOGS,
    **walk_shares.DIALOGS,
}
"""What loads each view, and asks of rights who may see it: each noun's file has its own."""


class Showing:
    """Draws messages. ``default_locale`` is for somebody whose language nobody knows.

    ``ways``: how files are handed over.
    """

    def __init__(
        self, ring: KeyRing, words: Words, default_locale: str, default_zone: str, ways: Ways = NO_WAYS
    ) -> None:
        self.ring = ring
        self.words = words
        self._locale = default_locale
        self._zone = default_zone
        self.ways = ways

    def card(
        self,
        conn: Connection,
        scope: Scope,
        message: Message,
        reader: Address,
        now: datetime,
        *,
        as_form: bool = False,
        fields: dict[str, str] | None = None,
        faults: dict[str, tuple[str, int | None]] | None = None,
    ) -> Card | None:
        """The card, in the reader's language; ``None`` when the message makes no sense any more.

        ``as_form`` shows a question's whole dialog at once; ``fields`` and ``faults`` are those of a form sent back.
        """
        if isinstance(message, Ask):
            seen: object = self._question(conn, scope, message, reader, now, as_form, fields, faults)
        elif isinstance(message, StillForThis):
            seen = self._still(conn, scope, message, reader, now)
        else:
            seen = self._seen(conn, scope, message, reader, now)
        if seen is None and needs(type(message)) is not None:
            return None
        return draw(message, seen, self.words.into(reader.locale or self._locale))

    def dialog_view(
        self,
        conn: Connection,
        dialog: type[Dialog],
        scope: Scope,
        person: PersonView,
        reader: Address,
        now: datetime,
        subject_id: str | None = None,
    ) -> Any:
        """The view a dialog needs, for this person in the scope's community, about what is named.

        ``None`` when it needs none, or when what is named isn't there for them.
        """
        if dialog.needs is None or person.person_id is None:
            return None
        return DIALOG_VIEWS[dialog.needs](self._seeing(conn, scope, reader, now), person, subject_id)

    def _seeing(self, conn: Connection, scope: Scope, reader: Address, now: datetime) -> Seeing:
        return Seeing(conn, scope, self.ring, reader, now, self._locale, self._zone, self.words, self.ways)

    def _question(
        self,
        conn: Connection,
        scope: Scope,
        message: Ask,
        reader: Address,
        now: datetime,
        as_form: bool,
        fields: dict[str, str] | None,
        faults: dict[str, tuple[str, int | None]] | None,
    ) -> AskView | None:
        dialog = DIALOGS.get(message.dialog)
        if dialog is None or reader.person_id is None or message.step not in dialog.steps:
            return None
        talk = read_talk(scope, conn, self.ring, reader.person_id)
        person = load_person(scope, conn, reader.person_id, now)
        if talk is None or person is None:
            return None
        at = talk.at
        standing = at is not None and (at.dialog, at.step, at.subject_id, talk.revision) == (
            message.dialog,
            message.step,
            message.subject_id,
            message.revision,
        )
        if not standing and fields is None:
            return None  # the talk has moved on: an old question is dropped, not asked
        view = self.dialog_view(conn, dialog, scope, person, reader, now, message.subject_id)
        if view is None and dialog.needs is not None:
            return None
        draft = at.draft if at is not None and standing else {}
        membership = person.membership(scope.community_id)
        first = message.step == dialog.first()
        fields_shown = as_form or reader.channel in FORMS_IN_MESSAGES
        return AskView(
            dialog_view=view,
            draft=draft if fields is None else fields,
            form=dialog.form and first and fields_shown,
            fields=fields_shown,
            back=bool(at is not None and standing and at.trail) or dialog.before(view) is not None,
            faults=faults or {},
            community=membership.community_name if membership and dialog.in_community else "",
            several=len(person.memberships) > 1,
        )

    def _still(
        self, conn: Connection, scope: Scope, message: StillForThis, reader: Address, now: datetime
    ) -> AskView | None:
        """What the question is about that a late text may be for."""
        dialog = DIALOGS.get(message.dialog)
        person = load_person(scope, conn, reader.person_id, now) if reader.person_id is not None else None
        if dialog is None or person is None:
            return None
        view = self.dialog_view(conn, dialog, scope, person, reader, now, message.subject_id)
        if view is None and dialog.needs is not None:
            return None
        return AskView(dialog_view=view, draft={}, form=False, back=False)

    def _seen(self, conn: Connection, scope: Scope, message: Message, reader: Address, now: datetime) -> object:
        wanted = needs(type(message))
        return None if wanted is None else MESSAGE_VIEWS[wanted](self._seeing(conn, scope, reader, now), message)
