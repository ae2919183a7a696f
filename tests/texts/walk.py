"""What the code can say, found in the code: the keys that the catalogs must have, and those that nothing uses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

import bot
import dialogs
from bot.cards.card import Card
from bot.cards.drawing import draw
from bot.cli.roster import TEMPLATE
from bot.demo.tour import STEPS as TOUR
from bot.intake.guide import FieldWhy
from bot.intake.marked import MarkedWhy
from bot.intake.roster import FileWhy
from bot.intake.table import TableWhy
from bot.texts.words import DEFAULTS, Parameter, Speech, Words
from community.challenge import Hint
from community.guide import Jurisdiction, Moment
from community.guide_changes import GuideOutcome
from community.guide_rules import GuideWhy
from community.keywords import Keyword
from community.roles import Role
from community.roster import Change, Column, Outcome
from community.roster_rules import RowWhy
from dialogs import DIALOGS
from dialogs.steps import Choice, ShortText
from tests.cards.examples import EXAMPLES

OPTIONAL = ("intro", "note")
"""Parts of a dialog that it may do without."""


class Listening(Speech):
    """A speech that keeps the keys it was asked for."""

    heard: set[str]

    def __call__(self, key: str, /, **params: Parameter) -> str:
        self.heard.add(key)
        return super().__call__(key, **params)


def listening(words: Words, language: str) -> Listening:
    speech = Listening(Locale.parse(DEFAULTS[language]), words.catalogs[language])
    speech.heard = set()
    return speech


def drawn(words: Words, language: str) -> tuple[list[Card], set[str]]:
    """Every example as a card, and the keys that it took."""
    speech = listening(words, language)
    cards = [draw(message, seen, speech) for message, seen in EXAMPLES.values()]
    return cards, speech.heard


def expected() -> Iterator[str]:
    """Every key that code asks for by putting it together."""
    yield from (f"keyword.{keyword}" for keyword in Keyword)
    yield from ("heard.yes", "heard.no")
    yield from (f"role.{role}" for role in Role)
    yield from (f"challenge_kept.hint.{hint}" for hint in Hint)
    yield from (f"fault.{key}" for key in faults_named())
    yield from roster()
    yield from guide()
    for key, dialog in DIALOGS.items():
        yield from (f"{key}.title", f"{key}.name")
        if dialog.form:
            yield f"{key}.submit"
        yield from (f"button.{verb}" for verb in dialog.side_buttons)
        for name, step in dialog.steps.items():
            yield from (f"{key}.{name}.{part}" for part in ("ask", "about", "help"))
            if dialog.form:
                yield f"{key}.{name}.label"
            if isinstance(step, ShortText) and not step.optional:
                yield f"{key}.{name}.example"
            if isinstance(step, Choice):
                yield from (f"{key}.{name}.option.{value}" for value in step.fixed)


def roster() -> Iterator[str]:
    """What the import of a roster may say."""
    yield from (why.value for whys in (TableWhy, FileWhy, RowWhy) for why in whys)
    yield from (f"roster.column.{column}" for column in Column)
    yield from (f"roster.change.{change}" for change in Change)
    for outcome in set(Outcome) - {Outcome.REFUSED}:  # a refused line is told by its faults
        yield from (f"roster.line.{outcome}", f"roster.total.{outcome}")
    yield from (f"roster.template.{part}" for part in TEMPLATE)


def guide() -> Iterator[str]:
    """What the import of a guide may say."""
    yield from (f"page.{part}.{moment}" for part in ("moment", "grid") for moment in Moment)
    yield from (f"page.law.{law}" for law in Jurisdiction)
    yield from (why.value for whys in (MarkedWhy, FieldWhy, GuideWhy) for why in whys)
    yield from (f"guide.cli.{outcome}" for outcome in set(GuideOutcome) - {GuideOutcome.TAKEN})
    yield from (f"guide.cli.line_{what}" for what in ("added", "changed", "gone"))


def may_be() -> Iterator[str]:
    """Keys that are used where they are there."""
    for key, dialog in DIALOGS.items():
        yield from (f"{key}.{part}" for part in OPTIONAL)
        for name, step in dialog.steps.items():
            yield from (f"{key}.{name}.{part}" for part in ("example", "placeholder"))
            if isinstance(step, Choice):
                yield from (f"{key}.{name}.option.{value}.also" for value in step.fixed)
    for step_of_tour in TOUR:
        yield from (f"demo.tour.{step_of_tour.key}", f"demo.tour.{step_of_tour.key}_title")


def faults_named() -> set[str]:
    """The faults that dialogs give: the first argument of every ``Fault(…)``."""
    found = set()
    for tree in _trees(dialogs):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                found |= {c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant) and c.value}
    return {str(key) for key in found}


def written_out() -> set[str]:
    """Every string that stands in the program and its pages as it is: a key written out is used."""
    found = {
        node.value
        for tree in _trees(bot)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for page in Path(str(bot.__path__[0])).rglob("*.html"):
        found |= set(re.findall(r"'([\w.]+)'", page.read_text(encoding="utf-8")))
    return found


def _trees(package: object) -> Iterator[ast.Module]:
    for path in getattr(package, "__path__", ()):
        for file in sorted(Path(path).rglob("*.py")):
            yield ast.parse(file.read_text(encoding="utf-8"))


def messages(language: str) -> list[tuple[str, list[str]]]:
    """Every key of a catalog as the file has it, twice where it is there twice, with its forms."""
    path = Path(str(bot.__path__[0])) / "texts" / f"{language}.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, abort_invalid=True)
    found = []
    for message in catalog:
        if message.id:
            forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
            found.append((message.id if isinstance(message.id, str) else message.id[0], [str(f) for f in forms]))
    return found


LANGUAGES = tuple(DEFAULTS)
