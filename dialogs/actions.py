"""An action under a challenge, and one's own note on it."""

from typing import Any

from community.challenge import ACTION_LIMIT, ACTIONS_LIMIT, NOTE_LIMIT
from community.commands import AddAction, NoteAction
from community.messages import ActionsPage, Message
from community.views import Action, OwnChallengeView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, long_text, short_text


class ActionDialog(Dialog):
    """One thing to try, in one context."""

    key = "action"
    needs = OwnChallengeView
    about = About.SUBJECT

    @short_text(limit=ACTION_LIMIT)
    def text(draft: Draft, view: OwnChallengeView) -> Finish:  # noqa: N805
        """What is tried."""
        return Finish(AddAction(view.challenge.challenge_id, draft["text"]))

    @classmethod
    def instead(cls, view: OwnChallengeView) -> Message | None:
        """Past nine, it is said before anything is written."""
        full = len(view.actions) >= ACTIONS_LIMIT
        return ActionsPage(challenge_id=view.challenge.challenge_id, full=True) if full else None

    @classmethod
    def quoted(cls, view: OwnChallengeView) -> str:
        """The challenge's question."""
        return view.challenge.question or ""


class NoteDialog(Dialog):
    """A note on an action: its owner's only, always."""

    key = "note"
    needs = Action
    about = About.SUBJECT

    @long_text(limit=NOTE_LIMIT)
    def text(draft: Draft, view: Action) -> Finish:  # noqa: N805
        """A few words, for oneself."""
        return Finish(NoteAction(view.action_id, draft["text"]))

    @classmethod
    def prefilled(cls, view: Action) -> dict[str, str]:
        """The note that stands there."""
        return {"text": view.note} if view.note else {}

    @classmethod
    def quoted(cls, view: Action) -> str:
        """The action."""
        return view.text

    @classmethod
    def facts(cls, view: Action) -> dict[str, Any]:
        """Its rank."""
        return {"ordinal": view.ordinal}
