"""« langue »: French of Québec, French of France, or English."""

from community.commands import ChooseLanguage
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, choice


class LanguageDialog(Dialog):
    """One press."""

    key = "language"

    @choice("fr_CA", "fr_FR", "en_CA")
    def locale(draft: Draft, view: None) -> Finish:  # noqa: N805
        """The locale Relais speaks to this person in."""
        return Finish(ChooseLanguage(draft["locale"]))
