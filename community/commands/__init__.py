"""What a dialog, or a press, may ask for: one file a noun. A handler in bot/handlers carries it out, and checks again
before it does.
"""

from community.commands.about import Command
from community.commands.challenges import KeepChallenge, SkipMonth
from community.commands.settings import ChooseLanguage, LinkAccount, UnlinkAccount

__all__ = ["ChooseLanguage", "Command", "KeepChallenge", "LinkAccount", "SkipMonth", "UnlinkAccount"]
