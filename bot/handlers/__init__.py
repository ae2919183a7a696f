"""Carry out what a dialog asked for: a command and a connection → rows, and the messages that say so."""

from bot.handlers.accounts import choose_language, link_account, unlink_account
from bot.handlers.acting import Acting
from bot.handlers.challenges import keep_challenge, skip_month
from community.commands import ChooseLanguage, Command, KeepChallenge, LinkAccount, SkipMonth, UnlinkAccount
from community.messages import Message


def carry_out(command: Command, acting: Acting) -> Message:
    """Do it, if it is theirs to do, and say what became of it."""
    match command:
        case KeepChallenge():
            return keep_challenge(command, acting)
        case SkipMonth():
            return skip_month(acting)
        case ChooseLanguage():
            return choose_language(command, acting)
        case UnlinkAccount():
            return unlink_account(acting)
        case LinkAccount():
            return link_account(acting)
