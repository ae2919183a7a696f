"""« En recevoir de nouveau »: which kinds of messages one wanted fewer of are sent again."""

from community.commands import AgainOf
from community.delivery import DELIVERY
from community.messages import SettingsPage
from community.views import QuietView
from dialogs.flow import Dialog
from dialogs.steps import Draft, Finish, choice

COUNTED = tuple(kind for kind, how in DELIVERY.items() if how.counted)


class AgainDialog(Dialog):
    """One press a kind."""

    key = "again"
    needs = QuietView
    gone = SettingsPage()

    @choice(*COUNTED, among=lambda view: view.fewer_of)
    def kind(draft: Draft, view: QuietView) -> Finish:  # noqa: N805
        """One of the kinds they want fewer of."""
        return Finish(AgainOf(draft["kind"]))
