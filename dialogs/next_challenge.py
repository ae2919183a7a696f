"""« Continuer », « Adapter »: the challenge that goes on from a reported one, in the same card."""

from typing import Any, ClassVar

from community.challenge import QUESTION_LIMIT, ToolUser
from community.commands import KeepNext
from community.report import NextStep
from community.views import GoingOnView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Ending, Finish, Next, choice, short_text


class NextChallengeDialog(Dialog):
    """The question as it was, to keep or to adapt, and who uses the tool; the report's doors beside it."""

    key = "next_challenge"
    needs = GoingOnView
    about = About.SUBJECT
    form = True
    side_buttons: ClassVar[tuple[str, ...]] = ("start.pride", "start.learners", "start.stuck", "start.trace")

    @short_text(limit=QUESTION_LIMIT, optional=True)
    def question(draft: Draft, view: GoingOnView) -> Ending:  # noqa: N805
        """The question, there already; skipped, it is what it was."""
        return Next("tool_user")

    @choice(*ToolUser, optional=True)
    def tool_user(draft: Draft, view: GoingOnView) -> Ending:  # noqa: N805
        """Who uses the tool, if there is one; skipped, it is what it was."""
        tool_user = ToolUser(draft.get("tool_user", ToolUser.UNKNOWN))
        question = draft.get("question") or view.challenge.question or ""
        return Finish(KeepNext(view.challenge.challenge_id, question, tool_user))

    @classmethod
    def prefilled(cls, view: GoingOnView) -> dict[str, str]:
        """The challenge it goes on from."""
        standing = {"question": view.challenge.question, "tool_user": view.challenge.tool_user}
        return {name: str(value) for name, value in standing.items() if value}

    @classmethod
    def variant(cls, view: GoingOnView) -> str:
        """One continues, or adapts."""
        return "adapt" if view.report is not None and view.report.next is NextStep.ADAPT else ""

    @classmethod
    def facts(cls, view: GoingOnView) -> dict[str, Any]:
        """The day it would run to, and the word for learners."""
        return {"until": view.next_until, "learners": view.learners}
