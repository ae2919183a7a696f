"""Two next steps at the end of a walk: a word to who runs the community, and the same thing tried smaller."""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.challenge import QUESTION_LIMIT, Readers
from community.commands import MakeSmaller, TalkAbout
from community.letter import LETTER_LIMIT
from community.messages import LetterUnsent, Message, NotForYou
from community.views import SmallerView, TalkView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, GoTo, Next, choice, long_text, previewing, short_text


def _to_whom(view: TalkView) -> Mapping[str, str]:
    return view.reachable()


class TalkDialog(Dialog):
    """« En parler à {facilitator} »: to whom, where several run it; a few words; then as they will be read.

    The walk isn't shown: what they say of it is what is known of it.
    """

    key = "talk"
    needs = TalkView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotForYou()

    @choice(of=_to_whom)
    def to(draft: Draft, view: TalkView) -> Next:  # noqa: N805
        """One of those who run the community."""
        return Next("text")

    @long_text(limit=LETTER_LIMIT)
    def text(draft: Draft, view: TalkView) -> Next:  # noqa: N805
        """What to say."""
        return Next("sending")

    @previewing(again="text")
    def sending(draft: Draft, view: TalkView) -> Finish:  # noqa: N805
        """Sent as it stands."""
        return Finish(TalkAbout(view.walk_id, draft["to"], draft["text"]))

    @classmethod
    def begins_at(cls, view: TalkView) -> str:
        """With one to write to, the words."""
        return "to" if len(view.reachable()) > 1 else "text"

    @classmethod
    def prefilled(cls, view: TalkView) -> dict[str, str]:
        """The only one to write to."""
        found = tuple(view.reachable())
        return {"to": found[0]} if len(found) == 1 else {}

    @classmethod
    def instead(cls, view: TalkView) -> Message | GoTo | None:
        """Told before a word is written."""
        if view.reachable():
            return None
        return LetterUnsent(often=bool(view.often), walk_id=view.walk_id)

    @classmethod
    def previewed(cls, view: TalkView, draft: Draft) -> dict[str, str]:
        """Whom it goes to, and the words as they will be read."""
        to = view.to.get(draft.get("to", ""), "")
        return {"to": to, "letter": draft["text"]} if to and "text" in draft else {}

    @classmethod
    def variant(cls, view: TalkView) -> str:
        """Whether there is one to write to, who goes by their name."""
        return "one" if len(view.reachable()) == 1 else ""

    @classmethod
    def facts(cls, view: TalkView) -> dict[str, Any]:
        """Whom to, from whom."""
        return {"to": next(iter(view.reachable().values()), ""), "author": view.author}


class SmallerDialog(Dialog):
    """« Essayer en plus petit »: what it is about, there already, to be said smaller."""

    key = "smaller"
    needs = SmallerView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotForYou()

    @short_text(limit=QUESTION_LIMIT)
    def words(draft: Draft, view: SmallerView) -> Finish:  # noqa: N805
        """The same, smaller: a shorter time, fewer learners, one moment of it."""
        return Finish(MakeSmaller(view.walk.walk_id, draft["words"]))

    @classmethod
    def quoted(cls, view: SmallerView) -> str:
        """What it is now."""
        return view.walk.title

    @classmethod
    def prefilled(cls, view: SmallerView) -> dict[str, str]:
        """The same words, to begin from."""
        return {"words": view.walk.title} if view.walk.title else {}

    @classmethod
    def variant(cls, view: SmallerView) -> str:
        """A challenge's question, shown or not, or a project."""
        if view.challenge is None:
            return "project"
        return "challenge" if view.challenge.readers is Readers.ME else "challenge shown"
