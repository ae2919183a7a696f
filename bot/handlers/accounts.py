"""The language somebody is spoken to in, and the link between their account and the roster."""

from bot.handlers.acting import Acting, Handler
from community.commands import ChooseLanguage, Command, LinkAccount, UnlinkAccount
from community.messages import AccountLinked, AccountUnlinked, LanguageChosen, Message
from storage.addresses import link, unlink
from storage.people import choose_locale


def choose_language(command: ChooseLanguage, acting: Acting) -> Message:
    """From the next message on, this one included."""
    choose_locale(acting.scope, acting.conn, acting.person_id, command.locale)
    return LanguageChosen()


def unlink_account(command: UnlinkAccount, acting: Acting) -> Message:
    """« Ce n'est pas moi »: this account is nobody's until somebody links it on purpose."""
    unlink(acting.scope, acting.conn, acting.address.id)
    return AccountUnlinked()


def link_account(command: LinkAccount, acting: Acting) -> Message:
    """The same account, linked again by the person themself."""
    link(acting.scope, acting.conn, acting.address.id, acting.person_id, "person", acting.now)
    return AccountLinked()


HANDLES: dict[type[Command], Handler] = {
    ChooseLanguage: choose_language,
    UnlinkAccount: unlink_account,
    LinkAccount: link_account,
}
