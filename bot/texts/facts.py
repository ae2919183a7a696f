"""What the words of a dialog may name, for one reader."""

from typing import cast

from bot.texts.words import Parameter, Speech
from community.views import MonthView, PeerView
from dialogs.flow import Dialog


def facts_in(speech: Speech, dialog: type[Dialog], view: object) -> dict[str, Parameter]:
    """The dialog's facts. A community's own word is kept in the language it is in; elsewhere, or where the community
    has none, it is the catalog's.
    """
    facts = cast("dict[str, Parameter]", dialog.facts(view))
    if isinstance(view, MonthView | PeerView) and not (view.learners and view.words_locale.startswith(speech.language)):
        facts["learners"] = speech("word.learners")
    return facts
