"""What a guide must keep to between its parts, beyond the shape of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from community.guide import (
    ABOUT,
    ASK_LIMIT,
    HINT_LIMIT,
    LABEL_LIMIT,
    LEARNERS,
    LINES,
    WHY_LIMIT,
    Criterion,
    Guide,
    Jurisdiction,
    Kind,
    Moment,
    Question,
    Said,
)

Where = tuple[str | int, ...]
"""The way to a part of a guide: names of fields, places in lists (0 is the first)."""


class GuideWhy(StrEnum):
    """Why a guide is refused: keys of sentences."""

    SIX_LINES = "guide.fault.six_lines"
    EQUAL_KEYS = "guide.fault.equal_keys"
    UNKNOWN_STEP = "guide.fault.unknown_step"
    STEP_LOOP = "guide.fault.step_loop"
    NOTHING_CLOSER = "guide.fault.nothing_closer"
    FIRST_IS_OPEN = "guide.fault.first_is_open"
    FIRST_NOT_ALWAYS = "guide.fault.first_not_always"
    NOT_REVIEWED = "guide.fault.not_reviewed"
    FUTURE = "guide.fault.future"
    TOO_LONG = "guide.fault.too_long"
    ABOUT = "guide.fault.about"
    BRACES = "guide.fault.braces"
    TAKEN = "guide.fault.taken"


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a part of a guide doesn't keep to. ``params`` fill its sentence."""

    where: Where
    why: GuideWhy
    params: Mapping[str, str] = field(default_factory=dict)


def broken_rules(guide: Guide, today: date) -> tuple[Broken, ...]:
    """Every rule the guide doesn't keep to on the civil date ``today``."""
    return (
        *_six_lines(guide),
        *_equal_keys(guide),
        *_steps(guide),
        *_questions(guide, today),
        *_closer_looks(guide),
        *_about(guide),
        *_tools(guide, today),
        *_lengths(guide),
    )


def _six_lines(guide: Guide) -> Iterator[Broken]:
    if len(guide.criteria) != LINES:
        yield Broken(("criteria",), GuideWhy.SIX_LINES, {"count": str(len(guide.criteria)), "lines": str(LINES)})


def placed_questions(guide: Guide) -> Iterator[tuple[Where, Criterion, Question]]:
    """Every question, with the way to it and the line it belongs to."""
    for number, criterion in enumerate(guide.criteria):
        yield ("criteria", number, "first"), criterion, criterion.first
        for index, question in enumerate(criterion.closer):
            yield ("criteria", number, "closer", index), criterion, question


def _equal_keys(guide: Guide) -> Iterator[Broken]:
    """Among lines, among next steps, among tools; a question's is its own in the whole guide, for answers name it."""
    named: tuple[Iterable[tuple[Where, str]], ...] = (
        ((("criteria", index), each.key) for index, each in enumerate(guide.criteria)),
        ((where, question.key) for where, _, question in placed_questions(guide)),
        ((("steps", index), step.key) for index, step in enumerate(guide.steps)),
        ((("tools", index), tool.key) for index, tool in enumerate(guide.tools)),
    )
    for group in named:
        seen: set[str] = set()
        for where, key in group:
            if key in seen:
                yield Broken((*where, "key"), GuideWhy.EQUAL_KEYS, {"key": key})
            seen.add(key)


def _steps(guide: Guide) -> Iterator[Broken]:
    known = {step.key for step in guide.steps}
    wanted: list[tuple[Where, str]] = [
        (("criteria", number, "next", index), key)
        for number, criterion in enumerate(guide.criteria)
        for index, key in enumerate(criterion.next)
    ]
    wanted += [(("steps", i, "otherwise"), step.otherwise) for i, step in enumerate(guide.steps) if step.otherwise]
    for where, key in wanted:
        if key not in known:
            yield Broken(where, GuideWhy.UNKNOWN_STEP, {"key": key, "known": ", ".join(s.key for s in guide.steps)})
    told: set[str] = set()
    for index, step in enumerate(guide.steps):
        way = _way_from(guide, step.key)
        if way[-1] in way[:-1] and told.isdisjoint(way):
            told.update(way)
            yield Broken(("steps", index, "otherwise"), GuideWhy.STEP_LOOP, {"way": " > ".join(way)})


