"""What peers write and what a team shows one another, in each way it may look."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from community.challenge import ChallengeState, Readers, ToolUser, Wants
from community.messages import (
    Ask,
    Message,
    OwnChallenge,
    PeerAnswer,
    PeerBundle,
    PeerQuestion,
    PutAside,
    QuestionsOnly,
    StillForThis,
    TeamChallenge,
    TeamChallenges,
    ThreadWords,
    ThreeOpen,
    TryKept,
    WordsSent,
)
from community.peers import WordsKind
from community.report import Came, NextStep
from community.views import (
    Action,
    AnswerView,
    AskView,
    BundleView,
    Challenge,
    OpenChallengesView,
    OpenedView,
    PeerView,
    PeerWords,
    Report,
    SentView,
    SharedChallenge,
    SharedChallengesView,
    TriedView,
)
from tests.cards.examples_reports import LINK

SHOWN = Challenge(
    challenge_id="k9",
    owner_id="p9",
    community_id="c1",
    community="COP IA",
    month=date(2025, 10, 1),
    until=date(2025, 10, 31),
    state=ChallengeState.OPEN,
    question="Comment faire parler les élèves qui se taisent?",
    tool_user=ToolUser.NO_TOOL,
    hint_given=False,
    changed_at=datetime(2025, 10, 7, 12, tzinfo=UTC),
    group_id="t1",
    readers=Readers.TEAM,
    wants=Wants.IDEAS,
    shown_at=datetime(2025, 10, 7, 12, tzinfo=UTC),
)
QUESTIONS = replace(SHOWN, wants=Wants.QUESTIONS)
SHARED = SharedChallenge(
    challenge=SHOWN,
    owner="Ada Tremblay",
    group="Mathématique, 2e cycle",
    subject="Mathématique",
    ideas=2,
    questions=1,
    joined=("Bruno Côté",),
    learners="élèves",
)
KEPT = Report(
    report_id="r1",
    challenge_id="k9",
    owner_id="p9",
    community_id="c1",
    group_id="t1",
    came=Came.PARTLY,
    next=NextStep.CONTINUE,
    readers=Readers.TEAM,
    sentence="Trois secondes de silence après la question, et deux mains de plus se lèvent.",
)
REPORTED = replace(
    SHARED,
    challenge=replace(SHOWN, challenge_id="k8", state=ChallengeState.REPORTED),
    report=KEPT,
    ideas=0,
    questions=0,
)
LEFT = replace(
    SHARED, challenge=replace(SHOWN, challenge_id="k8", state=ChallengeState.LEFT), joined=(), ideas=0, questions=0
)
PEER = PeerView(
    challenge=SHOWN,
    shared=SHARED,
    author="Cora Roy",
    own=False,
    in_thread=True,
    until=date(2025, 10, 31),
    learners="élèves",
    words_locale="fr_CA",
)
ENDED = replace(PEER, challenge=REPORTED.challenge or SHOWN, shared=REPORTED)
ALONE = replace(PEER, in_thread=False)
WHOLE = replace(
    PEER,
    challenge=replace(
        SHOWN,
        classroom="Groupe 32, 28 élèves",
        sign="Cinq voix différentes en une période",
        hypothesis="Attendre trois secondes suffit",
    ),
    shared=replace(SHARED, actions=(Action("a1", "k9", "p9", 1, "Attendre trois secondes", True, Readers.TEAM),)),
)

TEXT = "J'ai essayé avec des réponses écrites d'abord; tout le monde avait quelque chose à lire."
IDEA = PeerWords(
    words_id="w1",
    challenge_id="k9",
    author_id="p7",
    author="Cora Roy",
    kind=WordsKind.IDEA,
    text=TEXT,
    owner_id="p9",
    owner="Ada Tremblay",
    question=SHOWN.question or "",
    to_id="p9",
    to="Ada Tremblay",
    community_id="c1",
)
QUESTION = replace(
    IDEA, words_id="w2", kind=WordsKind.QUESTION, text="À quel moment du cours est-ce le plus difficile?"
)
TRY = replace(IDEA, words_id="w3", kind=WordsKind.TRY, text="", author="Bruno Côté", author_id="p8")
ANSWER = replace(
    IDEA,
    words_id="w4",
    kind=WordsKind.ANSWER,
    author_id="p9",
    author="Ada Tremblay",
    text="Surtout après le dîner.",
    answers_id="w2",
    to_id="p7",
    to="Cora Roy",
    asked=QUESTION.text,
)
SECOND = replace(IDEA, words_id="w5", challenge_id="k8", question="Comment commenter 28 textes?", text="Une grille.")
TO_ANSWER = AnswerView(QUESTION, author="Ada Tremblay", in_thread=True)
THURSDAY = datetime(2025, 10, 9, 7, 30, tzinfo=ZoneInfo("America/Toronto"))
AT = THURSDAY.astimezone(UTC)

WORDS = {"words": TEXT}


def page(*shown: SharedChallenge, **more: object) -> SharedChallengesView:
    view = SharedChallengesView(shown, 0, 1, "Mathématique, 2e cycle", ("Mathématique", "Français"))
    return replace(view, **more)  # type: ignore[arg-type]


def ask(dialog: str, step: str, subject_id: str | None = "k9", **more: object) -> Ask:
    return Ask(dialog=dialog, step=step, revision=3, subject_id=subject_id, **more)  # type: ignore[arg-type]


def questions() -> dict[str, tuple[Message, object]]:
    """Each step of each of their dialogs, asked and helped with."""
    found: dict[str, tuple[Message, object]] = {}
    for dialog, view, subject in (("suggest", PEER, "k9"), ("question", PEER, "k9"), ("answer", TO_ANSWER, "w2")):
        words, confirm = ask(dialog, "words", subject), ask(dialog, "confirm", subject)
        alone = replace(view, in_thread=False)
        found |= {
            f"{dialog}, words": (words, AskView(view, {}, form=False, back=False)),
            f"{dialog}, words in a field": (words, AskView(view, {}, form=False, back=False, fields=True)),
            f"{dialog}, words, help": (
                ask(dialog, "words", subject, help=True),
                AskView(view, {}, form=False, back=False),
            ),
            f"{dialog}, words again": (words, AskView(view, WORDS, form=False, back=True, fields=True)),
            f"{dialog}, confirm": (confirm, AskView(view, WORDS, form=False, back=True)),
            f"{dialog}, confirm, no thread": (confirm, AskView(alone, WORDS, form=False, back=True)),
            f"{dialog}, confirm, help": (
                ask(dialog, "confirm", subject, help=True),
                AskView(view, WORDS, form=False, back=True),
            ),
            f"{dialog}, still for this": (StillForThis(dialog=dialog, step="words", revision=5), None),
            f"{dialog}, still for this, confirm": (StillForThis(dialog=dialog, step="confirm", revision=5), None),
            f"{dialog}, put aside": (PutAside(dialog=dialog), None),
        }
    given = {"question": SHOWN.question or ""}
    for dialog in ("try_too", "adapt"):
        question, tool = ask(dialog, "question"), ask(dialog, "tool_user")
        found |= {
            f"{dialog}, form": (question, AskView(PEER, given, form=True, back=False, fields=True)),
            f"{dialog}, by talking": (question, AskView(PEER, given, form=False, back=False)),
            f"{dialog}, by talking, no question": (question, AskView(PEER, {}, form=False, back=False)),
            f"{dialog}, by talking, help": (
                ask(dialog, "question", help=True),
                AskView(PEER, given, form=False, back=False),
            ),
            f"{dialog}, tool": (tool, AskView(PEER, given, form=False, back=True)),
            f"{dialog}, tool, help": (ask(dialog, "tool_user", help=True), AskView(PEER, given, form=False, back=True)),
            f"{dialog}, still for this": (StillForThis(dialog=dialog, step="question", revision=5), None),
            f"{dialog}, still for this, tool": (StillForThis(dialog=dialog, step="tool_user", revision=5), None),
            f"{dialog}, put aside": (PutAside(dialog=dialog), None),
        }
    unsent = ask("unsent", "read", None)
    return found | {
        "unsent": (unsent, AskView(None, WORDS, form=False, back=False)),
        "unsent, help": (ask("unsent", "read", None, help=True), AskView(None, WORDS, form=False, back=False)),
        "unsent, still for this": (StillForThis(dialog="unsent", step="read", revision=5), None),
        "unsent, put aside": (PutAside(dialog="unsent"), None),
    }


PEERS: dict[str, tuple[Message, object]] = {
    **questions(),
    "words sent, now": (WordsSent(words_id="w2", at_once=True, in_thread=True), SentView(QUESTION, None)),
    "words sent, later": (WordsSent(words_id="w2", at=AT, in_thread=True), SentView(QUESTION, THURSDAY)),
    "words sent, with the week's": (WordsSent(words_id="w1", at=AT, bundled=True), SentView(IDEA, THURSDAY)),
    "words sent, sometime": (WordsSent(words_id="w1", bundled=True), SentView(IDEA, None)),
    "words sent, to nobody": (WordsSent(words_id="w1"), SentView(IDEA, None)),
    "words sent, to the thread only": (WordsSent(words_id="w1", in_thread=True), SentView(IDEA, None)),
    "words sent, an answer": (WordsSent(words_id="w4", at_once=True), SentView(replace(ANSWER, question=""), None)),
    "thread, idea": (ThreadWords(words_id="w1"), IDEA),
    "thread, question": (ThreadWords(words_id="w2"), QUESTION),
    "thread, answer": (ThreadWords(words_id="w4"), ANSWER),
    "peer question": (PeerQuestion(words_id="w2"), QUESTION),
    "peer answer": (PeerAnswer(words_id="w4"), ANSWER),
    "peer answer, withdrawn since": (PeerAnswer(words_id="w4"), replace(ANSWER, question="")),
    "bundle, one idea": (PeerBundle(bundle="2025-W41"), BundleView((IDEA,))),
    "bundle, one try": (PeerBundle(bundle="2025-W41"), BundleView((TRY,))),
    "bundle, of two challenges": (
        PeerBundle(bundle="2025-W41"),
        BundleView((IDEA, SECOND, QUESTION, TRY, replace(ANSWER, question=""))),
    ),
    "bundle, more than are told": (
        PeerBundle(bundle="2025-W41"),
        BundleView(tuple(replace(IDEA, words_id=f"w{n}") for n in range(14))),
    ),
    "team challenges": (
        TeamChallenges(),
        page(SHARED, REPORTED, replace(SHARED, challenge=replace(SHOWN, challenge_id="k7")), own=frozenset({"k7"})),
    ),
    "team challenges, another team's": (
        TeamChallenges(),
        page(replace(SHARED, group="Sciences", joined=("Bruno Côté", "Dora Lavoie")), LEFT, subjects=("Sciences",)),
    ),
    "team challenges, of several communities": (TeamChallenges(), page(SHARED, group="")),
    "team challenges, second page": (TeamChallenges(page=1), page(SHARED, page=1, pages=3)),
    "team challenges, of a subject": (TeamChallenges(subject=0), page(SHARED, subject="Mathématique")),
    "team challenges, none": (TeamChallenges(), page(subjects=())),
    "team challenges, none of a subject": (TeamChallenges(subject=0), page(subject="Français")),
    "team challenges, for who keeps none": (TeamChallenges(), page(subjects=(), may_keep=False)),
    "team challenges, which subject": (TeamChallenges(choosing=True), page(SHARED)),
    "team challenges, which of seven subjects": (
        TeamChallenges(choosing=True, page=1),
        page(SHARED, subjects=tuple(f"Matière {n}" for n in range(1, 8))),
    ),
    "team challenges, which subject, of several communities": (
        TeamChallenges(choosing=True),
        page(SHARED, group=""),
    ),
    "team challenge": (TeamChallenge(challenge_id="k9"), OpenedView(PEER)),
    "team challenge, questions only": (
        TeamChallenge(challenge_id="k9"),
        OpenedView(replace(PEER, challenge=QUESTIONS, shared=replace(SHARED, challenge=QUESTIONS))),
    ),
    "team challenge, whole": (TeamChallenge(challenge_id="k9"), OpenedView(WHOLE)),
    "team challenge, reported, with its doors": (
        TeamChallenge(challenge_id="k8"),
        OpenedView(
            replace(
                PEER,
                challenge=REPORTED.challenge or SHOWN,
                shared=replace(
                    REPORTED,
                    report=replace(
                        KEPT,
                        pride="J'ai tenu jusqu'au vendredi.",
                        learners="Deux mains de plus.",
                        stuck="Le bruit du corridor.",
                        traces=(LINK,),
                    ),
                ),
            )
        ),
    ),
    "team challenge, reported": (TeamChallenge(challenge_id="k9"), OpenedView(ENDED)),
    "team challenge, own": (TeamChallenge(challenge_id="k9"), OpenedView(replace(PEER, own=True))),
    "team challenge, gone": (TeamChallenge(challenge_id="k9"), OpenedView(None)),
    "own challenge": (OwnChallenge(challenge_id="k9"), SHOWN),
    "own challenge, ended": (OwnChallenge(challenge_id="k9"), replace(SHOWN, state=ChallengeState.REPORTED)),
    "questions only": (QuestionsOnly(challenge_id="k9"), SHARED),
    "questions only, gone": (QuestionsOnly(challenge_id="k9"), SharedChallenge(challenge=None)),
    "try kept": (TryKept(challenge_id="k6"), TriedView(replace(SHOWN, challenge_id="k6"), "Ada Tremblay")),
    "try kept, withdrawn since": (TryKept(challenge_id="k6"), TriedView(replace(SHOWN, challenge_id="k6"), "")),
    "three open": (
        ThreeOpen(community_id="c1"),
        OpenChallengesView(
            (
                SHOWN,
                replace(SHOWN, challenge_id="k8", question="Comment commenter 28 textes?"),
                replace(SHOWN, challenge_id="k7", question="Comment finir à temps?"),
            )
        ),
    ),
    "three open, none any more": (ThreeOpen(community_id="c1"), OpenChallengesView(())),
}
"""A message, and the facts it is drawn from."""
