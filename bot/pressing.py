"""What a button's verb means. A verb is all a button carries, with its card and revision (DESIGN.md §4)."""

from collections.abc import Mapping

from community.commands import Command, LinkAccount, SkipMonth, UnlinkAccount
from community.keywords import Keyword
from community.messages import Ask, Message, MyChallenges, PutAside, StillForThis
from dialogs import DIALOGS
from dialogs.flow import Typed
from dialogs.said import Chosen, Filled, Said, Steered, StillPressed

FORM = "form."
"""Before a dialog's key: the form of that dialog, whatever its card says by now."""
COMMANDS: dict[str, Command] = {
    "challenge.skip_month": SkipMonth(),
    "account.unlink": UnlinkAccount(),
    "account.link": LinkAccount(),
}
"""Buttons that do something by themselves."""
_WORDS = frozenset(keyword.value for keyword in Keyword)
TALKING = frozenset({"say.cancel", "say.later", "say.back", "say.skip", "say.resume"})
"""Buttons under a question, or under what was put aside, that are for that conversation."""


def changes(verb: str) -> bool:
    """Whether a press changes something, so that the same click sent twice must act once."""
    return verb in COMMANDS or verb in TALKING or verb.startswith((FORM, "answer.", "still."))


def replaces(verb: str) -> bool:
    """Whether what comes of a press takes the pressed card's place. Other presses are answered below it."""
    return changes(verb) or verb == "challenge.change" or verb.startswith("list.page.")


def meaning(verb: str, fields: Mapping[str, str], message: Message) -> Said | Command | Message | None:
    """What a press on the card of ``message`` says, asks for, or shows; ``None`` for nothing, or nothing any more."""
    if verb in COMMANDS:
        return COMMANDS[verb]
    match verb.split("."):
        case ["say", word] if verb in TALKING and isinstance(message, Ask):
            return Steered(Keyword(word), message.dialog, message.step)
        case ["say", word] if verb in TALKING and isinstance(message, PutAside):
            return Steered(Keyword(word), message.dialog)
        case ["say", word] if word in _WORDS:
            return Typed("", keyword=Keyword(word))
        case ["challenge", "change"]:
            return Typed("", keyword=Keyword.CHALLENGE)
        case ["answer", option] if isinstance(message, Ask):
            return Chosen(message.dialog, message.step, option)
        case ["form", dialog] if dialog in DIALOGS and DIALOGS[dialog].form:
            return Filled(dialog, fields)
        case ["still", "yes" | "no" as answer] if isinstance(message, StillForThis):
            return StillPressed(message.revision, answer == "yes")
        case ["list", "page", number] if isinstance(message, MyChallenges) and number.isdecimal() and len(number) < 5:
            return MyChallenges(page=int(number))
    return None
