"""Who reads, whom they may ask, and whether their private chat is open."""

from bot.showing.seeing import DialogLoader, MessageLoader, Seeing
from community.messages import InPrivate, Message, SettingsPage, Welcome
from community.views import OrganizationView, PersonView, PrivateView
from storage.addresses import find_address
from storage.views.people import load_organization


def _person(seeing: Seeing, message: Message) -> PersonView | None:
    if seeing.reader.person_id is None:
        return None if isinstance(message, Welcome) else PersonView(None, "", seeing.reader.locale or seeing.locale)
    person = seeing.person(names=True, accounts=isinstance(message, SettingsPage))
    if person is None or (isinstance(message, Welcome) and not person.memberships):
        return None
    return person


def _organization(seeing: Seeing, message: Message) -> OrganizationView:
    return load_organization(seeing.scope, seeing.conn, seeing.now)


OPENS_CHATS = frozenset({"slack"})
"""Channels where Relais may begin a private chat with anybody; in Teams, with who has added it."""


def _private(seeing: Seeing, message: InPrivate) -> PrivateView | None:
    address = find_address(seeing.scope, seeing.conn, message.address_id)
    if address is None:
        return None
    open_to_us = address.conversation is not None or address.channel in OPENS_CHATS
    return PrivateView(reachable=address.reachable and open_to_us)


MESSAGES: dict[type, MessageLoader] = {
    PersonView: _person,
    OrganizationView: _organization,
    PrivateView: _private,
}
DIALOGS: dict[type, DialogLoader] = {PersonView: lambda seeing, person, subject_id: person}
