"""« La page pour la direction »: written, seen as it will be read, sent or brought; then what came of the talk."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from community.challenge import CLASSROOM_LIMIT
from community.commands import KeepPrincipalPage, ReplyToOutcome, WriteOutcome
from community.principal import (
    CHOSEN_LIMIT,
    INTENT_LIMIT,
    NO_TOOL,
    OTHER_TOOL,
    OUTCOME_LIMIT,
    REPLY_LIMIT,
    TOOL_NAME_LIMIT,
    Ages,
    CameOf,
    Opening,
    Outcome,
    Written,
    age_note,
    days_to_talk,
)
from community.views import OwnPageView, PagePreview, PageSeenView, PageWritingView, PrincipalPageView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, Next, choice, day, long_text, previewing, short_text

BRING = "bring"
"""In the place of a principal: the teacher brings the page."""


def _tools(view: PageWritingView) -> Mapping[str, str]:
    return {tool.key: tool.name for tool in view.walk.guide.tools}


def _principals(view: PageWritingView) -> Mapping[str, str]:
    return {each.person_id: each.name for each in view.principals}


class PrincipalPageDialog(Dialog):
    """Intent, group, ages, tool and its opening, what was chosen, to whom; the page as it will be read, then sent."""

    key = "principal_page"
    needs = PageWritingView
    about = About.SUBJECT

    @short_text(limit=INTENT_LIMIT, optional=True)
    def intent(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """What for. What the walk is about stands there; there is no page without it."""
        return Next("classroom" if draft.get("intent") else "intent")

    @short_text(limit=CLASSROOM_LIMIT, optional=True)
    def classroom(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """Which group of learners; never who they are."""
        return Next("ages" if draft.get("classroom") else "classroom")

    @choice(*Ages)
    def ages(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """A bracket."""
        return Next("tool")

    @choice(OTHER_TOOL, NO_TOOL, of=_tools)
    def tool(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """One whose age rule the guide knows, another, or none."""
        if draft["tool"] == OTHER_TOOL:
            return Next("tool_name")
        return Next("chosen" if draft["tool"] == NO_TOOL else "opening")

    @short_text(limit=TOOL_NAME_LIMIT)
    def tool_name(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """What the other tool is called."""
        return Next("opening")

    @choice(*Opening)
    def opening(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """Whether the IT services opened it."""
        return Next("chosen")

    @long_text(limit=CHOSEN_LIMIT)
    def chosen(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """What the teacher chose to do, and how."""
        return Next("to")

    @choice(BRING, of=_principals)
    def to(draft: Draft, view: PageWritingView) -> Next:  # noqa: N805
        """One of today's principals, or oneself."""
        return Next("sending")

    @previewing(again="intent")
    def sending(draft: Draft, view: PageWritingView) -> Finish:  # noqa: N805
        """Sent, or kept to be brought, as it stands."""
        to_id = draft.get("to", BRING)
        return Finish(KeepPrincipalPage(view.walk.walk_id, written(draft), None if to_id == BRING else to_id))

    @classmethod
    def prefilled(cls, view: PageWritingView) -> dict[str, str]:
        """The page as it was written before; else what the walk and its challenge say."""
        if view.page is None:
            known = {"intent": " ".join(view.walk.title.split())[:INTENT_LIMIT], "classroom": view.classroom}
            return {name: words for name, words in known.items() if words}
        before = view.page.written
        known = {
            "intent": before.intent,
            "classroom": before.classroom,
            "ages": before.ages.value,
            "tool": before.tool,
            "tool_name": before.tool_name,
            "opening": before.opening.value,
            "chosen": before.chosen,
        }
        offered = (OTHER_TOOL, NO_TOOL, *_tools(view))
        return {name: words for name, words in known.items() if words and (name != "tool" or words in offered)}

    @classmethod
    def variant_of(cls, view: PageWritingView, draft: Draft) -> str:
        """Whether anybody is sent it: what is pressed last says what it does."""
        to = view.principal(draft.get("to", BRING))
        return "" if to is not None and to.reachable else "bring"

    @classmethod
    def as_read(cls, view: PageWritingView, draft: Draft) -> PagePreview:
        """The page as the principal will read it, and who that is."""
        said = written(draft)
        tool = view.tool(said.tool)
        page = PrincipalPageView(
            page_id="",
            walk_id=view.walk.walk_id,
            community_id=view.walk.community_id,
            community=view.community,
            owner_id=view.walk.owner_id,
            owner=view.owner,
            written=said,
            tool=said.tool_name if said.tool == OTHER_TOOL else tool.name if tool is not None else "",
            note=age_note(tool, said.ages, view.walk.jurisdiction, view.today, view.walk.guide.review_months),
            deletes_on=view.deletes_on,
        )
        return PagePreview(page, view.principal(draft.get("to", BRING)))


