"""The engine: one thing said in one talk, and what comes of it. A pure function of values.

Back, skip, later, help, cancel, resume and the lapse are here, once, for every dialog. The turn loads what
:func:`wanted` asks for, calls :func:`hear`, and :func:`start` as long as the outcome names a dialog to go on with.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from community.keywords import Keyword
from community.messages import (
    Ask,
    Cancelled,
    Help,
    NotForYou,
    NothingOpen,
    NotUnderstood,
    PutAside,
    SettingsPage,
    StillForThis,
    WhomToAsk,
)
from community.talk import Position, Talk, TalkEvent
from community.talk import TalkState as State
from community.views import PersonView
from dialogs import DIALOGS, SAYS, STARTS
from dialogs.choosing import needs_community
from dialogs.flow import Opening
from dialogs.outcome import Outcome
from dialogs.said import Chosen, Filled, Given, Said, Started, Steered, StillPressed
from dialogs.standing import is_here, moved, set_aside, standing, without
from dialogs.steps import Choice, Day, Ending, Fault, Finish, GoOn, GoTo, Next, ShortText, Typed
from dialogs.unsent import WORDS, UnsentDialog, written
from dialogs.which_community import WANTED, WhichCommunityDialog


def wanted(talk: Talk, said: Said) -> Opening | None:
    """The dialog, and what it is about, whose view :func:`hear` needs, if any."""
    if isinstance(said, Filled):
        return Opening(said.dialog, said.subject_id) if said.dialog in DIALOGS else None
    if talk.at is None or (isinstance(said, Typed) and said.keyword in SAYS and said.keyword is not Keyword.HELP):
        return None
    return Opening(talk.at.dialog, talk.at.subject_id) if talk.at.dialog in DIALOGS else None


def hear(talk: Talk, said: Said, view: Any, now: datetime) -> Outcome:
    """Take one step. ``view`` is that of :func:`wanted`; ``now`` is the UTC instant it was said at."""
    if talk.at is not None and talk.at.dialog not in DIALOGS:
        talk = moved(talk, TalkEvent.CANCEL, at=None)  # a deployment took the conversation away
    talk = replace(talk, aside=tuple(p for p in talk.aside if p.dialog in DIALOGS))
    needed = wanted(talk, said)
    if needed is not None and view is None and DIALOGS[needed.dialog].needs is not None:
        return _gone(talk, needed, said)
    match said:
        case Filled():
            return _fill(talk, said, view)
        case Started():
            return Outcome(talk, then=Opening(said.dialog, said.subject_id))
        case Given():
            return _choose(talk, said, Typed(said.text), view, now)
        case Chosen():
            return _choose(talk, said, Typed("", option=said.option), view, now)
        case StillPressed():
            if talk.at is None:
                return Outcome(talk, (NotUnderstood(),))
            if talk.state is State.CONFIRMING and said.revision == talk.revision:
                return _still(talk, talk.at.dialog, said.yes, view, now)
            return _ask(talk, standing(talk.at), now, aged=True)
        case Steered():
            return _steer(talk, said, view, now)
        case Typed():
            return _keyword(talk, said.keyword, view, now) if said.keyword else _text(talk, said, view, now)


def start(talk: Talk, opening: Opening, person: PersonView, view: Any, now: datetime, *, aged: bool = False) -> Outcome:
    """Open a conversation, or go on with it where it was left. What was open is set aside.

    ``view`` is the dialog's own, ``None`` where :func:`needs_community` says that the community is unknown, or where
    what it would be about isn't there for this person.
    """
    key, subject_id = opening.dialog, opening.subject_id
    dialog = DIALOGS[key]
    if not person.memberships:
        return Outcome(talk, (WhomToAsk(),))
    if needs_community(talk, key, person):
        given = {WANTED: key} if key != WhichCommunityDialog.key else {}
        choosing = Position(WhichCommunityDialog.key, WhichCommunityDialog.first(), given)
        return _ask(set_aside(talk, choosing.dialog), choosing, now, event=TalkEvent.START)
    if not dialog.may_start(person, talk.community_id):
        return Outcome(talk, (NotForYou(),))
    if dialog.needs is not None and view is None:
        return Outcome(talk, (dialog.gone,))
    other = dialog.instead(view)
    if other is not None:
        return (
            Outcome(talk, then=Opening(other.dialog, other.subject_id))
            if isinstance(other, GoTo)
            else Outcome(talk, (other,))
        )
    place = person.membership(talk.community_id) if dialog.in_community else None
    if place is not None:
        talk = replace(talk, community_id=place.community_id)  # and is not asked again when there are several
    if talk.at is not None and (talk.at.dialog, talk.at.subject_id) == (key, subject_id) and not opening.given:
        return _ask(talk, standing(talk.at), now, event=TalkEvent.RESUME)
    left = next((p for p in talk.aside if (p.dialog, p.subject_id) == (key, subject_id) and is_here(p, talk)), None)
    if left is None and not dialog.may_begin(opening.given):
        return Outcome(talk, (dialog.gone,))
    about = place.community_id if place else None
    begun = Position(
        key,
        dialog.begins_at(view),
        {**dialog.prefilled(view), **opening.given},
        community_id=about,
        subject_id=subject_id,
    )
    position = standing(left) if left and not opening.given else begun  # what is given now is newer
    return _ask(set_aside(talk, key, subject_id), position, now, event=TalkEvent.START, aged=aged)


def _gone(talk: Talk, needed: Opening, said: Said) -> Outcome:
    """What the open conversation is about isn't there for this person any more: what they wrote is given back."""
    dialog, at = DIALOGS[needed.dialog], talk.at
    if at is not None and (at.dialog, at.subject_id) != (needed.dialog, needed.subject_id):
        at = None
    words = written(dialog, at, said, talk.held)
    if at is not None:
        talk = moved(talk, TalkEvent.CANCEL, at=None)
    if isinstance(said, Started):
        return Outcome(talk, then=Opening(said.dialog, said.subject_id))
    if isinstance(said, Typed) and said.keyword in STARTS:
        return Outcome(talk, then=Opening(STARTS[said.keyword].key))
    following = Opening(UnsentDialog.key, given={WORDS: words}) if words else None
    return Outcome(talk, (dialog.gone,), then=following)


