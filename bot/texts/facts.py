"""What the words of a dialog may name, for one reader."""

from typing import cast

from bot.texts.words import Parameter, Speech
from community.guide import LEARNERS, Said
from community.views import MonthView, OwnChallengeView, PeerView, QuestionView
from dialogs.flow import Dialog


def facts_in(speech: Speech, dialog: type[Dialog], view: object) -> dict[str, Parameter]:
    """The dialog's facts, the community's own word for learners as this reader is to read it."""
    facts = dialog.facts(view)
    if isinstance(view, MonthView | OwnChallengeView | PeerView | QuestionView):
        facts["learners"] = learners(speech, view.learners, view.words_locale)
    word = str(facts.get("learners", ""))
    return {name: cast("Parameter", told(speech, value, word)) for name, value in facts.items()}


def told(speech: Speech, value: object, word: str = "") -> object:
    """Words that are data in both languages, in the reader's, with this ``word`` for learners; anything else as is."""
    if not isinstance(value, Said):
        return value
    return value.into(speech.locale).replace(LEARNERS, word or speech("word.learners"))


def learners(speech: Speech, word: str, locale: str) -> str:
    """A community's own word for learners, in the language it is in; elsewhere, or where it has none, the catalog's."""
    return word if word and locale.startswith(speech.language) else speech("word.learners")
