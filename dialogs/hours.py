"""« Mes heures »: when Relais may write first, inside the community's hours."""

from typing import Any, ClassVar

from community.commands import ChooseHours
from community.hours import afternoons, mornings, read_span, within, written
from community.views import QuietView
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, Next, choice, hours


class HoursDialog(Dialog):
    """One press, or two times of the day typed."""

    key = "hours"
    needs = QuietView
    WAYS: ClassVar[tuple[str, ...]] = ("community", "mornings", "afternoons", "span")

    @choice(*WAYS)
    def when(draft: Draft, view: QuietView) -> Next | Finish:  # noqa: N805
        """The community's hours, half of them, or one's own."""
        match draft["when"]:
            case "span":
                return Next("span")
            case "mornings":
                return Finish(ChooseHours(written(mornings(view.hours))))
            case "afternoons":
                return Finish(ChooseHours(written(afternoons(view.hours))))
        return Finish(ChooseHours(None))

    @hours(inside=lambda view: view.hours)
    def span(draft: Draft, view: QuietView) -> Finish:  # noqa: N805
        """From when until when; what is outside the community's hours is left out."""
        typed = read_span(draft["span"])
        own = within(typed, view.hours) if typed is not None else None
        return Finish(ChooseHours(written(own) if own is not None else None))

    @classmethod
    def facts(cls, view: QuietView) -> dict[str, Any]:
        """The community's hours."""
        return {
            "opens": view.hours.opens,
            "closes": view.hours.closes,
            "pause_from": view.hours.pause_from,
            "pause_until": view.hours.pause_until,
        }
