"""A guide to test with: six lines, each with its own question and deeper ones, short enough to fit in a head."""

from community.guide import Criterion, Does, Guide, Jurisdiction, Kind, Moment, Parent, Question, Said, Step
from community.walk import Answer, Given, Leg, Walk


def said(text: str) -> Said:
    return Said(fr=f"{text}, en français", en=f"{text}, in English")


def question(key: str, *moments: Moment, kind: Kind = Kind.CHECK) -> Question:
    return Question(key=key, ask=said(f"Question {key}"), why=said(f"Raison {key}"), kind=kind, moments=moments)


def criterion(key: str, *closer: Question, grid: bool = False, next: tuple[str, ...] = ("ask-team",)) -> Criterion:
    return Criterion(
        key=key,
        name=said(key),
        about=Said(fr=f"sur {key}, en français", en=f"about {key}, in English"),
        first=question(f"{key}-own"),
        closer=closer,
        grid=grid,
        next=next,
    )


SMALL = Guide(
    guide="small",
    version="2025-09",
    title=said("Petit guide"),
    parents=(Parent(said=said("Un parent")),),
    criteria=(
        criterion(
            "learn",
            question("learn-why", Moment.BEFORE, kind=Kind.OPEN),
            question("learn-aim", Moment.BEFORE),
            question("learn-reach", Moment.DURING),
            question("learn-met", Moment.AFTER),
            grid=True,
        ),
        criterion("care", question("care-deep"), grid=True, next=("smaller",)),
        criterion("law", question("law-deep"), question("law-more"), grid=True, next=("talk",)),
        criterion("help", question("help-deep"), next=("talk",)),
        criterion("peers", question("peers-deep")),
        criterion("last", question("last-deep"), next=("come-back",)),
    ),
    steps=(
        Step(key="ask-team", does=Does.ASK_TEAM, otherwise="talk"),
        Step(key="talk", does=Does.TALK, otherwise="come-back"),
        Step(key="smaller", does=Does.SMALLER),
        Step(key="come-back", does=Does.COME_BACK),
    ),
)
OWN_QUESTIONS = tuple(criterion.first.key for criterion in SMALL.criteria)


def answered(**answers: Answer) -> dict[str, Given]:
    """Answers by question, hyphens written as underscores."""
    return {key.replace("_", "-"): Given(key.replace("_", "-"), answer) for key, answer in answers.items()}


def walk(answers: dict[str, Given] | None = None, **changes: object) -> Walk:
    """A walk through :data:`SMALL`, before trying, at its first question."""
    given: dict[str, object] = {
        "walk_id": "w1",
        "owner_id": "p1",
        "community_id": "c1",
        "guide": SMALL,
        "moment": Moment.BEFORE,
        "jurisdiction": Jurisdiction.QUEBEC,
        "leg": Leg.FIRST,
        "at": "learn-own",
        "answers": answers or {},
        "title": "Comment faire parler le groupe?",
    }
    return Walk(**(given | changes))  # type: ignore[arg-type]