def _way_from(guide: Guide, key: str) -> list[str]:
    """The steps offered one in place of another from this one on, until there is none or one comes again."""
    way = [key]
    step = guide.step(key)
    while step is not None and step.otherwise:
        way.append(step.otherwise)
        if step.otherwise in way[:-1]:
            break
        step = guide.step(step.otherwise)
    return way


def _questions(guide: Guide, today: date) -> Iterator[Broken]:
    for where, criterion, question in placed_questions(guide):
        if question is criterion.first:
            if question.kind is not Kind.CHECK:
                yield Broken((*where, "kind"), GuideWhy.FIRST_IS_OPEN, {"key": question.key})
            for name in ("moments", "jurisdictions"):
                if getattr(question, name):
                    yield Broken((*where, name), GuideWhy.FIRST_NOT_ALWAYS, {"key": question.key, "field": name})
        if question.jurisdictions and question.reviewed is None:
            yield Broken((*where, "jurisdictions"), GuideWhy.NOT_REVIEWED, {"key": question.key})
        if question.reviewed is not None and question.reviewed > today:
            yield Broken((*where, "reviewed"), GuideWhy.FUTURE, {"day": question.reviewed.isoformat()})


def _closer_looks(guide: Guide) -> Iterator[Broken]:
    """Whatever the moment, under each law the guide speaks of, an open line has something to look at closer. More than
    three may serve: the closer look asks the first ones, the full tour all.
    """
    named = {each for _, question in guide.questions() for each in question.jurisdictions}
    laws = [each for each in Jurisdiction if each in named] or list(Jurisdiction)
    for number, criterion in enumerate(guide.criteria):
        for moment in Moment:
            without = [law for law in laws if not any(q.serves(moment, law) for q in criterion.closer)]
            if without:
                lacking = {"key": criterion.key, "moment": moment.value, "jurisdictions": ", ".join(without)}
                yield Broken(("criteria", number, "closer"), GuideWhy.NOTHING_CLOSER, lacking)


def _about(guide: Guide) -> Iterator[Broken]:
    for number, criterion in enumerate(guide.criteria):
        for language, beginning in ABOUT.items():
            if not getattr(criterion.about, language).startswith(beginning):
                where = ("criteria", number, "about", language)
                yield Broken(where, GuideWhy.ABOUT, {"field": f"about.{language}", "beginning": beginning.strip()})


def _tools(guide: Guide, today: date) -> Iterator[Broken]:
    for number, tool in enumerate(guide.tools):
        for index, rule in enumerate(tool.rules):
            if rule.checked > today:
                where = ("tools", number, "rules", index, "checked")
                yield Broken(where, GuideWhy.FUTURE, {"day": rule.checked.isoformat()})


def _lengths(guide: Guide) -> Iterator[Broken]:
    held: list[tuple[Where, Said | None, int]] = [(("title",), guide.title, LABEL_LIMIT)]
    for number, criterion in enumerate(guide.criteria):
        held += [(("criteria", number, name), getattr(criterion, name), LABEL_LIMIT) for name in ("name", "about")]
    for where, _, question in placed_questions(guide):
        held += [
            ((*where, "ask"), question.ask, ASK_LIMIT),
            ((*where, "why"), question.why, WHY_LIMIT),
            ((*where, "hint"), question.hint, HINT_LIMIT),
            ((*where, "example"), question.example, HINT_LIMIT),
            ((*where, "not_applicable"), question.not_applicable, LABEL_LIMIT),
        ]
    for where, said, limit in held:
        for language in ("fr", "en") if said is not None else ():
            words = getattr(said, language)
            if set("{}") & set(words.replace(LEARNERS, "")):
                yield Broken(
                    (*where, language), GuideWhy.BRACES, {"field": f"{where[-1]}.{language}", "word": LEARNERS}
                )
            length = len(words)
            if length > limit:
                params = {"field": f"{where[-1]}.{language}", "count": str(length), "limit": str(limit)}
                yield Broken((*where, language), GuideWhy.TOO_LONG, params)
