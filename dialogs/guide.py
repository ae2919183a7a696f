"""« guide »: what a walk is about, then its questions, one at a time, each answer kept as given (DOMAIN.md §5)."""

from typing import Any, ClassVar

from community.commands import BeginWalk, KeepGuideAnswer, NoteLine, TurnTo
from community.guide import Kind, Question, Said
from community.messages import Message, NotForYou
from community.rights import Act, may_in
from community.views import GuideView, PersonView, QuestionView
from community.walk import NOTE_LIMIT, PROJECT_LIMIT, Answer, Walk, line_id
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Ending, Fault, Finish, GoTo, Next, Typed, choice, short_text

PROJECT, LAST = "project", "last"
"""Something that is no challenge; the last walk that ended."""


def _named(view: GuideView) -> dict[str, str]:
    return {challenge.challenge_id: challenge.question or "" for challenge in view.challenges}


def _others(view: GuideView) -> tuple[str, ...]:
    return (PROJECT, LAST) if view.ended is not None else (PROJECT,)


class GuideDialog(Dialog):
    """What it is about: one's open challenge, or a project. A walk in course goes on where it stands."""

    key = "guide"
    needs = GuideView
    in_community = True

    @choice(PROJECT, LAST, of=_named, among=_others)
    def about_what(draft: Draft, view: GuideView) -> Ending:  # noqa: N805
        """One of the open challenges, another project, or the last walk."""
        chosen = draft["about_what"]
        if chosen == LAST and view.ended is not None:
            return Finish(TurnTo(view.ended.walk_id, ""))
        return Next("project") if chosen in (PROJECT, LAST) else Finish(BeginWalk(chosen))

    @short_text(limit=PROJECT_LIMIT)
    def project(draft: Draft, view: GuideView) -> Finish:  # noqa: N805
        """The project, in a sentence."""
        return Finish(BeginWalk(project=draft["project"]))

    @classmethod
    def begins_at(cls, view: GuideView) -> str:
        """With nothing to choose from, the project."""
        return "about_what" if view.challenges or view.ended is not None else "project"

    @classmethod
    def instead(cls, view: GuideView) -> Message | GoTo | None:
        """The question where a walk in course stands."""
        return go_on(view.going_on) if view.going_on is not None else None

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Whoever keeps challenges walks the guide."""
        return may_in(person.membership(community_id), Act.KEEP_CHALLENGE)

    @classmethod
    def facts(cls, view: GuideView) -> dict[str, Any]:
        """Whose words these are."""
        return {"title": view.guide.title}


def go_on(walk: Walk) -> GoTo | None:
    """The open question of a walk; ``None`` at the end of its leg."""
    found = walk.guide.find(walk.at) if walk.at is not None else None
    return GoTo(dialog_of(found[1]), line_id(walk.walk_id, found[1].key)) if found is not None else None


def dialog_of(question: Question) -> str:
    """The conversation that asks it."""
    return GuideCheckDialog.key if question.kind is Kind.CHECK else GuideOpenDialog.key


class _Asked:
    """What both kinds of questions share. What it is about is the walk and the question (``line_id``)."""

    needs: ClassVar[type | None] = QuestionView
    in_community: ClassVar[bool] = True
    about: ClassVar[About] = About.SUBJECT
    steered: ClassVar[bool] = True
    gone: ClassVar[Message] = NotForYou()

    @classmethod
    def before(cls, view: QuestionView) -> Finish | None:
        """The question before."""
        earlier = view.walk.preceding(view.question.key)
        return Finish(TurnTo(view.walk.walk_id, earlier)) if earlier is not None else None

    @classmethod
    def beside(cls, view: QuestionView) -> tuple[str, ...]:
        """The six lines, to go to any of them."""
        return (f"show.walk_lines.{view.walk.walk_id}",)

    @classmethod
    def variant(cls, view: QuestionView) -> str:
        """The moment it is asked for, whose law it is about, whether it has a hint or an example."""
        law = [view.walk.jurisdiction] if view.reviewed is not None else []
        moment = [view.moment] if view.moment is not None else []
        hint = ["hint"] if view.question.hint is not None else []
        return " ".join([*moment, *law, *hint, *(["sample"] if view.question.example is not None else [])])

    @classmethod
    def facts(cls, view: QuestionView) -> dict[str, Any]:
        """The question in the reader's language, where one is in the walk."""
        said = view.question
        return {
            "criterion": view.criterion.name,
            "about": view.criterion.about,
            "number": str(view.number),
            "total": str(view.total),
            "question": said.ask,
            "why": said.why,
            "hint": said.hint or "",
            "example": said.example or "",
            **({"reviewed": said.reviewed} if said.reviewed is not None else {}),
        }


def _own_terms(view: QuestionView) -> dict[str, Said]:
    """« Sans objet » as the question itself says it."""
    said = view.question.not_applicable
    return {Answer.NOT_APPLICABLE: said} if said is not None else {}


class GuideCheckDialog(_Asked, Dialog):
    """One of the four answers, and a line of one's own if one wants. A text that is no answer is that line."""

    key = "guide_check"
    form = True
    confirms: ClassVar[frozenset[str]] = frozenset({"answer"})

    @choice(*Answer, of=_own_terms, optional=True)
    def answer(draft: Draft, view: QuestionView) -> Finish:  # noqa: N805
        """Kept as it is pressed; passed over, what stood there stands."""
        return Finish(_kept(view, draft))

    @short_text(limit=NOTE_LIMIT, optional=True)
    def note(draft: Draft, view: QuestionView) -> Finish:  # noqa: N805
        """The note that stands from now on: none where its field was emptied."""
        return Finish(_kept(view, {"note": "", **draft}))

    @classmethod
    def remarked(cls, said: Typed, view: QuestionView) -> Finish | Fault | None:
        """A note; the question stays open."""
        line = cls.steps["note"].parse(said, view)
        return line if isinstance(line, Fault) else Finish(NoteLine(view.walk.walk_id, view.question.key, line))

    @classmethod
    def prefilled(cls, view: QuestionView) -> dict[str, str]:
        """What was answered before."""
        return cls.previewed(view, {})

    @classmethod
    def previewed(cls, view: QuestionView, draft: Draft) -> dict[str, str]:
        """What was answered before, to be read where there are no fields."""
        given = view.given
        if given is None:
            return {}
        parts = {"answer": given.answer, "note": given.note}
        return {name: value for name, value in parts.items() if value}


def _kept(view: QuestionView, draft: Draft) -> KeepGuideAnswer:
    answer = Answer(draft["answer"]) if draft.get("answer") else None
    return KeepGuideAnswer(view.walk.walk_id, view.question.key, answer, draft.get("note"))


class GuideOpenDialog(_Asked, Dialog):
    """A sentence of one's own, for what no yes or no answers."""

    key = "guide_open"

    @short_text(limit=NOTE_LIMIT, optional=True)
    def sentence(draft: Draft, view: QuestionView) -> Finish:  # noqa: N805
        """Kept; passed over, what stood there stands."""
        return Finish(KeepGuideAnswer(view.walk.walk_id, view.question.key, note=draft.get("sentence")))

    @classmethod
    def prefilled(cls, view: QuestionView) -> dict[str, str]:
        """What was written before."""
        return {"sentence": view.given.note} if view.given is not None and view.given.note else {}
