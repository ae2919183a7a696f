"""A guide's file → :class:`community.guide.Guide`, or every fault with its line and column, in words of ours."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.intake.marked import Marked, Unreadable, Where, read_marked
from community.guide import AgeRule, Criterion, Guide, Parent, Question, Said, Step, Tool
from community.guide_rules import GuideWhy, broken_rules
from community.intake import Fault

_LANGUAGES = frozenset(Said.model_fields)
_FIELDS = sorted(
    {name for model in (Guide, Criterion, Question, Said, Step, Tool, AgeRule, Parent) for name in model.model_fields}
)
FAULTS_LOOKED_AT = 1000
"""Of pydantic's errors: each is looked for in the file, and a large one that isn't a guide has a hundred thousand."""
FAULTS_TOLD = 100
"""What more there is comes once these are mended: a file that isn't a guide may have a fault on each of its lines."""
_VALUE_SHOWN = 40
"""Characters of a value that a fault repeats."""


class FieldWhy(StrEnum):
    """Why a field of a guide isn't taken: keys of sentences."""

    MISSING = "guide.fault.missing"
    TRANSLATION = "guide.fault.translation"
    UNKNOWN_FIELD = "guide.fault.unknown_field"
    NEAR_FIELD = "guide.fault.near_field"
    UNKNOWN_VALUE = "guide.fault.unknown_value"
    TOO_SHORT = "guide.fault.too_short"
    BAD_KEY = "guide.fault.bad_key"
    BAD_VERSION = "guide.fault.bad_version"
    BAD_URL = "guide.fault.bad_url"
    BAD_EMAIL = "guide.fault.bad_email"
    BAD_DAY = "guide.fault.bad_day"
    BAD_NUMBER = "guide.fault.bad_number"
    OUT_OF_RANGE = "guide.fault.out_of_range"
    YES_OR_NO = "guide.fault.yes_or_no"
    WORDS_WANTED = "guide.fault.words_wanted"
    BOTH_WANTED = "guide.fault.both_wanted"
    FIELDS_WANTED = "guide.fault.fields_wanted"
    LIST_WANTED = "guide.fault.list_wanted"
    NOT_A_GUIDE = "guide.fault.not_a_guide"
    OTHER = "guide.fault.other"


@dataclass(frozen=True, slots=True)
class GuideFile:
    """What a file holds: a guide without a fault, or its faults by their places. ``version_at``: the line and the
    column of its version.
    """

    guide: Guide | None
    faults: tuple[Fault, ...] = ()
    version_at: tuple[int, int] = (1, 1)


def read_guide(source: Path | bytes, today: date) -> GuideFile:
    """Read a guide from a file or its bytes, as of the civil date ``today``.

    Raises ``OSError`` for a path that can't be opened.
    """
    try:
        marked = read_marked(source)
    except Unreadable as error:
        return GuideFile(None, (error.fault,))
    faults = list(marked.faults)
    guide: Guide | None = None
    try:
        guide = Guide.model_validate(marked.data)
    except ValidationError as error:
        real = (each for each in error.errors(include_url=False) if not _follows(each))
        faults += (_told(each, marked) for each in islice(real, FAULTS_LOOKED_AT))
    else:
        faults += _against_the_rules(guide, today, marked)
    if faults:
        ordered = sorted(_one_a_place(faults), key=lambda fault: (fault.line, fault.column or 0))
        return GuideFile(None, tuple(ordered[:FAULTS_TOLD]))
    return GuideFile(guide, version_at=marked.place(("version",)))


def _one_a_place(faults: list[Fault]) -> Iterator[Fault]:
    """One fault a place: what follows from the first says nothing more."""
    seen = set()
    for fault in faults:
        if (fault.line, fault.column) not in seen:
            seen.add((fault.line, fault.column))
            yield fault


def _against_the_rules(guide: Guide, today: date, marked: Marked) -> Iterator[Fault]:
    for broken in broken_rules(guide, today):
        line, column = marked.place(broken.where)
        yield Fault(line, broken.why, broken.params, column)


