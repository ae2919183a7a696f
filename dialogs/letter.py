"""A word to somebody, and the answer to one: one field, the words as they will be read, then sent."""

from typing import Any, ClassVar

from community.commands import AnswerLetter, WriteLetter
from community.letter import LETTER_LIMIT
from community.messages import LetterUnsent, Message, WalkShares
from community.views import LetterView, WriteToView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, Next, long_text, previewing


class _Letter:
    """What writing and answering share."""

    about = About.SUBJECT
    gone: ClassVar[Message] = LetterUnsent()

    @classmethod
    def instead(cls, view: WriteToView | LetterView) -> Message | None:
        """Told before a word is written."""
        return LetterUnsent(often=True) if view.often else None

    @classmethod
    def previewed(cls, view: WriteToView | LetterView, draft: Draft) -> dict[str, str]:
        """The words as they will be read."""
        return {"letter": draft["text"]} if "text" in draft else {}


class LetterDialog(_Letter, Dialog):
    """« Faire signe »: who runs a community writes to a member of it, or who is shown a walk to its owner.

    The message begins empty.
    """

    key = "letter"
    needs = WriteToView

    @long_text(limit=LETTER_LIMIT)
    def text(draft: Draft, view: WriteToView) -> Next:  # noqa: N805
        """What to say."""
        return Next("sending")

    @previewing(again="text")
    def sending(draft: Draft, view: WriteToView) -> Finish:  # noqa: N805
        """Sent as it stands."""
        return Finish(WriteLetter(view.to_id, draft["text"]))

    @classmethod
    def instead(cls, view: WriteToView | LetterView) -> Message | None:
        """Under what one shows oneself, one's own list of it."""
        own = isinstance(view, WriteToView) and view.own
        return WalkShares() if own else super().instead(view)

    @classmethod
    def facts(cls, view: WriteToView) -> dict[str, Any]:
        """Whom to, from whom."""
        return {"to": view.to, "author": view.author}


class LetterBackDialog(_Letter, Dialog):
    """« Répondre »: to who wrote, and to nobody else."""

    key = "letter_back"
    needs = LetterView

    @long_text(limit=LETTER_LIMIT)
    def text(draft: Draft, view: LetterView) -> Next:  # noqa: N805
        """What to answer."""
        return Next("sending")

    @previewing(again="text")
    def sending(draft: Draft, view: LetterView) -> Finish:  # noqa: N805
        """Sent as it stands."""
        return Finish(AnswerLetter(view.letter_id, draft["text"]))

    @classmethod
    def quoted(cls, view: LetterView) -> str:
        """The word that is answered."""
        return view.text

    @classmethod
    def facts(cls, view: LetterView) -> dict[str, Any]:
        """Whom to, from whom."""
        return {"to": view.author, "author": view.to}
