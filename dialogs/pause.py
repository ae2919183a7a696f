"""« Faire une pause »: until when Relais writes nothing first."""

from datetime import date, timedelta
from typing import Any

from community.commands import PauseUntil
from community.views import QuietView
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, Next, choice, day

LENGTHS = {"week": timedelta(weeks=1), "two_weeks": timedelta(weeks=2), "four_weeks": timedelta(weeks=4)}
LONGEST = timedelta(days=366)
"""A pause longer than a school year is to leave, and that is said to who runs the community."""


def _between(view: QuietView) -> tuple[date, date]:
    return view.today + timedelta(days=1), view.today + LONGEST


class PauseDialog(Dialog):
    """A few lengths, or a day; whether changes of meeting are said is asked on the card that answers."""

    key = "pause"
    needs = QuietView

    @choice(*LENGTHS, "day")
    def length(draft: Draft, view: QuietView) -> Next | Finish:  # noqa: N805
        """How long from today."""
        if draft["length"] == "day":
            return Next("until")
        return Finish(PauseUntil(view.today + LENGTHS[draft["length"]]))

    @day(between=_between)
    def until(draft: Draft, view: QuietView) -> Finish:  # noqa: N805
        """The first day on which to hear from Relais again."""
        return Finish(PauseUntil(date.fromisoformat(draft["until"])))

    @classmethod
    def facts(cls, view: QuietView) -> dict[str, Any]:
        """The day each length leads to."""
        return {length: view.today + lasts for length, lasts in LENGTHS.items()}
