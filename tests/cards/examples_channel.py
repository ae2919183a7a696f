"""A group's channel, its meetings, and a challenge shown to it, each in the ways it may look."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from community.challenge import ChallengeState, Readers, Wants
from community.messages import (
    Ask,
    ChallengeKept,
    ChallengeShown,
    ChallengeWithdrawn,
    ChannelBound,
    ChannelSetup,
    ChannelUnbound,
    MeetingMoved,
    MeetingSet,
    Message,
    NotShown,
    PutAside,
    SharedCard,
    StillForThis,
    WhoBinds,
)
from community.report import Came, NextStep
from community.views import (
    Action,
    AskView,
    ChannelView,
    GroupKind,
    GroupView,
    MeetingsView,
    Report,
    SharedChallenge,
    ShownChallenge,
)
from tests.cards.known import ANA, CHALLENGE, CHANGING, GIVEN, MONTH, NOBODY_NAMED, OPEN, OWN, RUNS_IT

TORONTO = ZoneInfo("America/Toronto")
NOVEMBER_13 = date(2025, 11, 13)
FREE = ChannelView("a1", "général", groups=(("t1", "Mathématique, 2e cycle"), ("c1", "COP IA")))
BOUND = replace(
    FREE, group_id="t1", group="Mathématique, 2e cycle", community="COP IA", by="Nadia Roy", until=date(2025, 10, 9)
)
SHOWN = replace(
    OPEN,
    readers=Readers.TEAM,
    wants=Wants.IDEAS,
    classroom="un groupe de 4e secondaire",
    sign="Ils reprennent leur texte d'eux-mêmes",
    group_id="t1",
)
SHARED = SharedChallenge(SHOWN, owner="Ana Lopez", group="Mathématique, 2e cycle", subject="Mathématique")
REPORT = Report("r1", "k1", "p1", "c1", "t1", Came.PARTLY, NextStep.CONTINUE, Readers.TEAM, "Mieux à l'oral.")
TRIED = (
    Action("n1", "k1", "p1", 1, "Un retour enregistré", True, Readers.TEAM),
    Action("n2", "k1", "p1", 2, "Une grille à cocher", False, Readers.TEAM),
)
WHERE = ShownChallenge(SHOWN, "Mathématique, 2e cycle", channels=1)
TEAM = GroupView("c1", "t1", "Mathématique, 2e cycle", NOVEMBER_13, NOVEMBER_13, NOVEMBER_13)
UNDATED = replace(TEAM, meeting=None, own=None, until=date(2025, 10, 31))
MEETINGS = MeetingsView((TEAM, replace(UNDATED, group_id="c1", name="COP IA")), date(2025, 10, 7), date(2026, 10, 8))
SAID = {"classroom": "un groupe de 4e secondaire", "sign": "Ils reprennent leur texte d'eux-mêmes", "wants": "ideas"}
INQUIRY = replace(OWN, inquiry=True)
CHOOSES = replace(OWN, group="COP IA", group_kind=GroupKind.COMMUNITY, teams=(("t1", "Français"), ("c1", "COP IA")))
FAMILY = replace(OWN, group="Sciences humaines", group_kind=GroupKind.FAMILY)


def asks(dialog: str, step: str, view: object, draft: dict[str, str] | None = None) -> tuple[Message, object]:
    """One question of a dialog, as it is asked in Teams."""
    question = Ask(dialog=dialog, step=step, revision=3, subject_id="x1")
    return question, AskView(view, draft or {}, form=False, back=bool(draft), fields=True)


EXAMPLES: dict[str, tuple[Message, object]] = {
    "challenge, form, until the meeting": (
        CHALLENGE,
        AskView(replace(MONTH, until=NOVEMBER_13, meeting=True), {}, form=True, back=False),
    ),
    "challenge, form, open until the meeting": (
        CHALLENGE,
        AskView(replace(CHANGING, until=NOVEMBER_13, meeting=True), GIVEN, form=True, back=False),
    ),
    "challenge, form, shown": (
        CHALLENGE,
        AskView(replace(CHANGING, open=SHOWN), GIVEN, form=True, back=False),
    ),
    "challenge kept, after another": (
        ChallengeKept(challenge_id="k2"),
        replace(OWN, challenge=replace(OWN.challenge, challenge_id="k2", follows_id="k1")),
    ),
    "challenge kept, of a family": (ChallengeKept(challenge_id="k1"), FAMILY),
    "challenge kept, by who runs it": (ChallengeKept(challenge_id="k1"), CHOOSES),
    "challenge changed, shown": (ChallengeKept(challenge_id="k1", changed=True), replace(OWN, challenge=SHOWN)),
    "show, classroom": asks("show", "classroom", OWN),
    "show, classroom, of a family": asks("show", "classroom", FAMILY),
    "show, group": asks("show", "group", CHOOSES),
    "show, sign": asks("show", "sign", OWN, SAID),
    "show, hypothesis": asks("show", "hypothesis", INQUIRY, SAID),
    "show, wants": asks("show", "wants", OWN, SAID),
    "show, preview": asks("show", "preview", OWN, SAID),
    "show, preview, of a family": asks("show", "preview", FAMILY, {"wants": "questions"}),
    "show, preview, chosen": asks("show", "preview", CHOOSES, SAID),
    "show, preview, inquiry": asks(
        "show", "preview", INQUIRY, {**SAID, "hypothesis": "Le même jour, ils s'en servent"}
    ),
    "reword, preview": asks("reword", "preview", replace(OWN, challenge=SHOWN), {"question": "Comment lire mieux?"}),
    "reword, question": asks("reword", "question", replace(OWN, challenge=SHOWN), {"question": "Comment lire mieux?"}),
    "bind, free": asks("bind", "group", FREE),
    "bind, bound": asks("bind", "other", BOUND),
    "unbind": asks("unbind", "sure", BOUND),
    "meeting, group": asks("meeting", "group", MEETINGS),
    "meeting, dated": asks("meeting", "dated", replace(MEETINGS, group_id="t1")),
    "meeting, day": asks("meeting", "on", replace(MEETINGS, group_id="c1")),
    "shared card": (SharedCard(challenge_id="k1"), SHARED),
    "shared card, questions only, nothing said": (
        SharedCard(challenge_id="k1"),
        replace(SHARED, challenge=replace(SHOWN, wants=Wants.QUESTIONS, classroom=None, sign=None)),
    ),
    "shared card, of who runs it": (SharedCard(challenge_id="k1"), replace(SHARED, by_facilitator=True)),
    "shared card, joined, with words": (
        SharedCard(challenge_id="k1"),
        replace(SHARED, joined=("Luc Hébert", "Mia Roy"), ideas=2, questions=1, actions=TRIED),
    ),
    "shared card, joined by one": (SharedCard(challenge_id="k1"), replace(SHARED, joined=("Luc Hébert",), ideas=1)),
    "shared card, hypothesis": (
        SharedCard(challenge_id="k1"),
        replace(SHARED, challenge=replace(SHOWN, hypothesis="Le même jour, ils s'en servent")),
    ),
    "shared card, reported": (
        SharedCard(challenge_id="k1"),
        replace(SHARED, challenge=replace(SHOWN, state=ChallengeState.REPORTED), report=REPORT),
    ),
    **{
        f"shared card, {came}": (
            SharedCard(challenge_id="k1"),
            replace(SHARED, report=replace(REPORT, came=came, sentence=None)),
        )
        for came in Came
    },
    "shared card, left": (
        SharedCard(challenge_id="k1"),
        replace(SHARED, challenge=replace(SHOWN, state=ChallengeState.LEFT)),
    ),
    "shared card, gone": (SharedCard(challenge_id="k1"), SharedChallenge(None)),
    "challenge shown": (ChallengeShown(challenge_id="k1"), WHERE),
    "challenge shown, on Monday": (
        ChallengeShown(challenge_id="k1"),
        replace(WHERE, at=datetime(2025, 10, 13, 7, 30, tzinfo=TORONTO)),
    ),
    "challenge shown, after the first": (
        ChallengeShown(challenge_id="k1"),
        replace(WHERE, at=datetime(2025, 10, 9, 7, 30, tzinfo=TORONTO), first=("Nadia Roy",)),
    ),
    "challenge shown, after the first of two": (
        ChallengeShown(challenge_id="k1"),
        replace(WHERE, at=datetime(2025, 10, 9, 7, 30, tzinfo=TORONTO), first=("Luc Hébert", "Nadia Roy")),
    ),
    "challenge shown, no channel": (
        ChallengeShown(challenge_id="k1"),
        replace(WHERE, channels=0, challenge=replace(SHOWN, wants=Wants.QUESTIONS)),
    ),
    "challenge shown, withdrawn since": (ChallengeShown(challenge_id="k1"), replace(WHERE, challenge=OPEN)),
    "challenge withdrawn": (ChallengeWithdrawn(challenge_id="k1"), OPEN),
    "not shown": (NotShown(), None),
    "channel setup": (ChannelSetup(address_id="a1"), replace(FREE, groups=())),
    "channel setup, bound": (ChannelSetup(address_id="a1"), replace(BOUND, meeting=NOVEMBER_13, groups=())),
    "channel setup, bound, no meeting": (ChannelSetup(address_id="a1"), replace(BOUND, groups=())),
    "channel bound": (ChannelBound(address_id="a1"), BOUND),
    "channel bound, with a challenge to show": (ChannelBound(address_id="a1"), replace(BOUND, challenge_id="k1")),
    "channel bound, begun without": (ChannelBound(address_id="a1", began=True), replace(BOUND, opened=True)),
    "channel bound, opened": (ChannelBound(address_id="a1"), replace(BOUND, opened=True)),
    "channel bound, already": (ChannelBound(address_id="a1", already=True), BOUND),
    "channel bound, unbound since": (ChannelBound(address_id="a1"), FREE),
    "channel unbound": (ChannelUnbound(address_id="a1"), FREE),
    "who binds": (WhoBinds(), ANA),
    "who binds, nobody named": (WhoBinds(), NOBODY_NAMED),
    "who binds, runs another": (WhoBinds(), RUNS_IT),
    "meeting set": (MeetingSet(group_id="t1", moved=3), TEAM),
    "meeting set, one follows": (MeetingSet(group_id="t1", moved=1), TEAM),
    "meeting set, none follows": (MeetingSet(group_id="t1"), TEAM),
    "meeting set, no date": (MeetingSet(group_id="t1", moved=2), UNDATED),
    "meeting moved": (MeetingMoved(group_id="t1", on=NOVEMBER_13), TEAM),
    "meeting moved, no date": (MeetingMoved(group_id="t1"), UNDATED),
    **{
        f"put aside, {dialog}": (PutAside(dialog=dialog), None)
        for dialog in ("show", "reword", "bind", "unbind", "meeting")
    },
    **{
        f"still for this, {dialog} {step}": (StillForThis(dialog=dialog, step=step, revision=5), None)
        for dialog, step in (("show", "classroom"), ("show", "sign"), ("reword", "question"), ("meeting", "on"))
    },
}
