"""Whatever one does, and however often one stops, the lines are what was last answered.

The acts are pressed and typed through turns, handlers and tables; what they mean is kept apart here: by question, the
last answer given. Each turn finds only what is in the database, as after a restart.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.guides import packaged
from community.guide import Kind
from community.messages import Ask, WalkLines, WalkPage
from community.walk import Answer, LineState, Walk, split_line
from storage.people import person_by_email
from storage.views.walks import load_ended, load_going_on
from tests.scenarios.house import ROSTER
from tests.storage.seeds import RING
from tests.talking import Teacher, teacher

GUIDE = packaged()
KINDS = {question.key: question.kind for _, question in GUIDE.questions()}
ANSWERS = tuple(Answer)


@dataclass
class Meant:
    """What the acts so far mean: by question, what was last answered, and the note that stands."""

    answers: dict[str, Answer] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def states(self) -> list[LineState]:
        """How each line stands by that, spelt out."""
        found = []
        for criterion in GUIDE.criteria:
            here = [self.answers[q.key] for q in (criterion.first, *criterion.closer) if q.key in self.answers]
            if any(answer in (Answer.PARTLY, Answer.NOT_YET) for answer in here):
                found.append(LineState.OPEN)
            else:
                found.append(LineState.SETTLED if criterion.first.key in self.answers else LineState.UNSEEN)
        return found


def asked(who: Teacher) -> str | None:
    """The question on the newest card, if it is one of the guide's."""
    message = who.shown.message
    if isinstance(message, Ask) and message.dialog in ("guide_check", "guide_open"):
        return split_line(message.subject_id or "")[1]
    return None


def answers(who: Teacher, meant: Meant, n: int) -> None:
    """One of the four answers, in the form on Teams, by its button on Slack; a sentence where one is asked for."""
    key = asked(who)
    if key is None:
        return
    if KINDS[key] is Kind.OPEN:
        text = f"Une phrase, la {n}e."
        if who.channel == "teams":
            who.presses("Suivant", sentence=text)
        else:
            who.says(text)
        meant.notes[key] = text
        return
    chosen = ANSWERS[n % 4]
    if who.channel == "teams":
        who.presses("Suivant", answer=chosen)
    else:
        who.sends(who.shown, f"answer.{chosen}", {})
    meant.answers[key] = chosen


def types_a_note(who: Teacher, meant: Meant, n: int) -> None:
    """A line that is no answer."""
    key = asked(who)
    if key is not None:
        who.says(f"Voir la page {n} du cadre.")
        meant.notes[key] = f"Voir la page {n} du cadre."


def lapses(who: Teacher, meant: Meant, n: int) -> None:
    """An answer, or a note, typed after a while: for this question (even), or not."""
    key = asked(who)
    if key is None or KINDS[key] is Kind.OPEN:
        return
    who.passes(minutes=21 + n)
    text = ("pas encore", "oui", f"Une note tardive, la {n}e.")[n % 3]
    who.says(text)
    who.presses("Oui" if n % 2 == 0 else "Non, autre chose")
    if n % 2 == 0:
        if n % 3 == 2:
            meant.notes[key] = text
        else:
            meant.answers[key] = (Answer.NOT_YET, Answer.YES)[n % 3]


def goes_back(who: Teacher, meant: Meant, n: int) -> None:
    """« retour », pressed or typed."""
    if asked(who) is not None:
        who.presses("Retour") if who.has("Retour") else who.says("retour")


def skips(who: Teacher, meant: Meant, n: int) -> None:
    """« passer »: what stood there stands."""
    if asked(who) is not None:
        who.says("passer")


def jumps(who: Teacher, meant: Meant, n: int) -> None:
    """To one of the six lines."""
    if asked(who) is not None and who.has("Les six points"):
        who.presses("Les six points")
    if isinstance(who.shown.message, WalkLines):
        who.sends(who.shown, who.shown.card.buttons[n % 6].verb, {})


def stops(who: Teacher, meant: Meant, n: int) -> None:
    """Something else, some days, then the guide again."""
    who.says(("plus tard", "annuler", "langue", "défi")[n % 4])
    who.passes(days=n % 5)
    who.says("guide")
    if isinstance(who.shown.message, Ask) and who.shown.message.dialog == "guide":
        who.presses("Revoir mon dernier tour")


def looks_further(who: Teacher, meant: Meant, n: int) -> None:
    """At the end: a closer look, or the full tour."""
    if not isinstance(who.shown.message, WalkPage):
        return
    if n % 2 and who.has("Regarder de plus près"):
        who.presses("Regarder de plus près")
    elif who.has("Plus…"):
        who.presses("Plus…")
        who.presses("Le tour complet")


def presses_an_old_card(who: Teacher, meant: Meant, n: int) -> None:
    """An answer on a card that has scrolled away: it is for the question that the card shows."""
    old = [s for s in who.screen[:-1] if isinstance(s.message, Ask) and s.message.dialog == "guide_check"]
    if not old or who.channel != "teams":
        return
    shown = old[n % len(old)]
    key = split_line(getattr(shown.message, "subject_id", "") or "")[1]
    who.sends(shown, "form.guide_check", {"answer": ANSWERS[n % 4], "note": "Vue d'en haut."})
    meant.answers[key], meant.notes[key] = ANSWERS[n % 4], "Vue d'en haut."


Act = Callable[[Teacher, Meant, int], None]
ACTS: tuple[Act, ...] = (
    answers,
    answers,
    answers,
    types_a_note,
    lapses,
    goes_back,
    skips,
    jumps,
    stops,
    looks_further,
    presses_an_old_card,
)


def walk_of(who: Teacher) -> Walk:
    person = person_by_email(who.scope, who.conn, who.email)
    assert person is not None
    found = load_going_on(who.scope, who.conn, RING, person) or load_ended(who.scope, who.conn, RING, person)
    assert found is not None
    return found


def on_both(ada: Teacher) -> Iterator[Teacher]:
    """Ada on Teams, then on Slack, and so on."""
    slack = Teacher(ada.conn, ada.scope, ada.email, "slack", ada.now)
    while True:
        yield ada
        yield slack


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11), st.booleans()), min_size=8, max_size=30))
def test_the_lines_are_what_was_last_answered(acts: list[tuple[Act, int, bool]]) -> None:
    with teacher(ROSTER) as ada:
        turns = on_both(ada)
        who, meant = next(turns), Meant()
        who.says("guide")
        who.says("Un balado raconté par le groupe")
        for act, n, elsewhere in acts:
            if elsewhere:
                then, who = who.now, next(turns)
                who.now = then + timedelta(minutes=1)
                who.says("guide")
                if isinstance(who.shown.message, Ask) and who.shown.message.dialog == "guide":
                    who.presses("Revoir mon dernier tour")
            act(who, meant, n)
            walk = walk_of(who)
            assert {key: given.answer for key, given in walk.answers.items() if given.answer} == meant.answers
            assert {key: given.note for key, given in walk.answers.items() if given.note} == meant.notes
            assert [line.state for line in walk.lines()] == meant.states()
