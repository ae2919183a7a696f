"""« Demander à mon équipe », at the end of a walk: the question in one's own words, as the team will read it, then
posted; and a peer's answer to it.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.commands import AnswerQuestion, AskTeam
from community.guide import Said
from community.messages import Message, NotAnswered, NotForYou, TeamAsked, TeamUnasked
from community.peers import WORDS_LIMIT
from community.views import AskTeamView, TeamAnswerView
from community.walk import Line
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, GoTo, Next, long_text, previewing


class AskTeamDialog(Dialog):
    """The question, of one's own: nothing of the walk is put in it. Then what the team will read."""

    key = "ask_team"
    needs = AskTeamView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotForYou()

    @long_text(limit=WORDS_LIMIT)
    def words(draft: Draft, view: AskTeamView) -> Next:  # noqa: N805
        """What one would like to know."""
        return Next("confirm")

    @previewing(again="words")
    def confirm(draft: Draft, view: AskTeamView) -> Finish:  # noqa: N805
        """It is shown as it would be read, then posted."""
        return Finish(AskTeam(view.walk.walk_id, draft["words"]))

    @classmethod
    def instead(cls, view: AskTeamView) -> Message | GoTo | None:
        """Told before a word is written: no channel to ask in, or enough questions there already."""
        if not view.channels:
            return TeamUnasked(walk_id=view.walk.walk_id)
        return TeamAsked(question_id=view.last, full=True) if view.full and view.last is not None else None

    @classmethod
    def beside(cls, view: AskTeamView) -> tuple[str, ...]:
        """The question asked before, to see it or take it back."""
        return (f"show.team_asked.{view.last}",) if view.last is not None else ()

    @classmethod
    def previewed(cls, view: AskTeamView, draft: Draft) -> Mapping[str, str]:
        """The question, with where it goes and who signs it."""
        return {"question": draft.get("words", "")}

    @classmethod
    def variant(cls, view: AskTeamView) -> str:
        """Whether there are open lines to name; whether it goes to several channels."""
        told = {"open": bool(view.open_lines()), "channels": view.channels > 1}
        return " ".join(name for name, holds in told.items() if holds)

    @classmethod
    def facts(cls, view: AskTeamView) -> dict[str, Any]:
        """Whom it is asked of, who signs, and which lines are open."""
        return {"group": view.group, "author": view.author, "lines": _named(view.open_lines())}


class TeamAnswerDialog(Dialog):
    """The answer to what a peer asks their team."""

    key = "team_answer"
    needs = TeamAnswerView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotAnswered()

    @long_text(limit=WORDS_LIMIT)
    def words(draft: Draft, view: TeamAnswerView) -> Next:  # noqa: N805
        """The answer."""
        return Next("confirm")

    @previewing(again="words")
    def confirm(draft: Draft, view: TeamAnswerView) -> Finish:  # noqa: N805
        """It is shown as it would be read, then sent."""
        return Finish(AnswerQuestion(view.question.question_id, draft["words"]))

    @classmethod
    def instead(cls, view: TeamAnswerView) -> Message | GoTo | None:
        """Who asked sees their question; who answered it often enough is told so."""
        if view.own:
            return TeamAsked(question_id=view.question.question_id, own=True)
        return NotAnswered(often=True) if view.often else None

    @classmethod
    def quoted(cls, view: TeamAnswerView) -> str:
        """What is asked."""
        return view.question.text

    @classmethod
    def previewed(cls, view: TeamAnswerView, draft: Draft) -> Mapping[str, str]:
        """The answer, with whom it goes to."""
        return {"thread" if view.in_thread else "alone": draft.get("words", "")}

    @classmethod
    def facts(cls, view: TeamAnswerView) -> dict[str, Any]:
        """Who asks, and who signs the answer."""
        return {"asker": view.question.author, "author": view.author}


def _named(lines: tuple[Line, ...]) -> Said | str:
    """Lines as a sentence names them, in both languages."""
    if not lines:
        return ""
    french, english = ([line.criterion.called(locale) for line in lines] for locale in ("fr_CA", "en_CA"))
    return Said(fr=_listed(french, "et"), en=_listed(english, "and"))


def _listed(names: list[str], last: str) -> str:
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end
