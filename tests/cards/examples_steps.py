"""The next steps at the end of a walk: every card of them, in each way it may look."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from community.challenge import Readers
from community.guide import Does
from community.messages import (
    AnswerPosted,
    Ask,
    ChallengeKept,
    ComeBack,
    ComingBack,
    LetterSent,
    LetterUnsent,
    Message,
    NotAnswered,
    QuestionPosted,
    SmallerKept,
    StillForThis,
    TeamAnswered,
    TeamAnswerSent,
    TeamAsked,
    TeamUnasked,
    WalkPage,
)
from community.views import (
    AskedView,
    AskTeamView,
    AskView,
    LetterView,
    PostedView,
    ReturnView,
    SmallerView,
    TalkView,
    TeamAnswer,
    TeamAnswerView,
    TeamQuestion,
)
from community.views.steps import open_lines
from tests.cards.examples_guide import ENDED, EVERYTHING, SETTLED, shown
from tests.cards.known import OPEN, OWN

WORDS = "Pour enregistrer des voix d'élèves, comment demandez-vous l'accord des familles?"
ANSWERED = "Par un mot dans l'agenda, une semaine avant. Je peux vous montrer le mien."
SMALL = "Comment faire raconter le début d'une histoire par trois élèves?"
QUESTION = TeamQuestion("q1", "w1", "p1", "Ana Lopez", "c1", "g1", WORDS, answers=0)
ANSWER = TeamAnswer("a1", "p2", "Bruno Côté", ANSWERED, replace(QUESTION, answers=1))
SECOND = replace(ANSWER, answer_id="a2", author="Éva Roy", text="Nous avons un formulaire à l'école.")
MONDAY = datetime(2025, 10, 13, 7, 30, tzinfo=ZoneInfo("America/Toronto"))
TUESDAY = datetime(2025, 10, 14, 8, 0, tzinfo=ZoneInfo("America/Toronto"))
ASKING = AskTeamView(ENDED, "4e secondaire", "Ana Lopez", channels=1)
ANSWERING = TeamAnswerView(QUESTION, "Bruno Côté", in_thread=True)
TALKING = TalkView("w1", {"p9": "Nadia Roy"}, "Ana Lopez")
SEVERAL = TalkView("w1", {"p9": "Nadia Roy", "p8": "Luc Hébert"}, "Ana Lopez")
SMALLER = SmallerView(ENDED, OPEN)
PROJECT = SmallerView(replace(ENDED, challenge_id=None, title="Un balado raconté par le groupe"), None)
ASKED = AskedView(QUESTION, "4e secondaire", channels=1)
LETTER = LetterView("l1", "c1", "p1", "Ana Lopez", "p9", "Nadia Roy", "Avez-vous dix minutes cette semaine?")
PLANNED = shown(ENDED, comes_back=TUESDAY)
SINCE = datetime(2025, 10, 7, 12, tzinfo=UTC)
DRAFTS: dict[str, dict[str, str]] = {
    "words": {"words": ANSWERED},
    "to": {"to": "p9"},
    "text": {"to": "p9", "text": "Avez-vous dix minutes cette semaine?"},
}
VIEWS = {"ask_team": ASKING, "team_answer": ANSWERING, "talk": SEVERAL, "smaller": SMALLER}


def asked(
    dialog: str,
    step: str,
    view: object,
    draft: dict[str, str] | None = None,
    *,
    fields: bool = False,
    **changes: object,
) -> tuple[Message, object]:
    ask = Ask(dialog=dialog, step=step, revision=3, subject_id="w1").model_copy(update=changes)
    return ask, AskView(view, draft or {}, form=False, back=step in ("confirm", "sending"), fields=fields)


def still(dialog: str, step: str) -> tuple[Message, object]:
    about = StillForThis(dialog=dialog, step=step, revision=5, subject_id="w1")
    return about, AskView(VIEWS[dialog], {}, form=False, back=False)


ASKED_WORDS = {"words": WORDS}
EXAMPLES: dict[str, tuple[Message, object]] = {
    "ask team": asked("ask_team", "words", ASKING, fields=True),
    "ask team, by talking, help": asked("ask_team", "words", ASKING, help=True),
    "ask team, all settled, help": asked("ask_team", "words", replace(ASKING, walk=SETTLED), help=True),
    "ask team, asked before": asked("ask_team", "words", replace(ASKING, last="q1"), fields=True),
    "ask team, too long": asked("ask_team", "words", ASKING, fields=True, fault="too_long", length=20_000),
    "ask team, preview": asked("ask_team", "confirm", ASKING, ASKED_WORDS),
    "ask team, preview, two channels, help": asked(
        "ask_team", "confirm", replace(ASKING, channels=2), ASKED_WORDS, help=True
    ),
    "ask team, still for this": still("ask_team", "words"),
    "ask team, still for this, sending": still("ask_team", "confirm"),
    "team question": (QuestionPosted(question_id="q1"), PostedView(QUESTION)),
    "team question, answered": (QuestionPosted(question_id="q1"), PostedView(replace(QUESTION, answers=2))),
    "team question, answered once": (QuestionPosted(question_id="q1"), PostedView(replace(QUESTION, answers=1))),
    "team question, gone": (QuestionPosted(question_id="q1"), PostedView(None)),
    "team asked": (TeamAsked(question_id="q1"), ASKED),
    "team asked, in the evening": (TeamAsked(question_id="q1"), replace(ASKED, at=MONDAY)),
    "team asked, answered, one before": (
        TeamAsked(question_id="q1"),
        replace(ASKED, answers=(ANSWER, SECOND), before="q0"),
    ),
    "team asked, full": (TeamAsked(question_id="q1", full=True), replace(ASKED, before="q0")),
    "team asked, own": (TeamAsked(question_id="q1", own=True), ASKED),
    "team asked, no channel any more": (TeamAsked(question_id="q1"), replace(ASKED, channels=0)),
    "team asked, full, withdrawn": (
        TeamAsked(question_id="q1", full=True),
        replace(ASKED, question=replace(QUESTION, withdrawn=True)),
    ),
    "team asked, withdrawn": (
        TeamAsked(question_id="q1"),
        replace(ASKED, question=replace(QUESTION, withdrawn=True), answers=(ANSWER,)),
    ),
    "team unasked": (TeamUnasked(walk_id="w1"), None),
    "answering the team": asked("team_answer", "words", ANSWERING, fields=True),
    "answering the team, by talking, help": asked("team_answer", "words", ANSWERING, help=True),
    "answering the team, preview": asked("team_answer", "confirm", ANSWERING, DRAFTS["words"]),
    "answering the team, preview, alone, help": asked(
        "team_answer", "confirm", replace(ANSWERING, in_thread=False), DRAFTS["words"], help=True
    ),
    "answering the team, still for this": still("team_answer", "words"),
    "answering the team, still for this, sending": still("team_answer", "confirm"),
    "team answer": (TeamAnswered(answer_id="a1"), ANSWER),
    "thread answer": (AnswerPosted(answer_id="a1"), ANSWER),
    "team answer sent": (TeamAnswerSent(answer_id="a1", in_thread=True), ANSWER),
    "team answer sent, in the evening": (
        TeamAnswerSent(answer_id="a1", wall=MONDAY.replace(tzinfo=None), in_thread=True),
        ANSWER,
    ),
    "team answer sent, some day": (TeamAnswerSent(answer_id="a1", sometime=True), ANSWER),
    "team answer sent, thread alone": (TeamAnswerSent(answer_id="a1", told=False, in_thread=True), ANSWER),
    "not answered": (NotAnswered(), None),
    "not answered, often": (NotAnswered(often=True), None),
    "talk, one": asked("talk", "text", TALKING, DRAFTS["to"], fields=True),
    "talk, one, by talking, help": asked("talk", "text", TALKING, DRAFTS["to"], help=True),
    "talk, several": asked("talk", "to", SEVERAL),
    "talk, several, help": asked("talk", "to", SEVERAL, help=True),
    "talk, several, text": asked("talk", "text", SEVERAL, DRAFTS["to"], fields=True),
    "talk, preview": asked("talk", "sending", SEVERAL, DRAFTS["text"]),
    "talk, preview, help": asked("talk", "sending", SEVERAL, DRAFTS["text"], help=True),
    **{f"talk, still for this, {step}": still("talk", step) for step in ("to", "text", "sending")},
    "talk, sent": (LetterSent(letter_id="l1", walk_id="w1"), LETTER),
    "talk, unsent": (LetterUnsent(walk_id="w1"), None),
    "smaller, challenge": asked("smaller", "words", SMALLER, {"words": ENDED.title}, fields=True),
    "smaller, challenge, by talking, help": asked("smaller", "words", SMALLER, {"words": ENDED.title}, help=True),
    "smaller, challenge shown": asked(
        "smaller", "words", SmallerView(ENDED, replace(OPEN, readers=Readers.TEAM)), {"words": ENDED.title}
    ),
    "smaller, project": asked("smaller", "words", PROJECT, {"words": PROJECT.walk.title}, fields=True),
    "smaller, still for this": still("smaller", "words"),
    "smaller, challenge kept": (
        ChallengeKept(challenge_id="k1", changed=True, walk_id="w1"),
        replace(OWN, challenge=replace(OPEN, question=SMALL)),
    ),
    "smaller, project kept": (SmallerKept(walk_id="w1"), shown(PROJECT.walk)),
    "coming back": (ComingBack(walk_id="w1"), PLANNED),
    "coming back, called off": (ComingBack(walk_id="w1"), shown(ENDED)),
    "come back": (ComeBack(walk_id="w1", since=SINCE), ReturnView(ENDED, open_lines(ENDED))),
    "come back, one line": (ComeBack(walk_id="w1", since=SINCE), ReturnView(ENDED, open_lines(ENDED)[:1])),
    "walk, comes back": (WalkPage(walk_id="w1"), PLANNED),
    "walk, no channel": (WalkPage(walk_id="w1"), shown(ENDED, possible=EVERYTHING - {Does.ASK_TEAM})),
    "walk, alone": (
        WalkPage(walk_id="w1"),
        shown(ENDED, possible=EVERYTHING - {Does.ASK_TEAM, Does.TALK}, facilitators=()),
    ),
}
