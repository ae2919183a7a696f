"""What the words of a dialog may name, for one reader."""

from typing import cast

from bot.texts.words import Parameter, Speech
from community.guide import Said
from community.views import MonthView, OwnChallengeView, PeerView, QuestionView
from dialogs.flow import Dialog


def facts_in(speech: Speech, dialog: type[Dialog], view: object) -> dict[str, Parameter]:
    """The dialog's facts, the community's own word for learners as this reader is to read it."""
    given = {name: told(speech, value) for name, value in dialog.facts(view).items()}
    facts = cast("dict[str, Parameter]", given)
    if isinstance(view, MonthView | OwnChallengeView | PeerView | QuestionView):
        facts["learners"] = learners(speech, view.learners, view.words_locale)
    return facts


def told(speech: Speech, value: object) -> object:
    """Words that are data in both languages, in the reader's; anything else as it is."""
    return value.into(speech.locale) if isinstance(value, Said) else value


def learners(speech: Speech, word: str, locale: str) -> str:
    """A community's own word for learners, in the language it is in; elsewhere, or where it has none, the catalog's."""
    return word if word and locale.startswith(speech.language) else speech("word.learners")
