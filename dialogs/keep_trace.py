"""A chat message kept as evidence: on which of one's challenges (DOMAIN.md §4.5)."""

from collections.abc import Mapping
from typing import ClassVar

from community.commands import KeepMessage
from community.messages import Message, NothingToTrace
from community.rights import Act, may_in
from community.views import KeepTraceView, PersonView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, choice


def _questions(view: KeepTraceView) -> Mapping[str, str]:
    return {challenge.challenge_id: challenge.question or "" for challenge in view.challenges}


class KeepTraceDialog(Dialog):
    """One press. The message comes with the conversation: its text, who wrote it, and its link, as far as is known."""

    key = "keep_trace"
    needs = KeepTraceView
    about = About.SUBJECT
    gone: ClassVar[Message] = NothingToTrace()
    confirms = frozenset({"challenge"})

    @choice(of=_questions)
    def challenge(draft: Draft, view: KeepTraceView) -> Finish:  # noqa: N805
        """One of one's own challenges."""
        text, author, link = (draft.get(name) or "" for name in ("text", "author", "link"))
        return Finish(KeepMessage(draft["challenge"], text, author, link))

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Whoever keeps challenges somewhere: the challenge says in which community."""
        return any(may_in(place, Act.KEEP_CHALLENGE) for place in person.memberships)

    @classmethod
    def may_begin(cls, given: Mapping[str, str]) -> bool:
        """A message must have come with it."""
        return bool(given.get("text") or given.get("link"))

    @classmethod
    def previewed(cls, view: KeepTraceView, draft: Draft) -> Mapping[str, str]:
        """The message, and who wrote it."""
        return {part: draft[name] for part, name in (("from", "author_name"), ("text", "text")) if draft.get(name)}