_PATTERNS = {
    "version": FieldWhy.BAD_VERSION,
    "url": FieldWhy.BAD_URL,
    "owner": FieldWhy.BAD_EMAIL,
}
"""Field → what is said where it isn't written as it must be; every other one with a pattern is a key."""
_KINDS = {
    "string_type": FieldWhy.WORDS_WANTED,
    "tuple_type": FieldWhy.LIST_WANTED,
    "bool_parsing": FieldWhy.YES_OR_NO,
    "bool_type": FieldWhy.YES_OR_NO,
    "value_error": FieldWhy.BAD_DAY,
    "too_short": FieldWhy.TOO_SHORT,
}


def _follows(error: Any) -> bool:
    """Whether a list is said to be too short only because what is in it has faults of its own."""
    return error["type"] == "too_short" and bool(error["input"])


def _told(error: Any, marked: Marked) -> Fault:
    """One of pydantic's errors, in our words and at its place."""
    where: Where = error["loc"]
    kind, ctx = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_field(where, marked)
    if kind in ("missing", "string_too_short") or error["input"] in (None, ""):
        return _missing(where, marked)
    if not where:
        return _at(where, marked, FieldWhy.NOT_A_GUIDE, {})
    name, why, params = _name(where), _KINDS.get(kind), _shown(error["input"])
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        why = FieldWhy.BOTH_WANTED if _is_said(where) else FieldWhy.FIELDS_WANTED
    elif kind == "enum":
        why, params = FieldWhy.UNKNOWN_VALUE, {**params, "known": _known(ctx)}
    elif kind == "string_too_long":
        params = {"count": str(len(str(error["input"]))), "limit": str(ctx.get("max_length", ""))}
        return _at(where, marked, GuideWhy.TOO_LONG, {"field": name, **params})
    elif kind == "string_pattern_mismatch":
        why = _PATTERNS.get(str(where[-1]), FieldWhy.BAD_KEY)
    elif kind.startswith("date"):
        why = FieldWhy.BAD_DAY
    elif kind in ("greater_than_equal", "less_than_equal"):
        why = FieldWhy.OUT_OF_RANGE
    elif kind.startswith(("int", "finite")):
        why = FieldWhy.BAD_NUMBER
    return _at(where, marked, why or FieldWhy.OTHER, {"field": name, **params})


def _at(where: Where, marked: Marked, why: StrEnum, params: Mapping[str, str]) -> Fault:
    line, column = marked.place(where)
    return Fault(line, why, params, column)


def _missing(where: Where, marked: Marked) -> Fault:
    """What isn't there: at its name where that stands alone, else at the beginning of what lacks it."""
    why = FieldWhy.TRANSLATION if where and where[-1] in _LANGUAGES else FieldWhy.MISSING
    return _at(where, marked, why, {"field": _name(where)})


def _unknown_field(where: Where, marked: Marked) -> Fault:
    line, column = marked.name_place(where)
    name = str(where[-1])[:_VALUE_SHOWN]
    near = difflib.get_close_matches(name, _FIELDS, n=1, cutoff=0.75)
    if near:
        return Fault(line, FieldWhy.NEAR_FIELD, {"field": name, "near": near[0]}, column)
    return Fault(line, FieldWhy.UNKNOWN_FIELD, {"field": name}, column)


def _name(where: Where) -> str:
    """What a field is called in its file: ``ask.fr`` for words in a language."""
    names = [step for step in where if isinstance(step, str)]
    return ".".join(names[-2:] if names[-1:] and names[-1] in _LANGUAGES else names[-1:])


def _is_said(where: Where) -> bool:
    """Whether words in both languages are wanted there."""
    model: Any = Guide
    for step in where:
        if isinstance(step, int):
            continue
        found = model.model_fields.get(step) if isinstance(model, type) and issubclass(model, BaseModel) else None
        if found is None:
            return False
        model = _model_in(found.annotation)
    return model is Said


def _model_in(annotation: Any) -> Any:
    """The model that an annotation such as ``Said | None`` or ``tuple[Question, ...]`` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in getattr(annotation, "__args__", ()) if (found := _model_in(each))), None)


def _known(ctx: Mapping[str, Any]) -> str:
    """``'before', 'during' or 'after'`` as we list values."""
    return str(ctx.get("expected", "")).replace("'", "").replace(" or ", ", ")


def _shown(value: Any) -> dict[str, str]:
    return (
        {"value": value if len(value) <= _VALUE_SHOWN else value[: _VALUE_SHOWN - 1] + "…"}
        if isinstance(value, str)
        else {}
    )