def _keyword(talk: Talk, keyword: Keyword, view: Any, now: datetime) -> Outcome:
    if keyword in STARTS:
        return Outcome(talk, then=Opening(STARTS[keyword].key))
    if keyword is Keyword.RESUME and talk.at is None and talk.aside:
        last = talk.aside[-1]
        back = Opening(last.dialog, last.subject_id)
        return Outcome(replace(talk, community_id=last.community_id or talk.community_id), then=back)
    if talk.at is None:
        return Outcome(talk, (SAYS.get(keyword, NothingOpen()),))
    at = talk.at
    match keyword:
        case Keyword.CANCEL:
            return Outcome(moved(talk, TalkEvent.CANCEL, at=None), (Cancelled(),))
        case Keyword.LATER:
            return Outcome(moved(set_aside(talk), TalkEvent.LATER, at=None), (PutAside(dialog=at.dialog),))
        case Keyword.RESUME:
            return _ask(talk, standing(at), now, event=TalkEvent.RESUME)
        case Keyword.HELP:
            return _ask(talk, standing(at), now, event=TalkEvent.RESUME, help=True)
        case Keyword.BACK:
            trail = [step for step in at.trail if step in DIALOGS[at.dialog].steps]
            earlier = DIALOGS[at.dialog].before(view) if not trail else None
            if earlier is not None:
                return _follow(talk, at, earlier, now)
            if not trail:
                return _ask(talk, standing(at), now, event=TalkEvent.RESUME, fault=Fault("nothing_before"))
            return _ask(talk, replace(at, step=trail[-1], trail=tuple(trail[:-1])), now, event=TalkEvent.RESUME)
        case Keyword.SKIP:
            return _skip(talk, at, view, now)
        case _:
            return Outcome(talk, (SAYS[keyword],))


def _skip(talk: Talk, at: Position, view: Any, now: datetime) -> Outcome:
    step = DIALOGS[at.dialog].steps.get(at.step)
    if step is None:
        return _ask(talk, standing(at), now, aged=True)
    if not step.optional:
        return _ask(talk, at, now, event=TalkEvent.RESUME, fault=Fault("not_skippable"))
    return _follow(talk, at, step.handler(at.draft, view), now)  # what stood there goes on standing


def _steer(talk: Talk, said: Steered, view: Any, now: datetime) -> Outcome:
    at = talk.at
    left = next((p for p in reversed(talk.aside) if p.dialog == said.dialog and is_here(p, talk)), None)
    if said.keyword is Keyword.RESUME and left is not None:
        return Outcome(talk, then=Opening(left.dialog, left.subject_id))
    if at is None:
        return Outcome(talk, (NothingOpen(),))
    of_its_step = said.keyword in (Keyword.BACK, Keyword.SKIP)
    if at.dialog != said.dialog or (of_its_step and (at.step, at.subject_id) != (said.step, said.subject_id)):
        return _ask(talk, standing(at), now, aged=True)
    return _keyword(talk, said.keyword, view, now)


