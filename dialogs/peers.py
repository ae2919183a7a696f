"""Under a challenge that a peer shows: « Suggérer une piste », « Poser une question », and the answer to them.

One field, a preview that says whom it goes to and under which name, then sent.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.challenge import Wants
from community.commands import SendAnswer, SendWords
from community.messages import Message, NotShown, OwnChallenge, QuestionsOnly
from community.peers import WORDS_LIMIT, WordsKind
from community.views import AnswerView, PeerView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, GoTo, Next, long_text, previewing


class _Under:
    """What both ways of writing under a challenge share."""

    needs: ClassVar[type | None] = PeerView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotShown()

    @long_text(limit=WORDS_LIMIT)
    def words(draft: Draft, view: PeerView) -> Next:  # noqa: N805
        """What one would try, or wonders."""
        return Next("confirm")

    @classmethod
    def instead(cls, view: PeerView) -> Message | GoTo | None:
        """One's own challenge needs no word of one's own."""
        return OwnChallenge(challenge_id=view.challenge.challenge_id) if view.own else None

    @classmethod
    def quoted(cls, view: PeerView) -> str:
        """The challenge's question."""
        return view.challenge.question or ""

    @classmethod
    def previewed(cls, view: PeerView, draft: Draft) -> Mapping[str, str]:
        """The words, with whom they go to."""
        return _preview(draft, view.in_thread)

    @classmethod
    def facts(cls, view: PeerView) -> dict[str, Any]:
        """Whose challenge it is, and who signs."""
        return {"owner": view.shared.owner, "author": view.author}


class SuggestDialog(_Under, Dialog):
    """An idea for the owner of a challenge, refused kindly where questions only were asked for."""

    key = "suggest"

    @previewing(again="words")
    def confirm(draft: Draft, view: PeerView) -> Finish:  # noqa: N805
        """It is shown as it would be read, then sent."""
        return Finish(SendWords(view.challenge.challenge_id, WordsKind.IDEA, draft["words"]))

    @classmethod
    def instead(cls, view: PeerView) -> Message | GoTo | None:
        """Where questions only are wished for, one may be asked."""
        if not view.own and view.challenge.wants is Wants.QUESTIONS:
            return QuestionsOnly(challenge_id=view.challenge.challenge_id)
        return super().instead(view)


class QuestionDialog(_Under, Dialog):
    """A question for the owner of a challenge, always welcome."""

    key = "question"

    @previewing(again="words")
    def confirm(draft: Draft, view: PeerView) -> Finish:  # noqa: N805
        """It is shown as it would be read, then sent."""
        return Finish(SendWords(view.challenge.challenge_id, WordsKind.QUESTION, draft["words"]))


class AnswerDialog(Dialog):
    """The answer to what a peer sent, or to an answer."""

    key = "answer"
    needs = AnswerView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotShown()

    @long_text(limit=WORDS_LIMIT)
    def words(draft: Draft, view: AnswerView) -> Next:  # noqa: N805
        """The answer."""
        return Next("confirm")

    @previewing(again="words")
    def confirm(draft: Draft, view: AnswerView) -> Finish:  # noqa: N805
        """It is shown as it would be read, then sent."""
        return Finish(SendAnswer(view.words.words_id, draft["words"]))

    @classmethod
    def quoted(cls, view: AnswerView) -> str:
        """The words to be answered."""
        return view.words.text

    @classmethod
    def previewed(cls, view: AnswerView, draft: Draft) -> Mapping[str, str]:
        """The answer, with whom it goes to."""
        return _preview(draft, view.in_thread)

    @classmethod
    def facts(cls, view: AnswerView) -> dict[str, Any]:
        """Who wrote, and who signs the answer."""
        return {"asker": view.words.author, "author": view.author}


def _preview(draft: Draft, in_thread: bool) -> Mapping[str, str]:
    return {"thread" if in_thread else "alone": draft.get("words", "")}
