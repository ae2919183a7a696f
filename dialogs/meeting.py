"""« Prochaine rencontre »: a civil date for a group, or none."""

from collections.abc import Mapping
from datetime import date

from community.commands import SetMeeting
from community.rights import Act, may_in
from community.views import MeetingsView, PersonView
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Finish, Next, choice, day


def _groups(view: MeetingsView) -> Mapping[str, str]:
    return {group.group_id: group.name for group in view.groups}


def _between(view: MeetingsView) -> tuple[date, date]:
    return view.today, view.last


def _group(draft: Draft, view: MeetingsView) -> str:
    """The group spoken of: the one chosen, the one the button named, or the only one."""
    known = view.group(draft.get("group") or view.group_id)
    return known.group_id if known is not None else ""


def _asked(group_id: str, view: MeetingsView) -> str:
    """A date of its own may be changed or taken away; without one, a date is asked for at once."""
    known = view.group(group_id)
    return "dated" if known is not None and known.own is not None else "on"


class MeetingDialog(Dialog):
    """Which group, where there are several; then the day."""

    key = "meeting"
    needs = MeetingsView
    about = About.SUBJECT

    @choice(of=_groups)
    def group(draft: Draft, view: MeetingsView) -> Next:  # noqa: N805
        """One of the groups of the communities one runs."""
        return Next(_asked(draft["group"], view))

    @choice("change", "none")
    def dated(draft: Draft, view: MeetingsView) -> Next | Finish:  # noqa: N805
        """Another date, or no date."""
        if draft["dated"] == "change":
            return Next("on")
        return Finish(SetMeeting(_group(draft, view), None))

    @day(between=_between)
    def on(draft: Draft, view: MeetingsView) -> Finish:  # noqa: N805
        """The civil date on which the group meets next."""
        return Finish(SetMeeting(_group(draft, view), date.fromisoformat(draft["on"])))

    @classmethod
    def begins_at(cls, view: MeetingsView) -> str:
        """The group is asked for where neither a button nor the roster says it."""
        known = view.group(view.group_id)
        return "group" if known is None else _asked(known.group_id, view)

    @classmethod
    def may_start(cls, person: PersonView, community_id: str | None) -> bool:
        """Who runs a community says when it meets."""
        return any(may_in(place, Act.RUN_COMMUNITY) for place in person.memberships)
