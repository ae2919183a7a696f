"""« Mes réglages »."""

from datetime import date
from typing import Literal

from community.messages.about import About


class SettingsPage(About):
    """« Mes réglages »: the language, the linked accounts, the hours, the pause, what one wants fewer of."""

    kind: Literal["settings"] = "settings"


class LanguageChosen(About):
    """The language was changed; said in the new one."""

    kind: Literal["language_chosen"] = "language_chosen"


class AccountUnlinked(About):
    """The person undid the link between this account and the roster."""

    kind: Literal["account_unlinked"] = "account_unlinked"


class AccountLinked(About):
    """The person linked this account to the roster again."""

    kind: Literal["account_linked"] = "account_linked"


class HoursChosen(About):
    """When Relais may write first was chosen."""

    kind: Literal["hours_chosen"] = "hours_chosen"


class Paused(About):
    """« Entendu. Je me tais jusqu'au … », and whether meeting changes are said. ``until``: the first day back.

    ``meetings`` is ``None`` as long as that wasn't answered.
    """

    kind: Literal["paused"] = "paused"
    until: date
    meetings: bool | None = None


class PauseEnded(About):
    """The pause was ended early."""

    kind: Literal["pause_ended"] = "pause_ended"


class FewerChosen(About):
    """« Moins de messages comme celui-ci » was heard, or undone. ``of`` is a kind of message."""

    kind: Literal["fewer_chosen"] = "fewer_chosen"
    of: str
    again: bool = False