def written(draft: Draft) -> Written:
    """What the draft says so far; of a tool that isn't there any more, no name and no opening."""
    tool = draft.get("tool", NO_TOOL)
    return Written(
        intent=draft.get("intent", ""),
        classroom=draft.get("classroom", ""),
        ages=Ages(draft.get("ages", Ages.UNDER_13)),
        tool=tool,
        opening=Opening.NOT_NEEDED if tool == NO_TOOL else Opening(draft.get("opening", Opening.TO_ASK)),
        chosen=draft.get("chosen", ""),
        tool_name=draft.get("tool_name", "") if tool == OTHER_TOOL else "",
    )


def _days(view: OwnPageView) -> tuple[date, date] | None:
    assert view.today is not None
    assert view.page is not None
    return days_to_talk(view.today, view.page.deletes_on)


def _between(view: OwnPageView) -> tuple[date, date]:
    days = _days(view)
    assert days is not None  # « on s'en reparle » is offered only where there is a day left
    return days


def _outcomes(view: OwnPageView) -> Collection[str]:
    return [outcome for outcome in Outcome if outcome is not Outcome.LATER or _days(view) is not None]


class PrincipalOutcomeDialog(Dialog):
    """What came of the talk, in the teacher's words; the principal confirms it afterwards."""

    key = "principal_outcome"
    needs = OwnPageView
    about = About.SUBJECT

    @choice(*Outcome, among=_outcomes)
    def came(draft: Draft, view: OwnPageView) -> Next:  # noqa: N805
        """One of three."""
        return Next({Outcome.LATER: "on", Outcome.NOT_NOW: "why"}.get(Outcome(draft["came"]), "words"))

    @day(between=_between, at_school=True)
    def on(draft: Draft, view: OwnPageView) -> Next:  # noqa: N805
        """The school day on which they talk again."""
        return Next("words")

    @long_text(limit=OUTCOME_LIMIT)
    def why(draft: Draft, view: OwnPageView) -> Next:  # noqa: N805
        """Why not this year: the one outcome that isn't told without."""
        return Next("sending")

    @long_text(limit=OUTCOME_LIMIT, optional=True)
    def words(draft: Draft, view: OwnPageView) -> Next:  # noqa: N805
        """More, if there is more."""
        return Next("sending")

    @previewing(again="came")
    def sending(draft: Draft, view: OwnPageView) -> Finish:  # noqa: N805
        """Kept, and sent to be confirmed where there is somebody to confirm it."""
        assert view.page is not None
        return Finish(WriteOutcome(view.page.page_id, came_of(draft)))

    @classmethod
    def prefilled(cls, view: OwnPageView) -> dict[str, str]:
        """The words that stand."""
        came = view.page.came if view.page is not None else None
        if came is None or not came.words:
            return {}
        return {"why" if came.outcome is Outcome.NOT_NOW else "words": came.words}

    @classmethod
    def as_read(cls, view: OwnPageView, draft: Draft) -> CameOf:
        """The outcome as it will be read."""
        return came_of(draft)

    @classmethod
    def variant(cls, view: OwnPageView) -> str:
        """Whether somebody will be asked to confirm it."""
        return "" if view.shown else "alone"

    @classmethod
    def facts(cls, view: OwnPageView) -> dict[str, Any]:
        """Who confirms it."""
        return {"principal": view.page.principal if view.page is not None else ""}


def came_of(draft: Draft) -> CameOf:
    """What the draft says so far."""
    outcome = Outcome(draft.get("came", Outcome.GO))
    on = date.fromisoformat(draft["on"]) if outcome is Outcome.LATER and draft.get("on") else None
    return CameOf(outcome, on, draft.get("why" if outcome is Outcome.NOT_NOW else "words", ""))


class PrincipalReplyDialog(Dialog):
    """« Ce n'est pas tout à fait cela »: one line, to the teacher, who may write the outcome again."""

    key = "principal_reply"
    needs = PageSeenView
    about = About.SUBJECT

    @short_text(limit=REPLY_LIMIT)
    def line(draft: Draft, view: PageSeenView) -> Next:  # noqa: N805
        """What isn't quite so."""
        return Next("sending")

    @previewing(again="line")
    def sending(draft: Draft, view: PageSeenView) -> Finish:  # noqa: N805
        """Sent as it stands."""
        assert view.page is not None
        return Finish(ReplyToOutcome(view.page.page_id, draft["line"]))

    @classmethod
    def previewed(cls, view: PageSeenView, draft: Draft) -> dict[str, str]:
        """The line as it will be read."""
        return {"line": draft["line"]} if "line" in draft else {}

    @classmethod
    def facts(cls, view: PageSeenView) -> dict[str, Any]:
        """Whom it goes to."""
        return {"owner": view.page.owner if view.page is not None else ""}
