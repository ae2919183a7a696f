"""What the words of a dialog may name, for one reader."""

from typing import cast

from bot.texts.words import Parameter, Speech
from community.views import MonthView, OwnChallengeView, PeerView
from dialogs.flow import Dialog


def facts_in(speech: Speech, dialog: type[Dialog], view: object) -> dict[str, Parameter]:
    """The dialog's facts, the community's own word for learners as this reader is to read it."""
    facts = cast("dict[str, Parameter]", dialog.facts(view))
    if isinstance(view, MonthView | OwnChallengeView | PeerView):
        facts["learners"] = learners(speech, view.learners, view.words_locale)
    return facts


def learners(speech: Speech, word: str, locale: str) -> str:
    """A community's own word for learners, in the language it is in; elsewhere, or where it has none, the catalog's."""
    return word if word and locale.startswith(speech.language) else speech("word.learners")
