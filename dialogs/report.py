"""« bilan »: three presses and one sentence (DOMAIN.md §4.5)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.challenge import Readers
from community.commands import ChooseReaders, KeepReport
from community.messages import Message, NotForYou, NothingToReport
from community.report import SENTENCE_LIMIT, Came, NextStep
from community.reporting import read_by
from community.rights import Act, may_in
from community.views import PersonView, ReportableView, ReportedView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Ending, Finish, Next, choice, short_text


class ReportDialog(Dialog):
    """What came of it, what is kept of it, what comes next. « Pas encore » is « Remettre » at once, without a text."""

    key = "report"
    needs = ReportableView
    in_community = True
    about = About.OPEN_CHALLENGE
    gone: ClassVar[Message] = NothingToReport(ended=True)
    confirms: ClassVar[frozenset[str]] = frozenset({"next"})

    @choice(*Came)
    def came(draft: Draft, view: ReportableView) -> Ending:  # noqa: N805
        """What came of it."""
        if draft["came"] == Came.NOT_YET:
            return Finish(KeepReport(view.challenge.challenge_id, Came.NOT_YET, NextStep.CARRY_OVER, read_by(view)))
        return Next("sentence")

    @short_text(limit=SENTENCE_LIMIT)
    def sentence(draft: Draft, view: ReportableView) -> Ending:  # noqa: N805
        """What is kept of it."""
        return Next("next")

    @choice(*NextStep)
    def next(draft: Draft, view: ReportableView) -> Ending:  # noqa: N805
        """What comes next, under the sentence as it will be read."""
        return Finish(
            KeepReport(
                view.challenge.challenge_id,
                Came(draft["came"]),
                NextStep(draft["next"]),
                read_by(view),
                draft["sentence"],
            )
        )

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Whoever keeps challenges reports on them."""
        return may_in(person.membership(community_id), Act.KEEP_CHALLENGE)

    @classmethod
    def prefilled(cls, view: ReportableView) -> dict[str, str]:
        """The report as it stands, to change."""
        if view.report is None or view.report.sentence is None:
            return {}
        return {"sentence": view.report.sentence}

    @classmethod
    def quoted(cls, view: ReportableView) -> str:
        """The challenge's question."""
        return view.challenge.question or ""

    @classmethod
    def previewed(cls, view: ReportableView, draft: Draft) -> Mapping[str, str]:
        """The sentence as it will be read."""
        return {"sentence": draft["sentence"]} if draft.get("sentence") else {}

    @classmethod
    def variant(cls, view: ReportableView) -> str:
        """Who will read it is told before it is given, and before it is kept."""
        return read_by(view)

    @classmethod
    def facts(cls, view: ReportableView) -> dict[str, Any]:
        """The group that may read it, the community, the day that « Remettre » leads to."""
        return {"group": view.group, "community": view.challenge.community, "next_until": view.next_until}


def _offered(view: ReportedView) -> tuple[Readers, ...]:
    """Nobody, the group, the community; where the group is the whole community, it is offered once."""
    apart = view.challenge.group_id not in ("", view.challenge.community_id)
    return (Readers.ME, *([Readers.TEAM] if apart else []), Readers.COMMUNITY)


class ReadersDialog(Dialog):
    """Who reads the report, and what is behind its doors."""

    key = "readers"
    needs = ReportedView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotForYou()

    @choice(*Readers, among=_offered)
    def readers(draft: Draft, view: ReportedView) -> Ending:  # noqa: N805
        """Nobody else, the group, the community."""
        return Finish(ChooseReaders(view.challenge.challenge_id, Readers(draft["readers"])))

    @classmethod
    def variant(cls, view: ReportedView) -> str:
        """As it stands now."""
        return read_by(view)

    @classmethod
    def previewed(cls, view: ReportedView, draft: Draft) -> Mapping[str, str]:
        """All that would be read."""
        report = view.report
        if report is None:
            return {}
        links = " ".join(trace.link for trace in report.traces if trace.link)
        parts = {
            "sentence": report.sentence,
            "pride": report.pride,
            "learners": report.learners,
            "stuck": report.stuck,
            "trace": links,
        }
        return {name: words for name, words in parts.items() if words}

    confirms: ClassVar[frozenset[str]] = frozenset({"readers"})

    @classmethod
    def facts(cls, view: ReportedView) -> dict[str, Any]:
        """The group, the community, the word for learners."""
        return {"group": view.group, "community": view.challenge.community, "learners": view.learners}
