"""Every dialog of the program is declared so that the engine can lead anyone through it."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from bot.pressing import meaning
from community.challenge import ToolUser, Wants
from community.civil import WorkingHours
from community.messages import Ask
from community.report import NextStep
from community.views import (
    Action,
    AnswerView,
    AskTeamView,
    ChannelView,
    GatheringView,
    GoingOnView,
    GuideView,
    KeepTraceView,
    LetterView,
    MeetingsView,
    MonthView,
    OpenChallengesView,
    OwnChallengeView,
    OwnPageView,
    PageSeenView,
    PageWritingView,
    PeerView,
    PersonView,
    QuestionView,
    QuietView,
    ReportableView,
    ReportedView,
    ShareWalkView,
    SmallerView,
    SynthesisView,
    TalkView,
    TeamAnswerView,
    WriteToView,
    WritingView,
)
from community.walk import Answer, Given
from dialogs import DIALOGS, STARTS
from dialogs.flow import Dialog
from dialogs.said import Chosen
from dialogs.steps import Choice, Day, Ending, Finish, Link, Next, ShortText, Step, Typed
from dialogs.which_community import WANTED
from tests.cards import (
    examples_channel,
    examples_peers,
    examples_principal,
    examples_steps,
    examples_syntheses,
    examples_walk_shares,
)
from tests.cards.examples_peers import ALONE, PEER, TO_ANSWER
from tests.cards.examples_reports import FIRST, REPORT, SECOND, WHOLE, as_a, own_views
from tests.dialogs.conversation import OPEN, Conversation, member
from tests.dialogs.deploying import PROGRAM
from tests.guide import SMALL, walk

EVERYBODY = pytest.mark.parametrize("dialog", PROGRAM.values(), ids=PROGRAM)
MONTH = Conversation().month()
KEPT = replace(OPEN, question="Comment lire?", tool_user=ToolUser.ME)
VIEWS: dict[type | None, tuple[object, ...]] = {
    None: (None,),
    PeerView: (PEER, ALONE, examples_peers.WHOLE),
    AnswerView: (TO_ANSWER,),
    PersonView: (member("COP IA", "Chantier IA"), member("COP IA")),
    MonthView: (
        MONTH,
        replace(MONTH, open=KEPT),
        replace(MONTH, open=replace(KEPT, question=None, tool_user=None)),
        replace(MONTH, open=replace(KEPT, tool_user=None)),
        replace(MONTH, left=KEPT),
    ),
    OwnChallengeView: (
        *own_views(KEPT).values(),
        replace(examples_channel.INQUIRY, challenge=replace(KEPT, wants=Wants.IDEAS, sign="Un signe")),
        examples_channel.CHOOSES,
        replace(examples_channel.CHOOSES, challenge=replace(examples_channel.SHOWN, shown_at=KEPT.changed_at)),
    ),
    ReportableView: (
        *(as_a(ReportableView, own) for own in own_views(KEPT).values()),
        *(as_a(ReportableView, own, report=WHOLE) for own in own_views(KEPT).values()),
    ),
    ReportedView: (
        *(as_a(ReportedView, own, report=WHOLE) for own in own_views(KEPT).values()),
        *(as_a(ReportedView, own, report=REPORT) for own in own_views(KEPT).values()),
    ),
    GoingOnView: tuple(
        as_a(GoingOnView, own, report=replace(REPORT, next=step))
        for own in own_views(KEPT).values()
        for step in (NextStep.CONTINUE, NextStep.ADAPT)
    ),
    ChannelView: (examples_channel.FREE, examples_channel.BOUND),
    MeetingsView: tuple(
        replace(examples_channel.MEETINGS, groups=groups, group_id=group_id)
        for groups in (examples_channel.MEETINGS.groups, examples_channel.MEETINGS.groups[:1])
        for group_id in (None, "t1")
    ),
    Action: (FIRST, SECOND),
    GatheringView: (examples_syntheses.GATHERING, examples_syntheses.TEN),
    WritingView: (examples_syntheses.WRITING,),
    SynthesisView: (examples_syntheses.SEEN,),
    KeepTraceView: (examples_syntheses.KEEPABLE,),
    OpenChallengesView: (OpenChallengesView((KEPT, replace(KEPT, challenge_id="k2", question="Comment écrire?"))),),
    WriteToView: (WriteToView("p2", "Bruno Côté", "Nadia Roy", "c1"),),
    LetterView: (LetterView("l1", "c1", "p9", "Nadia Roy", "p1", "Ada Tremblay", "Un café?"),),
    GuideView: (
        GuideView(SMALL),
        GuideView(SMALL, (KEPT,)),
        GuideView(SMALL, (KEPT,), ended=replace(walk(), at=None)),
    ),
    QuestionView: tuple(
        QuestionView(walk(answers), line, asked, answers.get(asked.key), 1, 6)
        for line, asked in SMALL.questions()
        for answers in ({}, {asked.key: Given(asked.key, Answer.PARTLY, "Une note")})
    ),
    PageWritingView: (
        examples_principal.WRITING,
        examples_principal.AGAIN,
        replace(examples_principal.WRITING, principals=(), walk=replace(examples_principal.ENDED, title="")),
    ),
    OwnPageView: (examples_principal.OWN, replace(examples_principal.OWN, page=examples_principal.NOTED)),
    PageSeenView: (PageSeenView(examples_principal.NOTED),),
    ShareWalkView: (
        examples_walk_shares.TO_SHARE,
        examples_walk_shares.NO_CHANNEL,
        examples_walk_shares.NO_GROUP,
        replace(examples_walk_shares.TO_SHARE, peers=(), facilitators=()),
    ),
    QuietView: (
        QuietView(date(2025, 10, 7), WorkingHours(), frozenset({"letter", "peer_bundle"})),
        QuietView(date(2025, 10, 7), WorkingHours(), frozenset({"meeting_moved"})),
    ),
    AskTeamView: (examples_steps.ASKING, replace(examples_steps.ASKING, channels=2, last="q1")),
    TeamAnswerView: (examples_steps.ANSWERING,),
    TalkView: (examples_steps.TALKING, examples_steps.SEVERAL),
    SmallerView: (examples_steps.SMALLER, examples_steps.PROJECT),
}
"""What each kind of view may hold. A dialog that needs another gets its line here."""


def answers(step: Step, view: object) -> tuple[str, ...]:
    """What may be answered to a step: every option, the bounds of a day, a text that is taken."""
    match step:
        case Choice():
            return step.options(view)
        case Day():
            return tuple(day.isoformat() for day in step.between(view))
        case Link():
            return ("https://example.org/plan",)
    return ("Comment lire?",)


def walked(dialog: type[Dialog], view: object) -> dict[str, list[Ending]]:
    """Step → everything its answers, and skipping it, may lead to; of the steps somebody may come to."""
    found: dict[str, list[Ending]] = {}
    coming = [(dialog.begins_at(view), dialog.prefilled(view))]
    while coming:
        name, draft = coming.pop()
        step = dialog.steps[name]
        drafts = [{**draft, name: answer} for answer in answers(step, view)] + ([dict(draft)] if step.optional else [])
        first_time = name not in found
        for given in drafts:
            ending = step.handler(given, view)
            found.setdefault(name, []).append(ending)
            if isinstance(ending, Next) and first_time:
                coming.append((ending.step, {**given, **ending.given}))
    return found


@EVERYBODY
def test_its_names_can_be_stored_and_pressed(dialog: type[Dialog]) -> None:
    assert DIALOGS[dialog.key] is dialog
    assert dialog.key.isidentifier()
    assert WANTED not in dialog.steps
    for name, step in dialog.steps.items():
        assert step.name == name
        assert name.isidentifier()
        for view in VIEWS[dialog.needs]:
            for option in step.options(view) if isinstance(step, Choice) else ():
                pressed = meaning(f"answer.{option}", {}, Ask(dialog=dialog.key, step=name, revision=1))
                assert pressed == Chosen(dialog.key, name, option)


@EVERYBODY
def test_each_step_can_be_come_to_and_leads_on(dialog: type[Dialog]) -> None:
    come_to = set()
    for view in VIEWS[dialog.needs]:
        ways = walked(dialog, view)
        come_to |= set(ways)
        assert any(not isinstance(ending, Next) for endings in ways.values() for ending in endings), "it ends"
    if dialog.steered and dialog.form:  # a note is written in the form, or typed instead of an answer
        come_to |= {name for name, step in dialog.steps.items() if step.optional}
    assert come_to == set(dialog.steps), "every step is come to, and no other"


@EVERYBODY
def test_a_form_is_linear_and_short(dialog: type[Dialog]) -> None:
    if not dialog.form:
        assert dialog.side_buttons == ()
        return
    names = list(dialog.steps)
    for view in VIEWS[dialog.needs]:
        ways = walked(dialog, view)
        for name, following in () if dialog.steered else itertools.pairwise(names):
            assert {ending.step if isinstance(ending, Next) else None for ending in ways[name]} == {following}
        assert all(isinstance(ending, Finish) for ending in ways[names[0 if dialog.steered else -1]])
    texts = [step for step in dialog.steps.values() if isinstance(step, ShortText)]
    assert len(texts) <= 1, "what is typed is lost when the card is left: one text field"
    assert sum(isinstance(step, Choice) for step in dialog.steps.values()) <= 1


@EVERYBODY
def test_what_it_starts_with_is_an_answer(dialog: type[Dialog]) -> None:
    for view in VIEWS[dialog.needs]:
        for name, value in dialog.prefilled(view).items():
            assert dialog.steps[name].parse(Typed(value, option=value), view) == value


@EVERYBODY
def test_it_lapses(dialog: type[Dialog]) -> None:
    assert 0 < dialog.lapse_minutes <= 24 * 60


def test_every_keyword_starts_a_dialog_of_the_program() -> None:
    assert set(STARTS.values()) <= set(PROGRAM.values())
