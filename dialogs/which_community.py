"""« communauté »: which one a person of several is talking about. Asked once; the talk keeps it."""

from collections.abc import Mapping

from community.views import PersonView
from dialogs.flow import Dialog
from dialogs.steps import Draft, GoOn, choice


def _names(person: PersonView) -> Mapping[str, str]:
    return {m.community_id: m.community_name for m in person.memberships}


class WhichCommunityDialog(Dialog):
    """The communities by name; what was wanted goes on after the choice."""

    key = "which_community"
    needs = PersonView

    @choice(of=_names)
    def community(draft: Draft, view: PersonView) -> GoOn:  # noqa: N805
        """One of the person's communities."""
        return GoOn(draft["community"], draft.get(WANTED) or None)


WANTED = "wanted"
"""Where the draft keeps the key of the dialog that needed to know."""
