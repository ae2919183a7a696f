"""The four small doors of a report: a pride, what happened for the learners, what got stuck, a trace.

One field each, with what stands there already; each press keeps it.
"""

from typing import Any, ClassVar

from community.ai_use import SOURCE, AiUse
from community.commands import FillDoor, KeepLink
from community.report import DOOR_LIMIT, Door, TraceKind
from community.reporting import read_by
from community.views import ReportedView, Trace
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Ending, Finish, Next, choice, link, long_text


def _filled(door: Door, draft: Draft, view: ReportedView) -> Finish:
    return Finish(FillDoor(view.challenge.challenge_id, door, draft["text"]))


def _standing(text: str | None) -> dict[str, str]:
    return {"text": text} if text else {}


class _BehindDoor(Dialog):
    """What is asked behind one door: about a report of one's own."""

    needs = ReportedView
    about = About.SUBJECT

    @classmethod
    def variant(cls, view: ReportedView) -> str:
        """Who will read it."""
        return read_by(view)

    @classmethod
    def facts(cls, view: ReportedView) -> dict[str, Any]:
        """Who reads it, and the word for learners."""
        return {"group": view.group, "community": view.challenge.community, "learners": view.learners}


class PrideDialog(_BehindDoor):
    """Something to be proud of."""

    key = "pride"

    @long_text(limit=DOOR_LIMIT)
    def text(draft: Draft, view: ReportedView) -> Finish:  # noqa: N805
        """A few words."""
        return _filled(Door.PRIDE, draft, view)

    @classmethod
    def prefilled(cls, view: ReportedView) -> dict[str, str]:
        """What stands there."""
        return _standing(view.report.pride if view.report else None)


class LearnersDialog(_BehindDoor):
    """What happened for the learners: no name of any."""

    key = "learners"

    @long_text(limit=DOOR_LIMIT)
    def text(draft: Draft, view: ReportedView) -> Finish:  # noqa: N805
        """A few words."""
        return _filled(Door.LEARNERS, draft, view)

    @classmethod
    def prefilled(cls, view: ReportedView) -> dict[str, str]:
        """What stands there."""
        return _standing(view.report.learners if view.report else None)


class StuckDialog(_BehindDoor):
    """What got stuck."""

    key = "stuck"

    @long_text(limit=DOOR_LIMIT)
    def text(draft: Draft, view: ReportedView) -> Finish:  # noqa: N805
        """A few words."""
        return _filled(Door.STUCK, draft, view)

    @classmethod
    def prefilled(cls, view: ReportedView) -> dict[str, str]:
        """What stands there."""
        return _standing(view.report.stuck if view.report else None)


class TraceDialog(_BehindDoor):
    """A link, then how far an AI tool had a part in what it shows."""

    key = "trace"
    confirms: ClassVar[frozenset[str]] = frozenset({"ai_use"})

    @link()
    def link(draft: Draft, view: ReportedView) -> Ending:  # noqa: N805
        """Where it can be seen."""
        return Next("ai_use")

    @choice(*AiUse)
    def ai_use(draft: Draft, view: ReportedView) -> Ending:  # noqa: N805
        """One of the levels of a published set, which is cited."""
        return Finish(KeepLink(view.challenge.challenge_id, draft["link"], AiUse(draft["ai_use"])))

    @classmethod
    def prefilled(cls, view: ReportedView) -> dict[str, str]:
        """The link that stands there."""
        found = own_link(view)
        return {"link": found.link} if found is not None and found.link else {}

    @classmethod
    def previewed(cls, view: ReportedView, draft: Draft) -> dict[str, str]:
        """The link that is being kept."""
        return {"link": draft["link"]} if draft.get("link") else {}

    @classmethod
    def facts(cls, view: ReportedView) -> dict[str, Any]:
        """Who reads it, and whose levels these are."""
        return super().facts(view) | {"source": SOURCE.by, "year": str(SOURCE.year), "address": SOURCE.address}


def own_link(view: ReportedView) -> Trace | None:
    """The link kept behind the report's last door, if there is one."""
    traces = view.report.traces if view.report is not None else ()
    return next((trace for trace in traces if trace.kind is TraceKind.LINK), None)
