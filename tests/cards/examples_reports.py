"""Reports, actions and the notebook: every message, every question, in each way it may look."""

from dataclasses import fields, replace
from datetime import date

from community.ai_use import AiUse
from community.challenge import ChallengeState, Readers
from community.messages import (
    ActionsPage,
    Ask,
    CarriedOver,
    ChallengeKept,
    LetGo,
    Message,
    MyChallenges,
    Notebook,
    NothingToReport,
    PutAside,
    ReportKept,
    StillForThis,
)
from community.peers import WordsKind
from community.report import Came, Consent, NextStep, TraceKind
from community.views import (
    Action,
    AskView,
    Challenge,
    Entry,
    GoingOnView,
    MyChallengesView,
    NotebookView,
    Noted,
    OpenChallengesView,
    OwnChallengeView,
    Report,
    ReportableView,
    ReportedView,
    Trace,
)

OCTOBER = date(2025, 10, 1)
MEETING = date(2025, 12, 11)


def own_views(challenge: Challenge) -> dict[str, OwnChallengeView]:
    """One's own challenge, before its report and with it."""
    own = OwnChallengeView(
        challenge=replace(challenge, group_id="g1"),
        group="Mathématique, 2e cycle",
        facilitators=("Nadia Roy",),
        learners="élèves",
        words_locale="fr_CA",
        inquiry=False,
        next_until=date(2025, 11, 28),
    )
    shown = replace(own, challenge=replace(own.challenge, readers=Readers.TEAM))
    return {"own": own, "shown": shown}


def as_a(view: type[OwnChallengeView], own: OwnChallengeView, **changes: object) -> OwnChallengeView:
    """The same facts, as the view that a dialog needs."""
    return view(**{field.name: getattr(own, field.name) for field in fields(own)} | changes)


REPORT = Report(
    report_id="r1",
    challenge_id="k1",
    owner_id="p1",
    community_id="c1",
    group_id="g1",
    came=Came.TRIED,
    next=NextStep.CONTINUE,
    readers=Readers.TEAM,
    sentence="Une seule chose à la fois, et mon dimanche est revenu.",
)
LINK = Trace("t1", "k1", "p1", TraceKind.LINK, Consent.OWN, link="https://exemple.quebec/grille", ai_use="limited")
WAITING = Trace("t2", "k1", "p1", TraceKind.MESSAGE, Consent.ASKED, author_id="p2", author="Luc Hébert")
AGREED = replace(WAITING, trace_id="t3", consent=Consent.NAMED, text="Ta grille m'a sauvé une soirée.")
WHOLE = replace(
    REPORT,
    pride="Deux collègues m'ont demandé ma grille.",
    learners="La moitié du groupe a repris son texte.",
    stuck="La deuxième période, trop courte.",
    traces=(LINK, AGREED, WAITING),
)
DIALOGS = (
    "which_challenge",
    "report",
    "readers",
    "pride",
    "learners",
    "stuck",
    "trace",
    "next_challenge",
    "action",
    "note",
)
FIRST = Action("a1", "k1", "p1", 1, "Avec le groupe 12, une seule couleur par texte.", True, Readers.TEAM, "Le matin.")
SECOND = Action("a2", "k1", "p1", 2, "Avec le groupe 14, à voix haute.", False, Readers.ME)


