"""A message becomes a card: its facts loaded, its words chosen, for the person who reads it, now.

Used for the reply to a press and, at the last moment, by the sender. Nothing is written here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.cards.card import Card
from bot.cards.drawing import draw, needs
from bot.texts.words import Words
from community.messages import Ask, ChallengeKept, InPrivate, Message, MyChallenges, SettingsPage, Welcome
from community.rights import Act, may, may_in
from community.views import (
    AskView,
    Challenge,
    MonthView,
    MyChallengesView,
    OrganizationView,
    PersonView,
    PrivateView,
)
from dialogs import DIALOGS
from dialogs.flow import Dialog
from storage.addresses import Address, find_address
from storage.scope import Scope
from storage.sealing import KeyRing
from storage.talks import read_talk
from storage.views.challenges import load_challenge, load_month, load_my_challenges
from storage.views.people import load_organization, load_person

FORMS_IN_MESSAGES = frozenset({"teams"})
"""Channels that show a form's fields in the conversation itself; elsewhere a talk asks one question at a time."""


class Showing:
    """Draws messages. ``default_locale`` is for somebody whose language nobody knows."""

    def __init__(self, ring: KeyRing, words: Words, default_locale: str, default_zone: str) -> None:
        self.ring = ring
        self.words = words
        self._locale = default_locale
        self._zone = default_zone

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
        else:
            seen = self._seen(conn, scope, message, reader, now)
        if seen is None and needs(type(message)) is not None:
            return None
        return draw(message, seen, self.words.into(reader.locale or self._locale))

    def dialog_view(
        self, conn: Connection, dialog: type[Dialog], scope: Scope, person: PersonView, now: datetime
    ) -> Any:
        """The view a dialog needs, for this person in the scope's community; ``None`` when it needs none."""
        if dialog.needs is None or person.person_id is None:
            return None
        if dialog.needs is PersonView:
            return person
        if dialog.needs is not MonthView:
            raise TypeError(f"nothing loads {dialog.needs.__name__}")
        return load_month(scope, conn, self.ring, person.person_id, now)

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
        standing = at is not None and (at.dialog, at.step, talk.revision) == (
            message.dialog,
            message.step,
            message.revision,
        )
        if not standing and fields is None:
            return None  # the talk has moved on: an old question is dropped, not asked
        view = self.dialog_view(conn, dialog, scope, person, now)
        draft = at.draft if at is not None and standing else {}
        membership = person.membership(scope.community_id)
        first = message.step == dialog.first()
        return AskView(
            dialog_view=view,
            draft=draft if fields is None else fields,
            form=dialog.form and first and (as_form or reader.channel in FORMS_IN_MESSAGES),
            back=bool(at is not None and standing and at.trail),
            faults=faults or {},
            community=membership.community_name if membership and dialog.in_community else "",
            several=len(person.memberships) > 1,
        )

    def _seen(self, conn: Connection, scope: Scope, message: Message, reader: Address, now: datetime) -> object:
        wanted = needs(type(message))
        if wanted is None:
            return None
        load: dict[type, Callable[[], object]] = {
            PersonView: lambda: self._person(conn, scope, message, reader, now),
            OrganizationView: lambda: load_organization(scope, conn, now),
            MyChallengesView: lambda: self._my_challenges(conn, scope, message, reader, now),
            Challenge: lambda: self._challenge(conn, scope, message, reader),
            PrivateView: lambda: self._private(conn, scope, message),
        }
        return load[wanted]()

    def _person(
        self, conn: Connection, scope: Scope, message: Message, reader: Address, now: datetime
    ) -> PersonView | None:
        if reader.person_id is None:
            return None if isinstance(message, Welcome) else PersonView(None, "", reader.locale or self._locale)
        person = load_person(scope, conn, reader.person_id, now, names=True, accounts=isinstance(message, SettingsPage))
        if person is None or (isinstance(message, Welcome) and not person.memberships):
            return None
        return person

    def _my_challenges(
        self, conn: Connection, scope: Scope, message: Message, reader: Address, now: datetime
    ) -> MyChallengesView | None:
        if reader.person_id is None or not isinstance(message, MyChallenges):
            return None
        person = load_person(scope, conn, reader.person_id, now)
        places = person.memberships if person else ()
        zone = ZoneInfo(places[0].time_zone if places else self._zone)
        mine = load_my_challenges(scope, conn, self.ring, reader.person_id, message.page, now, zone)
        return replace(mine, may_keep=any(may_in(place, Act.KEEP_CHALLENGE) for place in places))

    def _challenge(self, conn: Connection, scope: Scope, message: Message, reader: Address) -> Challenge | None:
        if reader.person_id is None or not isinstance(message, ChallengeKept):
            return None
        found = load_challenge(scope, conn, self.ring, reader.person_id, message.challenge_id)
        return found if found is not None and may(reader.person_id, Act.READ_CHALLENGE, found) else None

    def _private(self, conn: Connection, scope: Scope, message: Message) -> PrivateView | None:
        if not isinstance(message, InPrivate):
            return None
        address = find_address(scope, conn, message.address_id)
        if address is None:
            return None
        return PrivateView(reachable=address.reachable and address.conversation is not None)
