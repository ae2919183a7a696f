"""Which of one's open challenges is meant, where there are several; what was wanted goes on after the choice."""

from collections.abc import Mapping

from community.views import OpenChallengesView
from dialogs.flow import Dialog
from dialogs.steps import Draft, GoTo, choice


def _questions(view: OpenChallengesView) -> Mapping[str, str]:
    return {c.challenge_id: c.question for c in view.challenges if c.question}


class WhichChallengeDialog(Dialog):
    """The open challenges by their questions."""

    key = "which_challenge"
    needs = OpenChallengesView
    in_community = True

    @choice(of=_questions)
    def challenge(draft: Draft, view: OpenChallengesView) -> GoTo:  # noqa: N805
        """One of the person's open challenges."""
        return GoTo(draft.get(GOING_ON) or "challenge", draft["challenge"])


GOING_ON = "going_on"
"""Where the draft keeps the key of the dialog that needed to know."""
