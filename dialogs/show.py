"""« Montrer à mon équipe »: what serves whoever will read it is asked now, and what they will read is seen first."""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.challenge import CLASSROOM_LIMIT, HYPOTHESIS_LIMIT, QUESTION_LIMIT, SIGN_LIMIT, ToolUser, Wants
from community.commands import KeepChallenge, ShowChallenge
from community.messages import Message, NotForYou
from community.views import OwnChallengeView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, Next, choice, previewing, short_text


def _teams(view: OwnChallengeView) -> Mapping[str, str]:
    return dict(view.teams)


class ShowDialog(Dialog):
    """To which group, with which learners, what would show that it worked, what is asked of peers; then the card."""

    key = "show"
    needs = OwnChallengeView
    in_community = True
    about = About.OPEN_CHALLENGE
    gone: ClassVar[Message] = NotForYou()

    @choice(of=_teams)
    def group(draft: Draft, view: OwnChallengeView) -> Next:  # noqa: N805
        """For somebody of no team, where there are several groups."""
        return Next("classroom")

    @short_text(limit=CLASSROOM_LIMIT, optional=True)
    def classroom(draft: Draft, view: OwnChallengeView) -> Next:  # noqa: N805
        """Which group of learners; never who they are."""
        return Next("sign")

    @short_text(limit=SIGN_LIMIT, optional=True)
    def sign(draft: Draft, view: OwnChallengeView) -> Next:  # noqa: N805
        """What would show that it worked; what is thought to happen comes next where a community inquires."""
        return Next("hypothesis" if view.inquiry else "wants")

    @short_text(limit=HYPOTHESIS_LIMIT, optional=True)
    def hypothesis(draft: Draft, view: OwnChallengeView) -> Next:  # noqa: N805
        """What is thought to happen, and why."""
        return Next("wants")

    @choice(*Wants)
    def wants(draft: Draft, view: OwnChallengeView) -> Next:  # noqa: N805
        """Questions only, or ideas too."""
        return Next("preview")

    @previewing(again=lambda view: ShowDialog.begins_at(view))
    def preview(draft: Draft, view: OwnChallengeView) -> Finish:  # noqa: N805
        """The card as the group will read it."""
        return Finish(
            ShowChallenge(
                view.challenge.challenge_id,
                Wants(draft["wants"]),
                draft.get("classroom") or None,
                draft.get("sign") or None,
                (draft.get("hypothesis") or None) if view.inquiry else None,
                draft.get("group") if view.teams else None,
            )
        )

    @classmethod
    def begins_at(cls, view: OwnChallengeView) -> str:
        """The group is asked of who belongs to several, or runs them all."""
        return "group" if view.teams else "classroom"

    @classmethod
    def quoted(cls, view: OwnChallengeView) -> str:
        """The question that is to be shown."""
        return view.challenge.question or ""

    @classmethod
    def previewed(cls, view: OwnChallengeView, draft: Draft) -> Mapping[str, str]:
        """What is said of the question, beside it."""
        told = {name: draft.get(name, "") for name in ("classroom", "sign", "hypothesis", "wants")}
        if not view.inquiry:
            del told["hypothesis"]
        return {"question": view.challenge.question or "", **{name: words for name, words in told.items() if words}}

    @classmethod
    def prefilled(cls, view: OwnChallengeView) -> dict[str, str]:
        """What was said of it before."""
        known = view.challenge
        told = {"classroom": known.classroom, "sign": known.sign, "hypothesis": known.hypothesis, "wants": known.wants}
        given = {name: str(words) for name, words in told.items() if words}
        if known.group_id in _teams(view) and known.shown_at is not None:
            given["group"] = known.group_id
        return given

    @classmethod
    def variant(cls, view: OwnChallengeView) -> str:
        """« Mon équipe » is a team; another group goes by its name, or is to be chosen."""
        if view.teams:
            return "choose"
        return "" if view.group_kind == "team" else "group"

    @classmethod
    def facts(cls, view: OwnChallengeView) -> dict[str, Any]:
        """The group by its name, and the word for learners."""
        return {"group": view.group, "learners": view.learners}


class RewordDialog(Dialog):
    """A changed question of a challenge that is shown: its readers read it once its owner has seen it as they will."""

    key = "reword"
    needs = OwnChallengeView
    in_community = True
    about = About.SUBJECT

    @short_text(limit=QUESTION_LIMIT)
    def question(draft: Draft, view: OwnChallengeView) -> Next:  # noqa: N805
        """The question, changed again."""
        return Next("preview")

    @previewing(again="question")
    def preview(draft: Draft, view: OwnChallengeView) -> Finish:  # noqa: N805
        """The question as the group will read it."""
        tool_user = draft.get(TOOL_USER) or view.challenge.tool_user or ToolUser.UNKNOWN
        challenge_id, walk_id = view.challenge.challenge_id, draft.get(WALK) or None
        return Finish(KeepChallenge(draft["question"], ToolUser(tool_user), challenge_id, seen=True, walk_id=walk_id))

    @classmethod
    def begins_at(cls, view: OwnChallengeView) -> str:
        """The words are there: they come from « défi »."""
        return "preview"

    @classmethod
    def prefilled(cls, view: OwnChallengeView) -> dict[str, str]:
        """The question as it is shown now, where no other was given."""
        return {"question": view.challenge.question or ""}

    @classmethod
    def previewed(cls, view: OwnChallengeView, draft: Draft) -> Mapping[str, str]:
        """The question alone: the rest of the card stays."""
        return {"question": draft.get("question", "")}

    @classmethod
    def facts(cls, view: OwnChallengeView) -> dict[str, Any]:
        """The group it is shown to."""
        return {"group": view.group}


TOOL_USER = "tool_user"
"""Where the draft keeps who uses the tool, chosen with the question in « défi »."""
WALK = "walk"
"""Where the draft keeps the walk at whose end the question is made smaller."""
