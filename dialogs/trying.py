"""« J'essaie aussi » and « Adapter pour moi »: a challenge of one's own, made from one that a peer shows."""

from typing import Any, ClassVar

from community.challenge import OPEN_LIMIT, QUESTION_LIMIT, ToolUser
from community.commands import TryToo
from community.messages import Message, NotShown, OwnChallenge, ThreeOpen
from community.views import PeerView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, GoTo, Next, choice, short_text


class _Trying:
    """What both ways share: the peer's question as it is, or made one's own; who sees what is said before."""

    needs: ClassVar[type | None] = PeerView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotShown()
    form = True

    @short_text(limit=QUESTION_LIMIT, optional=True)
    def question(draft: Draft, view: PeerView) -> Next:  # noqa: N805
        """One's own question; left, it is the peer's."""
        return Next("tool_user")

    @choice(*ToolUser, optional=True)
    def tool_user(draft: Draft, view: PeerView) -> Finish:  # noqa: N805
        """Who uses the tool, if there is one."""
        question = draft.get("question") or view.challenge.question or ""
        tool_user = ToolUser(draft.get("tool_user", ToolUser.UNKNOWN))
        return Finish(TryToo(view.challenge.challenge_id, question, tool_user))

    @classmethod
    def instead(cls, view: PeerView) -> Message | GoTo | None:
        """One's own, one's own made from it already, or three open ones."""
        if view.own:
            return OwnChallenge(challenge_id=view.challenge.challenge_id)
        if view.mine is not None:
            return GoTo("challenge", view.mine.challenge_id)
        return ThreeOpen(community_id=view.challenge.community_id) if view.open >= OPEN_LIMIT else None

    @classmethod
    def prefilled(cls, view: PeerView) -> dict[str, str]:
        """The peer's question, to be kept or changed."""
        return {"question": view.challenge.question} if view.challenge.question else {}

    @classmethod
    def facts(cls, view: PeerView) -> dict[str, Any]:
        """Whose challenge it comes from, until when one's own would run, and the word for learners."""
        return {"owner": view.shared.owner, "until": view.until, "learners": view.learners}


class TryTooDialog(_Trying, Dialog):
    """« J'essaie aussi »."""

    key = "try_too"


class AdaptDialog(_Trying, Dialog):
    """« Adapter pour moi »: the same, where one means to change it."""

    key = "adapt"