def questions(challenge: Challenge) -> dict[str, tuple[Message, object]]:
    """Every question of every dialog."""
    own, shown = own_views(challenge).values()
    found: dict[str, tuple[Message, object]] = {}

    def ask(name: str, dialog: str, step: str, view: object, *, back: bool = False, **more: object) -> None:
        draft = more.pop("draft", {})
        message = Ask(dialog=dialog, step=step, revision=3, subject_id="k1").model_copy(update=more)
        form = dialog == "next_challenge" and not back
        found[name] = (message, AskView(view, draft, form=form, back=back, fields=True))  # type: ignore[arg-type]
        found[f"{name}, by talking"] = (message, AskView(view, draft, form=False, back=back))  # type: ignore[arg-type]

    several = OpenChallengesView((challenge, replace(challenge, challenge_id="k2", question="Comment relire?")))
    ask("which challenge", "which_challenge", "challenge", several)
    ask("which challenge, help", "which_challenge", "challenge", several, help=True)
    before, seen = as_a(ReportableView, own), as_a(ReportableView, shown)
    sentence = {"came": "tried", "sentence": REPORT.sentence}
    ask("report", "report", "came", before)
    ask("report, of a challenge that is shown", "report", "came", seen)
    ask("report, help", "report", "came", before, help=True)
    ask("report, sentence", "report", "sentence", before, back=True, draft={"came": "tried"})
    ask("report, sentence, help", "report", "sentence", before, back=True, draft={"came": "tried"}, help=True)
    ask("report, next", "report", "next", before, back=True, draft=sentence)
    ask("report, next, shown", "report", "next", seen, back=True, draft=sentence)
    ask("report, next, help", "report", "next", before, back=True, draft=sentence, help=True)
    for readers in Readers:
        report = replace(WHOLE, readers=readers)
        kept = as_a(ReportedView, shown, report=report)
        ask(f"readers, {readers}", "readers", "readers", kept)
        changing = as_a(ReportableView, shown, report=report)
        ask(f"report, changed, read by {readers}", "report", "next", changing, draft=sentence)
        empty = as_a(ReportedView, shown, report=replace(REPORT, readers=readers))
        for door in ("pride", "learners", "stuck"):
            ask(f"{door}, read by {readers}", door, "text", empty)
        ask(f"trace, read by {readers}", "trace", "link", empty)
    kept = as_a(ReportedView, shown, report=WHOLE)
    everyone = replace(shown.challenge, group_id="c1")
    ask("readers, help", "readers", "readers", kept, help=True)
    ask("readers, of no team", "readers", "readers", as_a(ReportedView, shown, report=WHOLE, challenge=everyone))
    for door, text in (("pride", WHOLE.pride), ("learners", WHOLE.learners), ("stuck", WHOLE.stuck)):
        ask(f"{door}, filled before", door, "text", kept, draft={"text": text})
        ask(f"{door}, help", door, "text", kept, help=True)
    ask("trace, no link", "trace", "link", kept, fault="not_a_link")
    ask("trace, help", "trace", "link", kept, help=True)
    ask("trace, part of AI", "trace", "ai_use", kept, back=True, draft={"link": LINK.link})
    ask("trace, part of AI, help", "trace", "ai_use", kept, back=True, draft={"link": LINK.link}, help=True)
    going = as_a(GoingOnView, shown, report=REPORT)
    adapting = as_a(GoingOnView, shown, report=replace(REPORT, next=NextStep.ADAPT))
    given = {"question": challenge.question, "tool_user": "me"}
    ask("next challenge", "next_challenge", "question", going, draft=given)
    ask("next challenge, adapted", "next_challenge", "question", adapting, draft=given)
    ask("next challenge, help", "next_challenge", "question", going, draft=given, help=True)
    ask("next challenge, tool", "next_challenge", "tool_user", going, draft=given, back=True)
    ask("next challenge, tool, help", "next_challenge", "tool_user", going, draft=given, back=True, help=True)
    ask("action", "action", "text", own)
    ask("action, help", "action", "text", own, help=True)
    ask("note", "note", "text", SECOND)
    ask("note, filled before", "note", "text", FIRST, draft={"text": FIRST.note})
    ask("note, help", "note", "text", SECOND, help=True)
    for dialog in DIALOGS:
        found[f"put aside, {dialog}"] = (PutAside(dialog=dialog), None)
    for dialog, step in dict.fromkeys((m.dialog, m.step) for m, _ in found.values() if isinstance(m, Ask)):
        found[f"still for this, {dialog}, {step}"] = (StillForThis(dialog=dialog, step=step, revision=5), None)
    return found


