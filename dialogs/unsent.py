"""What was written and can't be sent any more: it is shown again to who wrote it, so that nothing is lost."""

from collections.abc import Mapping

from community.commands import LeaveWords
from community.keywords import Keyword
from community.talk import Position
from dialogs.flow import Dialog
from dialogs.said import Filled, Given, Said
from dialogs.steps import Draft, Finish, ShortText, Typed, choice

WORDS = "words"
"""Where the draft keeps what was written."""


class UnsentDialog(Dialog):
    """The words, there to be copied."""

    key = "unsent"
    confirms = frozenset({"read"})

    @choice("elsewhere")
    def read(draft: Draft, view: None) -> Finish:  # noqa: N805
        """They were read; there are other challenges."""
        return Finish(LeaveWords())

    @classmethod
    def previewed(cls, view: None, draft: Draft) -> Mapping[str, str]:
        """What was written."""
        return {"words": draft.get(WORDS, "")}


def written(dialog: type[Dialog], at: Position | None, said: Said, held: str | None = None) -> str:
    """What somebody wrote in a conversation that ends now; not what they were given to begin with.

    ``at`` is where the talk stands in that conversation, ``None`` where it has moved on; ``held`` is what came late.
    """
    texts = {name: step for name, step in dialog.steps.items() if isinstance(step, ShortText)}
    if isinstance(said, Filled):
        begun = at.draft.values() if at is not None else ()
        given = [said.fields.get(name, "").strip() for name, step in texts.items() if at is not None or _asked(step)]
        return next((text for text in given if text and text not in begun), "")
    if at is None or (isinstance(said, Typed) and said.keyword is Keyword.CANCEL):
        return ""
    said_now = said.text if isinstance(said, Given) or (isinstance(said, Typed) and said.keyword is None) else held
    if at.step in texts and said_now and said_now.strip():
        return said_now.strip()
    kept = [at.draft[name] for name in at.trail if name in at.draft and _asked(texts.get(name))]
    return kept[-1] if kept else ""


def _asked(step: ShortText | None) -> bool:
    """Whether an answer to it is surely the person's own: a step that may be skipped keeps what stood there."""
    return step is not None and not step.optional
