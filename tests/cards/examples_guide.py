"""The guide as it looks: with the packaged one, so that what is read here is what a teacher reads."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.guides import packaged
from community.guide import Does, Jurisdiction, Kind, Moment, Said
from community.messages import Ask, Message, StillForThis, WalkLines, WalkMore, WalkNotes, WalkPage
from community.views import AskView, GuideView, QuestionView, WalkView
from community.walk import Answer, Given, Leg, Walk, line_id
from tests.cards.known import OPEN

GUIDE = packaged()
KEYS = [criterion.first.key for criterion in GUIDE.criteria]
WHY = GUIDE.criteria[0].closer[0].key
ANSWERS = {
    KEYS[0]: Given(KEYS[0], Answer.YES),
    KEYS[1]: Given(KEYS[1], Answer.YES, note="Voir le cadre de l'école."),
    KEYS[2]: Given(KEYS[2], Answer.PARTLY, note="Les voix sortent de la classe.", goes=True),
    KEYS[3]: Given(KEYS[3], Answer.NOT_YET),
    KEYS[4]: Given(KEYS[4], Answer.YES),
    KEYS[5]: Given(KEYS[5], Answer.NOT_APPLICABLE),
}
WALK = Walk(
    walk_id="w1",
    owner_id="p1",
    community_id="c1",
    guide=GUIDE,
    moment=Moment.BEFORE,
    jurisdiction=Jurisdiction.QUEBEC,
    leg=Leg.FIRST,
    at=KEYS[2],
    answers={key: ANSWERS[key] for key in KEYS[:2]},
    title="Comment faire raconter une histoire par toute la classe?",
    challenge_id="k1",
)
ENDED = replace(WALK, at=None, answers=ANSWERS, ended_at=datetime(2025, 10, 7, 16, tzinfo=UTC))
SETTLED = replace(ENDED, answers={key: Given(key, Answer.YES) for key in KEYS})
UNSEEN = replace(ENDED, answers={key: ANSWERS[key] for key in (KEYS[0], KEYS[3])})
EVERYTHING = frozenset(Does)


def asked(key: str, walk: Walk = WALK) -> QuestionView:
    found = GUIDE.find(key)
    assert found is not None
    path = [question.key for question in walk.path()]
    return QuestionView(
        walk=walk,
        criterion=found[0],
        question=found[1],
        given=walk.answers.get(key),
        number=path.index(key) + 1,
        total=len(path),
        learners="élèves",
    )


def ask(key: str, *, step: str = "answer", dialog: str = "guide_check", help: bool = False) -> Ask:
    return Ask(dialog=dialog, step=step, revision=5, subject_id=line_id("w1", key), help=help)


def shown(walk: Walk, **changes: object) -> WalkView:
    seen = WalkView(walk=walk, possible=EVERYTHING, group="4e secondaire", facilitators=("Nadia Roy",))
    return replace(seen, **changes)  # type: ignore[arg-type]


CLOSER = replace(ENDED, leg=Leg.CLOSER, at=None)
FULL = replace(ENDED, leg=Leg.FULL)
GIVEN_2 = {"answer": Answer.PARTLY.value, "note": "Les voix sortent de la classe."}


def of_law(moment: Moment, jurisdiction: Jurisdiction) -> tuple[Message, object]:
    """The first question of law of a closer look, for this moment, under this law."""
    walk = replace(CLOSER, moment=moment, jurisdiction=jurisdiction)
    key = next(q.key for q in walk.path() if q.reviewed is not None)
    return ask(key), AskView(asked(key, walk), {}, form=True, back=True)


def of_moment(moment: Moment) -> tuple[Message, object]:
    """The first check that serves at this moment only."""
    found = next(q for _, q in GUIDE.questions() if q.moments == (moment,) and q.kind is Kind.CHECK)
    return ask(found.key), AskView(asked(found.key, FULL), {}, form=True, back=True)


def opened(moment: Moment | None) -> tuple[Message, object]:
    """An open question as it would be asked at this moment, or at any."""
    seen = asked(WHY, FULL)
    criterion = replaced(seen.criterion, grid=moment is not None)
    found = replaced(seen.question, moments=(moment,) if moment is not None else ())
    seen = replace(seen, question=found, criterion=criterion)
    return ask(WHY, step="sentence", dialog="guide_open"), AskView(seen, {}, form=False, back=True, fields=True)


def hinted() -> tuple[Message, object]:
    """An open question with a hint, as an imported guide may have one, and its help."""
    seen = asked(WHY, FULL)
    hint = Said(fr="Un exemple récent suffit.", en="A recent example is enough.")
    seen = replace(seen, question=replaced(seen.question, hint=hint))
    return ask(WHY, step="sentence", dialog="guide_open", help=True), AskView(seen, {}, form=False, back=True)


def replaced(content: Any, **changes: object) -> Any:
    """A piece of the guide, otherwise."""
    return content.model_copy(update=changes)


def with_open(count: int) -> tuple[Message, object]:
    """The end with this many lines open, all others settled."""
    answers = {key: Given(key, Answer.NOT_YET if n < count else Answer.YES) for n, key in enumerate(KEYS)}
    return WalkPage(walk_id="w1"), shown(replace(ENDED, answers=answers))


HINTED = next(q.key for _, q in GUIDE.questions() if q.hint is not None and q.kind is Kind.CHECK)


EXAMPLES: dict[str, tuple[Message, object]] = {
    "guide, about what": (
        Ask(dialog="guide", step="about_what", revision=5),
        AskView(GuideView(GUIDE, (OPEN,), ended=ENDED), {}, form=False, back=False),
    ),
    "guide, project": (
        Ask(dialog="guide", step="project", revision=5),
        AskView(GuideView(GUIDE), {}, form=False, back=False, fields=True),
    ),
    "guide, question": (ask(KEYS[2]), AskView(asked(KEYS[2]), {}, form=True, back=True)),
    "guide, question, first": (ask(KEYS[0]), AskView(asked(KEYS[0]), {}, form=True, back=False)),
    "guide, question, answered": (ask(KEYS[2]), AskView(asked(KEYS[2], ENDED), GIVEN_2, form=True, back=True)),
    "guide, question, help": (ask(KEYS[0], help=True), AskView(asked(KEYS[0]), {}, form=True, back=False)),
    "guide, question, note too long": (
        ask(KEYS[2]),
        AskView(asked(KEYS[2]), {}, form=True, back=True, faults={"note": ("too_long", 20_000)}),
    ),
    "guide, question by talking": (ask(KEYS[2]), AskView(asked(KEYS[2]), {}, form=False, back=True)),
    "guide, question by talking, answered": (
        ask(KEYS[2]),
        AskView(asked(KEYS[2], ENDED), GIVEN_2, form=False, back=True),
    ),
    "guide, question by talking, too long": (
        Ask(dialog="guide_check", step="answer", revision=5, subject_id="w1:x", fault="too_long", length=20_000),
        AskView(asked(KEYS[2]), {}, form=False, back=True),
    ),
    "guide, note": (ask(KEYS[2], step="note"), AskView(asked(KEYS[2]), {}, form=False, back=True)),
    "guide, open question": (
        ask(WHY, step="sentence", dialog="guide_open"),
        AskView(asked(WHY, FULL), {}, form=False, back=True, fields=True),
    ),
    "guide, open question by talking, help": (
        ask(WHY, step="sentence", dialog="guide_open", help=True),
        AskView(asked(WHY, FULL), {}, form=False, back=True),
    ),
    "guide, open question, hint": hinted(),
    "guide, still for this": (
        StillForThis(dialog="guide_check", step="answer", revision=5, subject_id="w1:x"),
        AskView(asked(KEYS[2]), {}, form=False, back=False),
    ),
    "walk, going on": (WalkPage(walk_id="w1"), shown(WALK)),
    "walk, two open": (WalkPage(walk_id="w1"), shown(ENDED)),
    "walk, two open, several facilitators, no channel": (
        WalkPage(walk_id="w1"),
        shown(ENDED, facilitators=("Nadia Roy", "Luc Hébert"), possible=EVERYTHING - {Does.ASK_TEAM}),
    ),
    "walk, all settled": (WalkPage(walk_id="w1"), shown(SETTLED)),
    "walk, not all looked at": (WalkPage(walk_id="w1"), shown(UNSEEN)),
    "walk, none looked at": (WalkPage(walk_id="w1"), shown(replace(ENDED, answers={}))),
    "walk, open once tried": (WalkPage(walk_id="w1"), shown(replace(ENDED, moment=Moment.AFTER))),
    "walk, lines": (WalkLines(walk_id="w1"), shown(ENDED)),
    "walk, more": (WalkMore(walk_id="w1"), shown(ENDED)),
    "walk, notes": (WalkNotes(walk_id="w1"), shown(ENDED)),
    "walk, no notes": (WalkNotes(walk_id="w1"), shown(SETTLED)),
    **{f"guide, law of {law}": of_law(Moment.BEFORE, law) for law in Jurisdiction},
    **{f"guide, {moment}": of_moment(moment) for moment in Moment},
    **{f"guide, open question, {moment}": opened(moment) for moment in (*Moment, None)},
    **{f"walk, {count} open": with_open(count) for count in (1, 3, 4, 5, 6)},
    "guide, hint": (ask(HINTED, help=True), AskView(asked(HINTED, FULL), {}, form=True, back=True)),
}