def _text(talk: Talk, said: Typed, view: Any, now: datetime) -> Outcome:
    if talk.at is None:
        return Outcome(talk, (NotUnderstood(near=said.near),))
    if talk.state is State.CONFIRMING and said.yes is not None:
        return _still(talk, talk.at.dialog, said.yes, view, now)
    dialog = DIALOGS[talk.at.dialog]
    if talk.state is State.CONFIRMING or talk.has_lapsed(now, dialog.lapse_minutes):
        step = dialog.steps.get(talk.at.step)
        if step is None or (isinstance(step, ShortText) and isinstance(step.parse(said, view), Fault)):
            return _answer(talk, said, view, now)  # it can't be taken either way: say so at once
        day = said.day.isoformat() if said.day is not None and isinstance(step, Day) else None
        held = moved(talk, TalkEvent.LATE_TEXT, held=said.option or day or said.text, revision=talk.revision + 1)
        about = {"dialog": dialog.key, "step": talk.at.step, "subject_id": talk.at.subject_id}
        return Outcome(held, (StillForThis(revision=held.revision, **about),))
    return _answer(talk, said, view, now)


def _still(talk: Talk, dialog: str, yes: bool, view: Any, now: datetime) -> Outcome:
    if yes:
        held = Typed(talk.held or "", option=talk.held)  # what was heard as an option is held as that option
        return _answer(moved(talk, TalkEvent.YES, held=None), held, view, now)
    return Outcome(moved(set_aside(talk), TalkEvent.NO, at=None), (PutAside(dialog=dialog),))


def _choose(talk: Talk, said: Chosen | Given, answer: Typed, view: Any, now: datetime) -> Outcome:
    at = talk.at
    if at is not None and (at.dialog, at.subject_id) == (said.dialog, said.subject_id):
        if at.step == said.step:
            return _answer(talk, answer, view, now)
        return _ask(talk, standing(at), now, event=TalkEvent.RESUME, aged=True)
    if said.dialog in DIALOGS:
        return Outcome(talk, then=Opening(said.dialog, said.subject_id), aged=True)
    return Outcome(talk, (Help(),))


def _answer(talk: Talk, said: Typed, view: Any, now: datetime) -> Outcome:
    if talk.at is None:
        raise ValueError("an answer without a question")
    at = standing(talk.at)
    if at.step != talk.at.step:
        return _ask(talk, at, now, event=TalkEvent.RESUME, aged=True)
    step = DIALOGS[at.dialog].steps[at.step]
    answer = step.parse(said, view)
    if isinstance(answer, Fault):
        remark = DIALOGS[at.dialog].remarked(said, view) if isinstance(step, Choice) and said.text.strip() else None
        if isinstance(remark, Finish):
            return _follow(talk, at, remark, now)
        return _ask(talk, at, now, event=TalkEvent.RESUME, fault=remark or answer)
    at = replace(at, draft={**at.draft, at.step: answer})
    return _follow(talk, at, step.handler(at.draft, view), now)


def _follow(talk: Talk, at: Position, ending: Ending, now: datetime) -> Outcome:
    match ending:
        case Next(step, given):
            at = replace(at, step=step, trail=(*at.trail, at.step), draft={**at.draft, **given})
            return _ask(talk, at, now, event=TalkEvent.ANSWER)
        case Finish(command):
            return Outcome(moved(talk, TalkEvent.FINISH, at=None), command=command)
        case GoTo(dialog, subject_id):
            return Outcome(moved(talk, TalkEvent.FINISH, at=None), then=Opening(dialog, subject_id))
        case GoOn(community_id, wanted_dialog):
            following = Opening(wanted_dialog) if wanted_dialog in DIALOGS else None
            ended = moved(talk, TalkEvent.FINISH, at=None, community_id=community_id)
            return Outcome(ended, () if following else (SettingsPage(),), then=following)


def _fill(talk: Talk, said: Filled, view: Any) -> Outcome:
    dialog = DIALOGS[said.dialog]
    draft: dict[str, str] = {}
    faults: dict[str, Fault] = {}
    ending: Ending | None = None
    for name, step in dialog.steps.items():
        given = said.fields.get(name, "")
        answer = step.parse(Typed(given, option=given), view)
        if not isinstance(answer, Fault):
            draft[name] = answer
        elif given or not step.optional:
            faults[name] = answer
        if not faults:
            ending = step.handler(draft, view)
    if faults or not isinstance(ending, Finish):
        return Outcome(talk, faults=faults)
    if talk.at is not None and (talk.at.dialog, talk.at.subject_id) == (said.dialog, said.subject_id):
        talk = moved(talk, TalkEvent.FINISH, at=None)
    return Outcome(replace(talk, aside=without(talk, said.dialog, said.subject_id)), command=ending.command)


def _ask(
    talk: Talk,
    at: Position,
    now: datetime,
    *,
    event: TalkEvent = TalkEvent.RESUME,
    fault: Fault | None = None,
    aged: bool = False,
    help: bool = False,
) -> Outcome:
    asked = moved(talk, event, at=at, revision=talk.revision + 1, asked_at=now)
    question = Ask(
        dialog=at.dialog,
        step=at.step,
        revision=asked.revision,
        fault=fault.key if fault else None,
        length=fault.length if fault else None,
        aged=aged,
        help=help,
        subject_id=at.subject_id,
    )
    return Outcome(asked, (question,))
