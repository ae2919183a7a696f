"""« Montrer à quelqu'un »: a walk's copy for a peer, the team, or who runs the community, seen first as they will."""

from collections.abc import Mapping
from typing import Any, ClassVar

from community.commands import ShareWalk
from community.messages import Message, NotForYou, WalkUnshown
from community.views import SharePreview, ShareWalkView
from community.walk_share import Audience, anything_answered, edition
from dialogs.flow import About, Dialog
from dialogs.steps import Draft, Ending, Finish, GoTo, Next, choice, previewing

EDITION = "edition"
"""Where the draft keeps which copy was seen."""
TO, PERSON = "to", {Audience.PEER: "peer", Audience.FACILITATOR: "facilitator"}


def _peers(view: ShareWalkView) -> Mapping[str, str]:
    return dict(view.peers)


def _facilitators(view: ShareWalkView) -> Mapping[str, str]:
    return dict(view.facilitators)


def _audiences(view: ShareWalkView) -> list[str]:
    there = {Audience.PEER: view.peers, Audience.TEAM: view.channel, Audience.FACILITATOR: view.facilitators}
    return [audience for audience, somebody in there.items() if somebody]


def _person(draft: Draft) -> str | None:
    """The id of the person chosen, where it is one."""
    step = PERSON.get(Audience(draft[TO]))
    return draft.get(step) if step is not None else None


class ShareWalkDialog(Dialog):
    """Whom to, which of them, then the copy as it will be read. It is about a walk of one's own."""

    key = "share_walk"
    needs = ShareWalkView
    about = About.SUBJECT
    gone: ClassVar[Message] = NotForYou()

    @choice(*Audience, among=_audiences)
    def to(draft: Draft, view: ShareWalkView) -> Next:  # noqa: N805
        """A colleague, the team, who runs the community."""
        step = PERSON.get(Audience(draft["to"]))
        return _seen(view) if step is None or _only(step, view) else Next(step)

    @choice(of=_peers)
    def peer(draft: Draft, view: ShareWalkView) -> Next:  # noqa: N805
        """One of one's own group."""
        return _seen(view)

    @choice(of=_facilitators)
    def facilitator(draft: Draft, view: ShareWalkView) -> Next:  # noqa: N805
        """One of those who run it."""
        return _seen(view)

    @previewing(again=lambda view: ShareWalkDialog.begins_at(view))
    def preview(draft: Draft, view: ShareWalkView) -> Ending:  # noqa: N805
        """What they will read, line by line; seen again if it changed meanwhile."""
        if draft.get(EDITION) != edition(view.snapshot):
            return _seen(view)
        audience = Audience(draft[TO])
        return Finish(ShareWalk(view.walk.walk_id, audience, _person(draft)))

    @classmethod
    def begins_at(cls, view: ShareWalkView) -> str:
        """The one question there is, where there is one person only."""
        (first, *others) = _audiences(view) or [TO]
        return TO if others or first not in PERSON else PERSON[Audience(first)]

    @classmethod
    def instead(cls, view: ShareWalkView) -> Message | GoTo | None:
        """With no answer yet there is nothing to show, with nobody there nobody to show it to."""
        if not anything_answered(view.walk):
            return WalkUnshown(walk_id=view.walk.walk_id, why="nothing")
        return None if _audiences(view) else WalkUnshown(walk_id=view.walk.walk_id, why="nobody")

    @classmethod
    def prefilled(cls, view: ShareWalkView) -> dict[str, str]:
        """What goes without asking."""
        audiences = _audiences(view)
        given = {TO: str(audiences[0])} if len(audiences) == 1 else {}
        return given | {step: found for step in PERSON.values() if (found := _only(step, view)) is not None}

    @classmethod
    def beside(cls, view: ShareWalkView) -> tuple[str, ...]:
        """The notes, to choose which go along."""
        return (f"show.walk_notes.{view.walk.walk_id}",)

    @classmethod
    def as_read(cls, view: ShareWalkView, draft: Draft) -> SharePreview:
        """The copy, and who reads it."""
        name = {**_peers(view), **_facilitators(view)}.get(_person(draft) or "")
        return SharePreview(view.snapshot, view.group, name)

    @classmethod
    def facts(cls, view: ShareWalkView) -> dict[str, Any]:
        """The group and who runs the community, by their names."""
        return {"group": view.group, "facilitators": [name for _, name in view.facilitators]}


def _seen(view: ShareWalkView) -> Next:
    """The copy as it stands, to be seen before it goes."""
    return Next("preview", {EDITION: edition(view.snapshot)})


def _only(step: str, view: ShareWalkView) -> str | None:
    """The one person there is to choose."""
    people = view.peers if step == PERSON[Audience.PEER] else view.facilitators
    return people[0][0] if len(people) == 1 else None
