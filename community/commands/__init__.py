"""What a dialog, or a press, may ask for: one file a noun. A handler in bot/handlers carries it out, and checks again
before it does.
"""

from community.commands.about import Command
from community.commands.challenges import KeepChallenge, SkipMonth
from community.commands.groups import BeginWithout, BindChannel, SetMeeting, UnbindChannel
from community.commands.settings import ChooseLanguage, LinkAccount, UnlinkAccount
from community.commands.showing import ShowChallenge, WithdrawChallenge

__all__ = [
    "BeginWithout",
    "BindChannel",
    "ChooseLanguage",
    "Command",
    "KeepChallenge",
    "LinkAccount",
    "SetMeeting",
    "ShowChallenge",
    "SkipMonth",
    "UnbindChannel",
    "UnlinkAccount",
    "WithdrawChallenge",
]
