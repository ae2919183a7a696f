"""Suivi, what a member sees of it, words between two people: every card of them, in each way it may look."""

from dataclasses import replace
from datetime import date, datetime

from community.care import Figures
from community.messages import (
    Ask,
    Help,
    Letter,
    LetterSent,
    LetterUnsent,
    Message,
    Overview,
    PutAside,
    SeenOfMe,
    SettingsPage,
    StillForThis,
)
from community.roles import Role
from community.views import (
    AskView,
    GroupCounts,
    LetterView,
    Membership,
    OverviewView,
    PersonView,
    SeenOfMeView,
    SeenPlace,
    WriteToView,
)
from tests.cards.examples_guide import GUIDE

NAMES = (("p1", "Ana Lopez"), ("p2", "Bruno Côté"), ("p3", "Éva Roy"), ("p4", "Luc Hébert"), ("p5", "Zoé Gagnon"))
OCTOBER = date(2025, 10, 1)
COP = OverviewView(
    allowed=True,
    community="COP IA",
    month=OCTOBER,
    counts=(GroupCounts("Français", 6, 4, 2, 1), GroupCounts("Mathématique, 2e cycle", 5, 1, 0, 0)),
    small=("Arts", "Musique"),
    together=GroupCounts("", 3, 1, 1, 0),
    names=NAMES[:2],
)
SMALL = OverviewView(allowed=True, community="COP IA", month=OCTOBER, small=("Français",))
FULL = OverviewView(
    allowed=True,
    community="Chantier IA",
    month=OCTOBER,
    counts=tuple(GroupCounts(f"Famille {n}", 5, 3, 2, 1) for n in range(1, 13)),
    names=NAMES,
    page=1,
    pages=2,
    following="COP IA",
)
FRENCH = SeenPlace("COP IA", ("Nadia Roy",), "Français", told_apart=True, named=False)
ARTS = SeenPlace("Chantier IA", ("Ana Lopez", "Luc Hébert"), "Arts", told_apart=False, named=True)

WALKED = Figures(14, 11, tuple((GUIDE.criteria[n].name, many) for n, many in ((3, 7), (2, 5))))

RUNS_IT = PersonView(
    "p9",
    "Nadia",
    "fr_CA",
    (Membership("c1", "COP IA", "COP IA", ("Nadia Roy",), frozenset({Role.FACILITATOR}), "America/Toronto", "élèves"),),
    written=3,
)
TO = WriteToView("p2", "Bruno Côté", "Nadia Roy", "c1")
WORDS = "Bonjour Bruno, je passe par votre étage jeudi midi. Un café?"
WORD = LetterView("l1", "c1", "p9", "Nadia Roy", "p2", "Bruno Côté", WORDS)
SENT = LetterView("l1", "c1", "p9", "Nadia Roy", "p2", "Bruno Côté", WORDS, runs=True)

WRITE = Ask(dialog="letter", step="text", revision=3, subject_id="p2")
SEND = Ask(dialog="letter", step="sending", revision=4, subject_id="p2")
BACK = Ask(dialog="letter_back", step="text", revision=3, subject_id="l1")
SEND_BACK = Ask(dialog="letter_back", step="sending", revision=4, subject_id="l1")
QUESTIONS = (WRITE, SEND, BACK, SEND_BACK)


def asked(ask: Ask, *, fields: bool = False, **changes: object) -> tuple[Message, object]:
    view = TO if ask.dialog == "letter" else WORD
    second = ask.step == "sending"
    draft = {"text": WORDS if ask.dialog == "letter" else "Avec plaisir, jeudi."} if second else {}
    return ask.model_copy(update=changes), AskView(view, draft, form=False, back=second, fields=fields)


EXAMPLES: dict[str, tuple[Message, object]] = {
    "help, who runs it": (Help(), RUNS_IT),
    "settings, who runs it": (SettingsPage(), RUNS_IT),
    "overview": (Overview(), COP),
    "overview, with the guide": (Overview(), replace(COP, walked=WALKED)),
    "overview, with the guide, no line open by five": (Overview(), replace(COP, walked=replace(WALKED, open=()))),
    "overview, of a small community": (Overview(), SMALL),
    "overview, second of two": (Overview(page=1), FULL),
    "overview, not theirs": (Overview(), OverviewView(allowed=False)),
    "seen of me": (SeenOfMe(), SeenOfMeView(True, (FRENCH,))),
    "seen of me, in two communities": (SeenOfMe(), SeenOfMeView(True, (FRENCH, ARTS))),
    "seen of me, taken out": (SeenOfMe(), SeenOfMeView(False, (FRENCH,))),
    "seen of me, nothing": (SeenOfMe(), SeenOfMeView(True, ())),
    "letter": (Letter(letter_id="l1"), WORD),
    "letter sent": (LetterSent(letter_id="l1"), SENT),
    "letter sent, later": (LetterSent(letter_id="l1", wall=datetime(2025, 10, 13, 7, 30)), SENT),  # noqa: DTZ001
    "letter sent, sometime": (LetterSent(letter_id="l1", sometime=True), SENT),
    "letter answered": (LetterSent(letter_id="l1"), WORD),
    "letter unsent": (LetterUnsent(), None),
    "letter unsent, three in a row": (LetterUnsent(often=True), None),
    **{
        f"{ask.dialog}, {ask.step}{', ' if how else ''}{how}": asked(ask, **changes)
        for ask in QUESTIONS
        for how, changes in (("", {}), ("help", {"help": True}))
    },
    "letter, text, in a field": asked(WRITE, fields=True),
    "letter_back, text, in a field": asked(BACK, fields=True),
    "letter, text, too long": asked(WRITE, fault="too_long", length=712),
    **{
        f"still for this, {ask.dialog} {ask.step}": (StillForThis(dialog=ask.dialog, step=ask.step, revision=5), None)
        for ask in QUESTIONS
    },
    **{f"put aside, {dialog}": (PutAside(dialog=dialog), None) for dialog in ("letter", "letter_back")},
}
