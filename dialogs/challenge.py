"""« défi »: a question kept in thirty seconds, by form or by talking (DOMAIN.md §4.1-2)."""

from typing import Any, ClassVar

from community.challenge import QUESTION_LIMIT, Readers, ToolUser
from community.commands import KeepChallenge
from community.rights import Act, may_in
from community.views import MonthView, PersonView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, Next, choice, short_text


class ChallengeDialog(Dialog):
    """The question, then who uses the tool. Kept at once: helping with the question comes after, never before."""

    key = "challenge"
    needs = MonthView
    in_community = True
    about = About.MAYBE_CHALLENGE
    form = True
    side_buttons: ClassVar[tuple[str, ...]] = (
        "challenge.skip_month",
        "say.team_challenges",
        "say.my_challenges",
    )

    @short_text(limit=QUESTION_LIMIT)
    def question(draft: Draft, view: MonthView) -> Next:  # noqa: N805
        """What nags or slips away in class."""
        return Next("tool_user")

    @choice(*ToolUser, optional=True)
    def tool_user(draft: Draft, view: MonthView) -> Finish:  # noqa: N805
        """Who uses the tool, if there is one; skipped, it is what it was, or not known yet."""
        opened = view.open.challenge_id if view.open is not None else None
        return Finish(KeepChallenge(draft["question"], ToolUser(draft.get("tool_user", ToolUser.UNKNOWN)), opened))

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Steering, principals and administrators are never asked for one."""
        return may_in(person.membership(community_id), Act.KEEP_CHALLENGE)

    @classmethod
    def prefilled(cls, view: MonthView) -> dict[str, str]:
        """The open challenge, to change, or the one that was left this month: it is never written over unseen."""
        standing = view.open or view.left
        if standing is None or standing.question is None:
            return {}
        return {"question": standing.question, "tool_user": standing.tool_user or ToolUser.UNKNOWN}

    @classmethod
    def variant(cls, view: MonthView) -> str:
        """A challenge that is open is shown, to change; one runs until the group meets, where that is dated."""
        shown = view.open is not None and view.open.readers is not Readers.ME
        told = {"meeting": view.meeting, "open": view.open is not None, "shown": shown}
        return " ".join(name for name, holds in told.items() if holds)

    @classmethod
    def facts(cls, view: MonthView) -> dict[str, Any]:
        """The month, its last day, and the word for learners."""
        return {"month": view.month, "until": view.until, "learners": view.learners}
