"""What somebody reads of a message, as one line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.cards.card import Block, Card, Facts, Paragraph, People
from bot.cards.drawing import draw, needs
from bot.texts.facts import facts_in
from bot.texts.words import Speech
from community.messages import (
    Ask,
    Help,
    Message,
    MyChallenges,
    Notebook,
    SettingsPage,
    TeamChallenges,
    WhomToAsk,
    WhoSeesWhat,
)
from community.views import (
    AskView,
    Challenge,
    GroupKind,
    MonthView,
    MyChallengesView,
    NotebookView,
    OpenChallengesView,
    OrganizationView,
    OverviewView,
    OwnChallengeView,
    PersonView,
    SharedChallengesView,
)
from dialogs import DIALOGS
from dialogs.steps import Fault
from tests.cards.plain import plain

PAGES = (Help, MyChallenges, Notebook, SettingsPage, TeamChallenges, WhoSeesWhat, WhomToAsk)
"""Read by their title alone: tests/cards reviews the rest."""
INTRODUCTION = ("intro", "intro.open", "intro.left", "note", "question.example")
"""Parts of a first question that tests/cards reviews."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody before a card: who, in what speech, what is kept, what was answered so far."""

    person: PersonView
    speech: Speech
    month: MonthView
    question: AskView | None = None
    """Where the message is a question."""
    facts: Mapping[type | None, object] = field(default_factory=dict)
    """Views by type, beside the house's: the view, or a function of the message."""

    def is_there(self, message: Message) -> bool:
        """Whether what it is drawn from is there; else it isn't sent."""
        return needs(type(message)) is None or self._seen(message) is not None

    def card(self, message: Message) -> Card:
        """The message as it is drawn for them."""
        return draw(message, self._seen(message), self.speech)

    def reads(self, message: Message, card: Card) -> list[str]:
        """The lines of the card, its buttons and introduction aside."""
        if isinstance(message, PAGES):
            return [card.title]
        known = {"", self.speech("challenge.note"), self.speech("challenge_kept.offer")}
        if isinstance(message, Ask) and self.question is not None:
            facts = facts_in(self.speech, DIALOGS[message.dialog], self.question.dialog_view)
            keys = (f"{message.dialog}.{part}" for part in INTRODUCTION)
            known |= {card.title, *(self.speech(key, **facts) for key in keys if self.speech.has(key))}
        lines = [card.title, *(line for block in card.blocks for line in _lines(block))]
        lines += plain(Card("", inputs=card.inputs)).splitlines()
        return [line for line in lines if line not in known]

    def _seen(self, message: Message) -> object:
        kept = self.month.open or self.month.left
        wanted = needs(type(message))
        if wanted in self.facts:
            given = self.facts[wanted]
            return given(message) if callable(given) else given
        seen = {
            None: None,
            AskView: self.question,
            PersonView: self.person,
            Challenge: kept,
            OwnChallengeView: _own(kept) if kept is not None else None,
            OrganizationView: OrganizationView((("COP IA", ("Bruno Côté",)),)),
            SharedChallengesView: SharedChallengesView((), 0, 1, "Français"),
            OpenChallengesView: OpenChallengesView((self.month.open,) if self.month.open else ()),
            NotebookView: NotebookView(None, (), 0, 1),
            OverviewView: OverviewView(allowed=False),
            MyChallengesView: MyChallengesView((kept,) if kept else (), 0, 1, self.month.month),
        }
        return seen.get(wanted)


def _own(kept: Challenge) -> OwnChallengeView:
    return OwnChallengeView(kept, "Français", (), "élèves", "fr_CA", inquiry=False, group_kind=GroupKind.TEAM)


def refused(form: Ask, reader: Reader, fields: dict[str, str], faults: dict[str, Fault]) -> str:
    """What is amiss under each field of a form that wasn't taken."""
    assert reader.question is not None
    why = {step: (fault.key, fault.length) for step, fault in faults.items()}
    shown = replace(reader, question=replace(reader.question, draft=fields, form=True, faults=why))
    return in_one_line([f"{given.label}: {given.error}" for given in shown.card(form).inputs if given.error])


def in_one_line(lines: list[str]) -> str:
    """Lines parted by « / », no-break spaces as plain ones."""
    return " / ".join(lines).replace("\xa0", " ")


def _lines(block: Block) -> list[str]:
    match block:
        case Facts(facts):
            return [f"{fact.label}: {fact.value}" for fact in facts]
        case People(text):
            return [f"> {text}"]
        case Paragraph(text):
            return [text]