def pages(challenge: Challenge) -> dict[str, tuple[Message, object]]:
    """Every message that says what was kept."""
    own, shown = own_views(challenge).values()
    reported = replace(shown, challenge=replace(shown.challenge, state=ChallengeState.REPORTED), report=REPORT)
    kept, carried, left = ReportKept(challenge_id="k1"), CarriedOver(challenge_id="k1"), LetGo(challenge_id="k1")
    put_off = replace(own, challenge=replace(own.challenge, until=MEETING))
    said = replace(REPORT, came=Came.PARTLY, next=NextStep.CARRY_OVER)
    page = ActionsPage(challenge_id="k1")
    ended = (replace(challenge, state=ChallengeState.REPORTED), replace(challenge, state=ChallengeState.LEFT))
    lists = MyChallengesView(ended, 0, 1, OCTOBER)
    return {
        "report kept": (kept, reported),
        "report kept, private": (kept, replace(reported, report=replace(REPORT, readers=Readers.ME))),
        "report kept, for the community": (kept, replace(reported, report=replace(WHOLE, readers=Readers.COMMUNITY))),
        "report kept, whole": (kept, replace(reported, report=WHOLE)),
        **{
            f"report kept, part of AI {level}": (
                kept,
                replace(reported, report=replace(REPORT, traces=(replace(LINK, ai_use=level.value),))),
            )
            for level in AiUse
        },
        "report kept, and gone on from": (kept, replace(reported, report=WHOLE, followed_by="k2")),
        "report kept, then erased": (kept, own),
        "carried over, not yet": (carried, put_off),
        "carried over, to a meeting": (carried, replace(put_off, meeting=MEETING)),
        "carried over, with a sentence": (carried, replace(put_off, meeting=MEETING, report=said)),
        "let go": (left, own),
        "let go, with a sentence": (left, replace(own, report=replace(said, next=NextStep.LET_GO, readers=Readers.ME))),
        "nothing to report": (NothingToReport(), OpenChallengesView(())),
        "nothing to report, ended": (NothingToReport(ended=True), OpenChallengesView((challenge,))),
        "challenge kept, then reported": (ChallengeKept(challenge_id="k1"), replace(own, challenge=ended[0])),
        "challenge kept, then left": (ChallengeKept(challenge_id="k1"), replace(own, challenge=ended[1])),
        "my challenges, reported and left": (MyChallenges(), lists),
        "actions, none": (page, own),
        "actions": (page, replace(own, actions=(replace(FIRST, readers=Readers.ME), SECOND))),
        "actions, shown": (page, replace(shown, actions=(FIRST, SECOND))),
        "actions, the first": (ActionsPage(challenge_id="k1", page=0), replace(shown, actions=(FIRST, SECOND))),
        "actions, full": (
            ActionsPage(challenge_id="k1", full=True),
            replace(shown, actions=tuple(replace(FIRST, ordinal=n, action_id=f"a{n}") for n in range(1, 10))),
        ),
        **notebooks(challenge),
    }


def notebooks(challenge: Challenge) -> dict[str, tuple[Message, object]]:
    """« Mon cahier », empty, long, of one month."""
    reported = replace(challenge, state=ChallengeState.REPORTED)
    entries = (
        Entry(Noted.PRIDE, WHOLE.pride or "", report=WHOLE),
        Entry(Noted.CHALLENGE, reported.question or "", challenge=reported),
        Entry(Noted.REPORT, WHOLE.sentence or "", report=WHOLE),
        Entry(Noted.LEARNERS, WHOLE.learners or ""),
        Entry(Noted.STUCK, WHOLE.stuck or ""),
        Entry(Noted.TRACE, LINK.link or "", trace=LINK),
        Entry(Noted.TRACE, "", trace=WAITING),
        Entry(Noted.ACTION, FIRST.text, action=FIRST),
        Entry(Noted.NOTE, FIRST.note or "", action=FIRST),
        Entry(Noted.CHALLENGE, "Comment relire?", challenge=replace(challenge, follows_id="k1")),
        Entry(Noted.CHALLENGE, "Comment noter moins?", challenge=replace(challenge, inspired_by_id="k9")),
        Entry(Noted.CHALLENGE, "", challenge=replace(challenge, state=ChallengeState.SKIPPED, question=None)),
        Entry(Noted.CHALLENGE, "Comment finir?", challenge=replace(challenge, state=ChallengeState.LEFT)),
        *(Entry(Noted.SENT, "Et à voix haute?", sent=kind) for kind in WordsKind if kind is not WordsKind.TRY),
    )
    named = (("k1", reported.question or ""),)
    seen = NotebookView(OCTOBER, entries, 0, 1, named, open_one=True, learners="élèves")
    long = "Comment " + "faire relire une consigne à trente personnes sans la répéter " * 4 + "?"
    return {
        "notebook, empty": (Notebook(), NotebookView(None, (), 0, 1)),
        "notebook": (Notebook(), seen),
        "notebook, two reports, second of three pages": (
            Notebook(page=1),
            replace(seen, entries=entries[:4], page=1, pages=3, reports=(*named, ("k2", long), ("k3", "a"))),
        ),
    }
