"""What a button's verb means. A verb is all a button carries, with its card and revision (DESIGN.md §4).

    say.<keyword>              as if the keyword had been typed
    start.<dialog>[.<id>]      open a conversation about what the card is about, or about what is named
    do.<command>[.<id>]        do something to what the card is about, or to what is named
    show.<page>[.<id>]         show a page
    answer.<option>, fill      an option, or the field, of the card's question
    form.<dialog>              the form of that dialog, whatever its card says by now
    still.yes, still.no        whether a late text answers the question
    list.<part>.<number>       another page, or another subject, of the list shown

The few older ones, such as ``challenge.skip_month``, are written out in ``COMMANDS``.
"""

from collections.abc import Callable, Mapping

from bot.verbs import DOES, SHOWS
from community.commands import Command, LinkAccount, SkipMonth, UnlinkAccount
from community.keywords import Keyword
from community.messages import (
    ActionsPage,
    Ask,
    Message,
    MyChallenges,
    Notebook,
    Overview,
    PutAside,
    StillForThis,
    TeamChallenges,
    WalkNotes,
    WalkShares,
)
from dialogs import DIALOGS
from dialogs.said import Chosen, Filled, Given, Said, Started, Steered, StillPressed
from dialogs.steps import Typed

FORM = "form."
COMMANDS: dict[str, Callable[[str | None], Command]] = {
    "challenge.skip_month": SkipMonth,
    "account.unlink": lambda _: UnlinkAccount(),
    "account.link": lambda _: LinkAccount(),
}
"""Buttons that do something by themselves, of what their card is about."""
CHANNEL_VERBS = frozenset(
    {
        "start.suggest",
        "start.question",
        "start.try_too",
        "start.adapt",
        "start.bind",
        "start.letter",
        "start.unbind",
        "start.team_answer",
        "say.team_challenges",
    }
)
"""What may be pressed on a channel's card, by anybody with a place in its community: it opens a conversation, or shows
a list, in private, where rights are asked. Nothing done at once: a channel's card is everybody's to press."""
_WORDS = frozenset(keyword.value for keyword in Keyword)
TALKING = frozenset({"say.cancel", "say.later", "say.back", "say.skip", "say.resume"})
"""Buttons under a question, or under what was put aside, that are for that conversation."""
SAME_CARD = frozenset(
    {
        "actions",
        "ask",
        "carried_over",
        "challenge_kept",
        "challenge_shown",
        "challenge_withdrawn",
        "citation_answered",
        "citation_asked",
        "file_given",
        "file_link",
        "file_offered",
        "file_told",
        "let_go",
        "meeting_set",
        "own_principal_page",
        "paused",
        "principal_outcome",
        "report_kept",
        "coming_back",
        "seen_of_me",
        "settings",
        "smaller_kept",
        "synthesis_draft",
        "team_asked",
        "trace_answered",
        "trace_asked",
        "trace_kept",
        "walk",
        "walk_lines",
        "walk_more",
        "walk_notes",
        "walk_share_sent",
        "walk_shares",
        "walk_unshown",
    }
)
"""Kinds of cards that are a page of one's own: what a press on one opens, does or shows takes its place. Others are
answered below: what was pushed, or listed, stays there to be read. What asks a yes or a no is shown again by its
answer, to be answered otherwise."""
_SUBJECTS = (
    "subject_id",
    "challenge_id",
    "words_id",
    "trace_id",
    "synthesis_id",
    "citation_id",
    "letter_id",
    "address_id",
    "group_id",
    "question_id",
    "answer_id",
    "share_id",
    "walk_id",
    "page_id",
)
"""The fields that say what a message is about."""
_LISTS = (ActionsPage, MyChallenges, TeamChallenges, Notebook, Overview, WalkNotes, WalkShares)


def changes(verb: str) -> bool:
    """Whether a press changes something, so that the same click sent twice must act once."""
    return verb in COMMANDS or verb in TALKING or verb.startswith((FORM, "answer.", "fill", "still.", "do."))


def in_channel(verb: str) -> bool:
    """Whether a channel's card may be pressed for it."""
    return ".".join(verb.split(".")[:2]) in CHANNEL_VERBS


def replaces(verb: str, message: Message) -> bool:
    """Whether what comes of a press takes the pressed card's place. Other presses are answered below it."""
    if verb.startswith(("start.", "do.", "show.")):
        return message.kind in SAME_CARD
    return changes(verb) or verb == "challenge.change" or verb.startswith("list.")


def is_page(message: Message) -> bool:
    """Whether a card is a page of one's own, to come back to; a question is none."""
    return message.kind in SAME_CARD and not isinstance(message, Ask)


def subject_of(message: Message) -> str | None:
    """What the message is about."""
    found = next((getattr(message, name) for name in _SUBJECTS if getattr(message, name, None) is not None), None)
    return str(found) if found is not None else None


def meaning(verb: str, fields: Mapping[str, str], message: Message) -> Said | Command | Message | None:
    """What a press on the card of ``message`` says, asks for, or shows; ``None`` for nothing, or nothing any more."""
    if verb in COMMANDS:
        return COMMANDS[verb](subject_of(message))
    match verb.split("."):
        case ["say", word] if verb in TALKING and isinstance(message, Ask):
            return Steered(Keyword(word), message.dialog, message.step, message.subject_id)
        case ["say", word] if verb in TALKING and isinstance(message, PutAside):
            return Steered(Keyword(word), message.dialog)
        case ["say", word] if word in _WORDS:
            return Typed("", keyword=Keyword(word))
        case ["challenge", "change"]:
            return Started("challenge", subject_of(message))
        case ["answer", option] if isinstance(message, Ask):
            return Chosen(message.dialog, message.step, option, message.subject_id)
        case ["fill"] if isinstance(message, Ask):
            return Given(message.dialog, message.step, fields.get(message.step, ""), message.subject_id)
        case ["form", dialog] if dialog in DIALOGS and DIALOGS[dialog].form:
            return Filled(dialog, fields, subject_of(message))
        case ["still", "yes" | "no" as answer] if isinstance(message, StillForThis):
            return StillPressed(message.revision, answer == "yes")
        case ["start" | "do" | "show" as family, name, *about] if len(about) < 2:
            return _about(family, name, about[0] if about else subject_of(message))
        case ["list", part, number] if number.isdecimal() and len(number) < 5:
            return _turned(part, int(number), message)
    return None


def _about(family: str, name: str, subject_id: str | None) -> Said | Command | Message | None:
    if family == "start":
        return Started(name, subject_id) if name in DIALOGS else None
    makes: Mapping[str, Callable[[str], Command | Message]] = DOES if family == "do" else SHOWS
    return makes[name](subject_id or "") if name in makes else None


def _turned(part: str, number: int, message: Message) -> Message | None:
    """The same list at another page, or of another subject; past the last subject, of all."""
    if part == "page" and isinstance(message, _LISTS):
        return message.model_copy(update={"page": number})
    if part == "subject" and isinstance(message, TeamChallenges):
        return TeamChallenges(subject=number)
    if part == "subjects" and isinstance(message, TeamChallenges):
        return TeamChallenges(page=number, choosing=True)
    if part == "all" and isinstance(message, TeamChallenges):
        return TeamChallenges()
    return None
